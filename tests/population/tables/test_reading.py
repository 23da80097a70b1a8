"""Tables with a fault are refused with file, column, row and remedy; nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from nextwave.population.tables import reading
from nextwave.population.tables.faults import PopulationError
from nextwave.population.tables.reading import SHIPPED, read
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import RulebookError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The first households of Washington's, as CSV."""
    homes = pl.read_parquet(SHIPPED / "washington" / "household.parquet").head(6)
    for name in ("household", "person", "job"):
        frame = pl.read_parquet(SHIPPED / "washington" / f"{name}.parquet")
        key = "id" if name == "household" else "household"
        frame = frame.filter(pl.col(key).is_in(homes["id"].implode()))
        if "parents" in frame.columns:
            frame = frame.with_columns(pl.col("parents").list.join(" "))
        frame.write_csv(tmp_path / f"{name}.csv")
    return tmp_path


def change(folder: Path, table: str, column: str, row: int, value: str) -> None:
    path = folder / f"{table}.csv"
    frame = pl.read_csv(path, infer_schema=False)
    values = frame[column].to_list()
    values[row - 1] = value
    frame.with_columns(pl.Series(column, values, dtype=pl.String)).write_csv(path)


def faults(folder: Path, washington: Rulebook, **options: Any) -> list[tuple[str, str, str]]:
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    with pytest.raises(PopulationError) as raised:
        read(str(folder), washington, **options)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    assert all(p.remedy for p in raised.value.problems)
    return [(p.place.file, p.what, p.remedy) for p in raised.value.problems]


def test_csv_and_parquet_are_the_same_population(folder: Path, washington: Rulebook) -> None:
    text = read(str(folder), washington)
    shipped = read("washington", washington)
    for name, frame in text.tables.items():
        key = "id" if name == "household" else "household"
        own = shipped.tables[name].filter(pl.col(key).is_in(text.tables["household"]["id"].implode()))
        wanted = [c for c in frame.columns if not c.startswith("cps_")]
        assert frame.select(wanted).equals(own.select(wanted))


@pytest.mark.parametrize(
    ("table", "column", "row", "value", "what"),
    [
        ("person", "household", 2, "2099-1", "no household has this id"),
        ("job", "person", 1, "p99", "no person of this household has this id"),
        ("household", "weight", 3, "-5", "never below 0"),
        ("household", "weight", 1, "NaN", "not a whole number"),
        ("household", "homeless", 2, "perhaps", "not true or false"),
        ("person", "social_security", 1, "12.345", "not an amount"),
        ("person", "social_security", 1, "NaN", "not an amount"),
        ("person", "social_security", 1, "", "no value"),
        ("person", "social_security", 1, "99999999.00", "above 20000"),
        ("person", "social_security", 1, "-1.00", "below 0"),
        ("person", "social_security_per", 2, "day", "no period"),
        ("person", "birth_date", 1, "3/2/1986", "not a day"),
        ("person", "birth_date", 1, "1986-02-30", "no such day"),
        ("person", "immigration_status", 2, "citizn", "not among the choices"),
        ("person", "weekly_hours", 1, "200", "above 168"),
        ("person", "spouse", 1, "p77", "nobody in this household"),
        ("person", "parents", 1, "p1", "themselves"),
        ("household", "calibrated_weight", 2, "-1", "never below 0"),
        ("household", "calibrated_weight", 2, "", "no value"),
        ("household", "calibrated_weight", 2, "1.5", "not a whole number"),
        ("person", "take_up_snap", 3, "1000000", "a lot is from 0"),
        ("person", "take_up_snap", 3, "often", "not a whole number"),
    ],
)
def test_a_fault_is_named_by_file_column_and_row(
    folder: Path, washington: Rulebook, table: str, column: str, row: int, value: str, what: str
) -> None:
    change(folder, table, column, row, value)
    found = faults(folder, washington)
    assert (f"{table}.csv, column {column}, row {row}", True) in [(place, what in text) for place, text, _ in found]


