"""A refusal says by which figures: what there is beside what there may be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.answers.refusal import why_not
from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from tests.engine.small import Small
from tests.usual import home, person


def told(assessor: Assessor, programme: str, people: list[dict[str, Any]], household: dict[str, Any]) -> list[str]:
    request = {"on": "2026-11-01", "situation": {"people": people, "household": household}}
    (result,) = assessor.assess(request)["programmes"][programme]["results"]
    found = why_not(assessor, request, programme, result)
    return [f"{c.rule}: {c.left.says} {c.left.value} / {c.right.says} {c.right.value}" for c in found]


def monthly(amount: str) -> dict[str, str]:
    return {"amount": amount, "per": "month"}


def test_an_income_above_the_limit_is_told_beside_the_limit(assessor: Assessor) -> None:
    gross, net = told(assessor, "snap", [person("ana", pension=monthly("3595"))], home())
    assert "that counts, before tax. 3595.00" in gross
    assert gross.endswith("may have coming in each month. 2660.00")
    assert "taken off, in whole dollars. 3378.00" in net
    assert net.endswith("unless categorically eligible. 1330.00")


def test_a_test_that_is_met_or_does_not_matter_is_not_told(assessor: Assessor) -> None:
    elderly = person("ana", birth_date="1950-01-01", pension=monthly("3595"))
    assert [line.split(":")[0] for line in told(assessor, "snap", [elderly], home())] == ["snap.net_income_test"]
    assert told(assessor, "snap", [person("ana", pension=monthly("900"))], home()) == []


def test_what_is_not_known_is_not_told_and_what_is_settled_all_the_same_is(assessor: Assessor) -> None:
    everything = told(assessor, "snap", [person("ana", pension=monthly("3595"))], home())
    unasked = person("ana", pension=monthly("3595"))
    del unasked["savings"]
    assert told(assessor, "snap", [unasked], home()) == everything
    rent_unasked = person("ana", pension=monthly("3595"))
    del rent_unasked["rent"]
    assert told(assessor, "snap", [rent_unasked], home()) == everything[:1]


def test_where_no_comparison_decided_it_none_is_told(assessor: Assessor) -> None:
    barred = person("ana", disqualification="broke_rules")
    assert told(assessor, "snap", [barred], home()) == []


@pytest.mark.parametrize("insured", ["999999.99", "0"])
def test_a_fact_stands_before_the_figure_of_the_law_however_the_rule_is_written(insured: str) -> None:
    riverside = Assessor(load(find("riverside")))
    case = next(c for c in riverside.rulebook.cases if "A cent too little" in c.name)
    situation: dict[str, Any] = dict(case.situation)
    situation["household"] = {**situation["household"], "insured_for": insured}
    request = {"on": case.on.isoformat(), "situation": situation}
    (result,) = riverside.assess(request)["programmes"]["stall"]["results"]
    (found,) = why_not(riverside, request, "stall", result)
    assert (found.left.says, found.right.says) == ("Insurance", "Least sum of the insurance")
    assert float(found.left.value) == float(insured) < float(found.right.value)


def test_the_same_figure_of_two_people_is_not_told_for_it_does_not_say_whose() -> None:
    england = Assessor(load(find("england")))
    case = next(
        c for c in england.rulebook.cases if c.name == "Of a couple the one with the higher income pays: the partner"
    )
    request = {"on": case.on.isoformat(), "situation": dict(case.situation)}
    refused = next(r for r in england.assess(request)["programmes"]["child_benefit_charge"]["results"] if r["status"] == "ineligible")  # fmt: skip
    assert why_not(england, request, "child_benefit_charge", refused) == []


ROWS = """
@rule(cites="Test 80")
def income(person: Person) -> Money:
    \"\"\"All that comes in.\"\"\"
    return per_month(person.pay, week=4, two_weeks=2, half_month=2, year=1 / 12)


@rule(cites="Test 81")
def owned(person: Person) -> Stock:
    \"\"\"All that is there.\"\"\"
    return person.x


@rule(cites="Test 82")
def low(person: Person, law: Law) -> bool:
    \"\"\"It is low enough.\"\"\"
    return LIMIT
"""


@pytest.mark.parametrize(
    ("limit", "left", "right"),
    [
        ("person.income <= law.limit[person.n]", ("All that comes in.", "300.00"), ("Limit", "150.00")),
        ("person.income <= bracket(person.income, law.bands)", ("All that comes in.", "300.00"), ("Bands", "5.00")),
        ("person.income <= bracket(person.wait, law.bands)", ("All that comes in.", "300.00"), ("Bands", "5.00")),
        ("person.owned <= law.hue[person.colour]", ("All that is there.", "50.00"), ("By colour", "7.00")),
        (
            "person.income <= law.places[person.colour, person.n]",
            ("All that comes in.", "300.00"),
            ("By colour and number", "20.50"),
        ),
    ],
)
def test_a_row_is_called_what_its_table_is(
    tmp_path: Path, limit: str, left: tuple[str, str], right: tuple[str, str]
) -> None:
    Small(tmp_path / "rulebook", ROWS.replace("LIMIT", limit))
    programme = tmp_path / "rulebook" / "grant" / "programme.toml"
    programme.write_text(programme.read_text().replace('"always"', '"low"').replace('"Household"', '"Person"'))
    small = Assessor(load(tmp_path / "rulebook"))
    facts = {"pay": {"amount": "300", "per": "month"}, "x": "50", "n": 2, "wait": 120, "colour": "red"}
    request = {"on": "2026-03-10", "situation": {"people": [{"id": "a", **facts}]}}
    (result,) = small.assess(request)["programmes"]["grant"]["results"]
    (found,) = why_not(small, request, "grant", result)
    assert ((found.left.says, found.left.value), (found.right.says, found.right.value)) == (left, right)
