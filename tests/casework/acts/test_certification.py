"""From when until when something is granted: as is usual, or within the law's limit for a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.acts.deciding.withdraw import Withdraw
from nextwave.casework.household.assessing import latest
from nextwave.casework.household.certifying import Period, last_day, period_of
from nextwave.casework.models import Case, Notice, Proposal
from nextwave.casework.notices.notice import composed
from nextwave.casework.refusals import Refused
from tests.casework.acts.test_deciding import AS_ASSESSED, otherwise
from tests.casework.conftest import TODAY, Filing


def proposed(case: Case, who: Actor, what: Proposed, key: str = "propose") -> Proposal:
    return Proposal.objects.get(event=do(Propose(what), who, case, Attempted(key)))


def until(through: date | None, reason: str = "") -> Proposed:
    return replace(AS_ASSESSED, certified_through=through, certified_reason=reason)


def period(case: Case, on: date = TODAY, *true: str) -> Period:
    result = latest(case).result["programmes"]["snap"]["results"][0]
    reasons = [r for r in result["reasons"] if not r["rule"].endswith(".adults_are_elderly_or_disabled")]
    found = period_of(case, "snap", {**result, "reasons": [*reasons, *({"rule": t, "value": True} for t in true)]}, on)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 11, 1), 1, date(2026, 11, 30)),
        (date(2026, 11, 1), 2, date(2026, 12, 31)),
        (date(2026, 11, 1), 12, date(2027, 10, 31)),
        (date(2027, 3, 1), 12, date(2028, 2, 29)),
        (date(2026, 1, 1), 24, date(2027, 12, 31)),
    ],
)
def test_so_many_whole_months_end_on_the_last_day_of_one(first: date, months: int, last: date) -> None:
    assert last_day(first, months) == last


def test_a_grant_lasts_twelve_months_from_that_of_the_application(filed: Filing, people: dict[str, Actor]) -> None:
    found = proposed(filed(filed_on=date(2026, 10, 30)), people["worker"], AS_ASSESSED)
    assert (found.certified_from, found.certified_through) == (date(2026, 10, 1), date(2027, 9, 30))
    assert found.certified_reason is None


def test_another_end_needs_a_reason_which_is_kept(filed: Filing, people: dict[str, Actor]) -> None:
    case, worker = filed(), people["worker"]
    with pytest.raises(Refused, match="the reason is missing"):
        proposed(case, worker, until(date(2027, 4, 30)))
    assert not Proposal.objects.exists()
    found = proposed(case, worker, until(date(2027, 4, 30), "The job ends in April."))
    assert (found.certified_through, found.certified_reason) == (date(2027, 4, 30), "The job ends in April.")


@pytest.mark.parametrize("through", [date(2027, 11, 30), date(2027, 4, 29), date(2026, 10, 31)])
def test_an_end_beyond_the_limit_within_a_month_or_before_the_first_is_refused(
    filed: Filing, people: dict[str, Actor], through: date
) -> None:
    with pytest.raises(Refused, match="the last day of a month, from 2026-11-30 to 2027-10-31"):
        proposed(filed(), people["worker"], until(through, "A reason."))


def test_what_is_denied_has_no_end(filed: Filing, people: dict[str, Actor]) -> None:
    case, worker = filed(), people["worker"]
    with pytest.raises(Refused, match="what is denied has no end"):
        proposed(case, worker, replace(otherwise(0, outcome="denied"), certified_through=date(2027, 4, 30)))
    found = proposed(case, worker, otherwise(0, outcome="denied"))
    assert (found.certified_from, found.certified_through) == (None, None)


def test_where_all_adults_are_elderly_or_disabled_it_can_last_24_months(filed: Filing) -> None:
    case = filed()
    assert period(case).longest == date(2027, 10, 31)
    longer = period(case, TODAY, "snap.adults_are_elderly_or_disabled")
    assert (longer.usual, longer.longest) == (date(2027, 10, 31), date(2028, 10, 31))


def test_an_old_source_is_said_to_be_unconfirmed(filed: Filing) -> None:
    assert not period(filed()).confirmed


def test_what_was_granted_goes_on_and_is_not_made_shorter(filed: Filing, people: dict[str, Actor]) -> None:
    case, worker = filed(), people["worker"]
    first = proposed(case, worker, until(date(2027, 4, 30), "The job ends in April."))
    do(Issue(first.pk), worker, case, Attempted("issue"))
    later = period(case, date(2027, 1, 15))
    assert (later.first, later.usual) == (date(2026, 11, 1), date(2027, 4, 30))
    assert (later.ends()[0], later.longest) == (date(2027, 4, 30), date(2027, 10, 31))
    after = period(case, date(2027, 5, 3))
    assert (after.first, after.usual) == (date(2027, 5, 1), date(2028, 4, 30))


def test_a_withdrawn_proposal_leaves_no_period(filed: Filing, people: dict[str, Actor]) -> None:
    case, worker = filed(), people["worker"]
    first = proposed(case, worker, until(date(2027, 4, 30), "The job ends in April."))
    do(Withdraw(first.pk, "Wrong."), worker, case, Attempted("withdraw"))
    assert period(case).usual == date(2027, 10, 31)


def test_what_is_decided_after_more_than_the_longest_begins_this_month(filed: Filing) -> None:
    found = period(filed(), date(2028, 3, 5))
    assert (found.first, found.usual) == (date(2028, 3, 1), date(2029, 2, 28))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "You get this until October 31, 2027. The first month is November 2026. We will write to you"),
        ("es", "Usted recibe esto hasta el 31 de octubre de 2027. El primer mes es noviembre de 2026. Le escribiremos"),
    ],
)
def test_the_notice_says_until_when(filed: Filing, people: dict[str, Actor], language: str, said: str) -> None:
    case, worker = filed(language=language), people["worker"]
    found = proposed(case, worker, AS_ASSESSED)
    do(Issue(found.pk), worker, case, Attempted("issue"))
    assert any(p.startswith(said) for p in Notice.objects.get().content["paragraphs"])


def test_the_notice_of_a_denial_or_of_a_proposal_without_a_period_says_nothing_of_it(
    filed: Filing, people: dict[str, Actor]
) -> None:
    case, worker = filed(), people["worker"]
    found = proposed(case, worker, AS_ASSESSED)
    found.certified_from = found.certified_through = None
    assert "until" not in " ".join(composed(found, TODAY)["paragraphs"])
    do(Withdraw(found.pk, "Wrong."), worker, case, Attempted("withdraw"))
    denied = proposed(case, worker, otherwise(0, outcome="denied"), "deny")
    assert "until" not in " ".join(composed(denied, TODAY)["paragraphs"])
