"""What is taken over from an evaluation near by is what would have been worked out anew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.household import half_unknown
from nextwave.engine.answers.assessment import Compiled
from nextwave.engine.situations.filling import Filling
from nextwave.engine.unknowns.box import Box, Boxes
from nextwave.engine.unknowns.region import Assumed
from nextwave.engine.unknowns.search import Search
from tests.engine.operations.test_operations import part, value


@pytest.fixture(params=range(12))
def search(request: pytest.FixtureRequest, november: Compiled) -> Search:
    """The search of a family of which half is unknown, jobs and relationships included."""
    (*_, situation) = half_unknown(1, seed=request.param)
    return november.searcher.search(november.reader.read(situation))


def boxes_in_turn(search: Search, r: random.Random) -> Iterator[Box]:
    """Each has some of the cells of the one before it changed."""
    whole = search.household.open
    box: Box = dict(whole)
    for _ in range(12):
        few = r.sample(list(whole), min(len(whole), r.choice([0, 1, 1, 2, 8, len(whole)])))
        box = {cell: part(whole[cell], r) if cell in few else domain for cell, domain in box.items()}
        yield box


def test_completions_in_turn_come_to_the_same_as_each_alone(search: Search, november: Compiled) -> None:
    r, filling, before = random.Random(1), Filling(november.plan, search.household), None
    for box in boxes_in_turn(search, r):
        completion = {cell: value(domain, r) for cell, domain in box.items()}
        if before is not None and r.random() < 0.7:
            completion = {**before[2], **{c: completion[c] for c in r.sample(list(completion), 3)}}
        facts = filling.facts(completion)
        alone = Filling(november.plan, search.household).facts(completion)
        assert facts == alone
        values = november.searcher.exact.run(facts, before[:2] if before else None)
        assert values == november.searcher.exact.run(alone)
        before = (facts, values, completion)


def test_boxes_in_turn_have_the_bounds_that_each_has_alone(search: Search) -> None:
    r, bounds = random.Random(2), search.searcher.bounds
    boxes = Boxes.of(search.searcher.plan, search.household)
    near = search.regions[0].given
    ways = [region.units for region in search.regions]
    choosing = search.searcher.choosing
    for box in boxes_in_turn(search, r):
        units = r.choice(ways)
        assumed: Assumed = {r.choice(choosing): {0: r.randint(0, 1)}} if r.random() < 0.5 else {}
        given, alone = boxes.ranges(box, units, near), boxes.ranges(box, units)
        given.assumed = alone.assumed = assumed
        assert given.slots == alone.slots
        assert bounds.run(given, near) == bounds.run(alone)
        near = given


def test_where_no_fact_changed_every_list_is_taken_over(search: Search, november: Compiled) -> None:
    filling: Any = Filling(november.plan, search.household)
    lowest = {cell: domain.low for cell, domain in search.household.open.items()}
    facts = filling.facts(lowest)
    values = november.searcher.exact.run(facts)
    again = november.searcher.exact.run(filling.facts(dict(lowest)), (facts, values))
    assert all(a is b for a, b in zip(again.definitions, values.definitions, strict=True))
