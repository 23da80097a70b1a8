"""Nothing of a case is shown to anyone before it is recorded that they read it, and why."""

from __future__ import annotations

import pytest

from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.acts.declare_conflict import DeclareConflict
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.keeping.sealing import matching
from nextwave.casework.models import Access, Account, Case, EvidenceFile, Proposal
from nextwave.web.worker import opening
from tests.casework.conftest import NAMES, Filing, family
from tests.web.worker.conftest import PNG, Officer

EVERYONE = ("p1", "p2", "p3")


@pytest.fixture
def case(filed: Filing, officers: dict[str, Officer]) -> Case:
    """One with a file, a proposal that waits and one that was issued, and not looked at yet."""
    made = filed()
    actor = officers["other worker"].actor
    do(GiveEvidence("rent.png", PNG, "p1", "rent"), actor, made, Attempted("give"))
    event = do(
        Propose(Proposed("snap", EVERYONE, despite="Talked on the phone; it is not recorded yet.")),
        actor,
        made,
        Attempted("propose"),
    )
    do(Issue(Proposal.objects.get(event=event).pk), actor, made, Attempted("issue"))
    do(
        Propose(Proposed("snap", EVERYONE, despite="Talked on the phone; it is not recorded yet.")),
        actor,
        made,
        Attempted("again"),
    )
    return made


def pages(case: Case) -> dict[str, str]:
    """Every page of a case by the name of its address, as urls.py has them."""
    from nextwave.web.worker.urls import urlpatterns

    first, second = Proposal.objects.filter(case=case).order_by("pk")
    file = EvidenceFile.objects.get(case=case)
    parts = {"of": "p1", "name": "jobs", "fact": "rent", "programme": "snap", "number": "0"}
    numbers = {"evidence-file": file.pk, "proposal": second.pk, "issue": second.pk, "notice": first.pk}
    found = {}
    for pattern in urlpatterns:
        route, name = str(pattern.pattern), str(pattern.name)
        if name in ("queue", "intake", "open-case", "assign", "acquaintance"):
            continue
        values = {**parts, "reference": case.reference, "number": str(numbers.get(name, 0))}
        for key, value in values.items():
            for kind in ("slug", "int", "listed"):
                route = route.replace(f"<{kind}:{key}>", value)
        found[name] = f"/{route}"
    return found


def test_every_page_of_a_case_asks_for_the_reason_first(worker: Officer, case: Case) -> None:
    for name, path in pages(case).items():
        text = worker.get(path)
        assert worker.location.startswith(f"/cases/{case.reference}/open/?next="), name
        assert not any(n in text for n in NAMES.values()), name
    worker.get(f"/cases/{case.reference}/open/")
    assert not any(n in worker.text for n in NAMES.values())
    assert not Access.objects.filter(case=case).exists()


def test_every_page_of_a_case_that_is_shown_is_recorded_with_the_reason(worker: Officer, case: Case) -> None:
    worker.open(case, "complaint")
    for name, path in pages(case).items():
        before = Access.objects.filter(case=case).count()
        worker.get(path)
        assert worker.status == 200, name
        assert Access.objects.filter(case=case).count() == before + 1, name
    assert set(Access.objects.filter(case=case).values_list("account", "reason")) == {
        (worker.actor.account.pk, "complaint")  # type: ignore[union-attr]
    }


def test_a_refused_form_shows_the_case_and_is_recorded_too(worker: Officer, case: Case) -> None:
    worker.open(case)
    before = Access.objects.count()
    worker.post(f"/cases/{case.reference}/people/add/", {"name": "", "key": "k" * 20, "seen": "1"})
    assert worker.status == 400
    assert Access.objects.count() == before + 1


def test_without_a_reason_the_page_says_so(worker: Officer, case: Case) -> None:
    worker.post(f"/cases/{case.reference}/open/", {"reason": "curiosity"})
    assert worker.status == 400
    assert worker.mistakes() == ["reason"]
    worker.get(f"/cases/{case.reference}/")
    assert worker.status == 302


