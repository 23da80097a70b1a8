"""Every operation says the same in every evaluator: the exact value is the reference's and lies within the
bounds, and the bounds' word on which facts may raise or lower it is true."""

from __future__ import annotations

import random

import pytest

from nextwave.engine.evaluators.bounds import extreme_bounds
from nextwave.engine.evaluators.reference import Reference
from nextwave.engine.operations import OPERATIONS
from nextwave.engine.situations.filling import Filling
from nextwave.engine.situations.stating import Between, OneOf
from nextwave.engine.unknowns.box import Box, Completion, Domain
from tests.engine.small import Small

RULES = {
    "add": ("Stock", "person.x + other.x"),
    "subtract": ("Stock", "person.x - other.x"),
    "negate": ("Stock", "-person.x"),
    "collected": ("Stock", "person.x - person.x * 0.2 + other.x * 0.5 - person.x * 0.3"),
    "multiply": ("Rate", "(person.n - 3) * (other.n - person.share)"),
    "money_by_count": ("Stock", "person.x * person.n"),
    "divide": ("Stock", "(person.x - other.x) / person.m"),
    "in_month_by_weeks": ("Money", "in_month(law.eldest * person.n, weeks=52 / 12) - law.limit[other.m]"),
    "per_week": (
        "Weekly",
        "per_week(person.pay, two_weeks=0.5, half_month=24 / 52, month=12 / 52, year=1 / 52) - law.eldest",
    ),
    "years_later": (
        "Days",
        "days_between(person.born + years(person.n), other.moved + years(other.m, missing=last_day))",
    ),
    "months_later": (
        "Days",
        "days_between(person.born + months(person.n), other.moved - months(other.m, missing=next_day))",
    ),
    "days_later": ("bool", "person.moved + days(person.wait) <= other.moved + days(2 * other.n)"),
    "rounded_years": ("bool", "person.moved + years(round_down(person.n * person.share, 2)) <= other.moved"),
    "year_of": ("int", "person.born.year - other.moved.year"),
    "none_day": ("bool", "person.left is None or other.left is None"),
    "day_or_none": ("Days", "(days_between(person.left, today) if person.left is not None else 5) + other.wait"),
    "day_where_applies": ("Years", "age(person.retired, today) if person.retired is not None else 0"),
    "divide_by_row": ("Rate", "(person.x - other.x) / law.sizes[person.m]"),
    "divide_by_bracket": ("Stock", "(person.x - other.x) / bracket(other.x, law.shares)"),
    "rounded_row": ("Money", "law.limit[round_down(person.n * person.share, 2)]"),
    "rounded_divisor": ("Stock", "(person.x - other.x) / (2 + round_down(person.n * person.share, 2))"),
    "day_of_law": ("Years", "age(law.days[person.m], today)"),
    "excess": ("Stock", "person.x - min(other.x, person.x, 20 * law.coin)"),
    "lack": ("Stock", "min(person.x - other.x, law.coin) - (person.x - other.x)"),
    "beyond": ("Stock", "max(person.x, other.x) - other.x"),
    "guarded": ("Stock", "person.x / person.n if person.n > 0 else other.x"),
    "less": ("bool", "person.x - other.x < law.coin"),
    "less_or_equal": ("bool", "person.n <= other.n"),
    "equal": ("bool", "person.n == other.n"),
    "same_choice": ("bool", "person.colour == other.colour"),
    "and": ("bool", "person.yes and other.no"),
    "or": ("bool", "person.yes or not other.no"),
    "not": ("bool", "not person.yes"),
    "if": ("Stock", "(person.x if person.n > 3 else -other.x) if person.yes else other.x"),
    "if_people": ("int", "(person.partner.n if person.partner is not None else 9) - other.n"),
    "is_none": ("bool", "person.partner is None"),
    "in": ("bool", "person.colour in {Colour.red, Colour.blue}"),
    "in_law": ("bool", "other.colour not in law.warm"),
    "minimum": ("Stock", "min(person.x, other.x, 100 * law.coin)"),
    "maximum": ("Stock", "max(person.x - other.x, 0)"),
    "round_down": ("Stock", "round_down(person.x - other.x, 1)"),
    "round_halves": ("Stock", "round_down(person.x * 0.5, 0.01)"),
    "round_nothing_away": ("int", "round_up(person.n * 3, 1)"),
    "round_up": ("Stock", "round_up(person.x * person.share, 1)"),
    "round_half_up": ("Stock", "round_half_up(other.x - person.x * 0.3, 5)"),
    "round_quotient": ("Stock", "round_down((person.x - other.x) * person.n / (other.n + 1), 0.01)"),
    "row": ("Money", "law.limit[person.n]"),
    "bracket": ("Money", "bracket(person.x, law.bands)"),
    "bracket_of_a_share": ("int", "bracket(person.share, law.tenths) - other.n"),
    "bracket_of_a_day": ("bool", "person.born + months(bracket(person.born, law.pension)) <= other.moved"),
    "cell": ("Stock", "law.hue[person.colour] + other.x"),
    "cell_of_two": ("Rate", "law.pairs[person.colour, other.colour]"),
    "cell_by_number": ("Money", "law.places[person.colour, other.n]"),
    "cell_counted": ("Money", "law.places[other.colour, round_down(person.n * person.share, 2)]"),
    "divide_by_cell": ("Rate", "other.x / law.hue[person.colour]"),
    "age": ("Years", "age(person.born, today)"),
    "months_between": ("Months", "months_between(person.born, other.moved)"),
    "days_between": ("Days", "days_between(person.born, other.moved)"),
    "per_month": ("Money", "per_month(person.pay, week=4.3, two_weeks=2.15, half_month=2, year=1 / 12)"),
    "per_year": ("Yearly", "per_year(person.pay, week=52, two_weeks=26, half_month=24, month=12)"),
    "in_month": ("Money", "in_month(person.x - other.x) + law.limit[1]"),
    "in_year": ("Yearly", "in_year(person.x * person.share) - in_year(law.eldest * other.n, weeks=52)"),
    "applied": ("int", "person.badge + other.badge"),
    "sum": ("Stock", "sum(job.wage for job in person.jobs if job.wage > law.coin)"),
    "least": ("Stock", "min((job.wage for job in person.jobs if job.wage > law.coin), default=0)"),
    "most": ("int", "max((p.n for p in person.household.people if p.yes), default=2)"),
    "all": ("bool", "all(p.yes or p.no for p in person.household.people)"),
    "any": ("bool", "any(p.yes and p.colour == Colour.red for p in person.household.people)"),
    "relatives": ("int", "sum(p.n - 2 for p in person.parents)"),
    "rank": ("int", "rank(person, (p for p in person.household.people if p.yes), by=n) + other.n"),
    "rank_by_day": ("int", "rank(person, person.household.people, by=born)"),
    "rank_of_another": (
        "int",
        "rank(person.partner if person.partner is not None else person, person.household.people)",
    ),
    "first_by_number": ("bool", "first(person.household.people, by=n) == person"),
    "share": ("Stock", "split(person.household.rent, among=(p for p in person.household.people if p.no), to=person)"),
    "stated_or_worked_out": ("Money", "person.aid + person.partner.aid if person.partner is not None else person.aid"),
    "units": ("int", "sum(1 for pair in person.household.pairs if any(p.yes for p in pair.people)) + other.n"),
}


