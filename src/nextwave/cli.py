"""The command line: `nextwave new|check|test|facts|assess|explain|stubs|simulate|population`, and what runs the
service: `serve|migrate|account|token|backup|restore|keys|replay`.

Exit status: 0 all is well; 1 the rulebook has errors or a case fails; 2 the input cannot be taken.
Messages go to standard error, results to standard output; `--json` gives both as data.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nextwave import account_commands, data_commands, population_commands, rulebook_commands, service_commands
from nextwave.extras import all_need, needs
from nextwave.terminal import (
    MAX_INPUT,
    AsJson,
    InputFile,
    Language,
    OnDay,
    ReformFile,
    RulebookName,
    found,
    loaded,
    out,
    progress,
    refuse,
)
from nextwave.version import __version__

if TYPE_CHECKING:
    from nextwave.engine.answers.assessment import Assessor
    from nextwave.rulebook.model import Rulebook
    from nextwave.rulebook.problems import Problem

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Public service decisions from one executable rulebook.",
)


def _version(asked: bool) -> None:
    if asked:
        out(f"nextwave {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:  # fmt: skip
    """Public service decisions from one executable rulebook."""


def under(reform: str, book: Rulebook, as_json: bool) -> Rulebook:
    """The rulebook with a reform, if one is named."""
    if not reform:
        return book
    from nextwave.population.reform import read, reformed
    from nextwave.rulebook.problems import Place, Problem, RulebookError

    try:
        text = Path(reform).read_bytes()[: MAX_INPUT + 1].decode("utf-8")
        return reformed(book, read(text, reform, book))
    except (OSError, UnicodeDecodeError) as error:
        what = f"cannot read it: {getattr(error, 'strerror', None) or 'this is no UTF-8 text'}"
        refuse([Problem("file", what, Place(reform), "name a YAML file that can be read")], as_json)
    except RulebookError as error:
        refuse(error.problems, as_json)


def read_json(file: str, as_json: bool) -> Any:
    """The JSON of a file or of standard input; every way it can be wrong ends in a message."""
    from nextwave.gate.documents import NoJson, decoded
    from nextwave.rulebook.problems import Place, Problem

    name = "standard input" if file == "-" else file
    try:
        if file == "-":
            data = sys.stdin.buffer.read(MAX_INPUT + 1)
        else:
            with Path(file).open("rb") as handle:
                data = handle.read(MAX_INPUT + 1)
    except OSError as error:
        remedy = "name a JSON file that can be read"
        refuse([Problem("file", f"cannot read it: {error.strerror}", Place(name), remedy)], as_json)
    if len(data) > MAX_INPUT:
        what = f"more than {MAX_INPUT:,} bytes"
        refuse([Problem("too-large", what, Place(name), "send fewer situations at a time")], as_json)
    try:
        return decoded(data, name)
    except NoJson as error:
        refuse([error.problem], as_json)


app.command()(rulebook_commands.new)
app.command()(rulebook_commands.check)


@app.command("test")
def test_cases(rulebook: RulebookName, as_json: AsJson = False) -> None:
    """Run the worked cases of a rulebook."""
    from nextwave.engine.answers import cases
    from nextwave.engine.answers.assessment import Assessor

    book = loaded(rulebook, as_json, with_cases=True)
    outcomes = []
    with progress(as_json) as told:
        for outcome in cases.run(Assessor(book)):
            outcomes.append(outcome)
            told("working out cases", len(outcomes), len(book.cases))
    failed = [o for o in outcomes if not o.passed]
    if as_json:
        rows = [{"case": o.case.name, "passed": o.passed, "differences": list(o.differences)} for o in outcomes]
        out(json.dumps({"law": book.law_version, "cases": rows}, ensure_ascii=False, indent=2))
    else:
        for outcome in failed:
            sys.stderr.write(f"{outcome.case.place}: {outcome.case.name}\n")
            sys.stderr.write("".join(f"  {line}\n" for line in outcome.differences))
        out(f"{len(outcomes) - len(failed)} of {len(outcomes)} cases came out as worked by hand.")
    raise typer.Exit(1 if failed or not outcomes else 0)


@app.command()
def facts(rulebook: RulebookName, as_json: AsJson = False) -> None:
    """List the facts that can be stated, with their types, bounds and questions."""
    from nextwave.rulebook.publishing.listing import facts_of

    book = loaded(rulebook, as_json)
    rows = facts_of(book)
    if as_json:
        out(json.dumps({"facts": rows}, ensure_ascii=False, indent=2))
        return
    entity = ""
    for row in rows:
        if row["entity"] != entity:
            entity = str(row["entity"])
            out(f"\n{entity}")
        bounds = f" from {row['minimum']} to {row['maximum']}" if "maximum" in row else ""
        choices = f" one of {', '.join(row['choices'])}" if row.get("choices") else ""
        out(f"  {row['name']}: {row['type']}{bounds}{choices}\n      {row['ask']}")


@app.command()
def sources(
    rulebook: RulebookName,
    status: Annotated[str, typer.Option(help="Only paragraphs of this status, such as “not modelled”.")] = "",
    markdown: Annotated[bool, typer.Option("--markdown", help="Write tables in Markdown.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the law that a rulebook is written from, and what the rules make of each paragraph."""
    from nextwave.rulebook.problems import Place, Problem
    from nextwave.rulebook.provisions.source import STATUSES
    from nextwave.rulebook.publishing import sources as published

    if status and status not in STATUSES:
        remedy = f"name one of {', '.join(STATUSES)}"
        refuse([Problem("status", f"{status[:40]} is no status", Place("command line"), remedy)], as_json)
    book = loaded(rulebook, as_json, with_cases=True)
    if as_json:
        found = {"counts": published.counts(book), "sources": published.rows_of(book, status)}
        out(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        out(published.as_markdown(book, status) if markdown else published.as_text(book, status))


def requests(given: Any, on: str, language: str) -> list[Any]:
    """Whole requests from situations or requests; day and language of the command line fill in what is missing."""
    items = given if isinstance(given, list) else [given]
    found = []
    for item in items:
        if isinstance(item, dict) and "situation" in item:
            found.append({"language": language} | ({"on": on} if on else {}) | item)
        else:
            found.append({"on": on, "language": language, "situation": item})
    return found


def answered(assessor: Assessor, request: Any) -> dict[str, Any]:
    """An answer, or its problems in its place."""
    from nextwave.engine.situations.problems import SituationError
    from nextwave.rulebook.problems import RulebookError

    try:
        return assessor.assess(request)
    except (SituationError, RulebookError) as error:
        return {"problems": [p.as_json() for p in error.problems]}


@app.command()
def assess(
    rulebook: RulebookName,
    file: InputFile,
    on: OnDay = "",
    reform: ReformFile = "",
    language: Language = "en",
    as_json: AsJson = False,
) -> None:
    """Work out what follows from a situation; a list gives a list."""
    # What cannot be read is refused before the law is.
    found(rulebook, as_json)
    given = read_json(file, as_json)
    from nextwave.engine.answers.assessment import Assessor
    from nextwave.engine.situations.problems import SituationError
    from nextwave.rulebook.problems import RulebookError

    assessor = Assessor(under(reform, loaded(rulebook, as_json), as_json))
    wanted = requests(given, on, language)
    if isinstance(given, list):
        out(json.dumps([answered(assessor, r) for r in wanted], ensure_ascii=False, indent=2))
        return
    try:
        answer = assessor.assess(wanted[0])
    except (SituationError, RulebookError) as error:
        refuse(error.problems, as_json)
    out(json.dumps(answer, ensure_ascii=False, indent=2))


@app.command()
def explain(
    rulebook: RulebookName,
    file: InputFile,
    on: OnDay = "",
    reform: ReformFile = "",
    language: Language = "en",
    as_json: AsJson = False,
) -> None:
    """Say in sentences what follows, why or why not, and what is still needed."""
    found(rulebook, as_json)
    given = read_json(file, as_json)
    from nextwave.engine.answers.assessment import Assessor
    from nextwave.engine.situations.problems import SituationError
    from nextwave.rulebook.problems import RulebookError
    from nextwave.screening.sentences import sentences

    book = under(reform, loaded(rulebook, as_json), as_json)
    try:
        answer = Assessor(book).assess(requests(given, on, language)[0])
    except (SituationError, RulebookError) as error:
        refuse(error.problems, as_json)
    lines = sentences(book, answer, language)
    out(json.dumps({"lines": lines}, ensure_ascii=False, indent=2) if as_json else "\n".join(lines))


@app.command("wording")
def translate(
    rulebook: Annotated[str, typer.Argument(metavar="RULEBOOK", help="A rulebook, or `pages` for the texts of pages.")],
    language: Language,
    write: Annotated[bool, typer.Option("--write", help="Add what is missing, empty, and drop what is gone.")] = False,
    of: Annotated[
        str, typer.Option("--rulebook", help="With `pages`: the rulebook that says them in its own words.")
    ] = "",
    saying: Annotated[str, typer.Option(help="With --rulebook: only texts with this word, such as hearing.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the texts of a rulebook or of the pages that have no wording in a language, or add them to its catalogue."""
    from nextwave.rulebook.problems import Place, Problem
    from nextwave.rulebook.wording import catalogues

    place = Place("command line")
    if (of and rulebook != "pages") or (saying and not of):
        what = "--rulebook goes with pages" if of else "--saying goes with pages and --rulebook"
        remedy = "write nextwave wording pages --rulebook NAME --language en"
        refuse([Problem("option", f"{what}, and says whose words they are", place, remedy)], as_json)
    if (language == catalogues.SOURCE and not of) or not language.isalpha() or len(language) > 3:
        what = f"{language[:20]} is no language to translate into"
        refuse([Problem("language", what, place, "name one such as es: --language es")], as_json)
    wrong: list[Problem] = []
    if of:
        missing, wrong = needs("web", _of_pages)(of, language, write, saying, as_json=as_json)
    elif rulebook == "pages":
        missing, wrong = needs("web", _pages)(language, write, as_json=as_json)
    else:
        missing = _rulebook(rulebook, language, write, as_json)
    if as_json:
        problems = {"problems": [p.as_json() for p in wrong]} if rulebook == "pages" else {}
        out(json.dumps({"language": language, "missing": missing, **problems}, ensure_ascii=False, indent=2))
    else:
        sys.stderr.write("".join(f"{p}\n" for p in wrong))
        out("\n".join([*missing, f"{len(missing)} texts have no wording in {language}{' of its own' if of else ''}."]))
    raise typer.Exit(1 if any(p.severity == "error" for p in wrong) else 0)


def _rulebook(name: str, language: str, write: bool, as_json: bool) -> list[str]:
    """The texts of a rulebook that are not translated."""
    from nextwave.rulebook.finding import find
    from nextwave.rulebook.wording import catalogues

    book = loaded(name, as_json)
    if write:
        folder = find(name) / "wording" / language
        target = next(iter(sorted(folder.glob("*.po"))), folder / f"{book.name}.po")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(catalogues.catalogue(book, language))
    there = book.wording.get(language, {})
    return [text for text in catalogues.texts(book) if not there.get(text)]


def _pages(language: str, write: bool, as_json: bool) -> tuple[list[str], list[Problem]]:
    """The texts of the pages that are not translated, and everything wrong with their catalogue."""
    from nextwave.rulebook.problems import RulebookError
    from nextwave.web.localization import catalogues

    try:
        if write:
            target = catalogues.path_of(language)
            made = catalogues.updated(language)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(made)
        return catalogues.missing(language), catalogues.problems(language)
    except RulebookError as error:
        refuse(error.problems, as_json)


def _of_pages(name: str, language: str, write: bool, saying: str, as_json: bool) -> tuple[list[str], list[Problem]]:
    """The texts of pages that a rulebook is still to say in its own words, and everything wrong with those it says."""
    from nextwave.rulebook.finding import find
    from nextwave.rulebook.problems import RulebookError
    from nextwave.web.localization import overlay

    book = loaded(name, as_json)
    try:
        if write:
            target = find(name) / overlay.name_of(language)
            made = overlay.updated(book, language, saying)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(made)
            book = loaded(name, as_json)
        return overlay.missing(book, language, saying), overlay.problems(book, name)
    except RulebookError as error:
        refuse(error.problems, as_json)


@app.command()
def stubs(
    rulebook: RulebookName,
    folder: Annotated[str, typer.Option("--out", help="Where to write them; without it they are printed.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write type stubs, so that editors know a rulebook's facts, rules and figures."""
    from nextwave.rulebook.publishing.stubs import stubs_of

    found = stubs_of(loaded(rulebook, as_json))
    if folder:
        for name, text in found.items():
            target = Path(folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        out(json.dumps({"written": sorted(found)}) if as_json else f"Wrote {len(found)} files to {folder}.")
    else:
        out(json.dumps(found, indent=2) if as_json else "\n".join(f"# {n}\n{t}" for n, t in found.items()))


app.add_typer(all_need("population", population_commands.app), name="population")
app.command()(needs("population", population_commands.simulate))
for command in (
    service_commands.serve,
    service_commands.migrate,
    service_commands.backup,
    service_commands.restore,
    data_commands.purge,
    data_commands.keys,
    service_commands.replay,
    service_commands.release,
):
    app.command()(needs("web", command))
app.add_typer(all_need("web", account_commands.accounts), name="account")
app.add_typer(all_need("web", account_commands.tokens), name="token")

if __name__ == "__main__":
    app()
