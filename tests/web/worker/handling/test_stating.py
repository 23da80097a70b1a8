"""Stating facts with their sources; people who come and go."""

from __future__ import annotations

from typing import Any

import pytest

from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.household.facts import facts_of
from nextwave.casework.models import Case, EvidenceFile, Statement
from tests.casework.conftest import Filing
from tests.web.worker.conftest import PNG, Officer


@pytest.fixture
def case(worker: Officer, filed: Filing) -> Case:
    made = filed()
    worker.says_why(made)
    return made


def last(case: Case, of: str, fact: str) -> Statement:
    return Statement.objects.filter(case=case, of=of, fact=fact).latest("pk")


RENT = {"answer": "950", "per": "month", "source": "stated"}


def test_a_fact_is_stated_and_the_case_assessed_anew(worker: Officer, case: Case) -> None:
    worker.on(case, "facts/p1/rent/", RENT)
    assert worker.location == f"/cases/{case.reference}/"
    found = last(case, "p1", "rent")
    assert (found.value, found.source) == ({"amount": "950", "per": "month"}, "stated")
    assert case.assessments.count() == 2
    assert "worker" in worker.get(f"/cases/{case.reference}/")


def test_a_document_shows_a_fact_that_stays_as_it_is(worker: Officer, case: Case) -> None:
    do(GiveEvidence("lease.png", PNG, "p1", "rent"), worker.actor, case, Attempted("give"))
    file = EvidenceFile.objects.get()
    shown = {"answer": "900", "per": "month", "source": "document", "document": str(file.pk)}
    worker.on(case, "facts/p1/rent/", shown)
    found = last(case, "p1", "rent")
    assert (found.source, found.evidence) == ("document", file)
    text = worker.get(f"/cases/{case.reference}/")
    assert "Document: lease.png" in text and "Shown by a document" in text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"answer": "much"}, "answer"),
        ({"answer": ""}, "answer"),
        ({"per": ""}, "per"),
        ({"source": ""}, "source"),
        ({"source": "rumor"}, "source"),
        ({"source": "judgement", "reason": "I think so"}, "source"),
        ({"source": "document"}, "document"),
        ({"source": "document", "document": "999999"}, "document"),
        ({"source": "document", "document": "1 or 1"}, "document"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field_with_everything_else_kept(
    worker: Officer, case: Case, changes: dict[str, str], field: str
) -> None:
    text = worker.on(case, "facts/p1/rent/", {**RENT, **changes})
    assert worker.status == 400
    assert worker.mistakes() == [field]
    assert f'id="{field}' in text
    if "answer" not in changes:
        assert 'value="950"' in text
    assert case.events.count() == 1


def test_a_document_of_another_case_is_none_of_this_one(worker: Officer, case: Case, filed: Filing) -> None:
    other = filed("other")
    do(GiveEvidence("lease.png", PNG), worker.actor, other, Attempted("give"))
    number = str(EvidenceFile.objects.get().pk)
    worker.on(case, "facts/p1/rent/", {**RENT, "source": "document", "document": number})
    assert worker.mistakes() == ["document"]


def test_a_judgment_is_only_for_facts_that_the_law_leaves_to_it_and_has_a_reason(worker: Officer, case: Case) -> None:
    path = "facts/p1/unfit_for_work/"
    assert 'value="judgement"' in worker.get(f"/cases/{case.reference}/{path}")
    assert 'value="judgement"' not in worker.get(f"/cases/{case.reference}/facts/p1/rent/")
    worker.on(case, path, {"answer": "yes", "source": "judgement", "reason": " "})
    assert worker.mistakes() == ["reason"]
    worker.on(case, path, {"answer": "yes", "source": "judgement", "reason": "Cannot stand for long."})
    found = last(case, "p1", "unfit_for_work")
    assert (found.value, found.source, found.reason) == (True, "judgement", "Cannot stand for long.")


def test_a_fact_is_taken_back(worker: Officer, case: Case) -> None:
    worker.on(case, "facts/p1/rent/", {"action": "not-sure", "source": "stated"})
    assert last(case, "p1", "rent").value is None
    assert "rent" not in facts_of(case).situation()["people"][0]


def test_who_is_married_to_whom_is_then_known_of_both(worker: Officer, case: Case) -> None:
    worker.on(case, "facts/p1/spouse/", {"answer": "p2", "source": "stated"})
    ana, ben, _cy = facts_of(case).situation()["people"]
    assert (ana["spouse"], ben["spouse"]) == ("p2", "p1")


def test_facts_that_cannot_be_so_together_are_refused_beside_the_field(worker: Officer, case: Case) -> None:
    born = {"answer-month": "1", "answer-day": "1", "answer-year": "2040", "source": "stated"}
    worker.on(case, "facts/p1/birth_date/", born)
    assert worker.status == 400
    assert worker.mistakes() == ["answer-month"]
    assert case.events.count() == 1


def test_when_someone_else_was_faster_what_was_typed_is_kept_and_can_be_sent_again(
    worker: Officer, officers: dict[str, Officer], case: Case
) -> None:
    path = f"/cases/{case.reference}/facts/p1/rent/"
    form = worker.hidden(path)
    do(WriteNote("The rent is higher."), officers["other worker"].actor, case, Attempted("elsewhere"))
    text = worker.post(path, {**form, **RENT})
    assert worker.status == 409
    assert "Wrote a note" in text and 'value="950"' in text
    assert case.assessments.count() == 1
    import re

    again = dict(re.findall(r'<input type="hidden" name="(key|seen)" value="([^"]*)"', text))
    worker.post(path, {**again, **RENT})
    assert worker.location == f"/cases/{case.reference}/"


def test_sent_twice_it_is_stated_once(worker: Officer, case: Case) -> None:
    path = f"/cases/{case.reference}/facts/p1/rent/"
    form = {**worker.hidden(path), **RENT}
    worker.post(path, form)
    worker.post(path, form)
    assert worker.location == f"/cases/{case.reference}/"
    assert case.events.filter(action="state").count() == 1


@pytest.mark.parametrize("path", ["p9/rent/", "p1/no_fact/", "household/rent/", "household/jobs/", "p9/jobs/"])
def test_facts_that_there_are_not_have_no_page(worker: Officer, case: Case, path: str) -> None:
    worker.get(f"/cases/{case.reference}/facts/{path}")
    assert worker.status == 404


def jobs_of(case: Case, person: int) -> Any:
    return facts_of(case).situation()["people"][person].get("jobs")


def test_jobs_are_added_changed_and_taken_out_on_one_page(worker: Officer, case: Case) -> None:
    before = jobs_of(case, 0)
    two = {"have": "yes", "source": "stated", "id-0": before[0]["id"], "there-0": "yes", "0-pay-answer": "400"}
    two |= {"0-pay-per": "week"}
    worker.on(case, "facts/p1/jobs/", {**two, "id-1": "", "1-pay-answer": "", "there-1": "yes"})
    changed = jobs_of(case, 0)
    assert changed[0] == {"id": before[0]["id"], "pay": {"amount": "400", "per": "week"}}
    assert list(changed[1]) == ["id"] and changed[1]["id"] != changed[0]["id"]
    worker.on(case, "facts/p1/jobs/", {"have": "no", "source": "stated"})
    assert jobs_of(case, 0) == []
    worker.on(case, "facts/p1/jobs/", {"have": "not-known", "source": "stated"})
    assert jobs_of(case, 0) is None


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "have"),
        ({"have": "yes"}, "there-0"),
        ({"have": "yes", "0-pay-answer": "400"}, "0-pay-per"),
        ({"have": "yes", "0-pay-answer": "many", "0-pay-per": "week"}, "0-pay-answer"),
        ({"have": "yes", "0-pay-answer": "1", "0-pay-per": "week", "1-pay-per": "week"}, "1-pay-answer"),
        ({"have": "no", "source": ""}, "source"),
    ],
)
def test_jobs_that_cannot_be_taken_are_said_beside_the_field(
    worker: Officer, case: Case, form: dict[str, str], field: str
) -> None:
    worker.on(case, "facts/p1/jobs/", {"source": "stated", **form})
    assert worker.status == 400
    assert worker.mistakes() == [field]
    assert case.events.count() == 1


def test_people_come_and_go(worker: Officer, case: Case) -> None:
    worker.on(case, "people/add/", {"name": "  Dan   Ruiz "})
    assert facts_of(case).people["p4"] == "Dan Ruiz"
    worker.on(case, "people/p4/remove/")
    assert "p4" not in facts_of(case).people
    worker.get(f"/cases/{case.reference}/people/p4/remove/")
    assert worker.status == 404


@pytest.mark.parametrize("name", ["", " ", "x" * 101])
def test_a_person_without_a_name_is_refused(worker: Officer, case: Case, name: str) -> None:
    worker.on(case, "people/add/", {"name": name})
    assert worker.mistakes() == ["name"]
    assert case.events.count() == 1