def test_after_the_reason_the_page_that_was_asked_for_comes(worker: Officer, case: Case) -> None:
    path = f"/cases/{case.reference}/facts/"
    worker.post(f"/cases/{case.reference}/open/", {"reason": "question", "next": path})
    assert worker.location == path
    worker.post(f"/cases/{case.reference}/open/", {"reason": "question", "next": "https://example.com/"})
    assert worker.location == f"/cases/{case.reference}/"


def test_a_reason_holds_for_its_case_only(worker: Officer, case: Case, filed: Filing) -> None:
    other = filed("another")
    worker.open(case)
    worker.get(f"/cases/{other.reference}/")
    assert worker.status == 302


def test_a_reason_holds_for_an_hour_and_what_was_typed_meanwhile_is_not_lost(
    worker: Officer, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.open(case)
    form = worker.hidden(f"/cases/{case.reference}/people/add/")
    assert opening.KEPT == 3600
    monkeypatch.setattr(opening, "KEPT", -1)
    worker.get(f"/cases/{case.reference}/")
    assert worker.status == 302
    worker.post(f"/cases/{case.reference}/people/add/", {**form, "name": "Dan Ruiz"})
    assert worker.location == f"/cases/{case.reference}/"
    assert case.memberships.filter(person="p4").exists()


@pytest.mark.parametrize("role", ["policymaker", "administrator"])
def test_other_roles_open_no_page(officers: dict[str, Officer], case: Case, role: str) -> None:
    for path in (*pages(case).values(), "/cases/", "/intake/", f"/cases/{case.reference}/open/"):
        officers[role].get(path)
        assert officers[role].status == 403, path


def test_an_auditor_reads_and_does_nothing(officers: dict[str, Officer], case: Case) -> None:
    auditor = officers["auditor"]
    text = auditor.open(case, "review")
    assert auditor.status == 200 and "Ana Ruiz" in text
    for button in ("Decide", "Assign to me", "Add the note", "Change<", "Ask for evidence", "Add a file"):
        assert button not in text, button
    for name, path in pages(case).items():
        auditor.get(path)
        may_read = name in ("case", "case-facts", "evidence-file", "proposal", "notice")
        assert auditor.status == (200 if may_read else 403), name
        events = case.events.count()
        auditor.post(path, {"key": "k" * 20, "text": "note", "action": "approve"})
        assert case.events.count() == events, name


def test_someone_who_knows_the_household_sees_nothing_of_it(worker: Officer, case: Case) -> None:
    worker.open(case)
    worker.on(case, "conflict/")
    assert worker.location == "/cases/"
    accesses, notes = Access.objects.count(), case.notes.count()
    for name, path in pages(case).items():
        text = worker.get(path)
        assert worker.status == 403, name
        assert not any(n in text for n in NAMES.values()), name
        text = worker.post(path, {"key": "k" * 20, "seen": "", "text": "x", "name": "x"})
        assert worker.status in (302, 403, 405), name
        assert not any(n in text for n in NAMES.values()), name
    assert Access.objects.count() == accesses
    assert case.notes.count() == notes


def test_nobody_sees_their_own_case(worker: Officer, filed: Filing) -> None:
    case = filed()
    birth = next(str(s.value) for s in family() if (s.of, s.fact) == ("p1", "birth_date"))
    Account.objects.filter(pk=worker.actor.account.pk).update(match=matching("ANA ruíz", birth))  # type: ignore[union-attr]
    text = worker.open(case)
    assert worker.status == 403
    assert "closed to you" in text and "Ana" not in text


def test_a_conflict_that_is_declared_elsewhere_holds_at_once(worker: Officer, case: Case) -> None:
    worker.open(case)
    form = worker.hidden(f"/cases/{case.reference}/people/add/")
    do(DeclareConflict(), worker.actor, case, Attempted("conflict"))
    worker.post(f"/cases/{case.reference}/people/add/", {**form, "name": "Dan Ruiz"})
    assert worker.status == 403
    assert not case.memberships.filter(person="p4").exists()


def test_a_case_that_is_none_is_not_found(worker: Officer, db: None) -> None:
    for path in ("/cases/AAAA-AAAA/", "/cases/AAAA-AAAA/open/", "/cases/AAAA-AAAA/facts/"):
        worker.get(path)
        assert worker.status == 404
