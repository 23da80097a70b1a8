"""What each form of the language means: small rules with results worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.engine.small import Small

ANA = {"id": "ana", "born": "1960-05-01", "x": "100.10", "n": 3, "m": 4, "share": "0.25", "wait": 30,
       "moved": "2026-01-31", "yes": True, "no": False, "colour": "green", "partner": "ben", "parents": [],
       "left": "2026-02-01", "retired": "2025-03-10", "pay": {"amount": "100.00", "per": "week"}, "badge": 2, "jobs": [{"wage": "10.00"}, {"wage": "20.50"}]}  # fmt: skip
BEN = {"id": "ben", "born": "1990-05-01", "x": "40", "n": 0, "m": 1, "share": "1", "wait": 0,
       "moved": "2026-03-10", "yes": False, "no": True, "colour": "blue", "partner": "ana", "parents": [],
       "left": None, "retired": None, "pay": {"amount": "1000.00", "per": "year"}, "badge": 2, "jobs": []}  # fmt: skip
CY = {"id": "cy", "born": "2020-05-01", "x": "0", "n": 6, "m": 6, "share": "0", "wait": 400,
      "moved": "2025-12-31", "yes": True, "no": True, "colour": "red", "partner": None, "parents": ["ana"],
      "left": "2029-01-01", "retired": None, "pay": {"amount": "0", "per": "month"}, "badge": 2, "jobs": [{"wage": "5"}]}  # fmt: skip

#: Of a person: the type it returns, its body, and its value for Ana, Ben and Cy on 10 March 2026.
OF_PERSON: dict[str, tuple[str, str, list[Any]]] = {
    "sum and product": ("Stock", "person.x * 2 + 0", ["200.20", "80.00", "0.00"]),
    "difference may be below zero": ("Stock", "person.x - person.x * 2", ["-100.10", "-40.00", "0.00"]),
    "division by a count that is never zero": ("Stock", "person.x / person.m", ["25.025", "40.00", "0.00"]),
    "a guarded division": ("Stock", "person.x / person.n if person.n > 0 else 0", ["1001/30", "0.00", "0.00"]),
    "a quotient of two unknowns, rounded down": ("Stock", "round_down(person.x * person.m / (person.n + 1), 0.01)", ["100.10", "40.00", "0.00"]),
    "division by a row of figures": ("Rate", "person.x / law.sizes[person.m]", ["1.7875", "10", "0"]),
    "division by a row by threshold": ("Stock", "person.x / bracket(person.x, law.shares)", ["40.04", "-80.00", "0.00"]),
    "a row by a rounded number": ("Money", "law.limit[round_down(person.n * 1.5, 2)]", ["170.00", "100.00", "170.00"]),
    "division by a rounded count": ("Stock", "person.x / (round_down(person.m * 1.5, 2) + 2)", ["12.5125", "20.00", "0.00"]),
    "a figure that is a day": ("Years", "age(law.cutoff, today)", [35, 35, 35]),
    "a day of the law against another": ("bool", "person.born <= law.cutoff", [True, True, False]),
    "a day of a table": ("Years", "age(law.days[person.m], today)", [56, 35, 56]),
    "a number of the law": ("Money", "law.limit[law.fives - 13 + person.m]", ["170.00", "170.00", "170.00"]),
    "what is above a threshold": ("Stock", "person.x - min(person.x, 8 * law.coin)", ["60.10", "0.00", "0.00"]),
    "round down": ("Stock", "round_down(person.x, 1)", ["100.00", "40.00", "0.00"]),
    "round up": ("Stock", "round_up(person.x, 1)", ["101.00", "40.00", "0.00"]),
    "round half up": ("Stock", "round_half_up(person.x * 5, 1)", ["501.00", "200.00", "0.00"]),
    "rounding of what is below zero goes to the smaller number": ("Stock", "round_down(-person.x, 1)", ["-101.00", "-40.00", "0.00"]),
    "min and max of several": ("Money", "max(min(law.limit[person.n], law.limit[2], 4 * law.monthly), law.half * law.limit[3])", ["150.00", "100.00", "150.00"]),
    "a chained comparison": ("bool", "1 <= person.n < 6", [True, False, False]),
    "not equal": ("bool", "person.n != 3", [False, True, True]),
    "and, or, not": ("bool", "(person.yes and not person.no) or person.n == 6", [True, False, True]),
    "in choices": ("bool", "person.colour in {Colour.green, Colour.blue}", [True, True, False]),
    "in choices of the law": ("bool", "person.colour in law.warm", [True, False, True]),
    "not in": ("bool", "person.colour not in law.warm", [False, True, False]),
    "is None": ("bool", "person.partner is None", [False, False, True]),
    "a fact of a relative": ("int", "person.partner.n if person.partner is not None else 9", [0, 3, 9]),
    "a relationship of several people": ("int", "count(p for p in person.parents)", [0, 0, 1]),
    "over those who name someone": ("int", "count(p for p in person.household.people if person in p.parents)", [1, 0, 0]),
    "jobs of a person": ("Stock", "sum(job.wage for job in person.jobs)", ["30.50", "0.00", "5.00"]),
    "jobs with a condition": ("int", "count(job for job in person.jobs if job.wage > law.coin)", [2, 0, 0]),
    "the least of none": ("Stock", "min((job.wage for job in person.jobs), default=0)", ["10.00", "0.00", "5.00"]),
    "all of none": ("bool", "all(job.wage > law.coin for job in person.jobs)", [True, True, False]),
    "any": ("bool", "any(job.wage > 4 * law.coin for job in person.jobs)", [True, False, False]),
    "age": ("Years", "age(person.born, today)", [65, 35, 5]),
    "months between": ("Months", "months_between(person.moved, today)", [1, 0, 2]),
    "days between": ("Days", "days_between(person.moved, today)", [38, 0, 69]),
    "a date that may be none": ("Days", "days_between(person.left, today) if person.left is not None else 400", [37, 400, -1028]),
    "whether a date is none": ("bool", "person.left is None", [False, True, False]),
    "a date that may be none in a condition": ("bool", "person.left is not None and person.left < today", [True, False, False]),
    "a date that may be none and may not apply": ("bool", "person.retired is not None and age(person.retired, today) >= 1", [True, False, False]),
    "a formula over a date that may be none": ("Days", "since(person.left)", [37, 0, -1028]),
    "the n-th oldest": ("int", "rank(person, person.household.people, by=born)", [1, 2, 3]),
    "the n-th of some, equal ones as stated": ("int", "rank(person, (p for p in person.household.people if p.n > 0 or p.yes), by=badge)", [1, 2, 2]),
    "the n-th as stated": ("int", "rank(person, person.household.people)", [1, 2, 3]),
    "the oldest": ("int", "person.years_of_the_oldest", [3, 3, 3]),
    "the oldest of some": ("bool", "first((p for p in person.household.people if p.n != 3), by=born) == person", [False, True, False]),
    "the first of nobody": ("bool", "first((p for p in person.household.people if p.n == 1), by=born) is None", [True, True, True]),
    "the first by a number, equal ones as stated": ("bool", "first(person.household.people, by=badge) == person", [True, False, False]),
    "the first as stated": ("bool", "first(p for p in person.household.people if p.no) == person", [False, True, False]),
    "a share to the cent": ("Stock", "split(law.pot, among=person.household.people, to=person)", ["235.34", "235.33", "235.33"]),
    "a share of some": ("Stock", "split(person.household.rent + 0, among=(p for p in person.household.people if p.n > 0), to=person)", ["450.00", "0.00", "450.00"]),
    "a sum over units": ("Stock", "sum(pair.wages_of for pair in person.household.pairs)", ["35.50", "35.50", "35.50"]),
    "a sum over units with a condition": ("Stock", "sum(pair.wages_of for pair in person.household.pairs if pair.wages_of > law.coin)", ["30.50", "30.50", "30.50"]),
    "how many units there are": ("int", "count(pair for pair in person.household.pairs)", [2, 2, 2]),
    "the least of units": ("Stock", "min((pair.wages_of for pair in person.household.pairs), default=0)", ["5.00", "5.00", "5.00"]),
    "over units and their people": ("int", "sum(p.n for pair in person.household.pairs for p in pair.people if pair != person.pair)", [6, 6, 3]),
    "money by week in a month": ("Money", "in_month(law.eldest, weeks=52 / 12)", ["6773/60", "6773/60", "6773/60"]),
    "money by week in a month, rounded": ("Money", "round_half_up(in_month(law.eldest, weeks=52 / 12), 0.01)", ["112.88", "112.88", "112.88"]),
    "money by week in a year": ("Yearly", "in_year(law.eldest * person.n, weeks=52)", ["4063.80", "0.00", "8127.60"]),
    "money by week": ("Weekly", "law.eldest + 2 * law.eldest if person.yes else 0", ["78.15", "0.00", "78.15"]),
    "pay by week": ("Weekly", "per_week(person.pay, two_weeks=0.5, half_month=24 / 52, month=12 / 52, year=1 / 52)", ["100.00", "250/13", "0.00"]),
    "the latest such day of a year": ("Years", "age(person.born, latest(3, 11))", [64, 34, 4]),
    "the latest day that few years have": ("Days", "days_between(latest(2, 29), period_start)", [731, 731, 731]),
    "a date and years": ("Days", "days_between(person.moved + years(1), today)", [-327, -365, -296]),
    "a date less months": ("Days", "days_between(person.moved - months(2), today)", [100, 59, 130]),
    "months end with the month": ("bool", "person.moved + months(1) == law.ends", [True, False, False]),
    "months that go on to the next": ("bool", "person.moved + months(1, missing=next_day) == law.ends + days(1)", [True, False, False]),
    "days after a date": ("Days", "days_between(person.moved + days(person.wait), today)", [8, 0, -331]),
    "the year of a date": ("int", "person.born.year - person.n", [1957, 1990, 2014]),
    "years of the law, however many": ("bool", "person.born + years(law.full_age) <= today", [True, True, False]),
    "a length of time beside a plain number": ("bool", "person.wait + 8 >= days_between(person.moved, today)", [True, True, True]),
    "an age of the law": ("bool", "age(person.born, today) >= law.full_age", [True, True, False]),
    "a row of a table": ("Money", "law.limit[person.n]", ["170.00", "100.00", "170.00"]),
    "a bracket": ("Money", "bracket(person.x, law.bands)", ["5.00", "0.00", "0.00"]),
    "a bracket by fractions": ("int", "bracket(person.share, law.tenths)", [5, 4, 3]),
    "a row by a choice": ("Stock", "law.hue[person.colour]", ["-2.00", "4.00", "7.00"]),
    "a row by two choices": ("Rate", "law.pairs[person.colour, Colour.blue]", ["9", "1", "3"]),
    "a row by a choice and a number": ("Money", "law.places[person.colour, person.n]", ["5.00", "1.00", "20.50"]),
    "weekly pay by month": ("Money", "per_month(person.pay, week=4.3, two_weeks=2.15, half_month=2, year=1 / 12)", ["430.00", "250/3", "0.00"]),
    "a fact that applies, or the law's stated value": ("int", "person.badge", [2, 7, 7]),
    "the size of a unit": ("int", "count(p for p in person.pair.people)", [2, 2, 1]),
    "the people of a circle": ("int", "count(p for p in person.kin.people)", [3, 2, 1]),
    "membership of a circle": ("bool", "any(person in p.kin.people for p in person.household.people if p != person)", [True, True, True]),
    "the household's facts": ("Stock", "person.household.rent", ["900.00", "900.00", "900.00"]),
}  # fmt: skip


WAGES = """
@rule(cites="Test 13")
def wages_of(pair: Pair) -> Stock:
    \"\"\"What a pair earns.\"\"\"
    return sum(job.wage for p in pair.people for job in p.jobs)
