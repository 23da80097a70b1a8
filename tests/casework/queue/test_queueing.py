"""The queue: what is to be decided, by the legal time limit, page by page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.assign import Assign, Release
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.acts.declare_conflict import DeclareConflict
from nextwave.casework.household.assessing import latest
from nextwave.casework.models import Case, Docket, Proposal
from nextwave.casework.queue.queueing import Wanted, counts, matching, page
from tests.casework.conftest import TODAY, Filing

EVERYONE = ("p1", "p2", "p3")


@pytest.fixture
def cases(filed: Filing) -> list[Case]:
    """Five, filed a day apart; the first ones on the same day."""
    days = (0, 0, 1, 40, 2)
    return [filed(f"file-{n}", filed_on=TODAY - timedelta(days=d)) for n, d in enumerate(days)]


def numbers(wanted: Wanted | None = None, after: tuple[date, int] | None = None, most: int = 50) -> list[int]:
    return [d.case_id for d in page(wanted or Wanted(), after, most).dockets]


def test_the_earliest_time_limit_comes_first(cases: list[Case]) -> None:
    zero, one, two, three, four = (c.pk for c in cases)
    assert numbers() == [three, four, two, zero, one]


def test_pages_follow_one_another_without_gap_or_repetition(cases: list[Case]) -> None:
    seen: list[int] = []
    after = None
    for _ in range(4):
        found = page(Wanted(), after, 2)
        seen += [d.case_id for d in found.dockets]
        after = found.following
        if after is None:
            break
    assert after is None
    assert seen == numbers()


def test_a_full_last_page_has_none_after_it(cases: list[Case]) -> None:
    assert page(Wanted(), most=5).following is None
    assert page(Wanted(), most=4).following is not None


def test_what_is_decided_is_no_longer_in_it_but_is_found_by_its_status(
    cases: list[Case], people: dict[str, Actor]
) -> None:
    event = do(
        Propose(Proposed("snap", EVERYONE, despite="Talked on the phone; it is not recorded yet.")),
        people["worker"],
        cases[0],
        Attempted("a"),
    )
    do(Issue(Proposal.objects.get(event=event).pk), people["worker"], cases[0], Attempted("b"))
    assert cases[0].pk not in numbers()
    assert numbers(Wanted(status="decided")) == [cases[0].pk]


def test_a_deviation_above_the_limit_needs_a_second_person_and_others_do_not(
    cases: list[Case], people: dict[str, Actor]
) -> None:
    amount = int(latest(cases[0]).result["programmes"]["snap"]["results"][0]["amount"]["low"].replace(".", ""))
    for case, less in ((cases[0], 5001), (cases[1], 5000)):
        proposed = Proposed(
            "snap", EVERYONE, "granted", amount - less, "rulebook_error", "Rent.", "Talked on the phone."
        )
        do(Propose(proposed), people["worker"], case, Attempted(f"a{case.pk}"))
    do(
        Propose(Proposed("snap", EVERYONE, despite="Talked on the phone; it is not recorded yet.")),
        people["worker"],
        cases[2],
        Attempted("as assessed"),
    )
    assert numbers(Wanted(second_person=True)) == [cases[0].pk]
    account = people["worker"].account
    assert account is not None
    assert counts(account).second_person == 1


def test_filters_narrow_it(cases: list[Case], people: dict[str, Actor], filed: Filing) -> None:
    spanish = filed("spanish", language="es", household__county="kitsap")
    worker = people["worker"]
    assert worker.account is not None
    do(Assign(), worker, cases[1], Attempted("mine"))
    assert numbers(Wanted(language="es")) == [spanish.pk]
    assert numbers(Wanted(area="kitsap")) == [spanish.pk]
    assert numbers(Wanted(mine=worker.account.pk)) == [cases[1].pk]
    assert numbers(Wanted(overdue=True)) == [cases[3].pk]
    found = counts(worker.account)
    assert (found.open, found.overdue, found.mine) == (6, 1, 1)


def test_a_case_that_is_given_back_or_closed_to_someone_is_no_longer_theirs(
    cases: list[Case], people: dict[str, Actor]
) -> None:
    worker = people["worker"]
    assert worker.account is not None
    do(Assign(), worker, cases[0], Attempted("mine"))
    do(Release(), worker, cases[0], Attempted("back"))
    assert numbers(Wanted(mine=worker.account.pk)) == []
    do(Assign(), worker, cases[0], Attempted("again"))
    do(DeclareConflict(), worker, cases[0], Attempted("conflict"))
    do(DeclareConflict(), worker, cases[0], Attempted("conflict"))
    assert Docket.objects.get(pk=cases[0].pk).assigned is None
    assert cases[0].conflicts.count() == 1


PLANS = [
    Wanted(),
    Wanted(overdue=True),
    Wanted(status="waiting"),
    Wanted(area="king"),
    Wanted(language="es", overdue=True),
    Wanted(mine=1),
    Wanted(second_person=True),
    Wanted(status="decided"),
]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the planner of PostgreSQL chooses by the rows there are")
@pytest.mark.parametrize("wanted", PLANS, ids=str)
def test_every_filter_begins_at_an_index_and_needs_no_sorting(db: None, wanted: Wanted) -> None:
    plan = matching(wanted).order_by("due_on", "case_id").values("pk")[:51].explain()
    assert "SEARCH casework_docket USING" in plan
    assert "SCAN" not in plan and "TEMP B-TREE" not in plan