FIRST = '''
@rule(cites="Test 30")
def rule_first(person: Person) -> int:
    """What is so of the oldest of some."""
    oldest = first((p for p in person.household.people if p.yes), by=born)
    return 9 if oldest is None else oldest.n
'''
#: Rules of months that begin on a day of their own.
OWN_MONTHS = {
    "month_begins": "days_between(period_start, today) + person.wait",
    "month_ends": "days_between(period_start, period_end) - days_between(person.born, period_end)",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    text = ""
    for name, (returns, body) in RULES.items():
        nobody = "False" if returns == "bool" else "0"
        guard = f"    if person.partner is None:\n        return {nobody}\n" if "other." in body else ""
        text += (
            f'\n@rule(cites="Test 30")\ndef rule_{name}(person: Person, law: Law) -> {returns}:\n    """{name}."""\n'
        )
        text += f"{guard}    return {body.replace('other.', 'person.partner.')}\n"
    text += FIRST
    for name, body in OWN_MONTHS.items():
        text += f'\n@rule(cites="Test 30", period=month_from(person.moved))\ndef rule_{name}(person: Person) -> Days:\n'
        text += f'    """{name}."""\n    return {body}\n'
    return Small(tmp_path_factory.mktemp("operations") / "rulebook", text)


def test_every_operation_is_tried(small: Small) -> None:
    assert set(OPERATIONS) <= {node.operation for node in small.plan.nodes()}


def part(domain: Domain, r: random.Random) -> Domain:
    """Some of what a fact may be."""
    if isinstance(domain, OneOf):
        members = [i for i in range(domain.mask.bit_length()) if domain.mask >> i & 1]
        return OneOf(sum(1 << i for i in r.sample(members, r.randint(1, len(members)))))
    ends = sorted(value(domain, r) for _ in range(2))
    return Between(*ends) if r.random() < 0.7 else Between(ends[0], ends[0])


def value(domain: Domain, r: random.Random) -> int:
    """A value that a fact may have: often an end, a threshold of the rules, or a step beside one."""
    if isinstance(domain, OneOf):
        return r.choice([i - 1 for i in range(domain.mask.bit_length()) if domain.mask >> i & 1])
    near = [v for c in (0, 500, 10_000, 50_000) for v in (c - 1, c, c + 1) if domain.low <= v <= domain.high]
    return r.choice([domain.low, domain.high, r.randint(domain.low, domain.high), *near])


@pytest.mark.parametrize("seed", range(80))
def test_values_lie_within_bounds_and_only_named_facts_move_them(small: Small, seed: int) -> None:
    r = random.Random(seed)
    partner = [{"id": "a", "partner": "b"}, {"id": "b", "partner": "a"}]
    household = small.read(*partner)
    boxes, filling = small.boxes(household), Filling(small.plan, household)
    box: Box = {cell: part(domain, r) for cell, domain in household.open.items()}
    for cell in box:
        if cell[0] < 0 and r.random() < 0.5:
            box[cell] = Between(1, 1)
    ranges = small.bounds.run(boxes.ranges(box, {"Pair": ([0, 0], [[0, 1]])}))
    people = [d for d in small.plan.definitions if d.variables[0].entity == "Person" and len(d.variables) == 1]
    for _ in range(6):
        completion: Completion = {cell: value(domain, r) for cell, domain in box.items()}
        facts = filling.facts(completion)
        exact, reference = small.exact.run(facts), Reference(small.plan, facts)
        moved = r.choice(list(box))
        domain = box[moved]
        other: Completion = {**completion, moved: value(domain, r)}
        again = small.exact.run(filling.facts(other))
        bit = boxes.bits[moved]
        for definition in people:
            if any(not ok for ok in _applies(small, exact)):
                continue
            measure = small.measures[definition.body.number]
            for i, have in enumerate(exact.definitions[definition.number]):
                want = reference.value(definition, i)
                assert want == (have * measure.quantum if measure and definition.type.kind != "bool" else bool(have))
                low, high, up, down = ranges[definition.number][i]
                assert low <= have <= high, (definition.name, low, have, high)
                if isinstance(domain, OneOf):
                    continue
                change = again.definitions[definition.number][i] - have
                if any(not ok for ok in _applies(small, again)):
                    continue
                rises = other[moved] > completion[moved]
                if change * (1 if rises else -1) > 0:
                    assert up & bit, (definition.name, moved, "raises what it is said not to raise")
                if change * (1 if rises else -1) < 0:
                    assert down & bit, (definition.name, moved, "lowers what it is said not to lower")


def _applies(small: Small, values: object) -> list[bool]:
    """Whether each fact that does not apply has its stated value, as in every completion that counts."""
    columns = values.definitions  # type: ignore[attr-defined]
    return [bool(v) for i in small.plan.implied for v in columns[i.condition.number]]


def test_the_least_may_be_of_one_who_surely_counts_where_a_lower_one_may_not() -> None:
    assert extreme_bounds((0, 0, 0, 0), (1, 1, 0, 0), (5, 5, 0, 0), 1, some=0) == (0, 5, 0, 0)
    assert extreme_bounds((0, 0, 0, 0), (1, 1, 0, 0), (-5, -5, 0, 0), -1, some=0) == (-5, 0, 0, 0)
    assert extreme_bounds((0, 3, 0, 0), (0, 1, 0, 0), (5, 5, 0, 0), 1, some=1) == (0, 3, 0, 0)
