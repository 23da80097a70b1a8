"""What another authority decided, and what a register or an expert says, is taken as it is, and an answer says whose
it is and of which day."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.situations.problems import SituationError
from nextwave.rulebook.loading import load
from tests.rulebook.test_bad_rulebooks import GOOD
from tests.rulebook.test_kinds import ANA

ON = "2026-11-01"


def with_repairs(folder: Path) -> Path:
    """The town's rulebook in which the grant has what is paid for repairs too."""
    path = folder / "grant" / "rules.py"
    text = path.read_text()
    assert text.count("+ unit.band + extra, 1)") == 1
    more = "max((person.household.repairs for person in unit.people), default=0)"
    path.write_text(text.replace("+ unit.band + extra, 1)", f"+ unit.band + extra + {more}, 1)"))
    return folder


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Assessor:
    folder = tmp_path_factory.mktemp("town") / "riverton"
    shutil.copytree(GOOD, folder)
    return Assessor(load(with_repairs(folder)))


def result(town: Assessor, **household: Any) -> dict[str, Any]:
    home = {"tenure": "owner", "award": "20.00", "listed": True, "sound": True, "by_stages": False, **household}
    situation = {"people": [ANA], "household": {k: v for k, v in home.items() if v is not ...}}
    (found,) = town.assess({"on": ON, "situation": situation})["programmes"]["grant"]["results"]
    return found  # type: ignore[no-any-return]


def accepted(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["fact"]: one for one in found["accepted"]}


def test_an_answer_says_who_decided_what_and_when(town: Assessor) -> None:
    found = result(town, award={"value": "20.00", "decided_on": "2026-02-03"})
    assert found["amount"]["low"] == "200.00"  # 120 + 50 + (50 - 20)
    assert accepted(found)["award"] == {
        "fact": "award",
        "of": "household",
        "kind": "decision",
        "by": "the court of Riverton",
        "on": "2026-02-03",
        "says": "What did the court award you for repairs?",
        "value": "20.00",
    }


def test_a_register_and_an_expert_are_named_and_what_the_household_says_is_not(town: Assessor) -> None:
    found = accepted(result(town))
    assert {name: (one["kind"], one["by"]) for name, one in found.items()} == {
        "award": ("decision", "the court of Riverton"),
        "listed": ("register", "the list of old houses"),
        "sound": ("expert", "a sworn builder"),
    }
    assert not any("on" in one for one in found.values())


def test_the_amount_is_the_same_with_the_day_and_without_it(town: Assessor) -> None:
    dated = result(town, award={"value": "20.00", "decided_on": "2026-02-03"})
    assert dated["amount"] == result(town)["amount"]


def test_of_what_is_not_there_nothing_was_decided_unless_a_day_says_so(town: Assessor) -> None:
    assert "listed" not in accepted(result(town, listed=False))
    assert accepted(result(town, listed={"value": False, "decided_on": "2026-02-03"}))["listed"]["value"] is False
    assert "award" not in accepted(result(town, award="0.00"))


def test_what_is_not_sure_was_not_decided(town: Assessor) -> None:
    assert "award" not in accepted(result(town, award={"between": ["0", "20"]}))
    assert "award" not in accepted(result(town, award=...))
    assert "accepted" not in result(town, award=..., listed=..., sound=...)


def test_of_dated_values_the_one_that_holds_counts(town: Assessor) -> None:
    held = [
        {"from": "2026-01-01", "value": "10.00", "decided_on": "2025-12-01"},
        {"from": "2026-10-01", "value": "30.00", "decided_on": "2026-09-15"},
        {"from": "2026-12-01", "value": "40.00"},
    ]
    found = accepted(result(town, award=held))["award"]
    assert (found["value"], found["on"]) == ("30.00", "2026-09-15")
    assert "award" not in accepted(result(town, award=[{"from": "2026-12-01", "value": "40.00"}]))


@pytest.mark.parametrize(
    ("household", "said"),
    [
        ({"by_stages": {"value": True, "decided_on": "2026-02-03"}}, "nobody but the person says by_stages"),
        ({"award": {"value": "20.00", "decided_on": "2026-11-02"}}, "after the day that is assessed"),
        ({"award": {"value": "20.00", "decided_on": "3.2.2026"}}, "is not"),
        ({"award": {"value": "20.00", "decided_on": None}}, "is not a date"),
        ({"award": {"value": "20.00", "decided": "2026-02-03"}}, "has no decided"),
    ],
)
def test_a_day_that_cannot_be_is_refused(town: Assessor, household: dict[str, Any], said: str) -> None:
    with pytest.raises(SituationError, match=said):
        result(town, **household)


def test_a_fact_of_an_authority_is_never_worked_out(town: Assessor) -> None:
    """Not stated, it is open: no rule comes to it."""
    found = result(town, award=...)
    assert {"fact": "award", "of": "household"} in found["needs"]
    assert (found["amount"]["low"], found["amount"]["high"]) == ("170.00", "220.00")


def test_who_said_it_is_told_in_the_language_of_the_reader(tmp_path: Path) -> None:
    folder = tmp_path / "riverton"
    shutil.copytree(GOOD, folder)
    path = folder / "rulebook.toml"
    path.write_text(path.read_text().replace('["en"]', '["en", "es"]'))
    (folder / "wording" / "es").mkdir(parents=True)
    catalogue = 'msgid "the court of Riverton"\nmsgstr "el juzgado de Riverton"\n'
    (folder / "wording" / "es" / "riverton.po").write_text(catalogue)
    home = {"tenure": "owner", "award": "20.00", "listed": True, "sound": True, "by_stages": False}
    request = {"on": ON, "language": "es", "situation": {"people": [ANA], "household": home}}
    answer = Assessor(load(with_repairs(folder))).assess(request)
    (found,) = answer["programmes"]["grant"]["results"]
    assert accepted(found)["award"]["by"] == "el juzgado de Riverton"
