"""A policymaker at a browser, a few of Washington's households, and the process that works runs out done by hand."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.conf import LazySettings

from nextwave.population.tables.reading import SHIPPED
from nextwave.reforms import asking, starting, working
from nextwave.reforms.models import Run, Standing
from tests.web.worker.conftest import Officer, keys, officers, people

__all__ = ["keys", "officers", "people"]

ON = {"on-month": "12", "on-day": "1", "on-year": "2026"}
CAP = {
    "do": "run",
    "change": "1:snap.shelter.cap",
    "value-1": "900",
    "from-1-month": "11",
    "from-1-day": "1",
    "from-1-year": "2026",
    "name": "A higher limit",
    "programme": "snap",
    **ON,
}
REFORM = "title: Much less\nfigures:\n  snap.benefit.maximum_allotment:\n    2026-11-01:\n      1: 200\n"


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first 150 households of Washington."""
    folder = tmp_path_factory.mktemp("few")
    shipped = SHIPPED / "washington"
    shutil.copy(shipped / "data_sheet.yaml", folder)
    homes = pl.read_parquet(shipped / "household.parquet").head(150)
    homes.write_parquet(folder / "household.parquet")
    for table in ("person", "job"):
        frame = pl.read_parquet(shipped / f"{table}.parquet")
        frame.filter(pl.col("household").is_in(homes["id"].to_list())).write_parquet(folder / f"{table}.parquet")
    return folder


@pytest.fixture(autouse=True)
def started(few: Path, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """How often the process was started; `work` does what it would do."""
    times: list[bool] = []
    settings.DATA = tmp_path
    monkeypatch.setattr(asking, "population", lambda: str(few))
    monkeypatch.setattr(asking, "start", lambda: times.append(True))
    return times


def work() -> None:
    """What the process does."""
    handle = starting.lock()
    assert handle is not None
    working.work(handle)


def standing(run: Run) -> Standing:
    return Standing.objects.get(run=run)


class Maker(Officer):
    """A policymaker at a browser."""

    def fill(self, path: str, data: dict[str, Any]) -> str:
        """Sends a form with a key of its own."""
        return self.post(path, {"key": secrets.token_urlsafe(24), **data})

    def asks(self, **changes: Any) -> Run:
        """A run that is asked for on the page of changes."""
        self.fill("/policy/runs/new/", {**CAP, **changes})
        assert self.status == 302, self.mistakes()
        return Run.objects.get(pk=int(self.location.split("/")[-2]))

    def beside(self, field: str) -> str:
        """The message beside a field, as plain text."""
        found = re.search(rf'id="{re.escape(field)}-error"[^>]*>(.*?)</p>', self.text, re.S)
        return " ".join(re.sub(r"<[^>]+>", "", found[1]).split()) if found else ""


@pytest.fixture
def maker(people: dict[str, Any]) -> Maker:
    return Maker(people["policymaker"])


@pytest.fixture
def auditor(people: dict[str, Any]) -> Maker:
    return Maker(people["auditor"])


Asking = Callable[..., Run]
