"""The exact step and the ends of every number in a plan, and the proof that none overflows 64 bits.

Steps follow from the figures in force (most are whole units of money or tenths of a percent): the quantum
of a sum is the common step, of a product the product, of a quotient by a count up to n the step over the
least common multiple of 1…n. Ends follow from the bounds that facts and figures declare.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from nextwave.engine.building.callers import with_caller
from nextwave.engine.operations import OPERATIONS
from nextwave.engine.operations.conditions.comparison import TRUTH
from nextwave.engine.operations.operation import Measure, common_quantum
from nextwave.engine.plan.figures import value_of
from nextwave.engine.plan.graph import Node, Plan, Slot
from nextwave.engine.plan.types import Mismatch
from nextwave.rulebook.model import Fact, Rulebook
from nextwave.rulebook.problems import Place, Problem, RulebookError

CENT = Fraction(1, 100)
LANE = 2**63

#: By the number of a node.
Measures = dict[int, Measure | None]


def measure(plan: Plan) -> Measures:
    """The measure of every node of the plan. Raises RulebookError with every division, table or overflow
    problem."""
    measures: Measures = {}
    widest: dict[int, int] = {}
    problems: dict[tuple[str, str, Place], Problem] = {}
    spoilt: set[int] = set()  # by a problem below them: their own would only follow from it
    for definition in plan.definitions:
        for node in definition.body.walk():
            if node.number in measures:
                continue
            below = [node.detail.body] if node.operation == "read" else node.arguments
            if any(n.number in spoilt for n in below):
                spoilt.add(node.number)
                measures[node.number] = None
                continue
            try:
                found = _measure(plan, node, measures)
                _fits(node, found, measures, widest)
            except Mismatch as mismatch:
                spoilt.add(node.number)
                problem = Problem(mismatch.code, mismatch.what, node.place, mismatch.remedy)
                problem = with_caller(plan.rulebook, problem, definition.rule)
                problems[(problem.code, problem.what, problem.place)] = problem
                found = None
            measures[node.number] = found
    if problems:
        raise RulebookError(sorted(problems.values(), key=lambda p: (p.place.file, p.place.line, p.place.column)))
    return measures


def _measure(plan: Plan, node: Node, measures: Measures) -> Measure | None:
    match node.operation:
        case "constant":
            return _constant(node)
        case "figure":
            return _figure(node)
        case "fact":
            return of_slot(node.detail, plan.on)
        case "read":
            return measures[node.detail.body.number]
        case "variable" | "parent" | "group":
            return None
        case "aggregate":
            return _aggregate(plan.rulebook, node, measures)
    return OPERATIONS[node.operation].measure(tuple(measures[a.number] for a in node.arguments), node)


def _constant(node: Node) -> Measure | None:
    if node.type.sets:
        return None
    value = Fraction(node.detail)
    return Measure(abs(value) if value.denominator != 1 else Fraction(1), value, value)


def _figure(node: Node) -> Measure | None:
    if node.type.kind in ("table", "choices"):
        return None
    value = Fraction(value_of(node.detail))
    if node.type.whole:
        return Measure(Fraction(1), value, value)
    step = node.detail.figure.step
    quantum = common_quantum(*(q for q in (step, abs(value)) if q)) if step or value else Fraction(1)
    return Measure(quantum, value, value)


def of_slot(slot: Slot, on: date) -> Measure | None:
    """What a fact may be at all: its step and declared bounds (a date is its day number)."""
    if slot.type.sets:
        return None
    if slot.type.kind == "bool":
        return TRUTH
    fact = slot.fact
    if slot.type.kind == "date":
        first = first_day(fact)
        last = fact.maximum if isinstance(fact.maximum, date) else on
        return Measure(Fraction(1), Fraction(first - fact.optional), Fraction(last.toordinal()))
    if slot.type.kind == "money":
        quantum, low_end = CENT, Fraction(0)
    else:
        quantum, low_end = (Fraction(1) if slot.type.kind == "int" else fact.step or Fraction(1, 1000)), Fraction(0)
    low = Fraction(fact.minimum) if isinstance(fact.minimum, int | Fraction) else low_end
    if not isinstance(fact.maximum, int | Fraction):
        raise Mismatch(
            f"{fact.name} has no maximum", "bound the fact: maximum=…, so that sums cannot overflow", "bounds"
        )
    return Measure(quantum, low, Fraction(fact.maximum))


def first_day(fact: Fact) -> int:
    """The first day that a date can be, as its number; the day before stands for none where it may be none."""
    return (fact.minimum if isinstance(fact.minimum, date) else date(1900, 1, 1)).toordinal()


def instances(rulebook: Rulebook, entity: str) -> int:
    """How many of an entity a household can have at the most."""
    declared = rulebook.entities[entity]
    if declared.kind == "group":
        return 1
    if declared.kind == "entity" and declared.of is not None:
        return declared.at_most * instances(rulebook, declared.of)
    return 20


def _aggregate(rulebook: Rulebook, node: Node, measures: Measures) -> Measure:
    kind = node.detail.kind
    if kind in ("any", "all"):
        return TRUTH
    element = measures[node.arguments[0].number]
    assert element
    if kind in ("min", "max"):
        default = measures[node.arguments[-1].number]
        assert default
        quantum = common_quantum(element.quantum, default.quantum)
        return Measure(quantum, min(element.low, default.low), max(element.high, default.high))
    entity = rulebook.entities[node.detail.variable.entity]
    many = entity.at_most if node.detail.domain == "children" else instances(rulebook, entity.name)
    zero = Fraction(0)
    return Measure(element.quantum, min(zero, element.low * many), max(zero, element.high * many))


def aligned(node: Node, measures: Measures) -> list[int]:
    """For each argument the whole number that brings it to the step in which the operation combines."""
    factors = [1] * len(node.arguments)
    if node.operation == "aggregate":
        if node.detail.kind in ("min", "max"):
            result = measures[node.number]
            for position in (0, len(node.arguments) - 1):
                factors[position] = _factor(measures[node.arguments[position].number], result)
        return factors
    operation = OPERATIONS.get(node.operation)
    if operation is None or operation.scaling == "own":
        return factors
    found = [measures[a.number] for a in node.arguments]
    first = 1 if node.operation in ("if", "applied") else 0
    if any(m is None for m in found[first:]):
        return factors
    quanta = [m.quantum for m in found[first:] if m]
    result = measures[node.number]
    target = common_quantum(*quanta) if operation.scaling == "common" else result.quantum if result else Fraction(1)
    for position in range(first, len(factors)):
        factors[position] = _factor(found[position], Measure(target, Fraction(0), Fraction(0)))
    return factors


def _factor(measure: Measure | None, result: Measure | None) -> int:
    if measure is None or result is None:
        return 1
    if measure.quantum == result.quantum or measure.low == measure.high == 0:
        return 1
    ratio = measure.quantum / result.quantum
    assert ratio.denominator == 1, (measure, result)
    return ratio.numerator


def _fits(node: Node, found: Measure | None, measures: Measures, widest: dict[int, int]) -> None:
    """Raises Mismatch where a value, or an argument brought to its step, needs more than a lane. `widest` is the
    largest count of quanta of each node so far."""
    if found is None:
        return
    measures[node.number] = found
    most: int | Fraction = _widest(found)
    widest[node.number] = int(most)
    for argument, factor in zip(node.arguments, aligned(node, measures), strict=True):
        # An argument of which nothing is brought to another step was looked at where it was made.
        if factor != 1 and measures[argument.number] is not None:
            most = max(most, widest[argument.number] * factor)
    operation = OPERATIONS.get(node.operation)
    if operation is not None and operation.lanes is not None:
        most = max(most, operation.lanes(tuple(measures[a.number] for a in node.arguments), node, found))
    if most >= LANE:
        bits = int(most).bit_length()
        raise Mismatch(
            f"this value needs {bits + 1} bits, more than the 64 of a lane (its step is {found.quantum})",
            "round it as the law does (round_down(x, 0.01) …), or give its facts smaller maximums",
            "overflow",
        )


def _widest(measure: Measure) -> int:
    """The count of quanta farthest from zero; ends are whole multiples of the step, others are rounded up."""
    low, high, step = measure.low, measure.high, measure.quantum
    most = 0
    for end in (low, high):
        most = max(most, -(-abs(end.numerator) * step.denominator // (end.denominator * step.numerator)))
    return most
