"""Decisions: proposed, approved by a second person, issued with a notice, withdrawn before that."""

from __future__ import annotations

import pytest

from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.access.codes import case_of
from nextwave.casework.acts.act import Attempted
from nextwave.casework.acts.appealing import ask_for_hearing
from nextwave.casework.acts.deciding import Proposed, approve, issue, latest, propose, withdraw
from nextwave.casework.acts.file_application import Application, draft_of, file, save_draft
from nextwave.casework.acts.recording import note
from nextwave.casework.models import Approval, Case, Decision, Event, Notice, Proposal
from nextwave.casework.queue.docket import place
from nextwave.casework.refusals import AnotherUse, NotAllowed, Refused, Stale
from tests.casework.conftest import Filing

EVERYONE = ("p1", "p2", "p3")
AS_ASSESSED = Proposed("snap", EVERYONE)


def otherwise(amount: int, reason: str = "rulebook_error", outcome: str = "granted") -> Proposed:
    return Proposed("snap", EVERYONE, outcome, amount, reason, "The rent is counted twice.")


def proposal_of(event: Event) -> Proposal:
    return Proposal.objects.get(event=event)


def assessed(case: Case) -> int:
    found = latest(case).result["programmes"]["snap"]["results"][0]
    assert found["status"] == "eligible" and found["amount"]["low"] == found["amount"]["high"]
    return int(found["amount"]["low"].replace(".", ""))


