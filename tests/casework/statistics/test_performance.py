"""Measures of the service, against the same worked out by hand from a few cases."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.clock import as_of
from nextwave.casework.models import Case, Docket, Proposal
from nextwave.casework.statistics import performance
from nextwave.casework.statistics.performance import Decided, Timeliness, timeliness
from tests.casework.conftest import TODAY, Filing

EVERYONE = ("p1", "p2", "p3")
SINCE, UNTIL = date(2026, 9, 1), date(2026, 12, 1)


def decide(actor: Actor, case: Case, day: date, **otherwise: object) -> None:
    """Proposes and issues a decision on a day."""
    with as_of(datetime(day.year, day.month, day.day, 20, tzinfo=UTC)):
        key = f"{case.pk} {day} {len(otherwise)}"
        event = do(
            Propose(Proposed("snap", EVERYONE, despite="Talked on the phone; it is not recorded yet.", **otherwise)),
            actor,
            case,
            Attempted(f"p {key}"),
        )
        do(Issue(Proposal.objects.get(event=event).pk), actor, case, Attempted(f"i {key}"))


@pytest.fixture
def cases(filed: Filing, people: dict[str, Actor]) -> list[Case]:
    """Three of October, decided after 10, 31 and 40 days (the last twice), and one that waits since November."""
    made = [filed(f"october {n}", filed_on=date(2026, 10, 1)) for n in range(3)]
    waits = filed("november", filed_on=TODAY - timedelta(days=9), household__county="kitsap", language="es")
    worker = people["worker"]
    decide(worker, made[0], date(2026, 10, 11))
    decide(worker, made[1], date(2026, 11, 1))
    decide(worker, made[2], date(2026, 11, 10))
    decide(worker, made[2], date(2026, 11, 20))
    return [*made, waits]


def test_applications_are_counted_in_the_month_they_were_filed_in(cases: list[Case]) -> None:
    found = performance.applications(SINCE, UNTIL)
    assert found == {(date(2026, 10, 1), "no"): 3, (date(2026, 11, 1), "no"): 1}


def test_an_application_is_decided_once_on_the_day_of_its_first_decision(cases: list[Case]) -> None:
    days = sorted((row.month, row.days, row.in_time, row.count) for row in performance.decided(SINCE, UNTIL))
    october, november = date(2026, 10, 1), date(2026, 11, 1)
    assert days == [(october, 10, True, 1), (november, 31, False, 1), (november, 40, False, 1)]
    assert performance.decided(date(2026, 11, 15), UNTIL) == [], "the second decision of a case is none"
    assert performance.decided(SINCE, date(2026, 11, 15)) == performance.decided(SINCE, UNTIL)
    assert performance.decided_on(date(2026, 11, 10)) == 1
    assert performance.decided_on(date(2026, 11, 20)) == 0


def test_what_waits_is_counted_by_age_and_what_is_late_apart(cases: list[Case]) -> None:
    filled = [w for w in performance.waiting(TODAY) if w.other or w.expedited]
    assert [(w.least, w.most, w.other, w.late) for w in filled] == [(8, 14, 1, 0)]
    assert performance.waiting(TODAY + timedelta(days=60))[-1].late == 1


def test_expedited_ones_are_apart_and_so_are_those_of_which_it_is_not_settled(cases: list[Case]) -> None:
    Docket.objects.filter(pk=cases[0].pk).update(expedited="yes")
    Docket.objects.filter(pk=cases[1].pk).update(expedited="open")
    found = performance.applications(SINCE, UNTIL)
    assert [found[date(2026, 10, 1), kind] for kind in ("yes", "open", "no")] == [1, 1, 1]
    assert Counter(row.expedited for row in performance.decided(SINCE, UNTIL)) == {"yes": 1, "open": 1, "no": 1}


def test_decisions_other_than_assessed_are_counted_by_their_reason(cases: list[Case], people: dict[str, Actor]) -> None:
    amount = Proposal.objects.filter(case=cases[0]).get().assessed_low
    decide(
        people["worker"],
        cases[3],
        TODAY,
        outcome="granted",
        amount=amount - 100,
        reason="rulebook_error",
        explanation="Rent.",
    )
    november = date(2026, 11, 1)
    assert performance.decisions(SINCE, UNTIL) == {
        (date(2026, 10, 1), ""): 1,
        (november, ""): 3,
        (november, "rulebook_error"): 1,
    }


def test_outcomes_and_what_came_add_up_to_the_applications_of_a_month(cases: list[Case]) -> None:
    assert performance.outcomes(date(2026, 11, 1)) == {"granted": 2, "denied": 0}
    assert performance.filed_by(date(2026, 11, 1), "area") == Counter({"kitsap": 1})
    assert performance.filed_by(date(2026, 10, 1), "case__channel") == Counter({"online": 3})


def test_half_take_the_median_or_less() -> None:
    def rows(*days: int) -> list[Decided]:
        return [Decided(SINCE, "no", d, d <= 30, 1) for d in days]

    assert timeliness([]) == Timeliness(0, 0, None)
    assert timeliness(rows(31)) == Timeliness(1, 0, Fraction(31))
    assert timeliness(rows(1, 40, 20)).median == 20
    assert timeliness(rows(1, 40, 20, 21)) == Timeliness(4, 3, Fraction(41, 2))
    assert timeliness([Decided(SINCE, "no", 5, True, 9), *rows(50)]).median == 5


def test_the_number_of_queries_does_not_grow_with_the_cases(cases: list[Case]) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        performance.applications(SINCE, UNTIL)
        performance.decided(SINCE, UNTIL)
        performance.waiting(TODAY)
        performance.decisions(SINCE, UNTIL)
    assert len(queries) == 5


def test_months_follow_one_another() -> None:
    assert performance.next_month(date(2026, 12, 31)) == date(2027, 1, 1)
    assert performance.next_month(date(2026, 1, 31)) == date(2026, 2, 1)
    assert performance.month_before(date(2026, 3, 31)) == date(2026, 2, 1)
