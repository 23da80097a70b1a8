"""The tables that ship come to their published totals, are made again to the byte, and are used by default."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from nextwave.cli import app
from nextwave.population import read, simulate
from nextwave.population.building import building
from nextwave.population.building.source import places
from nextwave.population.calibration.calibrating import calibrate
from nextwave.population.calibration.targets import read as read_targets
from nextwave.population.impact.simulation import Simulation
from nextwave.population.tables.faults import PopulationError
from nextwave.population.tables.reading import SHIPPED
from nextwave.populations.sources.cps import making, source
from nextwave.rulebook.model import Rulebook
from tests.populations.cps.survey import archive

run = CliRunner().invoke

TOWN = """title: A small town
weights: {source: A census, date: 2025-07-01, people: {0-17: 21000, 18-99: 42000}}
take_up: {programme: snap, on: 2026-11-01, source: The agency, units: 4000}
"""


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What the command prints and writes for Washington."""
    folder = tmp_path_factory.mktemp("calibrated") / "washington"
    done = run(app, ["population", "calibrate", "washington", "--out", str(folder)])
    assert done.exit_code == 0, done.stderr
    return done.stdout, folder


@pytest.fixture(scope="module")
def in_september(washington: Rulebook) -> Simulation:
    return simulate(washington, "washington", on="2025-09-01")


def test_what_ships_is_made_again_to_the_byte(again: tuple[str, Path]) -> None:
    shipped = SHIPPED / "washington"
    for path in sorted(shipped.iterdir()):
        assert (again[1] / path.name).read_bytes() == path.read_bytes(), path.name
    assert sum(p.stat().st_size for p in shipped.glob("*.parquet")) < 2_000_000


def test_every_target_is_printed_with_its_error_before_and_after(again: tuple[str, Path], washington: Rulebook) -> None:
    printed = again[0]
    rows = read("washington", washington).sheet["calibration"]
    for row in (*rows["weights"]["targets"], *rows["take_up"]["targets"]):
        line = next(
            line for line in printed.splitlines() if line.split(f"{row['total']:,}")[0].strip() == row["target"]
        )
        assert f"{row['error_before_percent']:+.2f} %" in line
        assert f"{row['error_after_percent']:+.2f} %" in line
        assert row["source"]
        assert row["date"]
    assert "group quarters" in printed
    assert "times what they were" in printed
    assert max(map(len, printed.splitlines()[:-1])) <= 100


def test_washington_s_weights_come_to_people_by_age_and_are_never_negative(washington: Rulebook) -> None:
    found = read("washington", washington)
    homes = found.tables["household"]
    people = found.tables["person"].join(homes.select(household="id", w="calibrated_weight"), on="household")
    assert people["w"].sum() / 100 == pytest.approx(7_812_880, abs=5)
    children = people.filter(pl.col("birth_date") > pl.date(2021, 11, 1))["w"].sum() / 100
    assert children == pytest.approx(417_322, abs=5)
    ratio = homes["calibrated_weight"] / homes["weight"]
    stated = found.sheet["calibration"]["weights"]["ratio"]
    assert homes["calibrated_weight"].min() > 0  # type: ignore[operator]
    assert ratio.min() == pytest.approx(stated["least"], abs=0.001)
    assert ratio.max() == pytest.approx(stated["most"], abs=0.001)
    assert stated["allowed"][0] <= stated["least"]
    assert stated["most"] <= stated["allowed"][1]


def test_as_many_take_it_up_in_the_month_of_the_totals_as_did(in_september: Simulation) -> None:
    assert in_september.as_many_as_do is not None
    row = in_september.as_many_as_do.totals.row(0, named=True)
    assert row["units_before"] == pytest.approx(540_000, rel=0.005)
    assert row["people_before"] == pytest.approx(930_000, rel=0.005)
    assert row["cost_before"] == pytest.approx(173_000_000, rel=0.005)
    everyone = in_september.effects.totals.row(0, named=True)
    assert everyone["units_before"] > row["units_before"]


