"""What pages say of the procedure stands in procedure.toml, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from nextwave.casework.law.notice_rules import read as notice_rules
from nextwave.casework.law.procedure import PARTS, problems_of, read
from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from tests.casework import riverton
from tests.washington import washington


def written(folder: Path, text: str) -> Path:
    made = riverton.rulebook(folder)
    (made / "procedure.toml").write_text(text)
    return made


def test_washington_has_every_part_in_both_languages() -> None:
    found = read(find("washington"), washington())
    assert set(found) == set(PARTS)
    assert all(set(part.says) in ({"en", "es"}, set()) for part in found.values())
    assert found["changes"].cites == "7 CFR 273.12"


def test_a_rulebook_without_it_has_no_part(tmp_path: Path) -> None:
    folder = riverton.rulebook(tmp_path)
    assert read(folder, load(folder)) == {} and problems_of(folder, load(folder)) == []


def test_a_part_may_have_its_law_alone(tmp_path: Path) -> None:
    folder = written(tmp_path, '[changes]\ncites = "Riverton Code 30"')
    assert read(folder, load(folder))["changes"].cites == "Riverton Code 30"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[chnages]\ncites = "x"', "there is no part chnages"),
        ("[changes]", "changes is no table of texts"),
        ('changes = "Tell us."', "changes is no table of texts"),
        ("[changes]\ncites = 7", "changes is no table of texts"),
        ('[changes]\nes = "Avise."', "changes has es, which is no language of the rulebook"),
        ('[decision]\nen = "Within {weeks} weeks."', "decision in en has {weeks}, with which nothing is filled in"),
        ('[changes]\nen = "Within {days} days."', "changes in en has {days}, with which nothing is filled in"),
        ('[changes]\nen = "An open { brace."', "changes in en: "),
    ],
)
def test_what_is_wrong_is_said(text: str, said: str, tmp_path: Path) -> None:
    folder = written(tmp_path, text)
    found = problems_of(folder, load(folder))
    assert found and said in found[0].what and found[0].place.file == "procedure.toml"


def test_a_text_that_lacks_a_language_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, '[changes]\nen = "Tell us."')
    head = folder / "rulebook.toml"
    head.write_text(head.read_text().replace('["en"]', '["en", "es"]'))
    assert "changes has no text in es" in [p.what for p in problems_of(folder, load(folder))]


def test_a_law_without_a_short_limit_needs_none(tmp_path: Path) -> None:
    folder = riverton.rulebook(tmp_path)
    notice = folder / "grant" / "notice.toml"
    lines = [line for line in notice.read_text().splitlines() if not line.startswith("expedited")]
    notice.write_text("\n".join(lines))
    (rules,) = notice_rules(folder, load(folder)).values()
    assert (rules.expedited_limit.count, rules.short_limit) == (30, None)


def test_a_limit_is_named_in_the_unit_that_it_has(tmp_path: Path) -> None:
    folder = written(tmp_path, '[decision]\nen = "Within {working_days} working days."')
    assert [p.what for p in problems_of(folder, load(folder))] == [
        "decision in en has {working_days}, with which nothing is filled in"
    ]
    notice = folder / "grant" / "notice.toml"
    notice.write_text(notice.read_text().replace("decision_days = 30", "decision_working_days = 10"))
    assert problems_of(folder, load(folder)) == []
    assert read(folder, load(folder))["decision"].says["en"] == "Within {working_days} working days."
