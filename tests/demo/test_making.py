"""The demonstration is made of the same acts that people take, and every stage of an application is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from nextwave.casework import clock
from nextwave.casework.access.authority import conflicted
from nextwave.casework.household.facts import people_of
from nextwave.casework.household.replaying import replay
from nextwave.casework.keeping.storing import content_of, media_type
from nextwave.casework.models import Access, Account, Case, Decision, Docket, Event, EvidenceFile, Notice, Proposal
from nextwave.demo import making
from nextwave.demo.making import ACCOUNTS, make
from nextwave.demo.script import script
from tests.casework.shared import shared
from tests.web.conftest import folder

pytestmark = pytest.mark.django_db

__all__ = ["folder"]

COUNT = 70


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[making.Made]:
    """A small demonstration, taken back after the tests of this file."""
    with shared(django_db_blocker, tmp_path_factory.mktemp("evidence")), pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "call_command", lambda *a, **k: None)
        yield make(COUNT)


def test_every_stage_of_an_application_is_there(made: making.Made) -> None:
    stages = Counter(Docket.objects.values_list("status", flat=True))
    assert sum(stages.values()) == COUNT
    assert set(stages) >= {"filed", "decided", "appealed"}
    assert len(set(stages) & {"waiting", "proposed", "approved", "in_progress"}) >= 2
    assert stages["decided"] > COUNT / 2


def test_decisions_are_as_assessed_and_otherwise_with_reasons(made: making.Made) -> None:
    assert Proposal.objects.filter(deviates=False, decision__isnull=False).exists()
    otherwise = Proposal.objects.filter(deviates=True, decision__isnull=False)
    assert {bool(p.reason and p.explanation) for p in otherwise} == {True}
    above = [p for p in otherwise if p.difference > 5_000]
    assert above
    assert all(p.approval.event.account != p.event.account for p in above)


def test_every_decision_has_its_notice_and_comes_out_the_same_again(made: making.Made) -> None:
    assert Notice.objects.count() == Decision.objects.count() > 0
    # One in five: each rests on a day of its own, whose law is made ready for it.
    for decision in Decision.objects.order_by("proposal__assessment__on")[::5]:
        assert replay(decision.proposal.assessment).same


def test_times_go_forward_and_never_beyond_now(made: making.Made) -> None:
    for case in Case.objects.all():
        times = list(Event.objects.filter(case=case).order_by("number").values_list("at", flat=True))
        assert times == sorted(times)
        assert case.filed_on <= times[0].date()
        assert times[-1] <= clock.now()
    months = {d.strftime("%Y-%m") for d in Case.objects.values_list("filed_on", flat=True)}
    assert len(months) >= 12


def test_whoever_acted_had_looked_before_with_a_reason(made: making.Made) -> None:
    for event in Event.objects.filter(account__isnull=False).exclude(action="file"):
        assert Access.objects.filter(case=event.case, account=event.account, at__lte=event.at).exists(), event.action


def test_names_are_invented_in_both_languages_and_nobody_of_the_staff_is_in_a_case(made: making.Made) -> None:
    known = {part for code in ("en", "es") for part in (*script().names[code].given, *script().names[code].surnames)}
    for case in Case.objects.all():
        assert set(" ".join(people_of(case).values()).split()) <= known
        assert conflicted(case) == []
    assert set(Case.objects.values_list("language", flat=True)) == {"en", "es"}
    assert Docket.objects.values_list("area", flat=True).distinct().count() > 3


def test_the_same_people_apply_twice_somewhere(made: making.Made) -> None:
    from nextwave.casework.household.duplicates import duplicates

    assert any(duplicates(case) for case in Case.objects.all())


def test_evidence_is_a_document_that_can_be_opened(made: making.Made) -> None:
    files = EvidenceFile.objects.all()
    assert files
    assert {media_type(content_of(f.sha256)) for f in files} == {"application/pdf"}


def test_cases_that_are_not_decided_have_something_to_find_out(made: making.Made) -> None:
    assert Docket.objects.filter(status__in=("filed", "waiting", "in_progress"), open_facts__gt=0).exists()


def test_there_is_an_account_of_every_role_with_the_printed_password(made: making.Made) -> None:
    assert made.accounts == ACCOUNTS
    assert {role for _, role in made.accounts} == {"worker", "supervisor", "policymaker", "auditor", "administrator"}
    assert all(Account.objects.get(username=name).check_password(made.password) for name, _ in made.accounts)


def test_residents_codes_open_a_case_that_waits_and_one_that_is_decided(made: making.Made, folder: Path) -> None:
    from nextwave.casework.access.codes import case_of

    assert [status for _, status in made.codes] == ["waiting", "decided"]
    for code, status in made.codes:
        case = case_of(code)
        assert case is not None
        assert case.docket.status == status
        client = Client()
        assert client.post("/code/", {"code": code}).status_code == 302
        assert case.reference in client.get("/case/").content.decode()
