"""Deciding on pages: what the delegations will require is said before; buttons only where allowed, and the server
looks anyway."""

from __future__ import annotations

import pytest

from nextwave.casework.access.actor import RESIDENT
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.state_facts import StateFacts
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.household.assessing import latest
from nextwave.casework.household.facts import Stated
from nextwave.casework.models import Approval, Case, Decision, Notice, Proposal, Withdrawal
from tests.casework.conftest import Filing
from tests.web.worker.conftest import Officer

DEVIATION = {
    "how": "otherwise",
    "outcome": "granted",
    "reason": "rulebook_error",
    "explanation": "The rent\nis counted twice.",
    "for": "p1,p2,p3",
    "despite": "Talked on the phone.",
}
AS_ASSESSED = {"how": "assessed", "for": "p1,p2,p3", "despite": "Talked on the phone."}


def assessed(case: Case) -> int:
    """Whole dollars a month."""
    return int(float(latest(case).result["programmes"]["snap"]["results"][0]["amount"]["low"]))


def propose(officer: Officer, case: Case, form: dict[str, str]) -> Proposal:
    officer.on(case, "decide/snap/0/", {**form, "action": "propose"})
    assert officer.status == 302, officer.text
    return Proposal.objects.latest("pk")


@pytest.fixture
def case(worker: Officer, filed: Filing) -> Case:
    made = filed()
    worker.says_why(made)
    return made


def test_as_assessed_one_person_proposes_sees_the_notice_and_issues(worker: Officer, case: Case) -> None:
    text = worker.on(case, "decide/snap/0/", {**AS_ASSESSED, "action": "check"})
    assert "You can issue this yourself" in text
    assert not Proposal.objects.exists(), "looking ahead keeps nothing"
    proposal = propose(worker, case, AS_ASSESSED)
    assert worker.location == f"/cases/{case.reference}/proposals/{proposal.pk}/"
    text = worker.get(worker.location)
    assert "no second person is needed" in text
    text = worker.get(f"/cases/{case.reference}/proposals/{proposal.pk}/issue/")
    assert "273.15" in text and not Notice.objects.exists(), "the preview keeps nothing"
    worker.on(case, f"proposals/{proposal.pk}/issue/")
    assert worker.location == f"/cases/{case.reference}/proposals/{proposal.pk}/notice/"
    text = worker.get(worker.location)
    assert Notice.objects.get().content["paragraphs"][0] in text.replace("&#39;", "'")
    assert Notice.objects.get().sha256 in text


def test_the_preview_is_what_is_sent_in_the_households_language(worker: Officer, filed: Filing) -> None:
    from nextwave.casework.clock import today
    from nextwave.casework.notices.notice import composed

    case = filed(language="es")
    worker.says_why(case)
    proposal = propose(worker, case, AS_ASSESSED)
    text = worker.get(f"/cases/{case.reference}/proposals/{proposal.pk}/issue/")
    assert '<article class="nw-sent" lang="es">' in text and "Decisión sobre" in text
    ahead = composed(proposal, today())
    worker.on(case, f"proposals/{proposal.pk}/issue/")
    assert Notice.objects.get().content == ahead


def test_above_the_limit_a_second_person_must_agree_and_the_page_says_so_first(
    worker: Officer, officers: dict[str, Officer], case: Case
) -> None:
    form = {**DEVIATION, "amount": str(assessed(case) - 51)}
    text = worker.on(case, "decide/snap/0/", {**form, "action": "check"})
    assert "A second person must agree" in text
    assert "7 CFR 273" in text
    proposal = propose(worker, case, form)
    path = f"proposals/{proposal.pk}/"
    text = worker.get(f"/cases/{case.reference}/{path}")
    assert "approve it" not in text and "See the notice and issue" not in text
    for action in ("approve",):
        worker.on(case, path, {"action": action})
        assert worker.status == 403
    worker.on(case, f"{path}issue/")
    assert worker.status == 403
    assert not Approval.objects.exists() and not Decision.objects.exists()

    supervisor = officers["supervisor"]
    assert case.reference in supervisor.get("/cases/", second="1")
    supervisor.open(case)
    text = supervisor.get(f"/cases/{case.reference}/{path}")
    assert "You can be that person" in text
    supervisor.on(case, path, {"action": "approve"})
    assert Approval.objects.get().event.account == supervisor.actor.account
    assert case.reference not in supervisor.get("/cases/", second="1")
    worker.on(case, f"{path}issue/")
    assert Decision.objects.get().proposal.amount == (assessed(case) - 51) * 100