"""


def rules() -> str:
    """A rule of a person for each form, r0, r1 …"""
    since = """
@formula(cites="Test 12")
def since(day: date) -> Days:
    return 0 if day is None else days_between(day, today)

@rule(cites="Test 12")
def years_of_the_oldest(person: Person) -> int:
    \"\"\"By a name.\"\"\"
    payee = first((p for p in person.household.people if p.yes), by=born)
    return 0 if payee is None else payee.n
"""
    return (
        since
        + WAGES
        + "".join(
            f'\n@rule(cites="Test 11")\ndef r{i}(person: Person, law: Law) -> {returns}:\n    """{name}."""\n    return {body}\n'
            for i, (name, (returns, body, _)) in enumerate(OF_PERSON.items())
        )
    )


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return Small(tmp_path_factory.mktemp("small") / "rulebook", rules())


@pytest.mark.parametrize("name", list(OF_PERSON))
def test_a_form_of_the_language_has_the_value_worked_out_by_hand(small: Small, name: str) -> None:
    number = list(OF_PERSON).index(name)
    assert small.value(f"r{number}", ANA, BEN, CY, rent="900") == OF_PERSON[name][2]


DATED = '''
@rule(cites="Test 21")
def pay_before(person: Person) -> Money:
    """Pay in the month before."""
    return at(previous_month, person.wages)

@rule(cites="Test 22", period="year")
def pay_of_year(person: Person) -> Yearly:
    """Pay of the year."""
    return sum(person.wages for month in year)

@rule(cites="Test 22")
def wages(person: Person) -> Money:
    """Pay in a month."""
    return per_month(person.pay, week=4, two_weeks=2, half_month=2, year=1 / 12)

@rule(cites="Test 23")
def limit_today(person: Person, law: Law) -> Money:
    """The limit in force."""
    return law.limit[2]

@rule(cites="Test 24")
def limit_of_january(person: Person, law: Law) -> Money:
    """The limit of the latest January."""
    return law.on(latest(1, 1)).limit[2]

@rule(cites="Test 25", until="2026-06-30")
def amended(person: Person) -> int:
    """Before the change."""
    return 1

@rule(cites="Test 25, as amended", since="2026-07-01")
def amended(person: Person) -> int:
    """After it."""
    return 2
'''

PAID = {**ANA, "partner": None, "pay": [
    {"from": "2025-01-01", "value": {"amount": "10", "per": "month"}},
    {"from": "2026-02-01", "value": {"amount": "20", "per": "month"}},
    {"from": "2026-07-15", "value": {"amount": "30", "per": "month"}}]}  # fmt: skip


@pytest.mark.parametrize(
    ("on", "rule", "value"),
    [
        (date(2026, 2, 10), "wages", "20.00"),
        (date(2026, 2, 10), "pay_before", "10.00"),
        (date(2026, 7, 20), "wages", "30.00"),
        (date(2026, 7, 10), "wages", "20.00"),
        (date(2026, 8, 1), "pay_before", "20.00"),
        # January at 10, February to July at 20 (July as it stood on its first day), August to December at 30.
        (date(2026, 8, 1), "pay_of_year", "280.00"),
        (date(2026, 6, 30), "limit_today", "150.00"),
        (date(2026, 7, 1), "limit_today", "160.00"),
        (date(2026, 7, 1), "limit_of_january", "150.00"),
        (date(2026, 6, 30), "amended", 1),
        (date(2026, 7, 1), "amended", 2),
    ],
)
def test_periods_dated_facts_and_dated_law(tmp_path: Path, on: date, rule: str, value: Any) -> None:
    assert Small(tmp_path / "rulebook", DATED, on).value(rule, PAID) == [value]
