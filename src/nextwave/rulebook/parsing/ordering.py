"""`rank`, `split` and `first`: forms of the language that stand for the order of people."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Protocol

from nextwave.rulebook import expression as e
from nextwave.rulebook.problems import Place
from nextwave.rulebook.source import refuse

#: What they are written like, by name.
FORMS = {
    "rank": "rank(child, (p for p in unit.people if p.is_child), by=birth_date)",
    "first": "first((p for p in unit.people if p.is_adult), by=birth_date)",
    "split": "split(amount, among=unit.people, to=person)",
}
#: The variable where people are named without one; no rule-writer can write it.
_EACH = "each of them"
#: The name of all people of the home; no rule-writer can write it either.
EVERYONE = "everyone here"

Names = dict[str, e.Expression]


class Reads(Protocol):
    """Reads expressions of one body."""

    def place(self, node: ast.AST) -> Place: ...
    def expression(self, node: ast.expr, names: Names, depth: int = 0) -> e.Expression: ...


def ordered(reader: Reads, node: ast.Call, name: str, names: Names, depth: int) -> e.Expression:
    """The expression that rank(…) or split(…) stands for. Raises RulebookError."""
    place = reader.place(node)
    given: Mapping[str | None, ast.expr] = {k.arg: k.value for k in node.keywords}
    if name == "rank" and len(node.args) == 2 and set(given) <= {"by"}:
        by = given.get("by")
        if by is None or isinstance(by, ast.Name):
            whom = reader.expression(node.args[0], names, depth + 1)
            people = _People(reader, node.args[1], names, depth, place)
            before = people.before(whom, by.id if by else "")
            return e.Operation("add", (e.Literal(1, place), before), place)
    if name == "first" and len(node.args) == 1 and set(given) <= {"by"}:
        by = given.get("by")
        if by is None or isinstance(by, ast.Name):
            return _People(reader, node.args[0], names, depth, place).first(by.id if by else "")
    if name == "split" and len(node.args) == 1 and set(given) == {"among", "to"}:
        amount = reader.expression(node.args[0], names, depth + 1)
        whom = reader.expression(given["to"], names, depth + 1)
        people = _People(reader, given["among"], names, depth, place)
        share = e.Operation("share", (amount, people.count(()), people.before(whom, "")), place)
        return e.Operation("if", (people.has(whom), share, e.Literal(0, place)), place)
    raise refuse("arguments", f"{name} is written otherwise", place, f"write {FORMS[name]}")


class _People:
    """Those among whom someone is ranked: `unit.people`, or `(p for p in unit.people if …)`."""

    def __init__(self, reader: Reads, node: ast.expr, names: Names, depth: int, place: Place) -> None:
        self.reader, self.names, self.depth, self.place = reader, names, depth, place
        self.variable, self.conditions = _EACH, []
        over = node
        if isinstance(node, ast.GeneratorExp):
            clause = node.generators[0]
            plain = isinstance(clause.target, ast.Name) and isinstance(node.elt, ast.Name)
            if len(node.generators) != 1 or not plain or node.elt.id != clause.target.id:  # type: ignore[attr-defined]
                what = "this goes over more than people"
                raise refuse("aggregate", what, place, "write (p for p in unit.people if …)")
            self.variable, self.conditions = node.elt.id, clause.ifs  # type: ignore[attr-defined]
            over = clause.iter
        self.over = reader.expression(over, names, depth + 1)

    def _with(self, someone: e.Expression) -> list[e.Expression]:
        """The conditions, of someone."""
        bound = {**self.names, self.variable: someone}
        return [self.reader.expression(c, bound, self.depth + 1) for c in self.conditions]

    def count(self, further: tuple[e.Expression, ...]) -> e.Expression:
        conditions = (*self._with(e.Name(self.variable, self.place)), *further)
        one = e.Literal(1, self.place)
        return e.Aggregate("count", one, self.variable, self.over, conditions, None, self.place)

    def before(self, whom: e.Expression, by: str) -> e.Expression:
        """How many of them come before someone: by a fact or rule, and where it is equal as they are stated."""
        place, each = self.place, e.Name(self.variable, self.place)
        comes: e.Expression = e.Operation("before", (each, whom), place)
        if by:
            own, other = e.Attribute(each, by, place), e.Attribute(whom, by, place)
            tie = e.Operation("and", (e.Operation("equal", (own, other), place), comes), place)
            comes = e.Operation("or", (e.Operation("less", (own, other), place), tie), place)
        return self.count((comes,))

    def first(self, by: str) -> e.Expression:
        """Who is first of them, by a fact or rule, and where that is equal as they are stated; may be nobody."""
        place, each = self.place, e.Name(self.variable, self.place)
        value: e.Expression = e.Attribute(each, by, place) if by else e.Literal(0, place)
        key, nobody = e.Operation("place", (each, value), place), e.Literal(-1, place)
        conditions = tuple(self._with(each))
        least = e.Aggregate("min", key, self.variable, self.over, conditions, nobody, place)
        everyone = e.Name(EVERYONE, place)
        count = e.Aggregate("count", e.Literal(1, place), _EACH, everyone, (), None, place)
        return e.Operation("whose", (least, count), place)

    def has(self, someone: e.Expression) -> e.Expression:
        """Whether someone is one of them."""
        among = e.Operation("in", (someone, self.over), self.place)
        return e.Operation("and", (among, *self._with(someone)), self.place)
