"""Every unit of a population under the law of a day: who is eligible, and for how much.

units = evaluate(population, rulebook, date(2026, 11, 1), "grant")
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import polars as pl

from nextwave.engine.answers.assessment import Compiled, Kept, compiled
from nextwave.engine.answers.explanation import period
from nextwave.engine.evaluators.columnar import Columnar, ColumnValues
from nextwave.engine.evaluators.columns import Block, blocks
from nextwave.engine.evaluators.exact import Facts
from nextwave.engine.plan.graph import Outcome, closure
from nextwave.engine.situations.problems import SituationError
from nextwave.population.situations import situations
from nextwave.population.tables.faults import Faults, PopulationError
from nextwave.population.tables.reading import Population
from nextwave.population.tables.schema import tables
from nextwave.rulebook.model import Rulebook

Progress = Callable[[str, int, int], None]


#: What was read last, since whoever tries one reform tries another: to read households takes ten times as long as to
#: work out what they get. Of two populations or days, and of a nation nothing.
READ: Kept[str, list[Facts]] = Kept(2)
MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Households:
    """A population's households as the plan of a day reads them."""

    there: Compiled
    facts: list[Facts]


def households(
    population: Population,
    rulebook: Rulebook,
    on: date,
    told: Progress | None = None,
    like: Households | None = None,
) -> Households:
    """Reads every household for the plan of a day. Raises PopulationError where facts cannot all be so.

    A reform asks for the same facts: what was read for the present law (`like`) is taken where that is so.
    """
    there = compiled(rulebook, on)
    if like is not None and _asked(like.there) == _asked(there):
        return Households(there, like.facts)
    key = _content(population, there, on)
    kept = READ.get(key) if key else None
    if kept is not None:
        return Households(there, kept)
    found: list[Facts] = []
    faults = _faults(population)
    home = next(iter(tables(rulebook)))
    ids = population.tables[home]["id"]
    for i, stated in enumerate(situations(population, rulebook)):
        if told is not None and i % 1000 == 0:
            told("reading households", i, len(ids))
        try:
            made = there.reader.read(stated)
        except SituationError as error:
            for problem in error.problems:
                what = f"household {ids[i]}, {problem.place}: {problem.what}"
                faults.row(population.files.get(home, home), i, what, problem.remedy)
            continue
        found.append(Facts(made.counts, made.parents, made.children, made.slots))
    if faults:
        raise faults.error()
    return Households(there, READ.add(key, found) if key else found)


def _content(population: Population, there: Compiled, on: date) -> str:
    """What the facts of households hang on, as one fingerprint: their tables to the last cell, the day, and the law
    whose facts they are; nothing for a population that is too large to be kept."""
    if population.households > MOST_KEPT:
        return ""
    digest = hashlib.sha256(f"{there.plan.rulebook.law_version} {on} {_asked(there)!r}".encode())
    for name, frame in sorted(population.tables.items()):
        digest.update(f"{name} {frame.schema}".encode())
        digest.update(frame.hash_rows().to_numpy().tobytes())
    return digest.hexdigest()


def run(
    read: Households, told: Progress | None = None, only: set[int] | None = None
) -> list[tuple[list[int], ColumnValues]]:
    """Every rule that is looked for (or `only` these) of every household, on two threads: places in the population,
    and values by column."""
    parts = blocks(read.there.plan, read.facts)
    columnar = Columnar(read.there.plan, read.there.measures, only or read.there.searcher.sought)
    found: list[tuple[list[int], ColumnValues]] = []
    with ThreadPoolExecutor(2) as threads:
        for done, (part, values) in enumerate(
            zip(parts, threads.map(lambda p: columnar.run(p[1]), parts), strict=True)
        ):
            if told is not None:
                told("working out", done + 1, len(parts))
            found.append((part[0], values))
    return found


def _asked(there: Compiled) -> list[tuple[object, ...]]:
    return [(s.fact.entity, s.fact.name, s.as_of, s.part, s.choices) for s in there.plan.slots]


def evaluate(population: Population, read: Households, programme: str, told: Progress | None = None) -> pl.DataFrame:
    """One row for each unit of a programme: household (its place), unit, people, eligible, and amount in cents
    a month (0 where not eligible); of a tier also the place of its level, the lowest 0 (-1 where not eligible). Raises
    PopulationError."""
    rulebook = read.there.plan.rulebook
    outcome = next((o for o in read.there.plan.outcomes if o.programme.name == programme), None)
    if outcome is None:
        faults = Faults()
        known = ", ".join(o.programme.name for o in read.there.plan.outcomes)
        faults.add(rulebook.name, "", [], f"there is no programme {programme[:60]}", f"name one of {known}")
        raise faults.error()
    rows = run(read, told)
    _possible(population, read, rows)
    frames = [_units(read, outcome, places, values) for places, values in rows]
    return pl.concat(frames).sort("household", "unit")


