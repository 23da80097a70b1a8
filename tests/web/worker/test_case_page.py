"""The page of a case: what is known and from whom, what follows, what would settle most, and what is to be done."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.models import Case, Docket, Note
from tests.casework.conftest import TODAY, Filing
from tests.web.worker.conftest import Officer


def test_it_shows_people_facts_with_their_sources_and_the_reasons(worker: Officer, filed: Filing) -> None:
    text = worker.open(filed())
    for said in ("Ana Ruiz", "$608", "$350 a week", "$900 a month", "Stated – the household", "7 CFR 273.9"):
        assert said in text, said
    assert "What would settle most" not in text


def test_it_names_the_one_fact_that_would_settle_most_and_says_why(worker: Officer, filed: Filing) -> None:
    case = filed(p1__rent=...)
    text = worker.open(case)
    best = text.split('id="best"')[1].split("</section>")[0]
    assert "rent" in best.lower()
    assert "Nothing else is needed" in best
    assert "lease or mortgage statement" in best
    assert f'href="/cases/{case.reference}/facts/p1/rent/"' in best


def test_what_is_not_known_of_a_job_leads_to_the_jobs(worker: Officer, filed: Filing) -> None:
    case = filed(p1__jobs=[{"id": "j"}])
    text = worker.open(case)
    assert f'href="/cases/{case.reference}/facts/p1/jobs/"' in text.split('id="best"')[1].split("</section>")[0]
    assert re.search(r">Jobs<.{0,200}>\s*Not known", text, re.S)


def test_the_same_person_in_another_case_is_pointed_at_and_asks_its_own_reason(worker: Officer, filed: Filing) -> None:
    case, other = filed("one"), filed("two")
    text = worker.open(case)
    assert f"/cases/{other.reference}/" in text.split('id="duplicates"')[1]
    worker.get(f"/cases/{other.reference}/")
    assert worker.location.startswith(f"/cases/{other.reference}/open/")


def test_a_case_that_is_late_says_so(worker: Officer, filed: Filing) -> None:
    assert "Overdue by 10 days" in worker.open(filed(filed_on=TODAY - timedelta(days=40)))


def test_a_note_is_written_once_however_often_it_is_sent(worker: Officer, filed: Filing) -> None:
    case = filed()
    worker.open(case)
    form = {**worker.hidden(f"/cases/{case.reference}/"), "text": "She called.\r\n<b>Twice</b>."}
    worker.post(f"/cases/{case.reference}/", form)
    worker.post(f"/cases/{case.reference}/", form)
    assert [n.text for n in Note.objects.all()] == ["She called.\n<b>Twice</b>."]
    assert "&lt;b&gt;Twice" in worker.get(f"/cases/{case.reference}/")


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_001])
def test_a_note_that_cannot_be_taken_is_said_beside_the_field(worker: Officer, filed: Filing, text: str) -> None:
    case = filed()
    worker.open(case)
    worker.on(case, "", {"text": text})
    assert worker.status == 400
    assert worker.mistakes() == ["text"]
    assert not Note.objects.exists()


def test_a_case_is_taken_on_and_given_back(worker: Officer, filed: Filing) -> None:
    case = filed()
    worker.open(case)
    form = worker.hidden(f"/cases/{case.reference}/")
    worker.post(f"/cases/{case.reference}/assign/", {**form, "to": "1"})
    assert Docket.objects.get(pk=case.pk).assigned == worker.actor.account
    text = worker.get(f"/cases/{case.reference}/")
    assert "Give it back" in text
    form = worker.hidden(f"/cases/{case.reference}/")
    worker.post(f"/cases/{case.reference}/assign/", {**form, "to": "0"})
    assert Docket.objects.get(pk=case.pk).assigned is None


def test_a_page_that_is_out_of_date_says_what_changed_and_changes_nothing(
    officers: dict[str, Officer], worker: Officer, filed: Filing
) -> None:
    case: Case = filed()
    worker.open(case)
    form = worker.hidden(f"/cases/{case.reference}/")
    do(WriteNote("Seen."), officers["other worker"].actor, case, Attempted("elsewhere"))
    text = worker.post(f"/cases/{case.reference}/assign/", {**form, "to": "1"})
    assert worker.status == 409
    assert "Wrote a note – other-worker" in text
    assert Docket.objects.get(pk=case.pk).assigned is None


@pytest.mark.parametrize(
    "form", [{}, {"key": "short", "seen": "1"}, {"key": "k" * 20, "seen": "x"}, {"key": "k" * 200}]
)
def test_a_form_that_is_none_of_these_pages_is_refused(worker: Officer, filed: Filing, form: dict[str, str]) -> None:
    case = filed()
    worker.open(case)
    worker.post(f"/cases/{case.reference}/", {**form, "text": "note"})
    assert worker.status == 400
    assert case.events.count() == 1


def test_in_spanish_nothing_of_the_page_is_english(worker: Officer, filed: Filing) -> None:
    case = filed(p1__rent=...)
    worker.client.cookies["nextwave-language"] = "es"
    text = worker.open(case)
    for english in ("Assessment", "Evidence", "Where it stands", "Notes", "Assign to me", "What would settle most"):
        assert english not in text, english
