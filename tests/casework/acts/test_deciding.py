"""Decisions: proposed, approved by a second person, issued with a notice, withdrawn before that."""

from __future__ import annotations

import pytest

from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.access.codes import case_of
from nextwave.casework.access.drafts import draft_of, save_draft
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.ask_for_hearing import AskForHearing
from nextwave.casework.acts.deciding.approve import Approve
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.acts.deciding.withdraw import Withdraw
from nextwave.casework.acts.file_application import Application, file
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.household.assessing import latest
from nextwave.casework.models import Approval, Case, Decision, Event, Notice, Proposal
from nextwave.casework.queue.docket import place
from nextwave.casework.refusals import AnotherUse, NotAllowed, Refused, Stale
from tests.casework.conftest import Filing

EVERYONE = ("p1", "p2", "p3")
AS_ASSESSED = Proposed("snap", EVERYONE, despite="Talked on the phone; it is not recorded yet.")


def otherwise(amount: int, reason: str = "rulebook_error", outcome: str = "granted") -> Proposed:
    return Proposed("snap", EVERYONE, outcome, amount, reason, "The rent is counted twice.", "Talked on the phone.")


def proposal_of(event: Event) -> Proposal:
    return Proposal.objects.get(event=event)


def assessed(case: Case) -> int:
    found = latest(case).result["programmes"]["snap"]["results"][0]
    assert found["status"] == "eligible" and found["amount"]["low"] == found["amount"]["high"]
    return int(found["amount"]["low"].replace(".", ""))


