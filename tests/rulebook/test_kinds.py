"""What comes of a programme is said by its kind, and what does not go together is refused."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import RulebookError
from tests.rulebook.test_bad_rulebooks import GOOD

ANA = {
    "id": "ana",
    "birth_date": "1990-01-01",
    "partner": None,
    "parents": [],
    "hours": 0,
    "wage": {"amount": "0", "per": "month"},
    "savings": "0",
    "share": "1",
    "hardship": False,
    "jobs": [],
}


def town(folder: Path, **changes: str | None) -> Path:
    """The town's rulebook, with other entries of its programme; None leaves one out."""
    shutil.copytree(GOOD, folder / "riverton")
    path = folder / "riverton" / "grant" / "programme.toml"
    lines = [line for line in path.read_text().splitlines() if line.partition(" = ")[0] not in changes]
    path.write_text("\n".join([*lines, *(f"{name} = {value}" for name, value in changes.items() if value)]) + "\n")
    return folder / "riverton"


def test_what_has_an_amount_is_paid_and_what_has_none_is_given_in_kind(tmp_path: Path) -> None:
    assert load(town(tmp_path)).programmes["grant"].kind == "paid"
    assert load(town(tmp_path / "other", amount=None)).programmes["grant"].kind == "in kind"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": '"gift"'}, "gift is no kind"),
        ({"kind": "7"}, "7 is no kind"),
        ({"kind": '"owed"', "amount": None}, "has an amount, and none is named"),
        ({"kind": '"in kind"'}, "has no amount"),
        ({"first": '"payment"'}, "not among the reasons"),
        ({"first": '"income"', "amount": None}, "there is no amount"),
    ],
)
def test_what_does_not_go_together_is_refused(tmp_path: Path, changes: dict[str, str | None], said: str) -> None:
    with pytest.raises(RulebookError, match=said):
        load(town(tmp_path, **changes))


def test_answers_say_what_is_not_paid(tmp_path: Path) -> None:
    request = {"on": "2026-11-01", "situation": {"people": [ANA], "household": {"tenure": "owner"}}}
    assert "kind" not in Assessor(load(town(tmp_path))).assess(request)["programmes"]["grant"]
    charge = Assessor(load(town(tmp_path / "charge", kind='"owed"'))).assess(request)["programmes"]["grant"]
    assert (charge["kind"], charge["results"][0]["status"]) == ("owed", "eligible")
    given = Assessor(load(town(tmp_path / "given", amount=None))).assess(request)["programmes"]["grant"]
    assert given["kind"] == "in kind" and "amount" not in given["results"][0]


def test_an_amount_that_comes_to_nothing_is_the_reason_why_not(tmp_path: Path) -> None:
    """Where what must hold is a rule and an amount above nothing, and only the amount is wanting."""
    folder = town(tmp_path, reasons='["income", "within_limit", "left"]', eligible='"gets_something"')
    path = next((folder / "grant").glob("*.py"))
    more = '''

@rule(cites="Riverton Code 9")
def left(unit: Unit) -> Money:
    """What is left to pay."""
    return min(unit.income, 0)


@rule(cites="Riverton Code 9")
def gets_something(unit: Unit) -> bool:
    """Something is left to pay."""
    return unit.within_limit and unit.left > 0
'''
    path.write_text(path.read_text() + more)
    assessor = Assessor(load(folder))

    def of(**facts: object) -> dict[str, Any]:
        situation = {"people": [{**ANA, **facts}], "household": {"tenure": "owner"}}
        (found,) = assessor.assess({"on": "2026-11-01", "situation": situation})["programmes"]["grant"]["results"]
        return found  # type: ignore[no-any-return]

    result = of()
    assert result["status"] == "ineligible"
    said = {r["rule"].rpartition(".")[2]: r["value"] for r in result["reasons"]}
    assert said["gets_something"] is False
    assert said.get("left") == "0.00"
    result = of(wage={"between": ["1", "2"], "per": "month"})
    assert result["status"] == "ineligible"
    assert [r["rule"] for r in result["reasons"]] == ["grant.gets_something", "grant.left"]
