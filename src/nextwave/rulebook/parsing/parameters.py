"""Dated figures from parameters.yaml, exact to the digit, each with its source.

Numbers are read from their text, never through a binary fraction; duplicate keys, aliases and tags are
refused; every place is a line of the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import yaml

from nextwave.rulebook.model import Figure
from nextwave.rulebook.parsing.rows import NUMBERED, THRESHOLDS, keys, rows
from nextwave.rulebook.parsing.texts import compose, day, mapping, number, place_of, scalar, truth
from nextwave.rulebook.problems import Place, Problem, RulebookError
from nextwave.rulebook.source import refuse

UNITS = (
    "money/week",
    "money/month",
    "money/year",
    "money",
    "rate",
    "int",
    "days",
    "months",
    "years",
    "bool",
    "date",
    "choices",
)
#: Units of which there is no part.
WHOLE = ("int", "days", "months", "years")
_KEYS = (
    "title", "unit", "step", "minimum", "maximum", "reference", "confirmed_through", "values", "table", "beyond",
    "fixed", "choice", "note",
)  # fmt: skip
_MAX_DEPTH = 12


def read(source: str, file: str, namespace: str) -> tuple[list[Figure], list[Problem]]:
    """The figures of one file, and its problems."""
    figures: list[Figure] = []
    problems: list[Problem] = []
    try:
        root = compose(source, file)
    except RulebookError as error:
        return [], error.problems
    if root is not None:
        _group(root, file, namespace, "", figures, problems, 0)
    return figures, problems


def _group(
    node: yaml.Node,
    file: str,
    namespace: str,
    path: str,
    figures: list[Figure],
    problems: list[Problem],
    depth: int,
) -> None:
    try:
        if depth > _MAX_DEPTH:
            raise refuse("too-deep", "groups nest too deeply", place_of(node, file), "use fewer groups")
        items = mapping(node, file)
        for key in items if "values" not in items else ():
            if not key.isidentifier():
                raise refuse("name", f"{key} is no name", place_of(items[key], file), "use letters, digits and _")
        if "values" in items:
            figures.append(_figure(items, node, file, namespace, path))
            return
    except RulebookError as error:
        problems += error.problems
        return
    for key, value in items.items():
        _group(value, file, namespace, f"{path}.{key}" if path else key, figures, problems, depth + 1)


@dataclass(frozen=True, slots=True)
class Form:
    """What a value of a figure must be like."""

    path: str
    unit: str
    step: Fraction | None
    minimum: Fraction | None
    maximum: Fraction | None
    table: tuple[str, ...]

    @classmethod
    def of(cls, figure: Figure) -> Form:
        return cls(figure.full_name, figure.unit, figure.step, figure.minimum, figure.maximum, figure.table)

    def read(self, node: yaml.Node, file: str) -> Any:
        """A value, or all rows of a table. Raises RulebookError."""
        if not self.table:
            return self.amount(node, file)
        return {row: self.amount(v, file) for row, v in rows(node, self.table, self.path, file)}

    def amount(self, node: yaml.Node, file: str) -> Any:
        """One value on the figure's steps and within its bounds. Raises RulebookError."""
        if self.unit == "bool":
            return truth(node, file)
        if self.unit == "date":
            return day(scalar(node, file), node, file)
        if self.unit == "choices":
            if not isinstance(node, yaml.SequenceNode):
                raise refuse("yaml", "a list is wanted here", place_of(node, file), "write [a, b]")
            return tuple(scalar(v, file) for v in node.value)
        found, place = number(scalar(node, file), node, file), place_of(node, file)
        assert self.step is not None
        if (found / self.step).denominator != 1:
            step = f"{float(self.step):f}".rstrip("0").rstrip(".")
            what = f"{scalar(node, file)} is not on the steps of {self.path} ({step})"
            raise refuse("off-step", what, place, "correct the value or the step")
        if (self.minimum is not None and found < self.minimum) or (self.maximum is not None and found > self.maximum):
            what = f"{scalar(node, file)} is outside the bounds of {self.path}"
            raise refuse("out-of-bounds", what, place, "correct the value or the bounds")
        return found