def test_a_unit_that_gains_by_a_reform_goes_on_taking_it_up(washington: Rulebook, tmp_path: Path) -> None:
    reform = tmp_path / "reform.yaml"
    reform.write_text("title: More\nfigures:\n  snap.benefit.contribution_share: {2026-10-01: 0.25}\n")
    found = simulate(washington, "washington", reform=reform).as_many_as_do
    assert found is not None
    row = found.totals.row(0, named=True)
    assert row["people_losing"] == 0
    assert row["units_after"] > row["units_before"]


def test_the_weights_are_the_calibrated_ones_unless_the_survey_s_are_asked_for(washington: Rulebook) -> None:
    common = ["simulate", "washington", "--population", "washington"]
    printed = run(app, common).stdout
    assert "weights: calibrated (Washington's people by age in 2023" in printed
    assert "as many as do" in printed
    survey = run(app, [*common, "--weights", "survey"]).stdout
    assert "weights: survey\n" in survey
    assert "as many as do" not in survey
    data = json.loads(run(app, [*common, "--json"]).stdout)
    assert data["weights"] == "calibrated"
    assert data["do_totals"][0]["units_before"] < data["totals"][0]["units_before"]
    assert "use survey" in run(app, [*common, "--weights", "mine"]).stderr
    assert simulate(washington, "washington", weights="survey").effects.totals["units_before"][0] < 800_000


@pytest.fixture
def town(tmp_path: Path, washington: Rulebook, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small population without calibrated weights."""
    path, sha256 = archive(tmp_path, 120)
    real = source.read
    monkeypatch.setattr(making, "read", lambda p: real(p, sha256))
    building.build(places()["washington"], path, tmp_path / "town", washington)
    return tmp_path / "town"


def test_the_same_targets_give_the_same_bytes_also_from_calibrated_tables(town: Path, washington: Rulebook) -> None:
    targets = read_targets(TOWN, "town.yaml", washington)
    made = []
    for start, name in (("town", "a"), ("town", "b"), ("a", "c")):
        out = town.parent / name
        calibrate(read(str(town.parent / start), washington), washington, targets, out)
        made.append({p.name: p.read_bytes() for p in out.iterdir()})
    assert made[0] == made[1] == made[2]
    other = town.parent / "other"
    calibrate(read(str(town), washington), washington, targets, other, seed=2)
    assert (other / "household.parquet").read_bytes() == made[0]["household.parquet"]
    assert (other / "person.parquet").read_bytes() != made[0]["person.parquet"]


def test_tables_without_calibrated_weights_have_the_survey_s(town: Path, washington: Rulebook) -> None:
    assert simulate(washington, str(town)).weights == "survey"
    with pytest.raises(PopulationError, match="nextwave population calibrate"):
        simulate(washington, str(town), weights="calibrated")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("0-17: 21000", "0-17: 2100000", 2, "with ratios from 0.2 to 5, no weights come nearer"),
        ("0-17: 21000", "110-120: 21000", 2, "nobody in the tables"),
        ("units: 4000", "units: 4000000", 3, "can get it under the law"),
        ("title:", "titles:", 1, "no titles here"),
    ],
)
def test_targets_that_cannot_be_met_are_refused_at_their_line_and_nothing_is_written(
    town: Path, old: str, new: str, line: int, said: str
) -> None:
    path = town.parent / "town.yaml"
    path.write_text(TOWN.replace(old, new, 1))
    before = sorted(town.parent.rglob("*"))
    out = str(town.parent / "out")
    done = run(app, ["population", "calibrate", str(town), "--targets", str(path), "--out", out])
    assert done.exit_code == 2
    assert said in done.stderr
    assert f"town.yaml:{line}" in done.stderr
    assert "To do:" in done.stderr
    assert sorted(town.parent.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no population is named"),
        (["nowhere"], "no targets ship for nowhere"),
        (["nowhere", "--targets", "missing.yaml"], "missing.yaml"),
    ],
)
def test_a_call_that_cannot_be_made_says_what_to_do(arguments: list[str], said: str) -> None:
    done = run(app, ["population", "calibrate", *arguments])
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stdout == ""
