"""The body of a rule after parsing: a small tree of our own, without statements, types or entities.

`if`/`return` statements have become `Operation("if", (condition, then, otherwise))`; a local name has
become the very object that it was assigned (so the tree is a graph: a part used twice is one object).
`engine.building.plans` turns it into the typed plan; nothing else reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from nextwave.rulebook.problems import Place


@dataclass(frozen=True, slots=True, eq=False)
class Literal:
    """A number (exact), truth value, date or None. A decimal such as 0.2 is read from its text, exactly."""

    value: bool | int | Fraction | date | None
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A parameter of the function, a bound variable of a generator, an enumeration, or a library name."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Attribute:
    """`of.name`: a fact, a rule, a relationship, a parameter group or figure, a member of a choice."""

    of: Expression
    name: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """`of[a]` or `of[a, b]`: a row of a table of figures, by one key or two."""

    of: Expression
    keys: tuple[Expression, ...]
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """An operator. `name` is one of: add subtract multiply divide negate; less less_or_equal equal
    not_equal (greater forms are parsed with their arguments swapped); and or not if; in not_in (second
    argument: a `Choices` or any expression); is_none. A chained comparison is an `and` of comparisons;
    `is not None` is `not(is_none)`; `x == y` and `x is y` between people are both `equal`."""

    name: str
    arguments: tuple[Expression, ...]
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """A literal set, list or tuple on the right of `in`."""

    members: tuple[Expression, ...]
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """A library function or `@formula` by name, or a method of `law` (`law.on(...)`: `of` is the law)."""

    name: str
    arguments: tuple[Expression, ...]
    keywords: tuple[tuple[str, Expression], ...]
    place: Place
    of: Expression | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Aggregate:
    """`kind` (sum any all count min max) of `element` for `variable` in `over` where every condition holds.

    `count(p for p in … if …)` has a Literal 1 as element. Two `for` clauses nest: the element of the outer
    is an Aggregate of the same kind. `default` is what `min`/`max` give over nobody.
    """

    kind: str
    element: Expression
    variable: str
    over: Expression
    conditions: tuple[Expression, ...]
    default: Expression | None
    place: Place


Expression = Literal | Name | Attribute | Item | Operation | Choices | Call | Aggregate

#: What a module of this package may hold at the most; more is refused with a message, never a crash.
MAX_NODES_PER_RULE = 2_000
MAX_DEPTH = 60


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a rule's function: its name and its annotation's text."""

    name: str
    annotation: str
    place: Place = field(default=Place("?"))


def walk(body: Expression) -> Iterator[Expression]:
    """A body and everything below it, each object once."""
    seen: set[int] = set()
    stack: list[Expression | None] = [body]
    while stack:
        node = stack.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        match node:
            case Attribute():
                stack.append(node.of)
            case Item():
                stack += [node.of, *node.keys]
            case Operation():
                stack += node.arguments
            case Choices():
                stack += node.members
            case Call():
                stack += [*node.arguments, *(v for _, v in node.keywords), node.of]
            case Aggregate():
                stack += [node.element, node.over, *node.conditions, node.default]
