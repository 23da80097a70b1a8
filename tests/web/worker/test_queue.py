"""The page of the queue."""

from __future__ import annotations

from datetime import timedelta

from nextwave.casework.models import Access
from tests.casework.conftest import NAMES, TODAY, Filing
from tests.web.worker.conftest import Officer


def test_it_says_in_words_what_is_late_and_shows_no_names(worker: Officer, filed: Filing) -> None:
    late = filed("a", filed_on=TODAY - timedelta(days=31))
    filed("b", filed_on=TODAY)
    text = worker.get("/cases/")
    assert worker.status == 200
    assert "Overdue by 1 day" in text and "30 days left" in text
    assert text.index(late.reference) < text.index("30 days left")
    assert not any(part in text for part in (*NAMES.values(), "Ruiz"))
    assert not Access.objects.exists(), "nothing of a case was read"


def test_a_case_is_found_by_its_reference_however_it_is_typed(worker: Officer, filed: Filing) -> None:
    case = filed()
    worker.get("/cases/", reference=f" {case.reference.lower().replace('-', ' ')} ")
    assert worker.location == f"/cases/{case.reference}/"


def test_a_reference_that_is_none_is_said_beside_the_field_and_kept(worker: Officer, filed: Filing) -> None:
    filed()
    text = worker.get("/cases/", reference="nope")
    assert worker.status == 400
    assert worker.mistakes() == ["reference"]
    assert 'value="nope"' in text


def test_filters_are_kept_from_page_to_page(worker: Officer, filed: Filing) -> None:
    for n in range(52):
        filed(f"file-{n}", language="es" if n else "en")
    text = worker.get("/cases/", language="es", status="filed")
    assert text.count('data-label="Status"') == 50
    following = text.split('href="/cases/?language=es&amp;status=filed&amp;after=')[1].split('"')[0]
    text = worker.get("/cases/", language="es", status="filed", after=following)
    assert text.count('data-label="Status"') == 1
    assert "Next page" not in text and "First page" in text


def test_what_is_no_filter_is_left_out(worker: Officer, filed: Filing) -> None:
    case = filed()
    text = worker.get("/cases/", status="x", area="'; --", language="xx")
    assert worker.status == 200
    assert case.reference in text