def test_up_to_the_limit_one_person_may_deviate(worker: Officer, case: Case) -> None:
    form = {**DEVIATION, "amount": str(assessed(case) - 50)}
    assert "You can issue this yourself" in worker.on(case, "decide/snap/0/", {**form, "action": "check"})
    proposal = propose(worker, case, form)
    assert proposal.explanation == "The rent\nis counted twice."


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"how": ""}, "how"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "maybe"}, "outcome"),
        ({"amount": ""}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"amount": "-5"}, "amount"),
        ({"amount": "99999999"}, "amount"),
        ({"reason": ""}, "reason"),
        ({"reason": "because"}, "reason"),
        ({"explanation": " "}, "explanation"),
        ({"explanation": "x" * 4001}, "explanation"),
    ],
)
@pytest.mark.parametrize("action", ["check", "propose"])
def test_what_cannot_be_proposed_is_said_beside_the_field_with_everything_else_kept(
    worker: Officer, case: Case, changes: dict[str, str], field: str, action: str
) -> None:
    text = worker.on(case, "decide/snap/0/", {**DEVIATION, "amount": "555", **changes, "action": action})
    assert worker.status == 400
    assert worker.mistakes() == [field]
    if field != "amount":
        assert 'value="555"' in text
    if field != "explanation":
        assert "is counted twice." in text
    assert not Proposal.objects.exists()


def test_what_is_open_cannot_be_decided_as_assessed(worker: Officer, filed: Filing) -> None:
    case = filed(p1__rent=...)
    worker.open(case)
    assert 'value="assessed"' not in worker.get(f"/cases/{case.reference}/decide/snap/0/")
    for action in ("check", "propose"):
        worker.on(case, "decide/snap/0/", {**AS_ASSESSED, "action": action})
        assert worker.mistakes() == ["how"]


def test_going_back_from_the_check_keeps_everything(worker: Officer, case: Case) -> None:
    form = {**DEVIATION, "amount": "555"}
    text = worker.on(case, "decide/snap/0/", {**form, "action": "check"})
    assert "is counted twice." in text
    text = worker.on(case, "decide/snap/0/", {**form, "action": "change"})
    assert worker.status == 200 and 'value="555"' in text and "is counted twice.</textarea>" in text


def test_a_proposal_on_a_page_that_is_out_of_date_is_not_made_and_what_was_typed_is_kept(
    worker: Officer, officers: dict[str, Officer], case: Case
) -> None:
    path = f"/cases/{case.reference}/decide/snap/0/"
    form = worker.hidden(path)
    do(WriteNote("Wait."), officers["other worker"].actor, case, Attempted("elsewhere"))
    text = worker.post(path, {**form, **DEVIATION, "amount": "555", "action": "propose"})
    assert worker.status == 409
    assert "Wrote a note" in text and 'value="555"' in text and "is counted twice." in text
    assert not Proposal.objects.exists()


def test_sent_twice_each_act_is_done_once_and_leads_to_the_same_page(worker: Officer, case: Case) -> None:
    path = f"/cases/{case.reference}/decide/snap/0/"
    form = {**worker.hidden(path), **AS_ASSESSED, "action": "propose"}
    worker.post(path, form)
    there = worker.location
    worker.post(path, form)
    assert worker.location == there
    path = f"{there}issue/"
    form = worker.hidden(path)
    worker.post(path, form)
    sent = worker.location
    worker.post(path, form)
    assert worker.location == sent
    assert Proposal.objects.count() == Decision.objects.count() == 1


def test_a_proposal_is_withdrawn_with_a_reason(worker: Officer, case: Case) -> None:
    proposal = propose(worker, case, AS_ASSESSED)
    path = f"proposals/{proposal.pk}/"
    worker.on(case, path, {"action": "withdraw", "why": " "})
    assert worker.mistakes() == ["why"]
    worker.on(case, path, {"action": "withdraw", "why": "A typing error."})
    assert Withdrawal.objects.get().reason == "A typing error."
    text = worker.get(f"/cases/{case.reference}/{path}")
    assert "A typing error." in text and "Withdraw the proposal" not in text
    worker.on(case, f"{path}issue/")
    assert worker.status == 403
    assert not Decision.objects.exists()


