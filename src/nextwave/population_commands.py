"""The command line of populations: `nextwave population build|invent|calibrate|check|show|schema`, and `nextwave simulate`."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nextwave.terminal import AsJson, ReformFile, RulebookName, loaded, out, parsed_day, progress, refuse

if TYPE_CHECKING:
    from nextwave.population.day import Day
    from nextwave.population.tables.reading import Population
    from nextwave.rulebook.model import Rulebook

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Households to try the law on.")

PopulationName = Annotated[str, typer.Argument(metavar="POPULATION", help="One that ships or was built, or a folder.")]
Assumed = Annotated[
    list[str] | None, typer.Option("--assume", metavar="FACT=VALUE", help="A fact the tables lack, alike for everyone.")
]


OnDayOfTables = Annotated[
    str, typer.Option("--on", metavar="DATE", help="The day; without it that of the tables, else today.")
]
Mapped = Annotated[
    str, typer.Option("--map", metavar="FILE", help="Which of your own columns is which fact (see docs/population.md).")
]


def _named(rulebook: str, as_json: bool) -> str:
    """The rulebook that is named, or the one that is taken where none is."""
    from nextwave.rulebook.finding import usual
    from nextwave.rulebook.problems import Place, Problem

    found = rulebook or usual()
    if not found:
        refuse([Problem("no-rulebook", "no rulebook is named", Place("command line"), "add --rulebook NAME")], as_json)
    return found


def assumed(given: list[str] | None, book: Rulebook, as_json: bool) -> dict[str, Any]:
    """FACT=VALUE as values of facts."""
    from nextwave.rulebook.problems import Place, Problem

    found: dict[str, Any] = {}
    for text in given or []:
        name, _, value = text.partition("=")
        fact = next((f for f in book.facts.values() if f.name == name or (f.flow and f"{f.name}_per" == name)), None)
        if name in found:
            what = f"--assume {name[:60]} is given twice"
            refuse([Problem("assume", what, Place("command line"), "keep one of them")], as_json)
        if fact is None or not value or not _is_text(value):
            what = f"--assume {ascii(text[:60])[1:-1]} names no fact and value"
            refuse([Problem("assume", what, Place("command line"), "write it as homeless=false")], as_json)
        found[name] = value
    return found


def _is_text(value: str) -> bool:
    """Whether a word of the command line was text: bytes that are none come as halves of signs."""
    return not any("\ud800" <= c <= "\udfff" for c in value)


def read_population(
    name: str,
    book: Rulebook,
    given: list[str] | None,
    as_json: bool,
    through: str = "",
    on: date | None = None,
) -> Population:
    from nextwave.population.tables.faults import PopulationError
    from nextwave.population.tables.reading import read
    from nextwave.rulebook.problems import Place, Problem, RulebookError

    try:
        return read(name, book, assumed(given, book, as_json), Path(through) if through else None, on)
    except (PopulationError, RulebookError) as error:
        refuse(error.problems, as_json, 1)
    except (OSError, UnicodeDecodeError) as error:
        what = f"cannot read it: {getattr(error, 'strerror', None) or 'this is no UTF-8 text'}"
        refuse([Problem("file", what, Place(through), "name a map that can be read")], as_json)


def _day(on: str, population: str, book: Rulebook, through: str, as_json: bool) -> Day:
    """The day that is named, or that of the tables."""
    from nextwave.population.day import Day, day_of
    from nextwave.population.tables.faults import PopulationError
    from nextwave.population.tables.reading import sheet_of

    if on:
        return Day(parsed_day(on, as_json))
    try:
        return day_of(sheet_of(population, Path(through) if through else None), book, date.today())
    except PopulationError as error:
        refuse(error.problems, as_json, 1)


@app.command()
def build(
    name: Annotated[str, typer.Argument(metavar="PLACE", help="Whose households: a place of a survey (populations/sources).")],
    source: Annotated[str, typer.Option("--source", metavar="FILE", help="The survey's file; without it, it is fetched.")] = "",
    seed: Annotated[int, typer.Option("--seed", min=0, help="Where chance begins.")] = 1,
    vary: Annotated[list[str] | None, typer.Option("--vary", metavar="STEP=SEED", help="One step of imputation drawn anew.")] = None,
    folder: Annotated[str, typer.Option("--out", metavar="FOLDER", help="Where to write it; without it, the user's cache.")] = "",
    rulebook: Annotated[str, typer.Option("--rulebook", help="Whose facts the tables have; without it, the usual one's.")] = "",
    sensitivity: Annotated[bool, typer.Option("--sensitivity", help="Draw each imputation anew too, and keep what comes out.")] = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Make a population from a survey (see docs/population.md)."""
    from nextwave.population.building.building import add_to_sheet
    from nextwave.population.building.building import build as make
    from nextwave.population.building.sensitivity import sensitivity as drawn_anew
    from nextwave.population.building.source import SourceError, places
    from nextwave.population.tables.reading import cache
    from nextwave.rulebook.problems import Place, Problem

    there = places()
    if name not in there:
        what = f"there is no population {name[:60]} to build"
        refuse([Problem("population", what, Place("command line"), "name " + " or ".join(there))], as_json)
    households = there[name]
    steps = set(households.source.steps)
    anew: dict[str, int] = {}
    for text in vary or []:
        step, _, number = text.partition("=")
        if step not in steps or not re.fullmatch(r"[0-9]{1,9}", number):
            remedy = "write one as 'rent=2': " + ", ".join(sorted(steps))
            refuse([Problem("vary", f"--vary {text[:60]} is no step and seed", Place("command line"), remedy)], as_json)
        if step in anew:
            what = f"--vary {step} is given twice"
            refuse([Problem("vary", what, Place("command line"), "keep one of them")], as_json)
        anew[step] = int(number)
    book = loaded(_named(rulebook, as_json), as_json)
    target = Path(folder) if folder else cache() / name
    try:
        with progress(as_json) as told:
            path = Path(source) if source else None
            sheet = make(households, path, target, book, seed, anew, told)
            if sensitivity:
                found = drawn_anew(households, path, book, seed, told)
                add_to_sheet(target, {"sensitivity": found})
    except SourceError as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(2) from None
    except OSError as error:
        place = Place(str(target))
        refuse([Problem("file", f"cannot write there: {error.strerror}", place, "name another folder: --out")], as_json)
    counts = sheet["counts"]
    if as_json:
        out(json.dumps({"folder": str(target), "counts": counts, "checks": sheet["checks"]}))
    else:
        out(
            f"{counts['households']:,} households of {counts['people']:,} people in {target}; see data_sheet.yaml there."
        )


