"""Cheap work goes on while dear work waits; what waits too long, or for nobody, ends."""

from __future__ import annotations

import threading

import pytest

from nextwave.engine.budget import Budget, watcher
from nextwave.web.serving import lanes
from nextwave.web.serving.lanes import SLICE, ClientLeft, Ended, Lanes, PutOff, TookTooLong


def never() -> bool:
    return False


def nothing() -> None:
    return None


def test_work_within_the_first_slice_is_cheap_to_its_end() -> None:
    places = Lanes(cheap=1, dear=0)
    with places.work(never, nothing) as work:
        work.watch(SLICE - 1)
        assert work.place == "cheap"
    assert places.cheap.acquire(blocking=False), "the place is given back"


def test_dear_work_gives_its_place_to_cheap_work_and_waits_for_another() -> None:
    places = Lanes(cheap=1, dear=1)
    became: list[str] = []
    with places.work(never, lambda: became.append("dear")) as work:
        work.watch(SLICE)
        assert (work.place, became) == ("dear", ["dear"])
        with places.work(never, nothing) as other:
            assert other.place == "cheap"
            waits = threading.Thread(target=_waits, args=(other, became))
            waits.start()
            while not places.waiting:
                pass
            assert became == ["dear"]
            work.leave()
            waits.join(timeout=20)
            assert became == ["dear", "after"]


def _waits(work: lanes.Work, became: list[str]) -> None:
    work.watch(SLICE)
    became.append("after")


def test_several_budgets_of_one_request_count_together() -> None:
    with Lanes().work(never, nothing) as work:
        token = watcher.set(work.watch)
        try:
            for _ in range(3):
                budget = Budget()
                for _ in range(20):
                    budget.spend(SLICE // 40)
        finally:
            watcher.reset(token)
        assert work.steps >= SLICE
        assert work.place == "dear"


def test_beyond_the_queues_length_work_is_put_off() -> None:
    with Lanes(queue=0).work(never, nothing) as work, pytest.raises(PutOff):
        work.watch(SLICE)


def test_work_ends_when_its_client_leaves() -> None:
    with Lanes(dear=0).work(lambda: True, nothing) as work, pytest.raises(ClientLeft):
        work.watch(SLICE)


def test_work_ends_with_its_time_and_never_waits_longer() -> None:
    with Lanes(dear=0, longest=0.0).work(never, nothing) as work, pytest.raises(TookTooLong):
        work.watch(SLICE)


@pytest.mark.django_db
def test_nobody_waits_for_a_place_in_a_transaction() -> None:
    with Lanes(dear=0).work(never, nothing) as work:
        work.watch(SLICE)
        assert work.place == "cheap"


def test_who_is_put_off_for_another_client_is_told_so() -> None:
    places = Lanes(dear=0, queue=2, longest=1.0)
    done: list[tuple[str, type[Ended]]] = []

    def one(client: str) -> None:
        try:
            with places.work(never, nothing, lambda: client) as work:
                work.watch(SLICE)
        except Ended as ended:
            done.append((client, type(ended)))

    threads = [threading.Thread(target=one, args=(client,)) for client in ("many", "many", "other")]
    for before, thread in enumerate(threads):
        thread.start()
        while before < 2 and places.waiting <= before:
            pass
    for thread in threads:
        thread.join(timeout=20)
    assert done[0] == ("many", PutOff)
    assert sorted(done[1:], key=str) == [("many", TookTooLong), ("other", TookTooLong)]
    assert places.waiting == 0