def test_where_no_population_ships_none_is_offered(
    tmp_path: Path, washington: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SHIPPED", tmp_path)
    with pytest.raises(PopulationError) as raised:
        read("nowhere", washington)
    (problem,) = raised.value.problems
    assert problem.remedy == "name a folder of tables; build one with `nextwave population build`, or invent one"


def test_an_id_that_stands_twice_is_named_where_it_stands(folder: Path, washington: Rulebook) -> None:
    first = pl.read_csv(folder / "household.csv", infer_schema=False)["id"][0]
    change(folder, "household", "id", 2, first)
    places = [place for place, what, _ in faults(folder, washington) if "twice" in what]
    assert places == ["household.csv, column id, row 1", "household.csv, column id, row 2"]


def test_an_unknown_column_is_refused_with_the_nearest_name(folder: Path, washington: Rulebook) -> None:
    path = folder / "household.csv"
    path.write_text(path.read_text().replace("homeless", "homelesss", 1))
    found = faults(folder, washington)
    assert ("household.csv, column homelesss", "no fact has this name", "did you mean homeless?") in found
    assert any(place == "household.csv, column homeless" and "missing" in what for place, what, _ in found)


def test_a_missing_fact_is_taken_where_the_run_names_it(folder: Path, washington: Rulebook) -> None:
    path = folder / "household.csv"
    pl.read_csv(path, infer_schema=False).drop("homeless").write_csv(path)
    assert any("--assume" in remedy for _, _, remedy in faults(folder, washington))
    found = read(str(folder), washington, {"homeless": "false"})
    assert found.sheet["assumed"] == {"homeless": "false"}
    assert not found.tables["household"]["homeless"].any()


def test_a_missing_table_a_cut_off_one_and_one_in_another_encoding_are_refused(
    folder: Path, washington: Rulebook, tmp_path: Path
) -> None:
    (folder / "job.csv").unlink()
    assert any(place == "job.parquet" and "missing" in what for place, what, _ in faults(folder, washington))
    whole = (SHIPPED / "washington" / "job.parquet").read_bytes()
    (folder / "job.parquet").write_bytes(whole[: len(whole) // 2])
    assert any(place == "job.parquet" and "cannot be read" in what for place, what, _ in faults(folder, washington))


def test_a_household_without_people_or_with_too_many_is_refused(folder: Path, washington: Rulebook) -> None:
    people = pl.read_csv(folder / "person.csv", infer_schema=False)
    first = people["household"][0]
    one = (
        people.filter(pl.col("household") == first)
        .head(1)
        .with_columns(spouse=pl.lit(None, pl.String), parents=pl.lit(""))
    )
    many = pl.concat([one.with_columns(id=pl.lit(f"p{i}")) for i in range(1, 22)])
    pl.concat([many, people.filter(pl.col("household") != first)]).write_csv(folder / "person.csv")
    assert any("more than 20 people" in what for _, what, _ in faults(folder, washington))
    people.filter(pl.col("household") != first).write_csv(folder / "person.csv")
    assert any("nobody lives" in what for _, what, _ in faults(folder, washington))


FAULTY: list[tuple[str, pl.Expr, str, str]] = [
    ("person", pl.lit("2099-1").alias("household"), "column household, row 1", "no household has this id"),
    ("household", pl.lit(-5, pl.Int64).alias("weight"), "column weight, row 1", "never below 0"),
    ("household", pl.lit(float("nan")).alias("weight"), "column weight", "is Float64, not a whole number"),
    ("person", pl.lit(float("nan")).alias("social_security"), "column social_security", "is Float64, not an amount"),
    ("person", pl.lit(None, pl.Decimal(12, 2)).alias("social_security"), "column social_security, row 1", "no value"),
    ("person", pl.lit(3).alias("birth_date"), "column birth_date", "not a day"),
    ("person", pl.lit(1).alias("in_school"), "column in_school", "not true or false"),
]


@pytest.mark.parametrize(("table", "wrong", "place", "what"), FAULTY, ids=[f"{t} {p} {w}" for t, _, p, w in FAULTY])
def test_a_fault_of_parquet_is_named_by_file_column_and_row(
    folder: Path, washington: Rulebook, table: str, wrong: pl.Expr, place: str, what: str
) -> None:
    for name in ("household", "person", "job"):
        (folder / f"{name}.csv").unlink()
        frame = pl.read_parquet(SHIPPED / "washington" / f"{name}.parquet")
        (frame.with_columns(wrong) if name == table else frame).write_parquet(folder / f"{name}.parquet")
    found = faults(folder, washington)
    assert any(at == f"{table}.parquet, {place}" and what in text for at, text, _ in found)


def test_a_csv_that_is_cut_off_is_refused(folder: Path, washington: Rulebook) -> None:
    path = folder / "person.csv"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - 150])
    assert any(place.startswith("person.csv") for place, _, _ in faults(folder, washington))
    path.write_bytes(whole[:200] + b"\xff\xfe" + whole[200:])
    assert any(place.startswith("person.csv") for place, _, _ in faults(folder, washington))


def test_many_faults_are_counted(folder: Path, washington: Rulebook) -> None:
    path = folder / "person.csv"
    frame = pl.read_csv(path, infer_schema=False)
    bad = frame.with_columns(pl.lit("x").alias(c) for c in ("weekly_hours", "birth_date", "savings"))
    bad.write_csv(path)
    found = faults(folder, washington)
    assert "more faults" in found[-1][1]
    assert len(found) == 21


def test_text_where_a_column_should_hold_numbers_is_one_fault(folder: Path, washington: Rulebook) -> None:
    frame = pl.read_parquet(SHIPPED / "washington" / "household.parquet")
    for name in ("household", "person", "job"):
        (folder / f"{name}.csv").unlink()
        pl.read_parquet(SHIPPED / "washington" / f"{name}.parquet").write_parquet(folder / f"{name}.parquet")
    frame.with_columns(weight=pl.col("weight").cast(pl.Float64)).write_parquet(folder / "household.parquet")
    found = faults(folder, washington)
    assert [(place, "Float64" in what) for place, what, _ in found] == [("household.parquet, column weight", True)]


MAP = """
household:
  file: cases.csv
  columns:
{household}
person:
  file: clients.csv
  columns:
{person}
job:
  file: pay.csv
  columns: {{household: CASE, person: CLIENT, id: NUMBER, pay: {{column: CENTS, unit: cents, per: month}}}}
"""


@pytest.fixture
def agency(folder: Path) -> Path:
    """The same households as an agency may have them: other names, codes, cents."""
    homes = pl.read_csv(folder / "household.csv", infer_schema=False)
    people = pl.read_csv(folder / "person.csv", infer_schema=False)
    jobs = pl.read_csv(folder / "job.csv", infer_schema=False)
    homes.with_columns(pl.col("homeless").replace({"false": "N", "true": "Y"})).rename(
        {"id": "CASE", "homeless": "HMLS"}
    ).drop("weight").write_csv(folder / "cases.csv")
    people.rename({"household": "CASE", "id": "CLIENT"}).write_csv(folder / "clients.csv")
    jobs.select(
        CASE="household", CLIENT="person", NUMBER="id", CENTS=pl.col("pay").str.replace(".", "", literal=True)
    ).write_csv(folder / "pay.csv")
    own = [c for c in homes.columns if c not in ("id", "weight", "homeless") and not c.startswith("cps_")]
    household = ["id: CASE", "weight: {value: 100}", 'homeless: {column: HMLS, values: {"Y": true, "N": false}}']
    household += [f"{c}: {c}" for c in own]
    person = ["household: CASE", "id: CLIENT", *[f"{c}: {c}" for c in people.columns if c not in ("household", "id")]]
    text = MAP.format(
        household="\n".join(f"    {line}" for line in household), person="\n".join(f"    {line}" for line in person)
    )
    (folder / "agency.yaml").write_text(text)
    return folder / "agency.yaml"


def test_an_agency_s_own_tables_are_the_same_population_by_a_map(agency: Path, washington: Rulebook) -> None:
    found, plain = read("", washington, through=agency), read(str(agency.parent), washington)
    assert found.tables["job"].equals(plain.tables["job"])
    assert found.tables["person"].equals(plain.tables["person"])
    assert found.tables["household"]["homeless"].equals(plain.tables["household"]["homeless"])
    assert found.tables["household"]["weight"].unique().to_list() == [100]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("homeless: {column", "hovel: {column", "household has no column hovel"),
        ("column: HMLS", "column: HMS", "the file has no column HMS"),
        ("unit: cents", "unit: pence", "unit of pay is neither"),
        ("per: month", "per: moon", "per of pay is no period"),
        ("{value: 100}", "{value: 100, column: CASE}", "mapped in no way"),
        ("job:", "jobs:", "there is no table jobs"),
    ],
)
def test_a_map_that_cannot_be_taken_is_refused_at_its_line(
    agency: Path, washington: Rulebook, old: str, new: str, said: str
) -> None:
    agency.write_text(agency.read_text().replace(old, new, 1))
    with pytest.raises(RulebookError, match=said) as raised:
        read("", washington, through=agency)
    assert raised.value.problems[0].place.line > 1
    assert raised.value.problems[0].remedy


