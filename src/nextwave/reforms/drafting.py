"""The text of a reform from what was typed on a page, and which field each of its lines came from."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from nextwave.engine.answers.explanation import decimal
from nextwave.gate.numbers import number
from nextwave.gate.text import Unreadable, code
from nextwave.rulebook.model import Figure, Row
from nextwave.rulebook.parsing.rows import written

_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?|true|false")


@dataclass(frozen=True, slots=True)
class Change:
    """A figure's value from a day on: a text, the names of a list, or texts by the rows of a table. `field` is
    that of the value, `day_field` that of the day, `row_fields` those of the rows."""

    figure: str
    first: str
    value: str | Sequence[str] | Mapping[Row, str]
    field: str
    day_field: str
    row_fields: Mapping[Row, str]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A reform's text, and the field that each line (from 1) was typed in."""

    source: str
    fields: Mapping[int, str]


def drafted(title: str, changes: Sequence[Change]) -> Drafted:
    """The text as `nextwave simulate --reform` reads it; figures in the order in which they first come, the
    values of each in the order of their days."""
    lines = [f"title: {_quoted(title)}", "figures:" if changes else "figures: {}"]
    fields = {1: "name", 2: "find"}

    def put(line: str, where: str) -> None:
        lines.append(line)
        fields[len(lines)] = where

    for name in dict.fromkeys(c.figure for c in changes):
        mine = sorted((c for c in changes if c.figure == name), key=lambda c: c.first)
        put(f"  {name}:", mine[0].field)
        for change in mine:
            if isinstance(change.value, Mapping):
                put(f"    {change.first}:", change.day_field)
                above: int | str | None = None
                for row, text in change.value.items():
                    where, name = change.row_fields.get(row, change.field), written(row)
                    if isinstance(row, tuple):
                        if row[0] != above:
                            put(f"      {row[0]}:", where)
                        above, name = row[0], f"  {row[1]}"
                    put(f"      {name}: {_scalar(text)}", where)
            elif isinstance(change.value, str):
                put(f"    {change.first}: {_scalar(change.value)}", change.field)
            else:
                put(f"    {change.first}: [{', '.join(_scalar(v) for v in change.value)}]", change.field)
    return Drafted("\n".join(lines) + "\n", fields)


def normal(figure: Figure, text: str, sign: str) -> str:
    """What people write for an amount, as reforms write it: $1,200 is 1200 where $ is the sign of money, and 20% of a
    share 0.2."""
    try:
        plain = code(text)
        if sign:
            plain = plain.removeprefix(sign).removesuffix(sign).strip()
    except Unreadable:
        return text.strip()
    share = figure.unit == "rate" and plain.endswith("%")
    try:
        found = number(plain[:-1].rstrip() if share else plain)
    except Unreadable:
        return plain
    return decimal(Fraction(found) / 100) if share else found


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) or re.fullmatch(r"[a-z][a-z0-9_]*", text) else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
