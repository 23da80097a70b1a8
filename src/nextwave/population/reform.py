"""Reforms: figures of the law changed from a day on, within their steps and bounds.

    title: A higher limit for home costs
    figures:
      grant.costs.cap: {2026-11-01: 800}
      grant.maximum: {2026-11-01: {1: 320}}

A changed value holds from its day until the reform changes it again: what the present law says for later days
is replaced. Rows of a table that a reform does not name stay as they are on its day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from nextwave.engine.building.lowering.scope import nearest
from nextwave.rulebook.model import Figure, Rulebook
from nextwave.rulebook.parsing.parameters import Form
from nextwave.rulebook.parsing.rows import written
from nextwave.rulebook.parsing.texts import compose, day, mapping, place_of, scalar
from nextwave.rulebook.problems import Place, Problem, RulebookError
from nextwave.rulebook.source import refuse


@dataclass(frozen=True, slots=True)
class Reform:
    """Changed figures by full name, each with its values by their first day; `version` is a hash of its text."""

    title: str
    figures: Mapping[str, Mapping[date, Any]]
    version: str


def read(source: str, file: str, rulebook: Rulebook) -> Reform:
    """A reform of this rulebook from the text of its file. Raises RulebookError with every problem."""
    root = compose(source, file)
    if root is None:
        raise refuse("reform", "this reform is empty", Place(file), "write title: and figures:")
    items = mapping(root, file)
    problems: list[Problem] = []
    for key in items:
        if key not in ("title", "figures"):
            what = f"a reform has no {key[:40]}"
            problems.append(Problem("option", what, place_of(items[key], file), "use title and figures"))
    if "title" not in items or "figures" not in items:
        problems.append(Problem("reform", "a reform has a title and figures", Place(file, 1), "add the one missing"))
        raise RulebookError(problems)
    figures: dict[str, Mapping[date, Any]] = {}
    for name, node in mapping(items["figures"], file).items():
        try:
            figures[name] = _changed(name, node, file, rulebook)
        except RulebookError as error:
            problems += error.problems
    if problems:
        raise RulebookError(problems)
    if not figures:
        raise refuse("reform", "this reform changes nothing", place_of(items["figures"], file), "name a figure")
    version = hashlib.sha256(source.encode()).hexdigest()[:8]
    return Reform(scalar(items["title"], file), figures, version)


def _changed(name: str, node: Any, file: str, rulebook: Rulebook) -> dict[date, Any]:
    figure = rulebook.figures.get(name)
    place = place_of(node, file)
    if figure is None:
        raise refuse("unknown-figure", f"there is no figure {name[:60]}", place, nearest(name, rulebook.figures))
    if figure.fixed:
        raise refuse("fixed", f"{name} is fixed and cannot be changed", place, "change another figure")
    form = Form.of(figure)
    values = {day(text, value, file): (form.read(value, file), value) for text, value in mapping(node, file).items()}
    if not values:
        raise refuse("no-values", f"{name} is not changed", place, "write the first day and its value")
    if list(values) != sorted(values):
        raise refuse("order", f"the values of {name} are not in the order of their days", place, "sort them")
    for first, (value, at) in values.items():
        if figure.table and (before := _on(figure, first)) is not None:
            for row in value:
                if row not in before:
                    what = f"{name} has no row {written(row)} on {first}"
                    remedy = "use one of " + "; ".join(map(written, before))
                    raise refuse("figure-table", what, place_of(at, file), remedy)
        if _on(figure, first) is None:
            what = f"{name} has no value on {first} that could be changed"
            raise refuse("date-gap", what, place_of(at, file), "choose a day on which it is in force")
    return {first: value for first, (value, _) in values.items()}


def _on(figure: Figure, on: date) -> Any:
    """The value in force on a day; None where there is none."""
    first = max((d for d in figure.values if d <= on), default=None)
    return None if first is None else figure.values[first]


def reformed(rulebook: Rulebook, reform: Reform) -> Rulebook:
    """The rulebook as it would be. Its law version names the reform, so that no result passes for the law's."""
    figures = dict(rulebook.figures)
    for name, changes in reform.figures.items():
        figure = figures[name]
        start = min(changes)
        values = {d: v for d, v in figure.values.items() if d < start}
        references = {d: r for d, r in figure.references.items() if d < start}
        before: Any = None
        for first, value in changes.items():
            before = _on(figure, first) if before is None else before
            before = {**before, **value} if figure.table else value
            values[first] = before
            references[first] = f"Reform: {reform.title}"
        figures[name] = replace(figure, values=values, references=references, confirmed_through=None)
    return replace(rulebook, figures=figures, law_version=f"{rulebook.law_version}+{reform.version}")
