"""Dated figures from parameters.yaml, exact to the digit, each with its source.

Numbers are read from their text, never through a binary fraction; duplicate keys, aliases and tags are
refused; every place is a line of the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

import yaml

from nextwave.rulebook.model import Figure, LeftOpen
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
    "fixed", "choice", "note", "open_to", "fills",
)  # fmt: skip
#: What a figure states that fills what another leaves open; the rest stands with the other.
_FILLS = ("fills", "title", "reference", "confirmed_through", "values", "beyond", "fixed", "note")
_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Filling:
    """A figure with `fills`: its values, of which what it fills says the unit, the step and the bounds."""

    items: dict[str, yaml.Node]
    node: yaml.Node
    file: str
    namespace: str
    path: str
    fills: str

    @property
    def full_name(self) -> str:
        return f"{self.namespace}.{self.path}" if self.namespace else self.path

    @property
    def place(self) -> Place:
        return _place(self.node, self.file, self.path)

    def of(self, opened: Figure) -> Figure:
        """What is left open, with these values. Raises RulebookError."""
        for key, node in self.items.items():
            if key not in _FILLS:
                what = f"{self.path} fills what is left open at {opened.place}, which says its {key}"
                raise refuse("fills", what, place_of(node, self.file), "leave it out; state " + ", ".join(_FILLS))
        form = Form.of(opened)
        values, references = _values(self.items, form, self.place, self.file)
        if not values:
            raise refuse("no-values", f"{self.path} has no values", self.place, "add the first day and its value")
        return replace(
            opened,
            title=scalar(self.items["title"], self.file) if "title" in self.items else opened.title,
            values=values,
            references=references,
            place=self.place,
            beyond=_beyond(self.items, form, self.place, self.file) if "beyond" in self.items else opened.beyond,
            confirmed_through=_confirmed(self.items, self.file),
            fixed=truth(self.items["fixed"], self.file) if "fixed" in self.items else opened.fixed,
            fills=self.fills,
        )


@dataclass(slots=True)
class _Read:
    """What a file was found to hold."""

    figures: list[Figure] = field(default_factory=list)
    filling: list[Filling] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(source: str, file: str, namespace: str) -> tuple[list[Figure], list[Filling], list[Problem]]:
    """The figures of one file, those that fill what another leaves open, and its problems."""
    found = _Read()
    try:
        root = compose(source, file)
    except RulebookError as error:
        return [], [], error.problems
    if root is not None:
        _group(root, file, namespace, "", found, 0)
    return found.figures, found.filling, found.problems


def _group(node: yaml.Node, file: str, namespace: str, path: str, found: _Read, depth: int) -> None:
    try:
        if depth > _MAX_DEPTH:
            raise refuse("too-deep", "groups nest too deeply", place_of(node, file), "use fewer groups")
        items = mapping(node, file)
        figure = "values" in items or isinstance(items.get("open_to"), yaml.ScalarNode)
        for key in items if not figure else ():
            if not key.isidentifier():
                raise refuse("name", f"{key} is no name", place_of(items[key], file), "use letters, digits and _")
        if "fills" in items and figure:
            fills = scalar(items["fills"], file).strip()
            if not fills or "open_to" in items:
                what = f"{path} fills nothing, or leaves open what it fills"
                remedy = "write fills: and the provision that leaves it open; open_to stands with that"
                raise refuse("fills", what, place_of(items["fills"], file), remedy)
            found.filling.append(Filling(items, node, file, namespace, path, fills))
            return
        if figure:
            found.figures.append(_figure(items, node, file, namespace, path))
            return
    except RulebookError as error:
        found.problems += error.problems
        return
    for key, value in items.items():
        _group(value, file, namespace, f"{path}.{key}" if path else key, found, depth + 1)


def _place(node: yaml.Node, file: str, path: str) -> Place:
    """Where a figure stands: the line of its name."""
    place = place_of(node, file)
    return Place(file, max(1, place.line - 1)) if path else place


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
    place = _place(node, file, path)
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
    form = Form(path, unit, step, low, high, table)
    open_to = scalar(items["open_to"], file).strip() if "open_to" in items else ""
    reference = scalar(items["reference"], file) if "reference" in items else ""
    if open_to and not reference.strip():
        what = f"{path} is left open by no provision"
        raise refuse("no-reference", what, place, "add reference: the law that leaves it open")
    values, references = _values(items, form, place, file) if "values" in items or not open_to else ({}, {})
    if not values and not open_to:
        raise refuse("no-values", f"{path} has no values", place, "add the first day and its value")
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
        confirmed_through=_confirmed(items, file),
        fixed=truth(items["fixed"], file) if "fixed" in items else False,
        choice=choice,
        left_open=LeftOpen(open_to, reference, place) if open_to else None,
    )


def _values(
    items: dict[str, yaml.Node], form: Form, place: Place, file: str
) -> tuple[dict[date, Any], dict[date, str]]:
    """The values by their first days, in the order of these, and the source of each. Raises RulebookError."""
    default = scalar(items["reference"], file) if "reference" in items else ""
    values: dict[date, Any] = {}
    references: dict[date, str] = {}
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
            what = f"{form.path} has no reference for {first}"
            raise refuse("no-reference", what, place_of(value, file), "add reference: where the figure is published")
        null = isinstance(value, yaml.ScalarNode) and value.value in ("null", "~", "")
        values[first] = None if null else form.read(value, file)
        references[first] = reference
    if list(values) != sorted(values):
        raise refuse("order", f"the values of {form.path} are not in the order of their days", place, "sort them")
    return values, references


def _confirmed(items: dict[str, yaml.Node], file: str) -> date | None:
    node = items.get("confirmed_through")
    return day(scalar(node, file), node, file) if node is not None else None


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
