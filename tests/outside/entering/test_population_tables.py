"""`population check` finds all that a run refuses, each fault once, at its row; and what a table says is never read as
something else."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.outside.service import run

#: What everyone has who is named in a test: filled in by column, whatever facts the rulebook asks for.
PLAIN = {"true or false": "false", "dollars, two decimals": "0.00", "date": "1986-02-03", "whole number": "0"}


class Tables:
    """CSV tables of one household, made from the columns that `population schema` names."""

    def __init__(self, folder: Path, told: str) -> None:
        self.folder = folder
        self.rows: dict[str, list[dict[str, str]]] = {}
        self.plain: dict[str, dict[str, str]] = {}
        for block in told.split("## ")[1:]:
            name, _, rest = block.partition("\n")
            self.plain[name.strip()] = {
                column: _plain(kind.strip()) for column, kind in re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", rest, re.M)
            }
            self.rows[name.strip()] = []

    def add(self, table: str, **values: str) -> None:
        self.rows[table].append({**self.plain[table], **values})

    def write(self, **changed: Callable[[str], str | bytes]) -> None:
        """Writes every table as CSV; the texts of those that are named changed."""
        for name, rows in self.rows.items():
            path = self.folder / f"{name}.csv"
            with path.open("w", newline="") as file:
                writer = csv.DictWriter(file, list(self.plain[name]))
                writer.writeheader()
                writer.writerows(rows)
            if name in changed:
                made = changed[name](path.read_text())
                path.write_bytes(made if isinstance(made, bytes) else made.encode())

    def check(self, *more: str) -> tuple[int, list[dict[str, str]], str]:
        status, told, said = run("population", "check", "washington", str(self.folder), "--json", *more)
        assert "Traceback" not in said, said[-600:]
        return status, json.loads(told).get("problems", []), told + said


def _plain(kind: str) -> str:
    if kind.startswith("one of "):
        return kind.removeprefix("one of ").split(", ")[0]
    return "month" if kind.startswith("week,") else PLAIN.get(kind, "")


@pytest.fixture(scope="module")
def schema() -> str:
    status, told, said = run("population", "schema", "washington")
    assert status == 0, said
    return told


@pytest.fixture
def tables(tmp_path: Path, schema: str) -> Tables:
    made = Tables(tmp_path, schema)
    made.add("household", id="h1", weight="100")
    made.add("person", household="h1", id="p1", birth_date="1986-02-03")
    made.add("person", household="h1", id="p2", birth_date="2016-02-03", parents="p1")
    made.add("job", household="h1", person="p1", id="j1", pay="350.00", pay_per="week")
    return made


def found(tables: Tables, *more: str) -> list[tuple[str, str]]:
    status, problems, said = tables.check(*more)
    assert status == 1, said
    assert all(p["remedy"] for p in problems)
    return [(p["file"], p["what"]) for p in problems]


def test_tables_without_a_fault_are_taken(tables: Tables) -> None:
    tables.write()
    status, problems, said = tables.check()
    assert (status, problems) == (0, []), said


def test_a_birth_in_the_future_is_found_at_its_row(tables: Tables) -> None:
    tables.rows["person"][1]["birth_date"] = "2031-02-03"
    tables.write()
    assert [place for place, _ in found(tables)] == ["person.csv, column birth_date, row 2"]


def test_a_run_says_where_a_fault_is_too(tables: Tables) -> None:
    tables.rows["person"][1]["birth_date"] = "2031-02-03"
    tables.write()
    status, told, said = run("simulate", "washington", "--population", str(tables.folder))
    assert status != 0 and "Traceback" not in told + said
    assert "person.csv" in said and "row 2" in said, said


def test_a_parent_younger_than_the_child_is_found_at_the_row(tables: Tables) -> None:
    tables.rows["person"][1]["birth_date"] = "1980-02-03"
    tables.write()
    places = found(tables)
    assert len(places) == 1 and places[0][0].startswith("person.csv") and "row 2" in places[0][0], places


def test_a_spouse_on_one_side_is_found_at_the_row(tables: Tables) -> None:
    tables.add("person", household="h1", id="p3", birth_date="1986-02-03", spouse="p1")
    tables.write()
    places = found(tables)
    assert len(places) == 1 and places[0][0].startswith("person.csv") and "row 3" in places[0][0], places


def test_more_jobs_than_are_looked_at_are_found(tables: Tables) -> None:
    for number in range(2, 9):
        tables.add("job", household="h1", person="p1", id=f"j{number}", pay="10.00", pay_per="week")
    tables.write()
    places = found(tables)
    assert places and all(place.startswith("job.csv") for place, _ in places), places
    assert "row 8" in places[-1][0]


def test_tables_of_names_only_have_no_households(tables: Tables) -> None:
    for rows in tables.rows.values():
        rows.clear()
    tables.write()
    places = found(tables)
    assert len(places) == 1 and "no households" in places[0][1], places
    status, told, said = run("simulate", "washington", "--population", str(tables.folder))
    assert status != 0 and "Traceback" not in told + said and "no households" in said


#: Blank rows, one kind for each table.
BLANK = {"household": "\n\r\n", "person": ",,,\n  \n", "job": "\u00a0,\u200b\n\u3164\n"}


def test_blank_rows_are_left_out(tables: Tables) -> None:
    tables.write(**{table: lambda text, blank=blank: text + blank for table, blank in BLANK.items()})
    status, problems, said = tables.check()
    assert (status, problems) == (0, []), said


def test_lines_before_the_names_and_columns_without_any_are_left_out(tables: Tables) -> None:
    tables.write(person=lambda text: "\n , \n" + text, household=lambda text: text.replace("\n", ",,\n"))
    status, problems, said = tables.check()
    assert (status, problems) == (0, []), said


#: Rows of another length, with how many cells they have.
SHORT = [("h1,p3", 2), ("\x1a", 1), ("h1" + "," * 300, 301)]


def test_a_row_of_another_length_is_one_fault_at_its_row(tables: Tables) -> None:
    tables.write(person=lambda text: text + "".join(f"{row}\n" for row, _ in SHORT))
    places = sorted(found(tables))
    assert [place for place, _ in places] == [f"person.csv, row {row}" for row in (3, 4, 5)], places
    assert all(f"cells in this row: {cells}" in said for (_, said), (_, cells) in zip(places, SHORT, strict=True))


def test_something_in_a_column_without_a_name_is_one_fault(tables: Tables) -> None:
    tables.write(person=lambda text: text.replace("\n", ",\n", 1).replace("\n", ",x\n").replace(",x\n", "\n", 1))
    places = found(tables)
    assert len(places) == 1 and places[0][0] == "person.csv" and "without a name" in places[0][1], places


@pytest.mark.parametrize("assumed", [("savings=5",), ("homeless=true",), ("applied_on=2026-11-01", "applied_on=2026-11-02")])  # fmt: skip
def test_what_would_be_assumed_beside_a_column_or_twice_is_refused(tables: Tables, assumed: tuple[str, ...]) -> None:
    tables.write()
    status, problems, said = tables.check(*(word for one in assumed for word in ("--assume", one)))
    assert status in (1, 2) and len(problems) == 1 and "--assume" in json.dumps(problems), said


def test_a_row_keeps_its_number_after_a_blank_one(tables: Tables) -> None:
    tables.rows["person"][1]["weekly_hours"] = "many"
    tables.write(person=lambda text: text.replace("\n", "\n\n", 2))
    assert [place for place, _ in found(tables)] == ["person.csv, column weekly_hours, row 4"]


#: Cells that are wrong, each in a row of its own.
BAD = [
    ("birth_date", "soon"), ("birth_date", "1986-02-30"), ("birth_date", "02/03/1986"), ("birth_date", "31446"),
    ("savings", "much"), ("savings", "350,25"), ("savings", "1.200"), ("savings", "1e3"), ("savings", "3 50"),
    ("savings", "1_000"), ("savings", "50%"), ("savings", "-5"), ("savings", "\u20ac350"), ("savings", "12.345"),
    ("weekly_hours", "999"), ("weekly_hours", "1.5"), ("in_school", "yes"), ("immigration_status", "citizn"),
]  # fmt: skip


def test_a_bad_cell_is_one_fault(tables: Tables) -> None:
    for number, (column, value) in enumerate(BAD):
        tables.add("household", id=f"b{number}", weight="100")
        tables.add("person", household=f"b{number}", id="p1", **{column: value})
    tables.write()
    assert sorted(place for place, _ in found(tables)) == sorted(
        f"person.csv, column {column}, row {row}" for row, (column, _) in enumerate(BAD, 3)
    )


def test_someone_who_is_nobody_here_is_one_fault(tables: Tables) -> None:
    tables.rows["person"][1]["spouse"] = "p9"
    tables.write()
    assert [place for place, _ in found(tables)] == ["person.csv, column spouse, row 2"]


def test_cells_are_read_as_pages_read_what_is_typed(tables: Tables) -> None:
    tables.rows["person"][0] |= {
        "savings": " $1,200.50\u200b",
        "birth_date": "1986\u201102\u201103",
        "weekly_hours": "40.0",
    }
    tables.write()
    status, problems, said = tables.check()
    assert (status, problems) == (0, []), said
    status, told, said = run("population", "show", "washington", str(tables.folder), "h1")
    person = json.loads(told)["people"][0]
    assert (person["savings"], person["birth_date"], person["weekly_hours"]) == ("1200.50", "1986-02-03", 40)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.encode("utf-16"), "UTF-16"),
        (lambda text: text.encode() + b"\xe9\n", "UTF-8"),
        (lambda text: text.encode() + b"\x00", "no text"),
        (lambda text: text.replace(",", ";"), "semicolons"),
        (lambda text: text.replace("household,id", "id,id", 1), "twice"),
        (lambda text: text + '"h1,', "cannot be read"),
        (lambda text: "", "names no columns"),
    ],
)
def test_a_file_that_would_be_read_otherwise_is_one_fault(tables: Tables, change: Callable[[str], str | bytes], said: str) -> None:  # fmt: skip
    tables.write(person=change)
    places = found(tables)
    assert len(places) == 1 and places[0][0].startswith("person.csv") and said in places[0][1], places


def mapped(tables: Tables, cells: list[str], how: str, fact: str = "savings") -> Path:
    """The people's table with one column of an agency's own, and a map that says how it is read."""
    tables.plain["person"]["OWN"] = ""
    for row, cell in zip(tables.rows["person"], cells, strict=True):
        row["OWN"] = cell
    tables.write()
    lines = []
    for table, plain in tables.plain.items():
        lines += [f"{table}:", f"  file: {table}.csv", "  columns:"]
        left = ("OWN", f"{fact}_per" if "per:" in how else "")
        lines += [f"    {c}: {how if c == fact else c}" for c in plain if c not in left]
    path = tables.folder / "agency.yaml"
    path.write_text("\n".join(lines) + "\n")
    return path


def through(path: Path) -> tuple[int, str, str]:
    status, told, said = run("population", "check", "washington", "--map", str(path), "--json")
    assert "Traceback" not in told + said, said[-600:]
    return status, told, said


def test_cents_are_cents_whatever_stands_around_them(tables: Tables) -> None:
    def came(cell: str) -> str:
        path = mapped(tables, [cell, "0"], "{column: OWN, unit: cents, per: month}", "social_security")
        status, told, said = run("simulate", "washington", "--map", str(path), "--json")
        assert "Traceback" not in told + said, said[-600:]
        assert status == 0, said
        return json.dumps(json.loads(told)["totals"])

    plain = came("60000")
    for cell in ("60000 ", "60000\u200b"):
        assert came(cell) == plain, cell


def test_what_is_no_whole_number_of_cents_is_one_fault(tables: Tables) -> None:
    status, told, said = through(mapped(tables, ["600.00", "60 0"], "{column: OWN, unit: cents}"))
    problems = json.loads(told)["problems"]
    wanted = [f"person (by agency.yaml), column savings, row {row}" for row in (1, 2)]
    assert status == 1 and [p["file"] for p in problems] == wanted, told


@pytest.mark.parametrize(
    ("how", "fact"),
    [
        ("{column: OWN, values: {'1': 5, '1 ': 6}}", "savings"),
        ("{column: OWN, per: month}\n    rent_per: rent_per", "rent"),
    ],
)
def test_a_map_says_each_thing_once(tables: Tables, how: str, fact: str) -> None:
    status, told, said = through(mapped(tables, ["1", "1"], how, fact))
    problem = json.loads(told)["problems"][0]
    assert status in (1, 2) and problem["file"] == "agency.yaml" and problem["line"] > 1, told


def test_rows_are_numbered_as_in_their_own_file(tables: Tables) -> None:
    path = mapped(tables, ["1", "x"], "OWN")
    for folder, table in (("a", "household"), ("b", "person")):
        (tables.folder / folder).mkdir()
        text = (tables.folder / f"{table}.csv").read_text()
        (tables.folder / folder / "own.csv").write_text(text.replace("\n", "\n\n", 1) if folder == "a" else text)
    path.write_text(path.read_text().replace("household.csv", "a/own.csv").replace("person.csv", "b/own.csv"))
    status, told, said = through(path)
    assert [p["file"] for p in json.loads(told)["problems"]] == ["person (by agency.yaml), column savings, row 2"], told


def test_a_mapped_day_has_its_form_in_the_map(tables: Tables) -> None:
    how = "{column: OWN, format: MM/DD/YYYY}"
    assert through(mapped(tables, ["03/02/1990", "2/3/2016 "], how, "birth_date"))[0] == 0
    status, told, said = through(mapped(tables, ["03/02/1990", "13/02/2016"], how, "birth_date"))
    problems = json.loads(told)["problems"]
    assert status == 1 and [p["file"] for p in problems] == ["person (by agency.yaml), column birth_date, row 2"], told


def test_a_mapped_day_without_its_form_is_one_fault(tables: Tables) -> None:
    status, told, said = through(mapped(tables, ["1990-03-02", "03/02/2016"], "OWN", "birth_date"))
    problems = json.loads(told)["problems"]
    assert status == 1 and [p["file"] for p in problems] == ["person (by agency.yaml), column birth_date, row 2"], told


@pytest.mark.parametrize("how", ["{column: OWN, format: MM/DD/YY}", "{column: OWN, unit: cents}"])  # fmt: skip
def test_a_form_that_is_none_is_refused_at_its_line(tables: Tables, how: str) -> None:
    status, told, said = through(mapped(tables, ["03/02/1990", "03/02/2016"], how, "birth_date"))
    problem = json.loads(told)["problems"][0]
    assert status in (1, 2) and problem["file"] == "agency.yaml" and problem["line"] > 1, told