@app.command()
def invent(
    rulebook: RulebookName,
    count: Annotated[int, typer.Option("--households", min=1, max=20_000, help="How many.")] = 200,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Where chance begins.")] = 1,
    folder: Annotated[str, typer.Option("--out", metavar="FOLDER", help="Where to write it; without it, RULEBOOK-invented in the user's cache.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day by whose law they are possible; without it, today.")] = "",
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Invent households from a rulebook's facts, to try it with: they are nobody's, and say nothing about the world."""
    from nextwave.population.inventing.population import invent as make
    from nextwave.population.tables.faults import PopulationError
    from nextwave.population.tables.reading import cache
    from nextwave.rulebook.problems import Place, Problem, RulebookError

    book = loaded(rulebook, as_json)
    day = parsed_day(on, as_json) if on else date.today()
    target = Path(folder) if folder else cache() / f"{book.name}-invented"
    try:
        with progress(as_json) as told:
            sheet = make(book, target, count, seed, day, told=told)
    except (PopulationError, RulebookError) as error:
        refuse(error.problems, as_json, 1)
    except OSError as error:
        place = Place(str(target))
        refuse([Problem("file", f"cannot write there: {error.strerror}", place, "name another folder: --out")], as_json)
    if as_json:
        out(json.dumps({"folder": str(target), "invented": True, "counts": sheet["counts"]}))
    else:
        counts = sheet["counts"]
        out(
            f"{counts['households']:,} invented households of {counts['people']:,} people in {target}: they are nobody's, "
            f"and say nothing about the world.\nTry them: nextwave simulate {rulebook} --population {target} --on {day}"
        )


@app.command()
def calibrate(
    population: Annotated[str, typer.Argument(metavar="POPULATION", help="One that ships or was built, or a folder; none with --map.")] = "",
    targets: Annotated[str, typer.Option("--targets", metavar="FILE", help="Published totals (see docs/population.md); without it, those that ship for this population.")] = "",
    folder: Annotated[str, typer.Option("--out", metavar="FOLDER", help="Where to write it; without it, POPULATION-calibrated in the user's cache.")] = "",
    seed: Annotated[int, typer.Option("--seed", min=0, help="Where chance begins.")] = 1,
    rulebook: Annotated[str, typer.Option("--rulebook", help="Whose facts the tables have, and whose rules say who can get what; without it, the usual one's.")] = "",
    assume: Assumed = None,
    through: Mapped = "",
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Weight households so that they come to published totals, and draw who takes a programme up."""
    from nextwave.population.calibration.targets import read, shipped
    from nextwave.rulebook.problems import Place, Problem, RulebookError

    if not population and not through:
        remedy = "write nextwave population calibrate POPULATION, or --map FILE"
        refuse([Problem("population", "no population is named", Place("command line"), remedy)], as_json)
    book = loaded(_named(rulebook, as_json), as_json)
    path = Path(targets) if targets else shipped(population)
    if path is None:
        what = f"no targets ship for {population[:60] or 'these tables'}"
        refuse([Problem("targets", what, Place("command line"), "name a file of them: --targets FILE")], as_json)
    try:
        wanted = read(path.read_text("utf-8"), path.name, book)
    except RulebookError as error:
        refuse(error.problems, as_json)
    except (OSError, UnicodeDecodeError) as error:
        what = f"cannot read it: {getattr(error, 'strerror', None) or 'this is no UTF-8 text'}"
        refuse([Problem("file", what, Place(targets), "name a YAML file that can be read")], as_json)
    tables = read_population(population, book, assume, as_json, through)
    from nextwave.population.calibration.calibrating import as_text
    from nextwave.population.calibration.calibrating import calibrate as make
    from nextwave.population.tables.faults import PopulationError
    from nextwave.population.tables.reading import cache

    target = Path(folder) if folder else cache() / f"{tables.name}-calibrated"
    try:
        with progress(as_json) as told:
            section = make(tables, book, wanted, target, seed, told)
    except (PopulationError, RulebookError) as error:
        refuse(error.problems, as_json)
    except OSError as error:
        place = Place(str(target))
        refuse([Problem("file", f"cannot write there: {error.strerror}", place, "name another folder: --out")], as_json)
    if as_json:
        out(json.dumps({"folder": str(target), **section}, default=str, indent=2))
    else:
        out(f"{as_text(section)}\n\nWritten to {target}.")


@app.command()
def check(
    rulebook: RulebookName,
    population: Annotated[str, typer.Argument(metavar="POPULATION", help="One that ships or was built, or a folder; none with --map.")] = "",
    assume: Assumed = None,
    through: Mapped = "",
    on: OnDayOfTables = "",
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Read tables and say what is wrong with them, or what is there: all that a run on that day would refuse."""
    book = loaded(rulebook, as_json)
    taken = _day(on, population, book, through, as_json)
    day = taken.on
    found = read_population(population, book, assume, as_json, through, day)
    # What works tables out is loaded once there are some.
    from nextwave.population.evaluation import refuse_impossible
    from nextwave.population.situations import as_of
    from nextwave.population.tables.faults import PopulationError
    from nextwave.rulebook.problems import RulebookError

    try:
        with progress(as_json) as told:
            refuse_impossible(as_of(found, day), book, day, told)
    except (PopulationError, RulebookError) as error:
        refuse(error.problems, as_json, 1)
    homes, people = found.homes, found.people
    weight = int(homes["weight"].sum()) / 100
    if as_json:
        which = {"on": day.isoformat(), **({"on_because": taken.why} if taken.why else {})}
        counted = {"households": homes.height, "people": people.height}
        out(json.dumps({"name": found.name, "version": found.version, **which, **counted}))
    else:
        counts = f"{homes.height:,} households of {people.height:,} people, standing for {weight:,.0f}"
        out(f"{found.name}: {counts}; no faults on {day}{f' ({taken.said()})' if taken.why else ''}.")


@app.command()
def show(
    rulebook: RulebookName,
    population: PopulationName,
    household: Annotated[str, typer.Argument(metavar="HOUSEHOLD", help="Its id.")],
    as_json: AsJson = False,
) -> None:
    """Print one household as a situation, for `nextwave explain`."""
    from nextwave.population.situations import situation
    from nextwave.population.tables.faults import PopulationError

    book = loaded(rulebook, as_json)
    found = read_population(population, book, None, as_json)
    try:
        out(json.dumps(situation(found, book, household), indent=2))
    except PopulationError as error:
        refuse(error.problems, as_json)


@app.command()
def schema(rulebook: RulebookName, as_json: AsJson = False) -> None:
    """Print the tables and columns that a rulebook's facts ask for."""
    from nextwave.population.tables.schema import as_markdown, columns, keys, tables

    book = loaded(rulebook, as_json)
    if as_json:
        named = {n: [*keys(book, e), *columns(book, e)] for n, e in tables(book).items()}
        out(json.dumps(named, indent=2))
    else:
        out(as_markdown(book))


def simulate(
    rulebook: RulebookName,
    population: Annotated[str, typer.Option("--population", metavar="POPULATION", help="One that ships or was built, or a folder; without it, the one that the rulebook names.")] = "",
    reform: ReformFile = "",
    on: OnDayOfTables = "",
    programme: Annotated[str, typer.Option("--programme", help="Which programme; without it, the rulebook's first.")] = "",
    folder: Annotated[str, typer.Option("--out", metavar="FOLDER", help="Also write CSV, Parquet and charts there.")] = "",
    assume: Assumed = None,
    through: Mapped = "",
    weights: Annotated[str, typer.Option("--weights", metavar="survey|calibrated", help="Whose weights; without it, the calibrated ones where there are any.")] = "",
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Work out what a programme costs over a population, and what a reform would change."""
    from nextwave.population.reform import read as read_reform
    from nextwave.rulebook.problems import Place, Problem, RulebookError

    book = loaded(rulebook, as_json)
    population = population or book.jurisdiction.population
    if not population and not through:
        what = f"no population is named, and {book.name} has none of its own"
        remedy = "write --population FOLDER, or --map FILE; one to try with: nextwave population invent " + rulebook
        refuse([Problem("population", what, Place("command line"), remedy)], as_json)
    day = _day(on, population, book, through, as_json)
    tables = read_population(population, book, assume, as_json, through, day.on)
    from nextwave.population.impact import reporting
    from nextwave.population.impact.simulation import simulate as run
    from nextwave.population.tables.faults import PopulationError

    try:
        changed = read_reform(Path(reform).read_text("utf-8"), reform, book) if reform else None
        with progress(as_json) as told:
            found = run(
                book, tables, changed, day.on if on else None, programme or None, told=told, weights=weights or None
            )
        if folder:
            reporting.write(found, Path(folder))
    except (PopulationError, RulebookError) as error:
        refuse(error.problems, as_json)
    except (OSError, UnicodeDecodeError) as error:
        what = f"cannot use it: {getattr(error, 'strerror', None) or 'this is no UTF-8 text'}"
        refuse([Problem("file", what, Place(reform or folder), "name one that can be read or written")], as_json)
    out(json.dumps(reporting.as_json(found), indent=2) if as_json else reporting.text(found))
