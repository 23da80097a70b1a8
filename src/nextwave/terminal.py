"""What the commands share: options, reading a rulebook, printing, and refusing with every problem."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from nextwave.rulebook.model import Rulebook
    from nextwave.rulebook.problems import Problem

MAX_INPUT = 10_000_000

RulebookName = Annotated[str, typer.Argument(metavar="RULEBOOK", help="A shipped rulebook's name, or a folder.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print data instead of sentences.")]
OnDay = Annotated[str, typer.Option("--on", metavar="DATE", help="The day of the assessment, such as 2026-11-01.")]
Language = Annotated[str, typer.Option("--language", metavar="LANGUAGE", help="The language of wording: en or es.")]
ReformFile = Annotated[
    str, typer.Option("--reform", metavar="FILE", help="A reform: figures changed from a day on (see docs/reforms.md).")
]
InputFile = Annotated[str, typer.Argument(metavar="FILE", help="A JSON file, or - for standard input.")]


def out(text: str) -> None:
    """Prints, and ends quietly where nobody reads any more; what cannot be written there is written as \\u…."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


@contextmanager
def progress(as_json: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Shows what is being done and how far, on a terminal; gone when it is done, and never in a file or a pipe."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(),
        console=console, transient=True, disable=as_json or not console.is_terminal,
    )  # fmt: skip
    with bar:
        tasks: dict[str, Any] = {}

        def told(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of)
            bar.update(tasks[what], completed=done, total=of)

        yield told


def refuse(problems: list[Problem], as_json: bool, status: int = 2) -> NoReturn:
    """Says every problem and ends."""
    if as_json:
        out(json.dumps({"problems": [p.as_json() for p in problems]}, ensure_ascii=False, indent=2))
    else:
        sys.stderr.write("\n".join(str(p) for p in problems) + "\n")
    raise typer.Exit(status)


def found(name: str, as_json: bool) -> Path:
    """The folder of a rulebook."""
    from nextwave.rulebook.finding import find
    from nextwave.rulebook.problems import RulebookError

    try:
        return find(name)
    except RulebookError as error:
        refuse(error.problems, as_json)


def loaded(name: str, as_json: bool, with_cases: bool = False) -> Rulebook:
    from nextwave.rulebook.loading import load
    from nextwave.rulebook.problems import RulebookError

    folder = found(name, as_json)
    try:
        return load(folder, with_cases=with_cases)
    except RulebookError as error:
        refuse(error.problems, as_json, status=1)


def parsed_day(text: str, as_json: bool) -> date:
    from nextwave.engine.situations.problems import Refused
    from nextwave.engine.situations.stating import day

    try:
        return day(text)
    except Refused as refused:
        refuse([refused.at("date")], as_json)
