"""What an operation of the language is: everything about it in one place, a file beside this one.

To add one, add a file here that defines `OPERATION` (or `OPERATIONS`, for a small family); see
`docs/add-an-operation.md`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING, Any

from nextwave.engine.plan.types import Type

if TYPE_CHECKING:
    from nextwave.engine.plan.graph import Node

#: A value that is not fully known: lowest and highest (in quanta; truth values are 0 and 1), then two bit
#: masks over the unknown facts: those in which it may rise, and those in which it may fall.
#: The value can only fall when a fact outside the first mask rises, and only rise when one outside the
#: second does; a fact in neither does not matter.
Range = tuple[int, int, int, int]

#: An unknown choice or person: the alternatives as bits (bit i + 1 for alternative i, bit 0 for nobody), and
#: the unknown facts that it hangs on.
Alternatives = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known of a node's numbers beforehand: the exact step they are multiples of, and their ends."""

    quantum: Fraction
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the language, in every evaluator.

    `type(arguments)` gives the result's type or raises Mismatch; `measure(measures, node)` its quantum and
    ends. `scaling` says how arguments are brought to a step before the integers are combined: "result"
    (all numeric ones to the result's), "common" (all to one common step), "own" (none).
    `exact(texts, node, measures, result)` is a Python expression over integers, `bounds(texts, node,
    measures, result)` one over `Range`s; `reference(values, node)` the meaning in fractions, written to
    be obvious. `wording` is a sentence pattern for explanations. `call` marks a function that rules call by
    name; `same_unit` that a literal 0 takes the unit of the other arguments. `columns` is an expression over
    NumPy arrays of int64 or bool, for many households at once; without it the exact one holds for arrays too.
    `lanes` is the largest whole number on the way to the result, where that is neither the result nor an
    argument: 64 bits must hold it.
    """

    name: str
    type: Callable[[tuple[Node, ...]], Type]
    measure: Callable[[tuple[Measure | None, ...], Node], Measure | None]
    exact: Callable[[list[str], Node, tuple[Measure | None, ...], Measure | None], str]
    bounds: Callable[[list[str], Node, tuple[Measure | None, ...], Measure | None], str]
    reference: Callable[[tuple[Any, ...], Node], Any]
    wording: str
    scaling: str = "own"
    same_unit: bool = False
    call: bool = False
    runtime: tuple[Callable[..., Any], ...] = ()
    columns: Callable[[list[str], Node, tuple[Measure | None, ...], Measure | None], str] | None = None
    lanes: Callable[[tuple[Measure | None, ...], Node, Measure | None], Fraction] | None = None


#: Python functions that generated code may name, by the name it uses; filled from `Operation.runtime`.
Runtime = dict[str, Callable[..., Any]]


def scale(measure: Measure, result: Measure) -> int:
    """How many of the result's quanta make one of the argument's.

    Raises ValueError when it is not a whole number, which would be a defect of a `measure` rule.
    """
    ratio = measure.quantum / result.quantum
    if ratio.denominator != 1:
        raise ValueError(f"{measure.quantum} is not a multiple of {result.quantum}")
    return ratio.numerator


def counted(text: str, measure: Measure | None) -> str:
    """A whole number itself, where it is counted in more than ones (in fives, after rounding to five)."""
    assert measure
    count = int(measure.quantum)
    return text if count == 1 else f"({text} * {count})"


def counted_bounds(text: str, measure: Measure | None) -> str:
    """The same over a range."""
    assert measure
    count = int(measure.quantum)
    return text if count == 1 else f"scale_bounds({text}, {count})"


def scale_bounds(a: Range, factor: int) -> Range:
    """A range in a smaller step, of which `factor` make one of its own."""
    return (a[0] * factor, a[1] * factor, a[2], a[3])


def common_quantum(*quanta: Fraction) -> Fraction:
    """The largest step of which every given one is a whole multiple."""
    numerator = 0
    denominator = 1
    for quantum in quanta:
        denominator = lcm(denominator, quantum.denominator)
    for quantum in quanta:
        numerator = gcd(numerator, quantum.numerator * (denominator // quantum.denominator))
    return Fraction(numerator or 1, denominator)
