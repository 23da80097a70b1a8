"""What pages tell of the levels of a tier came through translation: the pages that differ for one, and no others, since
the walk of `test_nothing_escapes` sees the rest over the rulebooks that ship."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings, settings

from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.access.codes import in_force as code_in_force
from nextwave.casework.acts.act import Attempted
from nextwave.casework.acts.file_application import Application, file
from nextwave.casework.household.facts import Stated
from nextwave.casework.models import Case, Proposal
from nextwave.casework.statistics import releasing
from nextwave.population.inventing.population import invent
from nextwave.reforms import asking
from nextwave.reforms.models import Run
from nextwave.web.access.guard import CASE
from nextwave.web.resident.screener import results
from nextwave.web.rules import assessor, today
from tests.casework import riverton
from tests.casework.conftest import keys, people
from tests.clinic import PROGRAMME, added
from tests.web.generated.language import CODE, declared, marked, spoken
from tests.web.generated.walking import NAME, Walk, Walker
from tests.web.policy.conftest import work

__all__ = ["keys", "people"]

CERTIFIED = '\n[[certification]]\nusual = 12\nmost = 12\ncites = "Riverton Code 23"\n'
FACTS: dict[str, Any] = {
    "birth_date": "1990-01-01", "partner": None, "parents": [], "hours": 0, "share": "1", "hardship": False, "jobs": [],
    "savings": "0",
}  # fmt: skip
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def clinic(tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The town with its clinic, which declares the language."""
    book = added(riverton.rulebook(tmp_path), PROGRAMME + CERTIFIED)
    (book / "rulebook.toml").write_text((book / "rulebook.toml").read_text() + 'currency = "EUR"\n')
    lines = [line for line in riverton.NOTICE.splitlines() if not line.startswith("expedited")]
    (book / "clinic" / "notice.toml").write_text("\n".join(lines))
    with spoken(declared(book), settings, monkeypatch):
        yield


def applied(key: str, wage: str | None) -> Case:
    facts = FACTS | ({"wage": {"amount": wage, "per": "month"}} if wage else {})
    stated = [*(Stated("p1", f, v) for f, v in facts.items()), Stated("household", "tenure", "owner")]
    return file(RESIDENT, Application({"p1": NAME}, stated, {"phone": "555 0101"}, CODE, "online"), Attempted(key))[0]


def decided(walk: Walk, staff: dict[str, Walker], how: dict[str, str]) -> None:
    """A case whose level is open, and one that is decided at another level by two people, up to its notice."""
    worker, supervisor = staff["worker"], staff["supervisor"]
    still_open, case = applied("open", None), applied("settled", "600")
    for officer, one in ((worker, still_open), (worker, case), (supervisor, case)):
        officer.sends(f"/cases/{one.reference}/open/", {"reason": "application"})
        officer.text(f"/cases/{one.reference}/")
    there = f"/cases/{case.reference}/decide/clinic/0/"
    worker.sends(there, {**how, "level": "", "action": "check"})  # no level is chosen
    worker.sends(there, {**how, "action": "check"})
    worker.sends(there, {**how, "action": "propose"})
    at = f"/cases/{case.reference}/proposals/{Proposal.objects.get().pk}/"
    supervisor.sends(at, {"action": "approve"})
    worker.text(f"{at}issue/")
    worker.sends(f"{at}issue/")
    worker.text(f"{at}notice/")
    own = Walker(walk)
    session = own.session
    session[CASE] = code_in_force(case)
    session.save()
    own.cookies["nextwave"] = session.session_key or ""
    assert marked("Full coverage") in own.text("/case/")
    for notice in re.findall(r'href="(/case/notices/\d+/)"', own.text("/case/notices/")):
        own.text(notice)


def asked(someone: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Results of which the level is settled, and open."""
    someone.sends("/screener/people/", {"name": NAME, "action": "add"})
    for wage in ({"amount": "600", "per": "month"}, {"between": ["400", "800"], "per": "month"}):
        situation = {"people": [{"id": "p1", **FACTS, "wage": wage}], "household": {"tenure": "owner"}}
        request = {"on": today().isoformat(), "language": CODE, "situation": situation}
        monkeypatch.setattr(results.Interview, "_request", lambda _self, made=request: made)
        assert marked("Limited coverage") in someone.text("/screener/result/")


def counted(someone: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A released month in which a level is hidden, and months side by side."""
    monkeypatch.setattr(releasing, "outcomes", lambda _month: Counter(granted=83, denied=20))
    levels = {"clinic": Counter(emergency=3, limited=20, full=40, golden=20)}
    monkeypatch.setattr(releasing, "granted_levels", lambda _month, _scales: levels)
    releasing.release(OCTOBER)
    assert marked("Limited coverage") in someone.text("/statistics/2026-10/")
    someone.text("/statistics/")


def reformed(maker: Walker, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of a lower limit, over a few invented households, and the same beside itself."""
    invent(assessor().rulebook, folder / "few", 12, 1, today(), today())
    monkeypatch.setattr(asking, "population", lambda: str(folder / "few"))
    monkeypatch.setattr(asking, "start", lambda: None)
    monkeypatch.setattr(settings, "DATA", folder)
    text = f"title: Ωμέγα\nfigures:\n  clinic.clinic: {{{today().replace(day=1)}: 200}}\n"
    for name in ("Ωμέγα", "Θήτα"):
        maker.sends("/policy/runs/upload/", {"text": text, "name": name, "programme": "clinic"})
    work()
    numbers = [str(run.pk) for run in Run.objects.all()]
    assert marked("Movements between levels") in maker.text(f"/policy/runs/{numbers[0]}/")
    maker.get("/policy/runs/compare/", {"run": numbers})


def test_no_text_of_a_tier_escapes_translation(
    clinic: None, people: dict[str, Actor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts = [actor.account.username for actor in people.values() if actor.account]
    stated = [*accounts, "p1", "golden", str(tmp_path / "few")]
    walk = Walk("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in stated))
    staff = {}
    for role, actor in people.items():
        actor.account.full_name = "Λέανδρος Μάρης"  # type: ignore[union-attr]
        actor.account.save()  # type: ignore[union-attr]
        staff[role] = Walker(walk)
        staff[role].force_login(actor.account)
    how = {"how": "otherwise", "outcome": "granted", "level": "full", "for": "p1", "despite": ""}
    decided(walk, staff, {**how, "reason": "hearing_decision", "explanation": "Ωμέγα"})
    someone = Walker(walk)
    asked(someone, monkeypatch)
    for page in ("/rules/clinic/", "/rules/clinic/coverage/"):
        someone.text(page)
    counted(someone, monkeypatch)
    assert marked("Full coverage") in staff["policymaker"].text("/policy/board/")
    reformed(staff["policymaker"], tmp_path, monkeypatch)
    assert walk.broken == []
    assert {what: sorted(set(routes)) for what, routes in walk.escaped.items()} == {}