def test_someone_elses_proposal_is_withdrawn_by_a_supervisor_only(
    worker: Officer, officers: dict[str, Officer], case: Case
) -> None:
    proposal = propose(worker, case, AS_ASSESSED)
    path = f"proposals/{proposal.pk}/"
    for name, status in (("other worker", 403), ("supervisor", 302)):
        officers[name].open(case)
        officers[name].on(case, path, {"action": "withdraw", "why": "Wrong."})
        assert officers[name].status == status


def test_when_facts_changed_since_it_is_not_issued(worker: Officer, case: Case) -> None:
    proposal = propose(worker, case, AS_ASSESSED)
    do(StateFacts([Stated("p1", "rent", {"amount": "100", "per": "month"})]), RESIDENT, case, Attempted("rent"))
    text = worker.get(f"/cases/{case.reference}/proposals/{proposal.pk}/issue/")
    assert "Facts have changed" in text and "Issue the decision" not in text
    worker.on(case, f"proposals/{proposal.pk}/issue/")
    assert worker.status == 400
    assert not Decision.objects.exists()


def test_two_proposals_on_one_result_do_not_stand_side_by_side(worker: Officer, case: Case) -> None:
    propose(worker, case, AS_ASSESSED)
    worker.on(case, "decide/snap/0/", {**AS_ASSESSED, "action": "propose"})
    assert worker.status == 400
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("path", ["decide/snap/7/", "decide/none/0/", "proposals/999/", "proposals/999/issue/", "proposals/999/notice/"])  # fmt: skip
def test_what_there_is_not_has_no_page(worker: Officer, case: Case, path: str) -> None:
    worker.get(f"/cases/{case.reference}/{path}")
    assert worker.status == 404


def test_a_proposal_is_found_in_its_own_case_only(worker: Officer, case: Case, filed: Filing) -> None:
    proposal = propose(worker, case, AS_ASSESSED)
    other = filed("other")
    worker.says_why(other)
    worker.get(f"/cases/{other.reference}/proposals/{proposal.pk}/")
    assert worker.status == 404


def test_the_end_is_recommended_and_another_needs_a_reason_beside_its_field(worker: Officer, case: Case) -> None:
    text = worker.on(case, "decide/snap/0/")
    assert "October 31, 2027, as is usual" in text
    assert "It is not confirmed that these rules still hold today." in text
    earlier = {**AS_ASSESSED, "certified_through": "2027-04-30"}
    text = worker.on(case, "decide/snap/0/", {**earlier, "action": "check"})
    assert (worker.status, worker.mistakes()) == (400, ["certified_reason"])
    assert '<option value="2027-04-30" selected>' in text, "what was chosen is still there"
    text = worker.on(case, "decide/snap/0/", {**earlier, "certified_reason": "The job ends.", "action": "check"})
    assert "April 30, 2027" in text and "The job ends." in text
    assert 'name="certified_through" value="2027-04-30"' in text
    proposal = propose(worker, case, {**earlier, "certified_reason": "The job ends."})
    assert "April 30, 2027" in worker.get(f"/cases/{case.reference}/proposals/{proposal.pk}/")
    assert "until April 30, 2027" in worker.get(f"/cases/{case.reference}/")


@pytest.mark.parametrize("through", ["2028-10-31", "2027-04-15", "soon"])
def test_an_end_that_cannot_be_is_refused_beside_its_field(worker: Officer, case: Case, through: str) -> None:
    worker.on(case, "decide/snap/0/", {**AS_ASSESSED, "certified_through": through, "certified_reason": "Why."})
    assert (worker.status, worker.mistakes()) == (400, ["certified_through"])
    assert not Proposal.objects.exists()


def test_only_a_grant_is_said_to_be_granted_all_the_same(worker: Officer, case: Case) -> None:
    assert "Granted all the same" in worker.on(case, "decide/snap/0/", {**AS_ASSESSED, "action": "check"})
    denied = {**DEVIATION, "outcome": "denied", "action": "check"}
    text = worker.on(case, "decide/snap/0/", denied)
    assert "Check the proposal" in text and "Granted all the same" not in text
