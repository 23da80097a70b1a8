"""A jurisdiction brings its own survey: a folder with its places and what makes households of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nextwave.cli import app
from nextwave.population.building import source
from nextwave.populations import sources

run = CliRunner().invoke
RIVERTON = Path(__file__).parents[2] / "good_rulebook"
MAKING = """
from datetime import date
from pathlib import Path
import polars as pl
from nextwave.population.building.source import SourceError
from nextwave.population.chance import Chance
from nextwave.population.tables.schema import columns, keys, tables

class Register:
    steps = ("tenure",)

    def read(self, path):
        if path is None:
            raise SourceError("the register is not public\\n  To do: name its file: --source FILE")
        return path.read_text("utf-8").split()

    def made(self, survey, place, rulebook, seed, vary, tell):
        chance = Chance(seed, vary)
        homes = [h for h in survey if h.startswith(place["begins"])]
        frames = {}
        for name, entity in tables(rulebook).items():
            wanted = {k: pl.Int64() if k == "weight" else pl.String() for k in keys(rulebook, entity)}
            wanted |= columns(rulebook, entity)
            rows = [] if name == "job" else [_row(wanted, name, home, chance) for home in homes]
            frames[name] = pl.DataFrame(rows, schema=wanted)
        return frames, {
            "title": "The town's register", "ages_on": date(2026, 3, 1), "counts": {"households": len(homes), "people": len(homes)},
            "checks": {}, "imputations": [{"step": "tenure", "called": {"en": "who owns"}, "method": "By chance.", "source": "none"}],
        }

def _row(wanted, table, home, chance):
    row = {column: _value(column, kind) for column, kind in wanted.items()}
    if table == "household":
        return row | {"id": home, "weight": 100, "tenure": chance.one_of("tenure", {"owner": 0.5, "tenant": 0.5})}
    return row | {"household": home, "id": "p1"}

def _value(column, kind):
    if kind.is_numeric() or kind == pl.Boolean:
        return 0 if kind.is_numeric() else False
    if kind == pl.List(pl.String):
        return []
    return date(1990, 1, 1) if kind == pl.Date else "month" if column.endswith("_per") else None

SOURCE = Register()
"""


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "sources" / "register"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "places.toml").write_text('[town]\nbegins = "t"\n')
    (folder / "making.py").write_text(MAKING)
    monkeypatch.setattr(source, "SOURCES", tmp_path / "sources")
    monkeypatch.setattr(sources, "__path__", [*sources.__path__, str(tmp_path / "sources")])
    file = tmp_path / "register.txt"
    file.write_text("t1 t2 t3 other")
    return file


def test_its_places_are_built_as_those_of_any_other(register: Path, tmp_path: Path) -> None:
    words = ["population", "build", "town", "--rulebook", str(RIVERTON), "--out", str(tmp_path / "town")]
    done = run(app, [*words, "--source", str(register), "--sensitivity", "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["counts"] == {"households": 3, "people": 3}
    told = run(app, ["simulate", str(RIVERTON), "--population", str(tmp_path / "town")]).stdout
    assert "on 2026-03-01: the day of these households" in told
    assert "tenure" in told


def test_what_it_cannot_do_is_told_in_its_own_words(register: Path) -> None:
    done = run(app, ["population", "build", "town", "--rulebook", str(RIVERTON)])
    assert "the register is not public" in done.stderr
    done = run(app, ["population", "build", "town", "--rulebook", str(RIVERTON), "--vary", "rent=2"])
    assert "write one as 'rent=2': tenure" in done.stderr
    assert "name town" in run(app, ["population", "build", "washington"]).stderr
