"""Where a body stands while it is lowered, and what its expressions may stand for besides a value."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from nextwave.engine.plan.graph import Definition, Node, Slot
from nextwave.rulebook.model import Rule
from nextwave.rulebook.problems import Place, Problem, RulebookError


@dataclass(frozen=True, slots=True)
class LawAt:
    """`law`, or a group of figures in it, as of a day."""

    as_of: date
    path: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """A flow as it was stated: an amount and how often; only a conversion makes money of it."""

    amount: Node
    per: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Many:
    """Something to go over: all instances, the children of one, the members of a group, or a filter on all
    people (`among`: the relation's node is made by `filtered(person)`)."""

    entity: str
    domain: str
    of: Node | None = None
    relation: Slot | Definition | None = None


@dataclass(frozen=True, slots=True)
class Space:
    """An entity's value with a namespace after it: `unit.tanf`, waiting for the rule's name."""

    of: Node
    namespace: str


@dataclass(frozen=True, slots=True)
class Span:
    """So many years, months or days, waiting for the date that they are added to; `missing` is the convention where
    the month lacks the day."""

    count: Node
    unit: str
    missing: str


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The name of a choice, waiting for its member."""

    name: str


Value = Node | LawAt | Stated | Many | Space | Span | Enumeration


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a body stands while it is lowered."""

    namespace: str
    start: date
    own_period: bool
    period: str
    names: dict[str, Value]
    guards: frozenset[tuple[str, int]] = frozenset()
    formulas: tuple[str, ...] = ()
    #: The first and last day of the period, where that hangs on someone's own date.
    own_month: tuple[Node, Node] | None = None
    #: What `place` gave before: a scope is asked for it at every expression that stands in it.
    placed: list[tuple[object, ...]] = field(default_factory=list, init=False, compare=False, repr=False)

    def key(self) -> tuple[object, ...]:
        """What the meaning of an expression depends on: equal keys lower to the same node."""
        return (*self.place(), self.guards)

    def place(self) -> tuple[object, ...]:
        """The same without the guards of the branch."""
        if not self.placed:
            values = tuple((n, id(v) if isinstance(v, Node) else v) for n, v in sorted(self.names.items()))
            month = tuple(map(id, self.own_month or ()))
            self.placed.append((self.namespace, self.start, self.own_period, self.period, values, month))
        return self.placed[0]

    def with_names(self, more: dict[str, Value]) -> Scope:
        return replace(self, names={**self.names, **more})

    def guarded(self, more: Iterable[tuple[str, int]]) -> Scope:
        return replace(self, guards=self.guards | frozenset(more))


def in_force(versions: Iterable[Rule], on: date) -> Rule:
    """The version of a rule that holds on a day. Raises RulebookError where none does."""
    found = list(versions)
    for rule in found:
        if (rule.since is None or rule.since <= on) and (rule.until is None or on <= rule.until):
            return rule
    remedy = "give it a version in force then, or do not read it for that period"
    raise refuse("date-gap", f"{found[0].full_name} has no version in force on {on}", found[0].place, remedy)


def refuse(code: str, what: str, place: Place, remedy: str) -> RulebookError:
    return RulebookError([Problem(code, what, place, remedy)])


def nearest(name: str, valid: Iterable[str]) -> str:
    """The valid names closest to a mistaken one, as an ending of a remedy."""
    close = difflib.get_close_matches(name, sorted(set(valid)), n=3, cutoff=0.5)
    return f"did you mean {' or '.join(close)}?" if close else "see `nextwave facts` for the names there are"
