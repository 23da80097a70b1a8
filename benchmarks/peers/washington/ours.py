"""What our rules come to for every person and every food unit of the population in the month compared."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.peers.files import Columns
from nextwave.population.evaluation import Households, run
from nextwave.rulebook.model import Fact

#: Rules of a person that recognise a cause or stand in for PolicyEngine's own figure, in their own units.
OF_PERSON = (
    "is_eligible_member",
    "counts_in_part",
    "is_left_out",
    "is_student_without_exemption",
    "meets_citizenship",
    "is_subject_to_time_limit",
    "is_past_time_limit",
    "gets_tanf",
    "shares_costs",
    "is_exempt_from_work_rules",
)

#: The same, of money: cents.
MONEY_OF_PERSON = ("monthly_earnings", "monthly_other_income", "monthly_home_costs")

OF_UNIT = (
    "eligible",
    "someone_is_covered",
    "member_count",
    "everyone_count",
    "sharing_count",
    "gross_income_test",
    "net_income_test",
    "resource_test",
    "is_categorically_eligible",
    "everyone_gets_cash_help",
    "benefit_is_above_zero",
    "has_elderly_or_disabled_member",
    "has_heating_costs",
)

MONEY_OF_UNIT = (
    "monthly_benefit",
    "calculated_benefit",
    "gross_income",
    "earned_income",
    "unearned_income",
    "net_income",
    "dependent_care_deduction",
    "medical_deduction",
    "home_costs_that_count",
    "utility_allowance",
    "gross_income_limit",
    "resources",
)

#: The same in millionths of a dollar: what net income is before it is rounded.
FINE_OF_UNIT = ("income_before_shelter", "shelter_deduction")


def ours(read: Households) -> Columns:
    """Columns by rule: people in the order of the population's table, then `unit.` columns in the order of units.
    `unit` is the food unit of each person and `place` its household, both counted from 0; `asked.` columns hold the
    rules by which some facts are asked of some people only."""
    plan = read.there.plan
    numbers = {d.name[5:]: d for d in plan.definitions if d.own_period and d.name.startswith("snap.")}
    people = np.array([facts.counts[plan.rulebook.person.name] for facts in read.facts])
    starts = np.concatenate([[0], np.cumsum(people)[:-1]])
    of_person = {name: np.zeros(people.sum(), dtype=np.int64) for name in (*OF_PERSON, *MONEY_OF_PERSON)}
    asked = {d.name: d.number for d in plan.definitions if d.own_period and d.name in {f.applies for f in _facts(read)}}
    of_asked = {name: np.zeros(people.sum(), dtype=np.bool_) for name in asked}
    of_unit = {name: np.zeros(people.sum(), dtype=np.int64) for name in (*OF_UNIT, *MONEY_OF_UNIT, *FINE_OF_UNIT)}
    first_of = np.zeros(people.sum(), dtype=np.int64)
    for places, values in run(read):
        label = values.label["FoodUnit"]
        rows = starts[places] + np.arange(label.shape[0])[:, None]
        first_of[rows] = starts[places] + label
        for column_of in (of_person, of_unit):
            for name, column in column_of.items():
                column[rows] = values.definitions[numbers[name].number] * _scale(read, name, numbers)
        for name, column in of_asked.items():
            column[rows] = values.definitions[asked[name]]
    firsts, unit = np.unique(first_of, return_inverse=True)
    place = np.repeat(np.arange(len(people)), people)
    columns: Columns = {"unit": unit, "place": place, "unit.place": place[firsts]}
    columns |= of_person
    columns |= {f"asked.{name}": column for name, column in of_asked.items()}
    columns |= {f"unit.{name}": column[firsts] for name, column in of_unit.items()}
    return columns


def _facts(read: Households) -> list[Fact]:
    book = read.there.plan.rulebook
    return [fact for (entity, _), fact in book.facts.items() if entity == book.person.name]


def _scale(read: Households, name: str, numbers: dict[str, Any]) -> int:
    """What a rule's values are multiplied by to be cents, or millionths of a dollar; 1 for all that is no money."""
    parts = 10**6 if name in FINE_OF_UNIT else 100 if name in (*MONEY_OF_PERSON, *MONEY_OF_UNIT) else 0
    if parts == 0:
        return 1
    measure = read.there.measures[numbers[name].body.number]
    assert measure is not None
    scale = measure.quantum * parts
    if scale.denominator != 1:
        raise ValueError(f"{name} is worked out in steps of {measure.quantum} dollars, finer than 1/{parts}")
    return int(scale)
