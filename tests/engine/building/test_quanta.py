"""The exact step of every number, and the proof that none needs more than 64 bits."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from pathlib import Path

import pytest

from nextwave.rulebook.problems import RulebookError
from tests.engine.small import Small

RULE = '\n@rule(cites="Test 40")\ndef asked(person: Person, law: Law) -> {}:\n    """Asked."""\n    return {}\n'


def step(folder: Path, returns: str, body: str) -> tuple[Fraction, Fraction, Fraction]:
    small = Small(folder / "rulebook", RULE.format(returns, body))
    definition = next(d for d in small.plan.definitions if d.name == "grant.asked")
    measure = small.measures[definition.body.number]
    assert measure
    return measure.quantum, measure.low, measure.high


@pytest.mark.parametrize(
    ("returns", "body", "quantum", "low", "high"),
    [
        ("Stock", "person.x", Fraction(1, 100), 0, 1000),
        ("Stock", "person.x * 0.125", Fraction(1, 100) * Fraction(1, 8), 0, 125),
        ("Stock", "person.x / person.m", Fraction(1, 100) / lcm(1, 2, 3, 4, 5, 6), 0, 1000),
        ("Stock", "person.x / 4 + person.x / 6", Fraction(1, 1200), 0, Fraction(1250, 3)),
        ("Stock", "round_down(person.x * 0.333, 5)", Fraction(5), 0, 335),
        ("Stock", "sum(job.wage for job in person.jobs)", Fraction(1, 100), 0, 1500),
        ("Money", "bracket(person.x, law.bands)", Fraction(1), 0, 5),
        ("Rate", "person.share * person.share", Fraction(1, 16), 0, 1),
    ],
)  # fmt: skip
def test_a_step_follows_from_those_below_it(
    tmp_path: Path, returns: str, body: str, quantum: Fraction, low: Fraction, high: Fraction
) -> None:
    assert step(tmp_path, returns, body) == (quantum, low, high)


def test_a_value_that_may_need_more_than_64_bits_is_refused_with_its_place(tmp_path: Path) -> None:
    deep = "person.x / person.m * person.share / (person.n + 12) * person.share / (person.n + 13) / (person.n + 14)"
    with pytest.raises(RulebookError) as refused:
        step(tmp_path, "Rate", deep.replace("person.x", "person.wait"))
    (problem,) = refused.value.problems
    assert problem.code == "overflow"
    assert problem.place.file == "grant/rules.py"
    assert "64" in problem.what
    assert "round" in problem.remedy


def test_dividing_two_unknowns_has_no_step_unless_it_is_rounded_at_once(tmp_path: Path) -> None:
    with pytest.raises(RulebookError) as refused:
        step(tmp_path / "a", "Rate", "person.x / (person.x + law.coin)")
    assert [p.code for p in refused.value.problems] == ["quantum"]
    assert step(tmp_path / "b", "Rate", "round_down(person.x / (person.x + law.coin), 0.01)")[0] == Fraction(1, 100)
