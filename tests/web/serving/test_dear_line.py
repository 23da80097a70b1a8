"""Whoever sends much keeps nobody else out of the line for dear work."""

from __future__ import annotations

from nextwave.web.serving.dear_line import DearLine, Entry


def joined(line: DearLine, *clients: str) -> list[Entry]:
    found = [line.join(client) for client in clients]
    return [entry for entry in found if entry is not None]


def test_one_client_may_have_the_whole_line_while_nobody_else_wants_it() -> None:
    line = DearLine(places=0, longest=3)
    assert len(joined(line, "a", "a", "a", "a")) == 3


def test_in_a_full_line_a_newcomer_takes_the_last_place_of_whoever_has_the_most() -> None:
    line = DearLine(places=0, longest=3)
    first = joined(line, "a", "a", "a")
    (other,) = joined(line, "b")
    assert [entry.put_off for entry in first] == [False, False, True]
    assert first[2].event.is_set() and not other.event.is_set()
    assert line.join("b") is None, "both have as many as they can"


def test_the_client_whose_turn_is_longest_ago_is_next() -> None:
    line = DearLine(places=1, longest=9)
    first = joined(line, "a", "a", "a", "b", "c", "b")
    order = []
    for _ in first:
        entry = next(e for e in first if e.event.is_set() and e not in order)
        order.append(entry)
        line.done()
    assert [entry.client for entry in order] == ["a", "b", "c", "a", "b", "a"]


def test_whoever_leaves_as_their_turn_comes_gives_it_to_the_next() -> None:
    line = DearLine(places=1, longest=3)
    first, second, third = joined(line, "a", "b", "c")
    line.quit(second)
    line.quit(first)
    assert third.event.is_set() and not line.entries
    line.quit(third)
    assert line.places == 1


def test_who_was_put_off_has_no_place_to_give_back() -> None:
    line = DearLine(places=0, longest=2)
    _, last = joined(line, "a", "a")
    joined(line, "b")
    line.quit(last)
    assert line.places == 0


def test_what_is_remembered_has_an_end() -> None:
    line = DearLine(places=1, longest=1)
    for number in range(3_000):
        joined(line, f"client {number}")
        line.done()
    assert len(line._turns) <= 1_000
