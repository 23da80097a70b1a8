"""The rows of a table of figures: by number, by thresholds (numbers or days), or by the members of choices.

table: int                  # 1: 1000
table: threshold            # 0.2001: 5, or 1960-04-06: 66; a row holds from its threshold on
table: Region               # north: 10
table: [Region, AgeGroup]   # north: {young: 10, old: 12}; one of the two may be int
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import yaml

from nextwave.rulebook.model import Row
from nextwave.rulebook.parsing.texts import day, mapping, number, place_of, scalar
from nextwave.rulebook.source import refuse

NUMBERED, THRESHOLDS = "int", "threshold"
_KINDS = "write int, threshold, the name of a choice, or two: [Region, int]"


def keys(node: yaml.Node, path: str, file: str) -> tuple[str, ...]:
    """What the rows of a table are named by. Raises RulebookError."""
    parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
    found = tuple(scalar(part, file) for part in parts)
    names = all(key.isidentifier() for key in found)
    if not names or not 1 <= len(found) <= 2 or (len(found) == 2 and {NUMBERED} == set(found)):
        raise refuse("figure-table", f"{path} has no such table", place_of(node, file), _KINDS)
    if len(found) == 2 and THRESHOLDS in found:
        what = f"{path} has thresholds beside another key"
        raise refuse("figure-table", what, place_of(node, file), "write a table of thresholds for each")
    return found


def rows(node: yaml.Node, table: tuple[str, ...], path: str, file: str) -> list[tuple[Row, yaml.Node]]:
    """Every row and the node of its value, in their order. Raises RulebookError."""
    found: list[tuple[Row, yaml.Node]] = []
    for row, value in _below(node, table, path, file):
        if any(row == other for other, _ in found):
            what = f"the row {written(row)} of {path} stands twice"
            raise refuse("declared-twice", what, place_of(value, file), "leave one out")
        if found and isinstance(row, date) != isinstance(found[0][0], date):
            what = f"some thresholds of {path} are days and others are numbers"
            raise refuse("figure-table", what, place_of(value, file), "let all be days, or all numbers")
        found.append((row, value))
    return found


def _below(node: yaml.Node, table: tuple[str, ...], path: str, file: str) -> Iterator[tuple[Row, yaml.Node]]:
    items = mapping(node, file)
    if not items:
        raise refuse("figure-table", f"{path} has no rows", place_of(node, file), "write row: value")
    for key, value in items.items():
        name = _name(key, value, table[0], file)
        if len(table) == 1:
            yield name, value
            continue
        for further, inner in mapping(value, file).items():
            yield (name, _name(further, inner, table[1], file)), inner  # type: ignore[misc]


def _name(key: str, value: yaml.Node, kind: str, file: str) -> int | Fraction | date | str:
    if kind == THRESHOLDS:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", key):
            return day(key, value, file)
        found = number(key, value, file)
        return int(found) if found.denominator == 1 else found
    if kind != NUMBERED:
        return key
    if not re.fullmatch(r"-?\d{1,9}", key):
        raise refuse(
            "figure-table", f"{key[:40]} is not the number of a row", place_of(value, file), "write a whole number"
        )
    return int(key)


def written(row: Row, between: str = ", ") -> str:
    """A row as files write it: 2, 0.2001, 1960-04-06; of two keys one after the other."""
    if isinstance(row, tuple):
        return between.join(map(str, row))
    if isinstance(row, Fraction):
        return f"{(Decimal(row.numerator) / Decimal(row.denominator)).normalize():f}"
    return str(row)