def test_a_decision_as_assessed_is_issued_by_the_one_who_proposes_it(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    proposal = proposal_of(propose(people["worker"], case, Attempted("a", 1), AS_ASSESSED))
    assert (proposal.outcome, proposal.amount, proposal.deviates) == ("granted", assessed(case), False)
    issue(people["worker"], case, Attempted("b", 2), proposal.pk)
    notice = Notice.objects.get(decision__proposal=proposal)
    assert "Ana Ruiz" in notice.content["paragraphs"][0]
    assert any("273.15" in right["cites"] for right in notice.content["rights"])
    assert "February 22, 2027" in notice.content["rights"][0]["text"]
    case.docket.refresh_from_db()
    assert case.docket.status == "decided"


def test_above_the_limit_a_second_and_different_person_must_agree(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    amount = assessed(case) - 5001
    proposal = proposal_of(propose(people["supervisor"], case, Attempted("a"), otherwise(amount)))
    with pytest.raises(NotAllowed):
        issue(people["supervisor"], case, Attempted("b"), proposal.pk)
    with pytest.raises(NotAllowed):
        approve(people["supervisor"], case, Attempted("c"), proposal.pk)
    with pytest.raises(NotAllowed):
        approve(people["other worker"], case, Attempted("d"), proposal.pk)
    approve(people["other supervisor"], case, Attempted("e"), proposal.pk)
    issue(people["supervisor"], case, Attempted("f"), proposal.pk)
    assert Decision.objects.get(case=case).proposal.amount == amount
    assert "The rent is counted twice." in Notice.objects.get(decision__case=case).content["paragraphs"][1]


def test_up_to_the_limit_one_person_may_deviate(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    proposal = proposal_of(propose(people["worker"], case, Attempted("a"), otherwise(assessed(case) - 5000)))
    issue(people["worker"], case, Attempted("b"), proposal.pk)
    assert Decision.objects.filter(case=case).exists()


@pytest.mark.parametrize("reason", ["", "because", "not_a_code"])
def test_a_deviation_without_a_coded_reason_is_refused(filed: Filing, people: dict[str, Actor], reason: str) -> None:
    case = filed()
    with pytest.raises(Refused):
        propose(people["worker"], case, Attempted("a"), otherwise(100, reason))
    assert not Proposal.objects.exists()
    assert Event.objects.count() == 1


def test_what_is_open_cannot_be_decided_as_assessed(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed(p1__rent=...)
    with pytest.raises(Refused, match="still open"):
        propose(people["worker"], case, Attempted("a"), AS_ASSESSED)


def test_of_an_open_result_the_farther_end_counts_for_the_limit(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed(p1__rent=...)
    result = latest(case).result["programmes"]["snap"]["results"][0]
    low, high = (int(result["amount"][k].replace(".", "")) for k in ("low", "high"))
    assert high - low > 5000
    proposal = proposal_of(propose(people["worker"], case, Attempted("a"), otherwise(low)))
    assert proposal.difference == high - low
    with pytest.raises(NotAllowed):
        issue(people["worker"], case, Attempted("b"), proposal.pk)


def test_a_withdrawn_proposal_is_never_issued(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    proposal = proposal_of(propose(people["worker"], case, Attempted("a"), AS_ASSESSED))
    withdraw(people["worker"], case, Attempted("b"), proposal.pk, "a typing error")
    with pytest.raises(NotAllowed):
        issue(people["worker"], case, Attempted("c"), proposal.pk)
    again = proposal_of(propose(people["worker"], case, Attempted("d"), AS_ASSESSED))
    issue(people["worker"], case, Attempted("e"), again.pk)
    with pytest.raises(NotAllowed):
        withdraw(people["worker"], case, Attempted("f"), again.pk, "too late")


def test_nobody_touches_a_case_in_which_they_are_themselves(filed: Filing, people: dict[str, Actor]) -> None:
    from nextwave.casework.keeping.sealing import matching

    worker = people["worker"]
    assert worker.account
    case = filed()
    birth = next(s.value for s in _statements() if s.of == "p1" and s.fact == "birth_date")
    worker.account.match = matching("ana  RUIZ", birth)
    worker.account.save()
    with pytest.raises(NotAllowed):
        propose(worker, case, Attempted("a"), AS_ASSESSED)


def _statements() -> list:  # type: ignore[type-arg]
    from tests.casework.conftest import family

    return family()


@pytest.mark.parametrize("role", ["policymaker", "auditor", "administrator"])
def test_other_roles_decide_nothing(filed: Filing, people: dict[str, Actor], role: str) -> None:
    case = filed()
    with pytest.raises(NotAllowed):
        propose(people[role], case, Attempted("a"), AS_ASSESSED)


def test_an_act_on_a_page_that_is_out_of_date_changes_nothing(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    propose(people["worker"], case, Attempted("a", seen=1), AS_ASSESSED)
    with pytest.raises(Stale):
        withdraw(people["worker"], case, Attempted("b", seen=1), Proposal.objects.get().pk, "why")
    assert Event.objects.filter(case=case).count() == 2


def test_a_repeated_attempt_is_applied_once(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    first = propose(people["worker"], case, Attempted("a", seen=1), AS_ASSESSED)
    assert propose(people["worker"], case, Attempted("a", seen=1), AS_ASSESSED).pk == first.pk
    assert Proposal.objects.count() == 1
    with pytest.raises(AnotherUse):
        propose(people["other worker"], case, Attempted("a", seen=1), AS_ASSESSED)
    with pytest.raises(AnotherUse):
        propose(people["worker"], case, Attempted("a", seen=1), otherwise(500))


def test_a_hearing_can_be_asked_for_once(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    proposal = proposal_of(propose(people["worker"], case, Attempted("a"), AS_ASSESSED))
    issue(people["worker"], case, Attempted("b"), proposal.pk)
    decision = Decision.objects.get(case=case)
    ask_for_hearing(RESIDENT, case, Attempted("c"), decision.pk)
    with pytest.raises(Refused):
        ask_for_hearing(RESIDENT, case, Attempted("d"), decision.pk)
    assert decision.hearing_request.in_time


def test_the_notice_is_in_the_recipients_language(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed(language="es")
    proposal = proposal_of(propose(people["worker"], case, Attempted("a"), AS_ASSESSED))
    issue(people["worker"], case, Attempted("b"), proposal.pk)
    content = Notice.objects.get().content
    assert content["title"].startswith("Decisión sobre")
    assert "22 de febrero de 2027" in content["rights"][0]["text"]


def test_an_approval_of_someone_without_the_role_is_none_however_it_got_there(
    filed: Filing, people: dict[str, Actor]
) -> None:
    case = filed()
    for number, name in enumerate(("worker", "other worker", "auditor")):
        propose(people["worker"], case, Attempted(f"a{number}"), otherwise(100))
        proposal = Proposal.objects.order_by("-pk")[0]
        _forge(proposal, people[name])
        with pytest.raises(NotAllowed):
            issue(people["supervisor"], case, Attempted(f"b{number}"), proposal.pk)
        withdraw(people["supervisor"], case, Attempted(f"c{number}"), proposal.pk, "forged")
    assert not Decision.objects.exists()


def test_an_approval_falls_with_the_role_of_who_gave_it(filed: Filing, people: dict[str, Actor]) -> None:
    case, supervisor = filed(), people["supervisor"]
    proposal = proposal_of(propose(people["worker"], case, Attempted("a"), otherwise(100)))
    approve(supervisor, case, Attempted("b"), proposal.pk)
    assert supervisor.account
    supervisor.account.role = "auditor"
    supervisor.account.save()
    with pytest.raises(NotAllowed):
        issue(people["worker"], case, Attempted("c"), proposal.pk)


def _forge(proposal: Proposal, actor: Actor) -> None:
    version = Event.objects.filter(case=proposal.case).count()
    event = Event.objects.create(
        case=proposal.case, number=version + 1, action="approve", account=actor.account, role="supervisor",
        key=f"forged {proposal.pk}", digest="",
    )  # fmt: skip
    Approval.objects.create(proposal=proposal, event=event)
    place(proposal.case, version + 1)


def test_a_key_belongs_to_one_case_and_to_every_word_that_was_sent(filed: Filing, people: dict[str, Actor]) -> None:
    case, other = filed(), filed("file-2")
    note(people["worker"], case, Attempted("a"), "Called.")
    with pytest.raises(AnotherUse):
        note(people["worker"], other, Attempted("a"), "Called.")
    propose(people["worker"], case, Attempted("b"), otherwise(100))
    changed = Proposed("snap", EVERYONE, "granted", 100, "rulebook_error", "Another explanation.")
    with pytest.raises(AnotherUse):
        propose(people["worker"], case, Attempted("b"), changed)
    with pytest.raises(AnotherUse):
        filed("file-2", language="es")


def test_a_code_opens_one_application(db: None) -> None:
    application = Application({"p1": "Ana"}, [], {}, "en", "online")
    code = save_draft({"answers": 1})
    case, given = file(RESIDENT, application, Attempted("a"), code)
    assert (given, case_of(code.lower()), draft_of(code)) == (code, case, None)
    with pytest.raises(Refused, match="filed with this code already"):
        file(RESIDENT, application, Attempted("b"), code)
    assert Case.objects.count() == 1
