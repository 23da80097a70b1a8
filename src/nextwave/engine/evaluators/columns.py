"""Many households side by side: the arrays that the columnar evaluator reads, and the functions it may call.

Households of one size stand in a block, the household being the last axis of every array: a person's fact has
shape (people, households), a job's (jobs of a person, people, households), one that relates two people
(other, person, households). So a sum over people adds rows that lie in one piece each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nextwave.engine.evaluators.exact import Facts
from nextwave.engine.plan.graph import Plan

#: int64 or bool.
Array = NDArray[Any]

FIRST_DAY = date(1850, 1, 1).toordinal()
LAST_DAY = date(2150, 12, 31).toordinal()


#: The day from which NumPy counts.
_EPOCH = date(1970, 1, 1).toordinal()

#: Households in a block: enough that NumPy's own cost a call does not count.
IN_A_BLOCK = 16_384

#: Numbers in the largest array of a block, for three people related.
LARGEST = 4_000_000


@dataclass(slots=True)
class Block:
    """Households of `people` people each. `widths[entity]` is how many of a child entity a parent has room
    for, `present[entity]` which of them are there (the shape of the entity's facts)."""

    people: int
    households: int
    slots: list[Array]
    widths: dict[str, int] = field(default_factory=dict)
    present: dict[str, Array] = field(default_factory=dict)


def path(plan: Plan, entity: str) -> list[str]:
    """The entities from a person down to this one; empty for the household."""
    book = plan.rulebook
    declared = book.entities[entity]
    if declared.kind == "group":
        return []
    if declared.kind != "entity" or declared.of is None:
        return [book.person.name]
    return [*path(plan, declared.of), entity]


def blocks(plan: Plan, households: Sequence[Facts], most: int = IN_A_BLOCK) -> list[tuple[list[int], Block]]:
    """Households in blocks of one size each, with their places in the sequence."""
    person = plan.rulebook.person.name
    by_size: dict[int, list[int]] = {}
    for i, facts in enumerate(households):
        by_size.setdefault(facts.counts[person], []).append(i)
    found = []
    for size in sorted(by_size):
        places = by_size[size]
        # Aggregates within aggregates have an axis of people each: large households stand in smaller blocks.
        step = min(most, max(64, LARGEST // size**3))
        for start in range(0, len(places), step):
            part = places[start : start + step]
            found.append((part, _block(plan, [households[i] for i in part], size)))
    return found


def _block(plan: Plan, households: Sequence[Facts], people: int) -> Block:
    children = [e for e in plan.rulebook.entities.values() if e.kind == "entity" and e.of is not None]
    block = Block(people, len(households), [])
    for entity in children:
        lengths = [len(below) for facts in households for below in facts.children[entity.name]]
        block.widths[entity.name] = max(lengths, default=0)
    where: dict[str, tuple[Array, ...]] = {}

    def there(entity: str) -> tuple[Array, ...]:
        """Where all instances of an entity stand, household after household, along each axis."""
        if entity not in where:
            names = path(plan, entity)
            rows = [
                (*_place(facts, names, i), h)
                for h, facts in enumerate(households)
                for i in range(facts.counts[entity] if names else 1)
            ]
            where[entity] = tuple(np.array(rows, dtype=np.int64).reshape(-1, len(names) + 1).T)
        return where[entity]

    for entity in children:
        block.present[entity.name] = np.zeros(shape(plan, block, entity.name), dtype=np.bool_)
        block.present[entity.name][there(entity.name)] = True
    for slot in plan.slots:
        dtype = np.bool_ if slot.type.kind == "bool" else np.int64
        if slot.pairwise:
            column = np.zeros((people, people, len(households)), dtype=np.bool_)
            for h, facts in enumerate(households):
                column[:, :, h] = np.array(facts.slots[slot.number], dtype=np.bool_).T
        else:
            column = np.zeros(shape(plan, block, slot.fact.entity), dtype=dtype)
            stated = chain.from_iterable(facts.slots[slot.number] for facts in households)
            column[there(slot.fact.entity)] = np.fromiter(stated, dtype=dtype)
        block.slots.append(column)
    return block


def shape(plan: Plan, block: Block, entity: str) -> tuple[int, ...]:
    """The shape of a column of an entity, the innermost list first, households last."""
    names = path(plan, entity)
    widths = [block.people, *(block.widths[name] for name in names[1:])] if names else []
    return (*reversed(widths), block.households)


def _place(facts: Facts, names: Sequence[str], i: int) -> tuple[int, ...]:
    """Where an instance stands in the column of its entity, whose path is `names`, without the household."""
    if len(names) < 2:
        return (i,) if names else ()
    parent = facts.parents[names[-1]][i]
    return (facts.children[names[-1]][parent].index(i), *_place(facts, names[:-1], parent))


# What generated expressions call


@lru_cache(maxsize=4096)
def _fixed(values: tuple[int, ...]) -> Array:
    return np.array(values, dtype=np.int64)


def taken(values: tuple[int, ...], index: Array) -> Array:
    """A row of a table by its number; rows of instances that are not there are held within the table."""
    return np.take(_fixed(values), index, mode="clip")


def banded(value: Array, starts: tuple[int, ...], values: tuple[int, ...]) -> Array:
    """The row with the highest threshold not above a value."""
    return _fixed(values)[np.searchsorted(_fixed(starts), value, side="right")]


def nonzero(divisor: Array) -> Array:
    """A divisor that can be divided by: 1 where it is zero, in branches that are not taken."""
    return np.where(divisor == 0, 1, divisor)


def divided(value: Array, by: Array, steps: int) -> Array:
    """A value divided by a count, in quanta of which every count makes whole numbers."""
    return np.where(by != 0, value * (steps // nonzero(by)), 0)


@lru_cache(maxsize=1)
def _calendar() -> tuple[Array, Array]:
    days = [date.fromordinal(n) for n in range(FIRST_DAY, LAST_DAY + 1)]
    return (
        np.array([d.year * 10_000 + d.month * 100 + d.day for d in days], dtype=np.int64),
        np.array([(d.year * 12 + d.month) * 100 + d.day for d in days], dtype=np.int64),
    )


def calendar(day: Array) -> Array:
    """A day number as year, month and day in one number; whole years lie 10,000 apart."""
    return np.take(_calendar()[0], day - FIRST_DAY, mode="clip")


def months(day: Array) -> Array:
    """A day number as months and day in one number; whole months lie 100 apart."""
    return np.take(_calendar()[1], day - FIRST_DAY, mode="clip")


def moved(day: Array, months: Array | int, last: bool) -> Array:
    """The day so many months after another; where that month lacks it, its last day or the first of the next."""
    of = np.asarray(day - _EPOCH).astype("datetime64[D]")
    month = of.astype("datetime64[M]")
    number = (of - month).astype(np.int64)
    then = month + np.asarray(months)
    first = then.astype("datetime64[D]").astype(np.int64) + _EPOCH
    length = (then + 1).astype("datetime64[D]").astype(np.int64) + _EPOCH - first
    found: Array = first + np.minimum(number, length - 1 if last else length)
    return found


def gathered(column: Array, *index: Array) -> Array:
    """The values of instances that are named by number; 0 where an index names nobody."""
    among = np.arange(column.shape[-1])
    there: Any = True
    for i in index:
        there = there & (np.asarray(i) >= 0)
    found: Array = column[(*reversed(index), among)]
    return np.where(there, found, np.zeros((), dtype=column.dtype))


def column(values: Any, shape: tuple[int, ...], kind: Any) -> Array:
    """A rule's values in the shape of its instances; what has it already is not copied."""
    found = np.asarray(values, dtype=kind)
    return found if found.shape == shape else np.array(np.broadcast_to(found, shape))


def labelled(together: Array) -> tuple[Array, Array]:
    """The unit of each person, named by its first person, and whether a person names one: the connected
    components of a relation (other, person, households), whatever its direction."""
    people = together.shape[0]
    reach = together | together.swapaxes(0, 1)
    reach[np.arange(people), np.arange(people)] = True
    for k in range(people):
        reach |= reach[:, k : k + 1] & reach[k : k + 1]
    label = reach.argmax(axis=0)
    return label, label == np.arange(people)[:, None]


#: What a definition that was left out comes to.
NONE: Array = np.zeros(0, dtype=np.int64)

RUNTIME: dict[str, Any] = {"NONE": NONE} | {
    f.__name__: f for f in (moved, taken, banded, nonzero, divided, calendar, months, gathered, column, labelled)
}
