"""What of the commands needs more than the core: where a package is missing, the message names the extra that has it."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from typing import TypeVar

import typer

from nextwave.terminal import refuse

Result = TypeVar("Result")


def needs(extra: str, command: Callable[..., Result]) -> Callable[..., Result]:
    """The command, which names the extra where a package that it imports is not installed."""

    @functools.wraps(command)
    def asked(*given: object, **options: object) -> Result:
        from nextwave.rulebook.problems import Place, Problem

        try:
            return command(*given, **options)
        except ModuleNotFoundError as error:
            missing = (error.name or "").partition(".")[0]
            if not missing or missing == __package__ or missing in sys.stdlib_module_names:
                raise
            remedy = f"pip install 'nextwave[{extra}]'"
            problem = Problem("extra", f"this needs {missing}, which is not installed", Place("command line"), remedy)
            refuse([problem], bool(options.get("as_json")))

    return asked


def all_need(extra: str, group: typer.Typer) -> typer.Typer:
    """The group, of which every command needs the extra."""
    for command in group.registered_commands:
        if command.callback is not None:
            command.callback = needs(extra, command.callback)
    return group
