"""Type stubs of a rulebook: one .pyi for its entities and one for its figures.

With them an editor completes `unit.gross_income` and `law.shelter.cap`, and mypy finds a mistyped name.
"""

from __future__ import annotations

import re

from nextwave.rulebook.model import Fact, Figure, Rulebook

_DURATIONS = {"days": "Days", "months": "Months", "years": "Years"}
_TYPES = {"money": "Money", "rate": "Rate", "date": "date", "bool": "bool", "int": "int", **_DURATIONS}
_UNITS = {
    "money/week": "Weekly",
    "money/month": "Money",
    "money/year": "Yearly",
    "money": "Stock",
    "rate": "Rate",
    "date": "date",
    **_DURATIONS,
}


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def stubs_of(book: Rulebook) -> dict[str, str]:
    """The text of each stub file by its name. They go beside the rulebook, in a folder on the type path."""
    return {"entities.pyi": _entities(book), "figures.pyi": _figures(book)}


def _entities(book: Rulebook) -> str:
    lines = ["from datetime import date", "from enum import Enum", "from typing import Any", ""]
    lines += ["from nextwave.language import Days, Money, Months, Rate, Stock, Weekly, Yearly, Years", ""]
    for choice in book.choices.values():
        lines += [f"class {choice.name}(Enum):", *(f"    {m} = {choice.labels[m]!r}" for m in choice.members), ""]
    person, household = book.person.name, book.household.name
    for entity in book.entities.values():
        lines += [f"class {entity.name}:"]
        if entity.kind in ("group", "partition", "circle"):
            lines.append(f"    people: list[{person}]")
        if entity.kind != "group":
            lines.append(f"    {_snake(household)}: {household}")
        if entity.kind == "entity" and entity.of:
            lines.append(f"    {_snake(entity.of)}: {entity.of}")
        lines += [
            f"    {_snake(e.name)}s: list[{e.name}]"
            for e in book.entities.values()
            if e.kind == "entity" and e.of == entity.name
        ]
        if entity.name == person:
            lines += [
                f"    {_snake(e.name)}: {e.name}" for e in book.entities.values() if e.kind in ("partition", "circle")
            ]
        for fact in (f for f in book.facts.values() if f.entity == entity.name):
            lines.append(f"    {fact.name}: {_fact_type(fact, person)}")
        for versions in book.rules.values():
            rule = versions[0]
            if rule.entity == entity.name and rule.kind == "rule":
                lines.append(f"    {rule.name}: {rule.returns}")
        lines += ["    def __getattr__(self, name: str) -> Any: ...", ""]
    return "\n".join(lines)


def _fact_type(fact: Fact, person: str) -> str:
    if fact.type == "choice":
        return str(fact.choice)
    if fact.type == "person":
        return f"{person} | None"
    if fact.type == "people":
        return f"list[{person}]"
    return f"{_TYPES[fact.type]} | None" if fact.optional else _TYPES[fact.type]


def _figures(book: Rulebook) -> str:
    lines = [
        "from datetime import date",
        "from typing import Any",
        "",
        "from nextwave.language import Days, Money, Months, Rate, Stock, Weekly, Yearly, Years",
        "",
    ]
    groups: dict[str, dict[str, str]] = {"": {}}
    for figure in book.figures.values():
        parts = figure.path.split(".")
        for depth in range(1, len(parts)):
            name = ".".join(parts[:depth])
            groups.setdefault(name, {})
            groups[".".join(parts[: depth - 1])][parts[depth - 1]] = _class(name)
        type_ = "list[Any]" if figure.unit == "choices" else _UNITS.get(figure.unit, figure.unit)
        groups[".".join(parts[:-1])][parts[-1]] = _table(figure, type_) if figure.table else type_
    for name in sorted(groups, key=lambda n: -n.count(".") if n else 99):
        lines += [f"class {_class(name)}:", *(f"    {k}: {v}" for k, v in groups[name].items())]
        lines += ["    def on(self, day: date) -> Law: ..." if not name else "    ...", ""]
    return "\n".join(lines)


def _table(figure: Figure, type_: str) -> str:
    """A table by number, or by what no stub can check: thresholds and members of choices."""
    return f"dict[{'int' if figure.table == ('int',) else 'Any'}, {type_}]"


def _class(name: str) -> str:
    return "".join(part.title().replace("_", "") for part in name.split(".")) + "Figures" if name else "Law"
