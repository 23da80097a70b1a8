"""Grants of a tier are counted by their level: for the board each decision, in public each application once, and only
where it is told how many were granted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.acts.file_application import Application, file
from nextwave.casework.clock import as_of
from nextwave.casework.household.facts import Stated
from nextwave.casework.models import Case, Proposal
from nextwave.casework.statistics import performance, releasing
from nextwave.casework.statistics.releasing import counted, release, tables_of
from tests.casework import riverton
from tests.casework.conftest import keys, people
from tests.clinic import PROGRAMME, added

__all__ = ["keys", "people"]

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
SCALES = {"clinic": ("emergency", "limited", "full")}
BY_LEVEL = "grants_by_level_of_clinic"


@pytest.fixture
def clinic(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """The town with its clinic as the rulebook of the service."""
    book = added(riverton.rulebook(tmp_path), PROGRAMME)
    lines = [line for line in riverton.NOTICE.splitlines() if not line.startswith("expedited")]
    (book / "clinic" / "notice.toml").write_text("\n".join(lines))
    # Who decides is no matter here: one person does.
    policies = book / "delegations" / "delegations.cedar"
    policies.write_text("permit (principal is Officer, action, resource);")
    (book / "delegations" / "requirements.toml").unlink()
    with riverton.in_force(book, settings):
        yield book


def applied(key: str, wage: str) -> Case:
    fixed: dict[str, Any] = {"birth_date": "1990-01-01", "partner": None, "parents": [], "hours": 0, "share": "1"}
    fixed |= {"hardship": False, "jobs": [], "savings": "0", "wage": {"amount": wage, "per": "month"}}
    stated = [*(Stated("p1", f, v) for f, v in fixed.items()), Stated("household", "tenure", "owner")]
    with as_of(datetime(2026, 10, 2, 9, tzinfo=UTC)):
        application = Application({"p1": "Ana Ruiz"}, stated, {"phone": "555 0101"}, "en", "online")
        return file(RESIDENT, application, Attempted(key))[0]


def decide(actor: Actor, case: Case, day: date, programme: str = "clinic", **otherwise: Any) -> None:
    """Proposes and issues a decision on a day."""
    with as_of(datetime(day.year, day.month, day.day, 20, tzinfo=UTC)):
        key = f"{case.pk} {day} {programme}"
        event = do(Propose(Proposed(programme, ("p1",), **otherwise)), actor, case, Attempted(f"p {key}"))
        do(Issue(Proposal.objects.get(event=event).pk), actor, case, Attempted(f"i {key}"))


def test_levels_are_counted_by_decision_and_by_application(clinic: Path, keys: None, people: dict[str, Actor]) -> None:
    why = {"reason": "hearing_decision", "explanation": "The court said so."}
    worker, other = people["worker"], {"outcome": "granted", "amount": 5_000, **why}
    low, high, again = applied("low", "600"), applied("high", "100"), applied("again", "600")
    denied, else_ = applied("denied", "600"), applied("else", "600")
    decide(worker, low, date(2026, 10, 9))
    decide(worker, high, date(2026, 10, 9))
    # What comes after the day of the first decision is a decision, and no other application.
    decide(worker, again, date(2026, 10, 9))
    decide(worker, again, date(2026, 11, 3), outcome="granted", level="full", **why)
    decide(worker, denied, date(2026, 10, 9), outcome="denied", **why)
    decide(worker, else_, date(2026, 10, 9), "grant", **other)
    assert performance.levels(OCTOBER, date(2026, 12, 1), SCALES) == {
        (OCTOBER, "clinic", "limited"): 2,
        (OCTOBER, "clinic", "full"): 1,
        (OCTOBER, "clinic", ""): 1,
        (NOVEMBER, "clinic", "full"): 1,
    }
    assert performance.granted_levels(OCTOBER, SCALES) == {"clinic": Counter({"limited": 2, "full": 1, "": 1})}
    assert performance.granted_levels(NOVEMBER, SCALES) == {"clinic": Counter()}
    tables = counted(OCTOBER)
    assert tables[BY_LEVEL] == {"emergency": 0, "limited": 2, "full": 1, "no-level": 1}
    assert sum(tables[BY_LEVEL].values()) == tables["decisions_by_outcome"]["granted"]


Counts = tuple[int, int, Counter[str]]


def released(monkeypatch: pytest.MonkeyPatch, granted: int, denied: int, **levels: int) -> dict[str, Any]:
    """What a release says of October, counted so; `none` of something else that was granted."""
    levels = {"" if name == "none" else name: count for name, count in levels.items()}
    monkeypatch.setattr(releasing, "outcomes", lambda _month: Counter(granted=granted, denied=denied))
    monkeypatch.setattr(releasing, "granted_levels", lambda _month, _scales: {"clinic": Counter(levels)})
    made = releasing.Release.objects.filter(month=OCTOBER).exists()
    tables = tables_of(release(OCTOBER, "Counted anew" if made else ""))
    cells = dict(tables[BY_LEVEL].cells)
    return {"total": tables[BY_LEVEL].total, "granted": tables["decisions_by_outcome"].cells["granted"], **cells}


def test_a_small_level_is_hidden_with_another_one(clinic: Path, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    found = released(monkeypatch, 83, 20, emergency=3, limited=30, full=50)
    assert found == {
        "total": 83, "granted": 83, "emergency": None, "limited": None, "full": 50, "no-level": 0,
    }  # fmt: skip


def test_where_it_is_hidden_how_many_were_granted_no_level_tells_it(
    clinic: Path, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sum of the levels, taken from all that was decided, would be the four that were denied."""
    found = released(monkeypatch, 80, 4, emergency=20, limited=30, full=30)
    assert set(found.values()) == {None}


def test_a_correction_tells_no_change_of_a_few(clinic: Path, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    first = released(monkeypatch, 80, 40, emergency=20, limited=30, full=30)
    assert first["full"] == 30
    moved = released(monkeypatch, 80, 40, emergency=20, limited=28, full=32)
    assert (moved["total"], {moved[name] for name in SCALES["clinic"]}) == (80, {None})
    fewer = released(monkeypatch, 75, 45, emergency=20, limited=30, full=25)
    assert set(fewer.values()) == {None}
    many = released(monkeypatch, 120, 60, emergency=50, limited=40, full=30)
    assert many["total"] in (None, 120)


def test_levels_that_the_rulebook_has_no_more_are_counted_by_their_name(
    clinic: Path, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = released(monkeypatch, 80, 40, limited=40, full=20, golden=20)
    assert list(found)[2:] == ["emergency", "limited", "full", "golden", "no-level"]


def test_without_a_tier_there_is_no_such_table(tmp_path: Path, settings: LazySettings, db: None) -> None:
    with riverton.in_force(riverton.rulebook(tmp_path), settings):
        assert not [name for name in counted(OCTOBER) if name.startswith("grants")]