def test_a_decision_as_assessed_is_issued_by_the_one_who_proposes_it(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    proposal = proposal_of(do(Propose(AS_ASSESSED), people["worker"], case, Attempted("a", 1)))
    assert (proposal.outcome, proposal.amount, proposal.deviates) == ("granted", assessed(case), False)
    do(Issue(proposal.pk), people["worker"], case, Attempted("b", 2))
    notice = Notice.objects.get(decision__proposal=proposal)
    assert "Ana Ruiz" in notice.content["paragraphs"][0]
    assert any("273.15" in right["cites"] for right in notice.content["rights"])
    assert "February 22, 2027" in notice.content["rights"][0]["text"]
    case.docket.refresh_from_db()
    assert case.docket.status == "decided"


def test_above_the_limit_a_second_and_different_person_must_agree(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    amount = assessed(case) - 5001
    proposal = proposal_of(do(Propose(otherwise(amount)), people["supervisor"], case, Attempted("a")))
    with pytest.raises(NotAllowed):
        do(Issue(proposal.pk), people["supervisor"], case, Attempted("b"))
    with pytest.raises(NotAllowed):
        do(Approve(proposal.pk), people["supervisor"], case, Attempted("c"))
    with pytest.raises(NotAllowed):
        do(Approve(proposal.pk), people["other worker"], case, Attempted("d"))
    do(Approve(proposal.pk), people["other supervisor"], case, Attempted("e"))
    do(Issue(proposal.pk), people["supervisor"], case, Attempted("f"))
    assert Decision.objects.get(case=case).proposal.amount == amount
    assert "The rent is counted twice." in Notice.objects.get(decision__case=case).content["paragraphs"][1]


def test_up_to_the_limit_one_person_may_deviate(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    proposal = proposal_of(do(Propose(otherwise(assessed(case) - 5000)), people["worker"], case, Attempted("a")))
    do(Issue(proposal.pk), people["worker"], case, Attempted("b"))
    assert Decision.objects.filter(case=case).exists()


@pytest.mark.parametrize("reason", ["", "because", "not_a_code"])
def test_a_deviation_without_a_coded_reason_is_refused(filed: Filing, people: dict[str, Actor], reason: str) -> None:
    case = filed()
    with pytest.raises(Refused):
        do(Propose(otherwise(100, reason)), people["worker"], case, Attempted("a"))
    assert not Proposal.objects.exists()
    assert Event.objects.count() == 1


def test_what_is_open_cannot_be_decided_as_assessed(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed(p1__rent=...)
    with pytest.raises(Refused, match="still open"):
        do(Propose(AS_ASSESSED), people["worker"], case, Attempted("a"))


def test_of_an_open_result_the_farther_end_counts_for_the_limit(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed(p1__rent=...)
    result = latest(case).result["programmes"]["snap"]["results"][0]
    low, high = (int(result["amount"][k].replace(".", "")) for k in ("low", "high"))
    assert high - low > 5000
    proposal = proposal_of(do(Propose(otherwise(low)), people["worker"], case, Attempted("a")))
    assert proposal.difference == high - low
    with pytest.raises(NotAllowed):
        do(Issue(proposal.pk), people["worker"], case, Attempted("b"))


def test_a_withdrawn_proposal_is_never_issued(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    proposal = proposal_of(do(Propose(AS_ASSESSED), people["worker"], case, Attempted("a")))
    do(Withdraw(proposal.pk, "a typing error"), people["worker"], case, Attempted("b"))
    with pytest.raises(NotAllowed):
        do(Issue(proposal.pk), people["worker"], case, Attempted("c"))
    again = proposal_of(do(Propose(AS_ASSESSED), people["worker"], case, Attempted("d")))
    do(Issue(again.pk), people["worker"], case, Attempted("e"))
    with pytest.raises(NotAllowed):
        do(Withdraw(again.pk, "too late"), people["worker"], case, Attempted("f"))


def test_nobody_touches_a_case_in_which_they_are_themselves(filed: Filing, people: dict[str, Actor]) -> None:
    from nextwave.casework.keeping.sealing import matching

    worker = people["worker"]
    assert worker.account
    case = filed()
    birth = next(s.value for s in _statements() if s.of == "p1" and s.fact == "birth_date")
    worker.account.match = matching("ana  RUIZ", birth)
    worker.account.save()
    with pytest.raises(NotAllowed):
        do(Propose(AS_ASSESSED), worker, case, Attempted("a"))


def _statements() -> list:  # type: ignore[type-arg]
    from tests.casework.conftest import family

    return family()


@pytest.mark.parametrize("role", ["policymaker", "auditor", "administrator"])
def test_other_roles_decide_nothing(filed: Filing, people: dict[str, Actor], role: str) -> None:
    case = filed()
    with pytest.raises(NotAllowed):
        do(Propose(AS_ASSESSED), people[role], case, Attempted("a"))


def test_an_act_on_a_page_that_is_out_of_date_changes_nothing(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    do(Propose(AS_ASSESSED), people["worker"], case, Attempted("a", seen=1))
    with pytest.raises(Stale):
        do(Withdraw(Proposal.objects.get().pk, "why"), people["worker"], case, Attempted("b", seen=1))
    assert Event.objects.filter(case=case).count() == 2


def test_a_repeated_attempt_is_applied_once(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    first = do(Propose(AS_ASSESSED), people["worker"], case, Attempted("a", seen=1))
    assert do(Propose(AS_ASSESSED), people["worker"], case, Attempted("a", seen=1)).pk == first.pk
    assert Proposal.objects.count() == 1
    with pytest.raises(AnotherUse):
        do(Propose(AS_ASSESSED), people["other worker"], case, Attempted("a", seen=1))
    with pytest.raises(AnotherUse):
        do(Propose(otherwise(500)), people["worker"], case, Attempted("a", seen=1))


def test_a_hearing_can_be_asked_for_once(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed()
    proposal = proposal_of(do(Propose(AS_ASSESSED), people["worker"], case, Attempted("a")))
    do(Issue(proposal.pk), people["worker"], case, Attempted("b"))
    decision = Decision.objects.get(case=case)
    do(AskForHearing(decision.pk), RESIDENT, case, Attempted("c"))
    with pytest.raises(Refused):
        do(AskForHearing(decision.pk), RESIDENT, case, Attempted("d"))
    assert decision.hearing_request.in_time


def test_the_notice_is_in_the_recipients_language(filed: Filing, people: dict[str, Actor]) -> None:
    case = filed(language="es")
    proposal = proposal_of(do(Propose(AS_ASSESSED), people["worker"], case, Attempted("a")))
    do(Issue(proposal.pk), people["worker"], case, Attempted("b"))
    content = Notice.objects.get().content
    assert content["title"].startswith("Decisión sobre")
    assert "22 de febrero de 2027" in content["rights"][0]["text"]


def test_an_approval_of_someone_without_the_role_is_none_however_it_got_there(
    filed: Filing, people: dict[str, Actor]
) -> None:
    case = filed()
    for number, name in enumerate(("worker", "other worker", "auditor")):
        do(Propose(otherwise(100)), people["worker"], case, Attempted(f"a{number}"))
        proposal = Proposal.objects.order_by("-pk")[0]
        _forge(proposal, people[name])
        with pytest.raises(NotAllowed):
            do(Issue(proposal.pk), people["supervisor"], case, Attempted(f"b{number}"))
        do(Withdraw(proposal.pk, "forged"), people["supervisor"], case, Attempted(f"c{number}"))
    assert not Decision.objects.exists()


def test_an_approval_falls_with_the_role_of_who_gave_it(filed: Filing, people: dict[str, Actor]) -> None:
    case, supervisor = filed(), people["supervisor"]
    proposal = proposal_of(do(Propose(otherwise(100)), people["worker"], case, Attempted("a")))
    do(Approve(proposal.pk), supervisor, case, Attempted("b"))
    assert supervisor.account
    supervisor.account.role = "auditor"
    supervisor.account.save()
    with pytest.raises(NotAllowed):
        do(Issue(proposal.pk), people["worker"], case, Attempted("c"))


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
    do(WriteNote("Called."), people["worker"], case, Attempted("a"))
    with pytest.raises(AnotherUse):
        do(WriteNote("Called."), people["worker"], other, Attempted("a"))
    do(Propose(otherwise(100)), people["worker"], case, Attempted("b"))
    changed = Proposed(
        "snap", EVERYONE, "granted", 100, "rulebook_error", "Another explanation.", "Talked on the phone."
    )
    with pytest.raises(AnotherUse):
        do(Propose(changed), people["worker"], case, Attempted("b"))
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
