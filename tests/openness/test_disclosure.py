"""Nobody finds a small count in a published table: not by subtraction, and not by knowing how it was protected."""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nextwave.openness.disclosure import RULES, Protected, protect
from nextwave.openness.inference import Rules, possible

Published = tuple[int | None, tuple[int | None, ...], bool]


def published(counts: tuple[int, ...], rules: Rules = RULES) -> Published:
    """What everyone sees of a table."""
    made = protect({str(n): count for n, count in enumerate(counts)}, rules)
    return made.total, tuple(made.cells.values()), made.withheld


def split(cells: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every table of so many cells with this total."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in split(cells - 1, total - first):
            yield (first, *rest)


# Tables as they come: many small counts, some that are close to one another, some large.
COUNTS = st.one_of(st.integers(0, 12), st.integers(8, 24), st.integers(0, 400))
TABLES = st.lists(COUNTS, min_size=1, max_size=12).map(tuple)
CLOSE = st.integers(11, 60).flatmap(
    lambda near: st.tuples(
        st.lists(st.integers(1, 10), min_size=1, max_size=3),
        st.lists(st.integers(near, near + 4), min_size=1, max_size=5),
    ).map(lambda parts: (*parts[0], *parts[1]))
)


@pytest.mark.parametrize(
    ("cells", "totals"),
    [(2, range(11, 61)), (3, range(11, 45)), (4, range(11, 25)), (5, range(11, 17)), (4, (46,)), (8, (11,))],
)
def test_whoever_tries_every_table_and_the_rules_themselves_finds_no_small_count(
    cells: int, totals: Sequence[int]
) -> None:
    for total in totals:
        same: dict[Published, list[tuple[int, ...]]] = defaultdict(list)
        for table in split(cells, total):
            same[published(table)].append(table)
        for (_total, shown, withheld), tables in same.items():
            for place, count in enumerate(shown):
                if count is None:
                    values = {table[place] for table in tables}
                    small = {v for v in values if 1 <= v <= RULES.limit}
                    if small:
                        # Where a whole breakdown is withheld, one fewer was found to remain at the least.
                        assert len(values if withheld else small) >= RULES.least - withheld, (shown, tables[:3])
                        assert withheld or small >= found(shown, total), "what is said to be possible is"


def found(shown: tuple[int | None, ...], total: int) -> frozenset[int]:
    """What the library says is possible for a hidden cell."""
    above = [c for c in shown if c is not None and c > RULES.limit]
    hidden = sum(c is None for c in shown)
    return possible(RULES, hidden, total - sum(c or 0 for c in shown), min(above, default=None))


@given(st.one_of(TABLES, CLOSE))
def test_no_hidden_small_count_is_the_only_one_that_is_possible(counts: tuple[int, ...]) -> None:
    total, shown, withheld = published(counts)
    assume(None in shown and total is not None and not withheld)
    assert total is not None
    assert len(found(shown, total)) >= RULES.least


@given(st.one_of(TABLES, CLOSE), st.data())
def test_a_count_that_is_said_to_be_possible_gives_the_same_published_table(
    counts: tuple[int, ...], data: st.DataObject
) -> None:
    """The claim is proved by a table: small counts and one complement that come out as exactly this one."""
    total, shown, withheld = published(counts)
    hidden = [place for place, count in enumerate(shown) if count is None]
    assume(1 < len(hidden) <= 4 and total is not None and not withheld)
    assert total is not None
    place = data.draw(st.sampled_from(hidden))
    value = data.draw(st.sampled_from(sorted(found(shown, total))))
    rest = total - sum(c or 0 for c in shown) - value
    others = [h for h in hidden if h != place]
    for small in itertools.product(range(1, RULES.limit + 1), repeat=len(others) - 1):
        for mixed in ((*small, rest - sum(small)), (*small[:-1], rest - sum(small), *small[-1:])):
            if min(mixed) < 1:
                continue
            tried = list(counts)
            for there, count in zip((place, *others), (value, *mixed), strict=True):
                tried[there] = count
            if published(tuple(tried)) == (total, shown, withheld):
                return
    # Two complements are needed for what remains.
    for one in range(RULES.limit + 1, rest):
        for small in itertools.product(range(1, RULES.limit + 1), repeat=max(0, len(others) - 2)):
            mixed = (*small, one, rest - one - sum(small))
            if len(mixed) != len(others) or min(mixed) < 1:
                continue
            tried = list(counts)
            for there, count in zip((place, *others), (value, *mixed), strict=True):
                tried[there] = count
            if published(tuple(tried)) == (total, shown, withheld):
                return
    pytest.fail(f"no table with {value} at {place} comes out as {shown}")


@given(st.one_of(TABLES, CLOSE), st.randoms())
def test_places_are_alike_so_a_withheld_table_tells_nothing_of_any(
    counts: tuple[int, ...], chance: random.Random
) -> None:
    moved = tuple(chance.sample(counts, len(counts)))
    (total, shown, withheld), (other, also, likewise) = published(counts), published(moved)
    assert (total, withheld) == (other, likewise)
    assert sorted(c for c in shown if c is not None) == sorted(c for c in also if c is not None)


@given(TABLES)
def test_what_is_shown_is_right_and_no_small_count_is_shown(counts: tuple[int, ...]) -> None:
    total, shown, withheld = published(counts)
    for count, said in zip(counts, shown, strict=True):
        assert said in (None, count)
        assert said is None or said == 0 or said > RULES.limit
    assert total == (sum(counts) if not 0 < sum(counts) <= RULES.limit else None)
    assert not withheld or set(shown) == {None}
    small = any(0 < c <= RULES.limit for c in counts)
    assert small or (total, shown, withheld) == (sum(counts), counts, False), "nothing is hidden without need"


@given(TABLES)
def test_one_cell_is_never_hidden_alone(counts: tuple[int, ...]) -> None:
    total, shown, _withheld = published(counts)
    assume(total is not None)
    assert sum(s is None for s in shown) != 1


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((61, 14, 4), (61, None, None)),
        ((61, 5, 4), (61, None, None)),
        # Two ones: their sum tells both, so the next smallest goes too.
        ((61, 14, 1, 1), (61, None, None, None)),
        # Their sum of twenty could be nine and a complement of eleven as well.
        ((10, 10, 61, 80), (None, None, 61, 80)),
        ((3, 50, 51, 90), (None, None, 51, 90)),
        # What cannot be more than fifty leaves no less than ten to the small one: nothing of it is safe to tell.
        ((10, 50, 51, 90), (None, None, None, None)),
        # Three complements would do, and two are the most: what follows from more was not worked out.
        ((10, 11, 12, 13, 60), (None, None, None, None, None)),
        ((0, 30, 40), (0, 30, 40)),
        ((0, 0, 0), (0, 0, 0)),
        # Of several that are the smallest the first is the complement.
        ((3, 20, 20, 20), (None, None, 20, 20)),
    ],
)
def test_examples(counts: tuple[int, ...], shown: tuple[int | None, ...]) -> None:
    assert published(counts)[1] == shown


def test_a_table_of_few_people_tells_not_even_its_total() -> None:
    assert published((3, 4, 0)) == (None, (None, None, None), True)


def test_where_nothing_is_safe_only_the_total_is_told() -> None:
    assert published((1,) * 12) == (12, (None,) * 12, True)


def test_a_share_is_told_only_of_what_is_shown() -> None:
    table = Protected(90, {"in_time": 60, "late": 30, "other": None})
    assert table.share("in_time", "late") == (60, 90)
    assert table.share("in_time", "late", "other") is None
    assert Protected(0, {"in_time": 0, "late": 0}).share("in_time", "late") is None


def test_a_count_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        protect({"a": -1})
