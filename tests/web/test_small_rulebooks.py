"""Every page works over a rulebook that has less than Washington's, from the first question to the decision."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from nextwave.casework.models import Case, Decision, Proposal
from tests.casework import riverton
from tests.casework.conftest import filed, keys, people
from tests.casework.riverton import GOOD
from tests.web.elsewhere import HERE, pages_of
from tests.web.resident.conftest import Visitor, ana, visitor_of
from tests.web.worker.conftest import Officer, officers, worker

__all__ = ["ana", "filed", "keys", "officers", "people", "visitor_of", "worker"]

ADDRESS = {"fixed": "yes", "street": "1 Quay", "city": "Riverton", "letters_safe": "yes"}
PEOPLE = (GOOD / "people.py").read_text()
RULES = (GOOD / "grant" / "rules.py").read_text()
#: Nobody has jobs: people have nothing below them.
WITHOUT_JOBS = {
    "people": re.sub(r"class Job\(.*?\n\n\n(?=class Household)", "", PEOPLE, flags=re.S),
    "grant__rules": re.sub(r"    pay = sum\(.*?\n    \)\n    return wage \+ pay", "    return wage", RULES, flags=re.S),
}


def through_the_screener(ana: Visitor) -> str:
    """Answers nothing of what is asked, and reads the result."""
    ana.send("/screener/people/", {"name": "Ana", "action": "add"})
    for _question in range(40):
        ana.get("/screener/next/")
        assert ana.status == 302, ana.text[:500]
        if ana.location == "/screener/result/":
            break
        asked = ana.location
        ana.get(asked)
        assert ana.status == 200, asked
        ana.send(asked, {"answer": "not-sure", "action": "not-sure", "have": "not-sure"})
        assert ana.status in (302, 400), asked
    return ana.get("/screener/result/")


def applied(ana: Visitor) -> Case:
    ana.fill_in(names={"name-p1": "Ana Ruiz"}, address=ADDRESS)
    for page in ("papers", "review", "declaration"):
        ana.get(f"/apply/{page}/")
        assert ana.status in (200, 302), page
    ana.post("/apply/declaration/", {"declared": "yes", "signature": "Ana Ruiz"})
    assert ana.location == "/apply/done/"
    return Case.objects.latest("pk")


OF_RESIDENTS = ("", "facts/", "papers/", "notices/", "looked/", "moved-in/", "contact/address/", "facts/p1/savings/")
OF_WORKERS = ("", "facts/", "facts/p1/savings/", "people/add/", "evidence/ask/", "evidence/add/", "decide/grant/0/")


def seen(visitor: Visitor, of: str, pages: tuple[str, ...]) -> None:
    for page in pages:
        visitor.get(of + page)
        assert visitor.status == 200, (of + page, visitor.status)


@pytest.mark.parametrize("files", [{}, WITHOUT_JOBS], ids=["whole", "without jobs"])
def test_from_the_first_question_to_the_decision(
    files: Mapping[str, str], ana: Visitor, worker: Officer, tmp_path: Path, settings: LazySettings
) -> None:
    with pages_of(tmp_path, settings, HERE, **files):
        assert "Your result" in through_the_screener(ana)
        case = applied(ana)
        seen(ana, "/case/", OF_RESIDENTS)
        worker.open(case)
        seen(worker, f"/cases/{case.reference}/", OF_WORKERS)


#: What of its programme.toml a small rulebook may leave out.
PROGRAMME = (GOOD / "grant" / "programme.toml").read_text()


@pytest.mark.parametrize("without", ["nothing", "an amount"])
def test_from_the_decision_to_the_hearing(
    without: str, visitor_of: Any, worker: Officer, tmp_path: Path, settings: LazySettings
) -> None:
    with pages_of(tmp_path, settings, HERE) as book:
        if without == "an amount":
            (book / "grant" / "programme.toml").write_text(PROGRAMME.replace('amount = "amount"\n', ""))
            riverton.forget()
        case = riverton.case("Ana Ruiz")
        worker.open(case)
        there = f"/cases/{case.reference}/"
        form = {"how": "assessed", "for": "p1", "despite": ""}
        assert "Ana Ruiz" in worker.on(case, "decide/grant/0/", {**form, "action": "check"})
        worker.on(case, "decide/grant/0/", {**form, "action": "propose"})
        proposal = Proposal.objects.get()
        seen(worker, there, (f"proposals/{proposal.pk}/", f"proposals/{proposal.pk}/issue/"))
        worker.on(case, f"proposals/{proposal.pk}/issue/")
        seen(worker, there, (f"proposals/{proposal.pk}/notice/", ""))
        decision = Decision.objects.get()
        seen(visitor_of(case), "/case/", ("", "notices/", f"notices/{decision.pk}/", f"notices/{decision.pk}/hearing/"))


@pytest.mark.parametrize("files", [{}, WITHOUT_JOBS], ids=["whole", "without jobs"])
def test_every_public_page_that_a_link_leads_to(
    files: Mapping[str, str], ana: Visitor, db: None, tmp_path: Path, settings: LazySettings
) -> None:
    with pages_of(tmp_path, settings, HERE, **files):
        seen_already, ahead = set(), ["/", "/rules/", "/statistics/"]
        while ahead and len(seen_already) < 150:
            page = ahead.pop(0)
            ana.get(page)
            assert ana.status in (200, 302), (page, ana.status)
            seen_already.add(page)
            links = {href.split("#")[0] for href in re.findall(r'href="(/[^"?]*)', ana.text)}
            ahead += sorted(
                links - seen_already - set(ahead) - {h for h in links if h.startswith(("/language", "/static"))}
            )
    assert len(seen_already) > 25
