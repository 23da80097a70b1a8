"""A run over a rulebook that is not Washington's: its own programme, currency and tenths, or none of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from nextwave.cli import app
from nextwave.population import simulate
from nextwave.population.impact.reporting import NO_TENTHS, tables, text, write
from nextwave.population.tables.reading import SHIPPED
from nextwave.rulebook.loading import load

run = CliRunner().invoke
RIVERTON = Path(__file__).parents[2] / "good_rulebook"
REFORM = "title: More\nfigures:\n  grant.base: {2026-02-01: 160}\n"


def folder_of(to: Path, head: str = "") -> Path:
    """The rulebook of Riverton in a folder of its own, with more lines in its head."""
    shutil.copytree(RIVERTON, to / "riverton")
    path = to / "riverton" / "rulebook.toml"
    path.write_text(path.read_text() + head)
    return to / "riverton"


def homes(to: Path, income: str = "") -> Path:
    """Two homes of Riverton as CSV: Ana alone, who gets 170, and Ben with Cy, of whom Ben is too rich."""
    to.mkdir()
    more = (",income_of_year", ",12000.00", ",90000.00") if income else ("", "", "")
    house, new = "award,listed,sound,by_stages", "0,false,true,false"
    (to / "household.csv").write_text(
        f"id,weight,tenure,{house}{more[0]}\nh1,100,owner,{new}{more[1]}\nh2,300,tenant,{new}{more[2]}\n"
    )
    head = "household,id,birth_date,partner,parents,hours,wage,wage_per,savings,share,student,hardship\n"
    (to / "person.csv").write_text(
        head + "h1,ana,1990-01-01,,,0,0,month,0,1,false,false\n"
        "h2,ben,1980-01-01,,,40,9000,month,0,1,false,false\n"
        "h2,cy,2015-01-01,,ben,0,0,month,0,0,true,false\n"
    )
    (to / "job.csv").write_text("household,person,id,pay,pay_per\n")
    return to


def test_without_a_programme_it_is_the_rulebooks_own_and_without_an_order_there_are_no_tenths(tmp_path: Path) -> None:
    found = simulate(folder_of(tmp_path), homes(tmp_path / "homes"), on="2026-03-01")
    assert found.programme == "grant"
    assert found.effects.totals["cost_before"][0] == 170
    assert "by_decile" not in tables(found)
    assert NO_TENTHS in text(found)
    assert "$" not in text(found)
    assert max(map(len, text(found).splitlines())) <= 100


def test_an_average_and_its_error_have_the_decimals_of_the_currency(tmp_path: Path) -> None:
    book = folder_of(tmp_path, 'currency = "KWD"\nterritory = "KW"\n')
    said = text(simulate(book, homes(tmp_path / "homes"), on="2026-03-01"))
    assert re.search(r"average a month +KWD\N{NO-BREAK SPACE}170\.000 ± \d+\.\d{3}$", said, re.M)


def test_amounts_are_in_the_currency_of_the_rulebook(tmp_path: Path) -> None:
    book = folder_of(tmp_path, 'currency = "GBP"\nterritory = "GB"\n')
    (tmp_path / "reform.yaml").write_text(REFORM)
    found = simulate(book, homes(tmp_path / "homes"), reform=tmp_path / "reform.yaml", on="2026-03-01")
    assert "£170.00" in text(found)
    assert found.effects.sizes is not None
    assert "gains £25 to £100" in found.effects.sizes["change"].to_list()
    write(found, tmp_path / "out")
    drawn = (tmp_path / "out" / "by_type.svg").read_text()
    assert "million pounds a month" in drawn
    assert "dollars" not in drawn
    assert not (tmp_path / "out" / "by_decile.csv").exists()


def test_tenths_are_made_by_the_column_that_the_rulebook_names_whatever_form_the_tables_have(tmp_path: Path) -> None:
    head = '[population]\nusual = "elsewhere"\nranked_by = "income_of_year"\n'
    book = load(folder_of(tmp_path, head))
    found = simulate(book, homes(tmp_path / "homes", income="stated"), on="2026-03-01")
    assert found.effects.by_decile is not None
    people = found.effects.by_decile["cost_before"].to_list()
    assert sum(people) == 170
    assert people.index(170) < 3
    # Tables that lack it have no tenths, and it is said.
    assert NO_TENTHS in text(simulate(book, homes(tmp_path / "others"), on="2026-03-01"))


def test_a_column_for_tenths_that_holds_no_amounts_is_told_at_its_row(tmp_path: Path) -> None:
    book = folder_of(tmp_path, '[population]\nranked_by = "income_of_year"\n')
    path = homes(tmp_path / "homes", income="stated") / "household.csv"
    path.write_text(path.read_text().replace("90000.00", "much"))
    done = run(app, ["population", "check", str(book), str(path.parent), "--on", "2026-03-01"])
    assert done.exit_code == 1
    assert "household.csv, column income_of_year, row 2" in done.stderr


def test_a_rulebook_without_households_says_how_to_name_some(tmp_path: Path) -> None:
    done = run(app, ["simulate", str(folder_of(tmp_path)), "--on", "2026-03-01"])
    assert done.exit_code == 2
    assert "--population FOLDER" in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize(("unit", "cell"), [("minor", "17000"), ("cents", "17000"), ("major", "170.00")])
def test_a_map_names_the_unit_of_amounts_in_any_currency(tmp_path: Path, unit: str, cell: str) -> None:
    folder = homes(tmp_path / "homes")
    people = pl.read_csv(folder / "person.csv", infer_schema=False)
    people.with_columns(savings=pl.lit(cell)).write_csv(folder / "person.csv")
    same = "{" + ", ".join(f"{c}: {c}" for c in people.columns if c != "savings") + "}"
    house = ", ".join(f"{c}: {c}" for c in pl.read_csv(folder / "household.csv").columns)
    (folder / "map.yaml").write_text(
        f"household: {{file: household.csv, columns: {{{house}}}}}\n"
        f"person:\n  file: person.csv\n  columns: {same[:-1]}, savings: {{column: savings, unit: {unit}}}}}\n"
        "job: {file: job.csv, columns: {household: household, person: person, id: id, pay: pay, pay_per: pay_per}}\n"
    )
    done = run(app, ["population", "check", str(folder_of(tmp_path)), "--map", str(folder / "map.yaml"), "--on", "2026-03-01"])  # fmt: skip
    assert done.exit_code == 0, done.output


def test_washingtons_homes_rank_alike_as_parquet_and_as_csv(tmp_path: Path) -> None:
    ids = pl.read_parquet(SHIPPED / "washington" / "household.parquet").head(60)["id"].implode()
    for table in ("household", "person", "job"):
        frame = pl.read_parquet(SHIPPED / "washington" / f"{table}.parquet")
        part = frame.filter(pl.col("id" if table == "household" else "household").is_in(ids))
        for form in ("parquet", "csv"):
            (tmp_path / form).mkdir(exist_ok=True)
        part.write_parquet(tmp_path / "parquet" / f"{table}.parquet")
        listed = [pl.col(c).list.join(" ") for c, kind in part.schema.items() if kind == pl.List(pl.String)]
        part.with_columns(listed).write_csv(tmp_path / "csv" / f"{table}.csv")
    found = [simulate("washington", tmp_path / form, on="2026-11-01").effects.by_decile for form in ("parquet", "csv")]
    assert found[0] is not None
    assert found[1] is not None
    assert found[0].equals(found[1])