def refuse_impossible(population: Population, rulebook: Rulebook, on: date, told: Progress | None = None) -> None:
    """Raises PopulationError where the facts of a household cannot all be so on a day, as a run does."""
    read = households(population, rulebook, on, told)
    plan = read.there.plan
    needed = closure(plan, [*plan.constraints, *(s.together for s in plan.structures.values())])
    _possible(population, read, run(read, told, needed))


def _possible(population: Population, read: Households, rows: Sequence[tuple[list[int], ColumnValues]]) -> None:
    """Refuses households that break a constraint of the rulebook, each person at their row."""
    book = read.there.plan.rulebook
    home, person = list(tables(book))[:2]
    faults = _faults(population)
    ids = population.tables[home]["id"]
    found: list[tuple[int, int, str]] = []
    for constraint in read.there.plan.constraints:
        personal = [v.entity for v in constraint.variables] == [book.person.name]
        for places, values in rows:
            holds = values.definitions[constraint.number].reshape(-1, len(places))
            for p, h in np.argwhere(~holds):
                found.append((places[h], int(p) if personal else -1, constraint.rule.summary))
    people = _rows_of_people(population, person) if found else {}
    for h, p, summary in sorted(set(found)):
        what = f"household {ids[h]}: these facts cannot all be so: {summary}"
        table, row = (person, people[ids[h]][p]) if p >= 0 else (home, h)
        faults.row(population.files.get(table, table), row, what, "correct the fact that is wrong")
    if faults:
        raise faults.error()


def _faults(population: Population) -> Faults:
    return Faults(dict(population.rows))


def _rows_of_people(population: Population, person: str) -> dict[str, list[int]]:
    """The rows of each household's people, in their order."""
    numbered = population.tables[person].with_row_index("row").group_by("household", maintain_order=True).agg("row")
    return dict(numbered.iter_rows())


def _units(read: Households, outcome: Outcome, places: list[int], values: ColumnValues) -> pl.DataFrame:
    size = len(places)
    eligible = values.definitions[outcome.eligible.number].reshape(-1, size)
    amounts = values.definitions[outcome.amount.number].reshape(-1, size) if outcome.amount else np.zeros_like(eligible)
    if outcome.entity in values.label:
        label, first = values.label[outcome.entity], values.first[outcome.entity]
        people = np.stack([(label == p).sum(axis=0) for p in range(label.shape[0])])
    else:
        first = np.ones_like(eligible, dtype=np.bool_)
        number = read.there.plan.rulebook.person.name
        counts = np.array([read.facts[p].counts[number] for p in places])
        people = np.broadcast_to(counts if outcome.kind == "group" else np.ones(size, np.int64), eligible.shape)
    unit, home = np.nonzero(first)
    cents = _cents(read, outcome, amounts[unit, home])
    yes = eligible[unit, home].astype(np.bool_)
    level = {}
    if outcome.level:
        places_of_levels = values.definitions[outcome.level.number].reshape(-1, size)[unit, home]
        level = {"level": np.where(yes, places_of_levels, -1).astype(np.int64)}
    return pl.DataFrame(
        {
            "household": np.array(places, dtype=np.int64)[home],
            "unit": unit.astype(np.int64),
            "people": people[unit, home].astype(np.int64),
            "eligible": yes,
            "amount": np.where(yes, cents, 0),
            **level,
        }
    )


#: How much of an amount by its period is had in a month, where a year has 52 weeks.
MONTHS = {"week": Fraction(52, 12), "year": Fraction(1, 12)}


def _cents(read: Households, outcome: Outcome, counts: Any) -> Any:
    """Counts of an amount's quanta as whole cents a month: of an amount by week or year its share, half a cent up; what
    is paid once is left whole."""
    measure = read.there.measures[outcome.amount.body.number] if outcome.amount else None
    if measure is None:
        return counts
    scale = measure.quantum * 100
    if scale.denominator != 1:
        raise ValueError(f"{outcome.programme.name} pays in steps of {Fraction(measure.quantum)}, below a cent")
    share = MONTHS.get(period(outcome), Fraction(1)) * int(scale)
    return (2 * counts * share.numerator + share.denominator) // (2 * share.denominator)


__all__ = ["Block", "Households", "PopulationError", "evaluate", "households", "run"]
