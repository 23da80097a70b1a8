"""The command line of rulebooks as they are written: `nextwave new|check`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nextwave.terminal import AsJson, RulebookName, loaded, out, parsed_day, progress, refuse

if TYPE_CHECKING:
    from nextwave.rulebook.model import Rulebook
    from nextwave.rulebook.problems import Problem


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The folder to make; its name is the rulebook's.")],
    kind: Annotated[
        str, typer.Option(help="What comes of its programme: paid, owed, 'in kind', permit or tier.")
    ] = "paid",
    language: Annotated[
        str, typer.Option(help="The language it is written in: en; others are added as wording.")
    ] = "en",
    currency: Annotated[str, typer.Option(help="In which amounts are shown (ISO 4217), such as EUR.")] = "",
    territory: Annotated[str, typer.Option(help="Where the law holds (ISO 3166), such as IE.")] = "",
    as_json: AsJson = False,
) -> None:
    """Begin a rulebook: a small one that checks clean and can be served, to be changed into yours."""
    from datetime import date

    from nextwave.rulebook.beginning import begun
    from nextwave.rulebook.problems import Place, Problem, RulebookError

    if language != "en":
        what = f"a rulebook is not begun in {language[:20]}: its texts are in English, and other languages are wording"
        remedy = "leave it out; then nextwave wording NAME --language es --write, say (docs/translating.md)"
        refuse([Problem("language", what, Place("command line"), remedy)], as_json)
    try:
        written = begun(Path(name), kind, currency.upper(), territory.upper(), date.today().year)
    except RulebookError as error:
        refuse(error.problems, as_json)
    except OSError as error:
        what = f"cannot write there: {error.strerror}"
        refuse([Problem("file", what, Place(name), "name another folder")], as_json)
    lines = [f"Wrote {len(written)} files to {name}. Comments say what to change (grep -r -i change {name}).", "Then:"]
    lines += [
        f"  nextwave check {name}",
        f"  nextwave test {name}",
        f"  NEXTWAVE_RULEBOOK={name} nextwave serve --demo",
    ]
    out(json.dumps({"folder": name, "written": written}) if as_json else "\n".join(lines))


def check(
    rulebook: RulebookName,
    as_json: AsJson = False,
    today: Annotated[str, typer.Option(help="Also warn of figures not confirmed for this day.")] = "",
) -> None:
    """Find everything wrong with a rulebook: form, types, units, overflow, dates, sources."""
    from datetime import date

    from nextwave.casework.law import notice_rules, procedure
    from nextwave.casework.law.wanting import decided_by, lacking, unasked, wanting
    from nextwave.demo import script
    from nextwave.engine.answers.assessment import Assessor
    from nextwave.engine.answers.coverage import untested
    from nextwave.engine.answers.misstated import misstated
    from nextwave.engine.building.checking import check as check_rules
    from nextwave.rulebook.checking import advice
    from nextwave.rulebook.finding import find
    from nextwave.rulebook.keys import unknown

    book = loaded(rulebook, as_json, with_cases=True)
    on = parsed_day(today, as_json) if today else None
    problems = check_rules(book, on) + advice(book)
    problems += notice_rules.problems_of(find(rulebook), book) + procedure.problems_of(find(rulebook), book)
    problems += notice_rules.without_holidays(find(rulebook), book, on or date.today())
    problems += unasked(book) + script.problems_of(find(rulebook), book.languages)
    problems += unknown(find(rulebook), book.languages)
    problems += decided_by(find(rulebook), book)
    wrong, spoken = _of_pages(book, rulebook)
    problems += wrong
    missing, notes = wanting(find(rulebook), book), lacking(find(rulebook), book)
    if spoken:
        notes["every page"] = spoken
    assessor = Assessor(book)
    if not any(p.severity == "error" for p in problems):
        problems += misstated(assessor)
    errors = [p for p in problems if p.severity == "error"]
    if not errors and book.cases:
        with progress(as_json) as told:
            problems += untested(assessor, told)
    if as_json:
        found = {"law": book.law_version, "problems": [p.as_json() for p in problems], "missing": missing}
        out(json.dumps({**found, "notes": notes}, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            sys.stderr.write(f"{problem}\n")
        counted = (
            f"{sum(len(v) for v in book.rules.values())} rules, {len(book.figures)} figures, {len(book.facts)} facts"
        )
        out(f"{book.title}: {counted}; {len(errors)} errors, {len(problems) - len(errors)} warnings.")
        if missing:
            sys.stderr.write(f"To take applications it also needs (docs/procedure.md): {'; '.join(missing)}.\n")
        for seat, lines in notes.items():
            sys.stderr.write("".join(f"note for {seat}: {line}.\n" for line in lines))
    raise typer.Exit(1 if errors else 0)


def _of_pages(book: Rulebook, named: str) -> tuple[list[Problem], list[str]]:
    """What is wrong with what pages say in the rulebook's own words, and what they do without; nothing where what makes
    pages is not installed."""
    try:
        from nextwave.web.localization import overlay
    except ImportError:
        return [], []
    problems = overlay.problems(book, named)
    return problems, [] if any(p.severity == "error" for p in problems) else overlay.notes(book, named)
