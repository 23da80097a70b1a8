"""What others decided or say, in every seat: people are asked what was decided about them and not what a register or
an expert says; workers state that, with its day and its document; everyone reads who said it and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from nextwave.casework.access.actor import RESIDENT
from nextwave.casework.acts.act import Attempted
from nextwave.casework.acts.file_application import Application, file
from nextwave.casework.household.facts import Stated, facts_of
from nextwave.casework.models import Case, Proposal
from tests.casework import riverton
from tests.casework.conftest import filed, keys, people
from tests.engine.answers.test_accepted import with_repairs
from tests.web.elsewhere import pages_of
from tests.web.resident.conftest import Visitor, ana, visitor_of
from tests.web.worker.conftest import Officer, officers, worker

__all__ = ["ana", "filed", "keys", "officers", "people", "visitor_of", "worker"]

DAY = {"decided-month": "2", "decided-day": "3", "decided-year": "2026"}


@pytest.fixture(autouse=True)
def town(db: None, tmp_path: Path, settings: LazySettings) -> Iterator[None]:
    with pages_of(tmp_path, settings) as book:
        with_repairs(book)
        riverton.forget()
        yield


@pytest.fixture
def case(town: None) -> Case:
    stated = [*riverton.filed(riverton.Person()), Stated("household", "award", "20.00")]
    return file(RESIDENT, Application({"p1": "Ana Ruiz"}, stated, {}, "en", "online"), Attempted("file"))[0]


def words(text: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", text).split()))


def asked(ana: Visitor) -> dict[str, str]:
    """Every fact that the screener asks for where nothing is known, with its page."""
    ana.send("/screener/people/", {"name": "Ana", "action": "add"})
    found = {}
    for _question in range(40):
        ana.get("/screener/next/")
        if ana.location == "/screener/result/":
            break
        page = ana.location
        found[page.rstrip("/").rpartition("/")[2]] = words(ana.get(page))
        ana.send(page, {"answer": "not-sure", "action": "not-sure", "have": "not-sure"})
    return found


def test_the_screener_asks_what_was_decided_and_chosen_and_not_what_a_register_or_an_expert_says(ana: Visitor) -> None:
    found = asked(ana)
    assert {"award", "by_stages"} <= set(found)
    assert not {"listed", "sound"} & set(found)
    assert "This is decided by the court of Riverton. Say what was decided" in found["award"]
    assert "is decided by" not in found["by_stages"]


def test_a_result_says_who_states_what_is_not_asked(ana: Visitor) -> None:
    asked(ana)
    result = words(ana.get("/screener/result/"))
    assert "still open" in result
    assert "Is it on the list of old houses? – The office looks it up: the list of old houses." in result
    assert "Is it sound? – It needs a statement: a sworn builder." in result
    assert "/household/listed/" not in ana.text
    assert "/household/award/" in ana.text


@pytest.mark.parametrize("fact", ["listed", "sound"])
def test_nobody_but_the_office_states_it(fact: str, ana: Visitor, visitor_of: Any, case: Case) -> None:
    ana.send("/screener/people/", {"name": "Ana", "action": "add"})
    ana.get(f"/screener/ask/household/{fact}/")
    assert ana.status == 404
    resident = visitor_of(case)
    resident.get(f"/case/facts/household/{fact}/")
    assert resident.status == 404
    page = words(resident.get("/case/facts/"))
    assert f"/household/{fact}/" not in resident.text
    if fact == "listed":
        assert "Is it on the list of old houses? – The office looks it up: the list of old houses." in page


def test_a_worker_states_a_decision_with_its_day(case: Case, worker: Officer, visitor_of: Any) -> None:
    opened = words(worker.open(case))
    assert "Neither the day nor a document of what was decided is recorded" in opened
    assert "Decided by the court of Riverton" in opened
    page = words(worker.get(f"/cases/{case.reference}/facts/household/award/"))
    assert "On which day was it decided?" in page
    assert "By the court of Riverton. Leave it empty" in page
    worker.on(case, "facts/household/award/", {"answer": "20", "source": "system", **DAY})
    assert facts_of(case).statements["household", "award"].decided == {
        "by": "the court of Riverton",
        "on": "2026-02-03",
    }
    opened = words(worker.open(case))
    assert "Decided by the court of Riverton on 3 February 2026" in opened
    assert "is recorded:" not in opened
    assert "Decided by the court of Riverton on 3 February 2026" in words(visitor_of(case).get("/case/facts/"))
    again = worker.get(f"/cases/{case.reference}/facts/household/award/")
    assert re.search(r'name="decided-year"[^>]*value="2026"', again)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({**DAY, "decided-year": ""}, "decided-month"),
        ({**DAY, "decided-year": "2027"}, "decided-month"),
        ({**DAY, "decided-day": "31"}, "decided-month"),
        ({"source": "judgement"}, "source"),
    ],
)
def test_what_is_entered_wrongly_is_said_at_its_field(
    case: Case, worker: Officer, typed: dict[str, str], field: str
) -> None:
    worker.says_why(case)
    worker.on(case, "facts/household/award/", {"answer": "20", "source": "system", **typed})
    assert worker.status == 400
    assert worker.mistakes() == [field]
    assert facts_of(case).statements["household", "award"].decided == {"by": "the court of Riverton"}


@pytest.mark.parametrize(
    ("fact", "offered"),
    [
        ("listed", ["document", "system"]),
        ("sound", ["document", "system"]),
        ("by_stages", ["stated", "document"]),
        ("award", ["stated", "document", "system"]),
    ],
)
def test_the_sources_are_those_that_can_say_it(case: Case, worker: Officer, fact: str, offered: list[str]) -> None:
    worker.says_why(case)
    page = worker.get(f"/cases/{case.reference}/facts/household/{fact}/")
    assert re.findall(r'name="source"[^>]*value="([^"]+)"', page) == offered
    assert ("Only the household chooses this" in page) == (fact == "by_stages")
    assert ("Of which day is it?" in page) == (fact in ("listed", "sound"))
    other = next(s for s in ("stated", "system") if s not in offered) if len(offered) < 3 else "judgement"
    worker.on(case, f"facts/household/{fact}/", {"answer": "yes" if fact != "award" else "20", "source": other})
    assert worker.mistakes() == ["source"]


def test_the_notice_says_who_decided(case: Case, worker: Officer) -> None:
    worker.says_why(case)
    award = {"answer": "20", "source": "system", **DAY}
    yes = {"answer": "yes", "source": "system", **DAY}
    for fact, typed in {"award": award, "listed": yes, "sound": yes}.items():
        worker.on(case, f"facts/household/{fact}/", typed)
        assert worker.status == 302, worker.mistakes()
    worker.on(case, "facts/household/by_stages/", {"answer": "no", "source": "stated"})
    worker.on(case, "decide/grant/0/", {"how": "assessed", "for": "p1", "despite": "", "action": "propose"})
    proposal = Proposal.objects.get()
    notice = words(worker.get(f"/cases/{case.reference}/proposals/{proposal.pk}/issue/"))
    assert "As decided by the court of Riverton on 3 February 2026" in notice
    assert "According to a sworn builder, 3 February 2026: Is it sound: Yes." in notice


def test_the_page_of_facts_says_who_says_each(ana: Visitor) -> None:
    page = words(ana.get("/rules/facts/"))
    assert "Decided by the court of Riverton: taken as it was decided" in page
    assert "Looked up by the office: the list of old houses." in page
    assert "Stated by a sworn builder." in page
    assert "Chosen by the household, and by nobody else." in page
    assert page.count("Weighed by a worker") == 1
