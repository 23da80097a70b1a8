"""Dated figures from parameters.yaml, exact to the digit, each with its source.

Numbers are read from their text, never through a binary fraction; duplicate keys, aliases and tags are
refused; every place is a line of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import yaml

from nextwave.rulebook.model import Figure
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
_NUMBER = re.compile(r"-?\d[\d_]{0,15}(\.\d{1,12})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MAX_DEPTH = 12
#: Lists and groups in each other, in any YAML file; the deepest of a rulebook has eight.
_MAX_NESTING = 40
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(source: str, file: str) -> yaml.Node | None:
    """A YAML file as nodes with their places, without aliases. Raises RulebookError."""
    try:
        loader = _Loader(source)
        try:
            # Before nodes are made of it: that goes as deep as the file nests, in C, where nothing stops it.
            depth = 0
            for event in yaml.parse(source, Loader=_Loader):
                place = Place(file, event.start_mark.line + 1 if event.start_mark else 0)
                depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
                if depth > _MAX_NESTING:
                    raise refuse("too-deep", "this file nests too deeply", place, "use fewer groups")
                if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                    raise refuse("yaml", "anchors and aliases are not taken", place, "write the value out")
            return loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        what = f"this is not YAML: {getattr(error, 'problem', None) or 'it cannot be read'}"
        raise refuse("yaml", what, place, "correct the line") from None
    except RecursionError:
        raise refuse("too-deep", "this file nests too deeply", Place(file), "use fewer groups") from None


def place_of(node: yaml.Node, file: str) -> Place:
    return Place(file, node.start_mark.line + 1, node.start_mark.column + 1)


def mapping(node: yaml.Node, file: str) -> dict[str, yaml.Node]:
    """A mapping's nodes by key, in order. Raises RulebookError for other nodes and double keys."""
    if not isinstance(node, yaml.MappingNode):
        raise refuse("yaml", "a mapping is wanted here", place_of(node, file), "write key: value")
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise refuse("yaml", "this key is no plain word", place_of(key, file), "write a word")
        if key.value in found:
            raise refuse("declared-twice", f"{key.value} stands twice", place_of(key, file), "leave one out")
        found[key.value] = value
    return found


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


def scalar(node: yaml.Node, file: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise refuse("yaml", "a single value is wanted here", place_of(node, file), "write one value")
    return str(node.value)


def number(node: yaml.Node, file: str) -> Fraction:
    text = scalar(node, file)
    if not _NUMBER.fullmatch(text):
        raise refuse("number", f"{text[:40]} is not a number", place_of(node, file), "write digits, such as 0.25")
    return Fraction(text.replace("_", ""))


def day(text: str, node: yaml.Node, file: str) -> date:
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise refuse("date", f"{text[:40]} is not a day", place_of(node, file), "write year-month-day, such as 2026-10-01")


def _truth(node: yaml.Node, file: str) -> bool:
    text = scalar(node, file)
    if text not in ("true", "false"):
        raise refuse("truth", f"{text[:40]} is not true or false", place_of(node, file), "write true or false")
    return text == "true"


@dataclass(frozen=True, slots=True)
class Form:
    """What a value of a figure must be like."""

    path: str
    unit: str
    step: Fraction | None
    minimum: Fraction | None
    maximum: Fraction | None
    table: bool

    @classmethod
    def of(cls, figure: Figure) -> Form:
        return cls(figure.full_name, figure.unit, figure.step, figure.minimum, figure.maximum, figure.table)

    def read(self, node: yaml.Node, file: str) -> Any:
        """A value, or all rows of a table. Raises RulebookError."""
        if not self.table:
            return self.amount(node, file)
        rows = mapping(node, file)
        if not rows:
            raise refuse("figure-table", f"{self.path} has no rows", place_of(node, file), "write row: value")
        return {_row(k, v, file): self.amount(v, file) for k, v in rows.items()}

    def amount(self, node: yaml.Node, file: str) -> Any:
        """One value on the figure's steps and within its bounds. Raises RulebookError."""
        if self.unit == "bool":
            return _truth(node, file)
        if self.unit == "date":
            return day(scalar(node, file), node, file)
        if self.unit == "choices":
            if not isinstance(node, yaml.SequenceNode):
                raise refuse("yaml", "a list is wanted here", place_of(node, file), "write [a, b]")
            return tuple(scalar(v, file) for v in node.value)
        found, place = number(node, file), place_of(node, file)
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
    table = "table" in items
    if table and scalar(items["table"], file) not in ("int", "threshold"):
        raise refuse(
            "figure-table", f"{path} has no such table", place_of(items["table"], file), "write int or threshold"
        )
    numeric = unit.startswith("money") or unit in ("rate", "int", "days", "months", "years")
    step = number(items["step"], file) if "step" in items else None
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
    low = number(items["minimum"], file) if "minimum" in items else None
    high = number(items["maximum"], file) if "maximum" in items else None
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
        fixed=_truth(items["fixed"], file) if "fixed" in items else False,
        choice=choice,
    )


def _row(key: str, value: yaml.Node, file: str) -> int:
    if not re.fullmatch(r"-?\d{1,9}", key):
        raise refuse(
            "figure-table", f"{key[:40]} is not the number of a row", place_of(value, file), "write a whole number"
        )
    return int(key)


def _beyond(items: dict[str, yaml.Node], form: Form, place: Place, file: str) -> Any:
    path = form.path
    if not form.table:
        return None
    if "beyond" not in items:
        what = f"{path} does not say what holds beyond its last row"
        raise refuse("figure-beyond", what, place, "add beyond: last, refuse, or {add: {2026-10-01: 225}}")
    node = items["beyond"]
    if isinstance(node, yaml.ScalarNode) and node.value in ("last", "refuse"):
        return node.value
    parts = mapping(node, file)
    if set(parts) != {"add"}:
        raise refuse(
            "figure-beyond", f"{path} has no such beyond", place_of(node, file), "write last, refuse or {add: …}"
        )
    return {day(text, value, file): form.amount(value, file) for text, value in mapping(parts["add"], file).items()}