def _figure(items: dict[str, yaml.Node], node: yaml.Node, file: str, namespace: str, path: str) -> Figure:
    place = place_of(node, file)
    place = Place(file, max(1, place.line - 1)) if path else place
    for key in items:
        if key not in _KEYS:
            raise refuse("option", f"a figure has no {key}", place_of(items[key], file), "use " + ", ".join(_KEYS))
    unit = scalar(items["unit"], file) if "unit" in items else ""
    if unit not in UNITS:
        raise refuse("figure-unit", f"{path} has no unit of the language", place, "use one of " + ", ".join(UNITS))
    table = keys(items["table"], path, file) if "table" in items else ()
    numeric = unit.startswith("money") or unit in ("rate", "int", "days", "months", "years")
    step, low, high = (_stated(items, key, file) for key in ("step", "minimum", "maximum"))
    if numeric and (step is None or step <= 0):
        raise refuse("figure-step", f"{path} has no step above zero", place, "add step: the smallest sensible change")
    for key in ("step", "minimum", "maximum"):
        if key in items and not numeric:
            what = f"{path} is of unit {unit}, which has no {key}"
            raise refuse("figure-step", what, place_of(items[key], file), f"leave {key} out")
    if numeric and unit in WHOLE and step is not None and step.denominator != 1:
        what = f"{path} counts whole {'numbers' if unit == 'int' else unit}, and its step is a fraction"
        raise refuse("figure-step", what, place_of(items["step"], file), "write a whole step, or unit: rate")
    if table and unit == "choices":
        what = f"{path} is a table of lists"
        raise refuse("figure-table", what, place_of(items["table"], file), "write a figure of its own for each list")
    default = scalar(items["reference"], file) if "reference" in items else ""
    values: dict[date, Any] = {}
    references: dict[date, str] = {}

    form = Form(path, unit, step, low, high, table)
    for text, value in mapping(items["values"], file).items():
        first = day(text, value, file)
        reference = default
        if isinstance(value, yaml.MappingNode) and {"value"} <= {k.value for k, _ in value.value} <= {
            "value",
            "reference",
        }:
            parts = mapping(value, file)
            value = parts["value"]
            reference = scalar(parts["reference"], file) if "reference" in parts else default
        if not reference.strip():
            what = f"{path} has no reference for {first}"
            raise refuse("no-reference", what, place_of(value, file), "add reference: where the figure is published")
        null = isinstance(value, yaml.ScalarNode) and value.value in ("null", "~", "")
        values[first] = None if null else form.read(value, file)
        references[first] = reference
    if not values:
        raise refuse("no-values", f"{path} has no values", place, "add the first day and its value")
    if list(values) != sorted(values):
        raise refuse("order", f"the values of {path} are not in the order of their days", place, "sort them")
    confirmed = (
        day(scalar(items["confirmed_through"], file), items["confirmed_through"], file)
        if "confirmed_through" in items
        else None
    )
    choice = scalar(items["choice"], file) if "choice" in items else None
    if (unit == "choices") != (choice is not None):
        raise refuse("figure-choice", f"{path} must name its choice", place, "add choice: for unit choices only")
    return Figure(
        path=path,
        namespace=namespace,
        unit=unit,
        title=scalar(items["title"], file) if "title" in items else path.replace("_", " "),
        values=values,
        references=references,
        step=step,
        place=place,
        table=table,
        beyond=_beyond(items, form, place, file),
        minimum=low,
        maximum=high,
        confirmed_through=confirmed,
        fixed=truth(items["fixed"], file) if "fixed" in items else False,
        choice=choice,
    )


def _stated(items: dict[str, yaml.Node], key: str, file: str) -> Fraction | None:
    return number(scalar(items[key], file), items[key], file) if key in items else None


def _beyond(items: dict[str, yaml.Node], form: Form, place: Place, file: str) -> Any:
    path, table = form.path, form.table
    if not table:
        return None
    if NUMBERED not in table:
        if "beyond" in items and not (table == (THRESHOLDS,) and scalar(items["beyond"], file) == "last"):
            what = f"{path} is no table by number, and nothing is beyond its rows"
            raise refuse("figure-beyond", what, place_of(items["beyond"], file), "leave beyond out")
        return "last" if table == (THRESHOLDS,) else None
    if "beyond" not in items:
        what = f"{path} does not say what holds beyond its last row"
        raise refuse("figure-beyond", what, place, "add beyond: last, refuse, or {add: {2026-10-01: 225}}")
    node = items["beyond"]
    if isinstance(node, yaml.ScalarNode) and node.value in ("last", "refuse"):
        return node.value
    if len(table) > 1:
        what = f"{path} has two keys, and no such beyond"
        raise refuse("figure-beyond", what, place_of(node, file), "write last or refuse")
    parts = mapping(node, file)
    if set(parts) != {"add"}:
        raise refuse(
            "figure-beyond", f"{path} has no such beyond", place_of(node, file), "write last, refuse or {add: …}"
        )
    return {day(text, value, file): form.amount(value, file) for text, value in mapping(parts["add"], file).items()}
