"""notice.toml names only what a result can say."""

from __future__ import annotations

from pathlib import Path

from nextwave.casework.law.notice_rules import problems_of
from nextwave.rulebook.loading import load
from tests.casework import riverton


def test_the_rule_of_the_short_limit_is_among_the_reasons(tmp_path: Path) -> None:
    """Of another it would never be known whether it holds: the short limit would stay open for ever."""
    folder = riverton.rulebook(tmp_path)
    assert problems_of(folder, load(folder)) == []
    notice = folder / "grant" / "notice.toml"
    notice.write_text(notice.read_text().replace("within_limit", "circle_need"))
    (found,) = problems_of(folder, load(folder))
    assert found.what == "expedited_rule is circle_need, which is not among the reasons of grant"
    assert found.place.file == "grant/notice.toml"
    notice.unlink()
    assert problems_of(folder, load(folder)) == []