def test_a_map_whose_file_is_missing_is_refused_by_its_name(agency: Path, washington: Rulebook) -> None:
    (agency.parent / "pay.csv").unlink()
    with pytest.raises(PopulationError, match=r"pay\.csv"):
        read("", washington, through=agency)


@pytest.mark.parametrize(
    ("file", "column", "row", "value", "what"),
    [
        ("clients", "CASE", 2, "2099-1", "no household has this id"),
        ("clients", "weekly_hours", 1, "NaN", "not a whole number"),
        ("clients", "social_security", 3, "NaN", "not an amount"),
        ("clients", "birth_date", 1, "soon", "not a day"),
        ("cases", "HMLS", 2, "MAYBE", "not true or false"),
        ("cases", "calibrated_weight", 2, "-7", "never below 0"),
    ],
)
def test_a_fault_through_a_map_is_named_by_table_column_and_row_and_nothing_is_written(
    agency: Path, washington: Rulebook, file: str, column: str, row: int, value: str, what: str
) -> None:
    change(agency.parent, file, column, row, value)
    before = {p.name: p.read_bytes() for p in agency.parent.iterdir()}
    with pytest.raises(PopulationError) as raised:
        read("", washington, through=agency)
    problem = next(p for p in raised.value.problems if what in p.what)
    assert f", row {row}" in problem.place.file
    assert "(by agency.yaml)" in problem.place.file
    assert problem.remedy
    assert {p.name: p.read_bytes() for p in agency.parent.iterdir()} == before


def test_a_fact_that_a_map_leaves_out_is_an_error_unless_the_run_names_it(agency: Path, washington: Rulebook) -> None:
    lines = [line for line in agency.read_text().splitlines() if "homeless:" not in line]
    agency.write_text("\n".join(lines))
    with pytest.raises(PopulationError, match="--assume"):
        read("", washington, through=agency)
    found = read("", washington, {"homeless": "false"}, through=agency)
    assert found.sheet["assumed"] == {"homeless": "false"}
