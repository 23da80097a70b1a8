"""A run goes on with the law that it was asked over."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from nextwave.reforms import asking
from nextwave.reforms.models import Run


def law(version: str) -> SimpleNamespace:
    return SimpleNamespace(rulebook=SimpleNamespace(law_version=version))


@pytest.mark.parametrize(("asked", "kept"), [("new", []), ("old", ["old"])])
def test_the_rulebook_of_a_run_is_the_one_of_its_law_and_made_again_only_where_another_is_in_force(
    monkeypatch: pytest.MonkeyPatch, asked: str, kept: list[str]
) -> None:
    made: list[str] = []
    monkeypatch.setattr(asking, "assessor", lambda: law("new"))
    monkeypatch.setattr(asking, "assessor_of", lambda version: (made.append(version), law(version))[1])
    assert asking.book_of(Run(law_id=asked)).law_version == asked
    assert made == kept
