"""What a name in a rule stands for: a fact, a rule, a relative, a group, a figure, a member of a choice."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from nextwave.engine.building.lowering.interfaces import Lowers
from nextwave.engine.building.lowering.scope import (
    Enumeration,
    LawAt,
    Many,
    Scope,
    Space,
    Stated,
    Value,
    nearest,
    refuse,
)
from nextwave.engine.building.quanta import first_day
from nextwave.engine.plan.graph import PERIODS, Node, Slot
from nextwave.engine.plan.types import BOOL, DATE, DURATIONS, INT, RATE, STOCK, Type
from nextwave.rulebook import expression as e
from nextwave.rulebook.model import Fact
from nextwave.rulebook.parsing.ordering import EVERYONE
from nextwave.rulebook.problems import Place


def snake(name: str) -> str:
    """`TaxUnit` as a rule writes it after a person: `tax_unit`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def period_of(start: date, period: str, begins: tuple[int, int] | None = None) -> tuple[date, date]:
    """First and last day of the month, year or tax year that contains `start`; a tax year `begins` on a month and
    day."""
    if period.startswith("month_from"):
        return start, start  # that of the day on which someone's own month begins: see own_months
    if period in ("year", "tax_year"):
        month_and_day = begins if begins and period == "tax_year" else (1, 1)
        year = start.year if start >= date(start.year, *month_and_day) else start.year - 1
        return date(year, *month_and_day), date(year + 1, *month_and_day) - timedelta(days=1)
    first = start.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def of_name(low: Lowers, x: e.Name, scope: Scope) -> Value:
    if x.name in scope.names:
        return scope.names[x.name]
    if x.name == EVERYONE:
        return Many(low.builder.rulebook.person.name, "all")
    if x.name in low.builder.rulebook.choices:
        return Enumeration(x.name)
    if scope.own_month and x.name in ("period_start", "period_end"):
        return scope.own_month[0 if x.name == "period_start" else 1]
    first, last = low.builder.period_of(scope.start, scope.period)
    days = {"today": low.builder.day(scope), "period_start": first, "period_end": last}
    if x.name in days:
        if x.name == "today":
            low.builder.reckoned(scope)
        return low.make("constant", (), x.place, DATE, days[x.name].toordinal())
    raise refuse(
        "unknown-name",
        f"nothing here is called {x.name}",
        x.place,
        _near(x.name, [*scope.names, *low.builder.rulebook.choices, *days]),
    )


def _near(name: str, valid: list[str]) -> str:
    return nearest(name, valid)


def of_attribute(low: Lowers, x: e.Attribute, scope: Scope) -> Value:
    of = _programme_of(low, x, scope) or low.value(x.of, scope)
    if isinstance(of, Node) and of.type.kind == "date" and x.name == "year":
        return low.make("year_of", (low.node(x.of, scope),), x.place)
    if isinstance(of, LawAt):
        return of_law(low, of, x, scope)
    if isinstance(of, Enumeration):
        choice = low.builder.rulebook.choices[of.name]
        if x.name not in choice.members:
            raise refuse(
                "unknown-choice", f"{of.name} has no member {x.name}", x.place, _near(x.name, list(choice.members))
            )
        return low.make("constant", (), x.place, Type("choice", of.name), choice.members.index(x.name))
    if isinstance(of, Space):
        return of_entity(low, of.of, f"{of.namespace}.{x.name}", x, scope)
    if isinstance(of, Node) and of.type.kind == "one":
        if x.name in low.builder.namespaces and not low.builder.own(of.type.detail, x.name, scope):
            return Space(of, x.name)
        return of_entity(low, of, x.name, x, scope)
    kind = of.type if isinstance(of, Node) else "a group of people, or money as stated,"
    raise refuse(
        "no-attribute",
        f"{kind} has no {x.name}",
        x.place,
        "use . only after a person, job, group or law; of a date there is .year",
    )


def _programme_of(low: Lowers, x: e.Attribute, scope: Scope) -> Space | None:
    """`person.ssi.eligible` where ssi is a fact or rule of the person too: a rule of that name of the programme."""
    if not (isinstance(x.of, e.Attribute) and x.of.name in low.builder.namespaces):
        return None
    someone = low.value(x.of.of, scope)
    if not (isinstance(someone, Node) and someone.type.kind == "one"):
        return None
    named = f"{x.of.name}.{x.name}" in low.builder.rulebook.rules
    return Space(someone, x.of.name) if named else None


def of_law(low: Lowers, law: LawAt, x: e.Attribute, scope: Scope) -> Value:
    path = f"{law.path}.{x.name}" if law.path else x.name
    figures = low.builder.rulebook.figures
    spaces = low.builder.rulebook.spaces(scope.namespace)
    for space in spaces:
        if space + path in figures:
            return low.figure(law, space + path, x.place)
    for space in spaces:
        if any(name.startswith(f"{space}{path}.") for name in figures):
            return LawAt(law.as_of, path)
    raise refuse("unknown-figure", f"the law has no figure {path}", x.place, _near(path, list(figures)))


def of_entity(low: Lowers, of: Node, name: str, x: e.Attribute, scope: Scope) -> Value:
    """`of.name` where `of` is one person, job or group: a fact, a relative, a group or a rule."""
    if of.type.optional and ("somebody", of.number) not in scope.guards:
        raise refuse(
            "nobody",
            f"there may be nobody here, so .{name} may have no value",
            x.place,
            "ask `is None` first and say what holds without one",
        )
    book, entity = low.builder.rulebook, of.type.detail
    fact = book.facts.get((entity, name))
    if fact is not None:
        return of_fact(low, of, fact, x.place, scope)
    declared = book.entities[entity]
    person, household = book.person.name, book.household.name
    grouped = declared.kind in ("group", "partition")
    if name == "people" and grouped:
        if declared.kind == "group":
            return Many(person, "all")
        return Many(person, "members", of)
    if name == "people" and declared.kind == "circle":
        circle = low.builder.circle(declared, scope.start, scope.own_period)
        return Many(person, "all", of, circle)
    for child in book.entities.values():
        if child.kind == "entity" and child.of == entity and name == snake(child.name) + "s":
            return Many(child.name, "children", of)
    for group in book.entities.values() if declared.kind == "group" else ():
        if group.kind == "partition" and name == snake(group.name) + "s":
            low.builder.structure(group, scope.start, scope.own_period)
            return Many(group.name, "all")
    if declared.of and declared.kind == "entity" and name == snake(declared.of):
        return low.make("parent", (of,), x.place, Type("one", declared.of), entity)
    if declared.kind == "circle" and name in (snake(person), "person"):
        return low.make("parent", (of,), x.place, Type("one", person), entity)
    if name == snake(household) and declared.kind != "group":
        zero = low.make("constant", (), x.place, INT, 0)
        return low.make("parent", (zero,), x.place, Type("one", household), household)
    if entity == person:
        for group in book.entities.values():
            if group.kind == "partition" and name == snake(group.name):
                low.builder.structure(group, scope.start, scope.own_period)
                return low.make("group", (of,), x.place, Type("one", group.name), group.name)
            if group.kind == "circle" and name == snake(group.name):
                return low.make("parent", (of,), x.place, Type("one", group.name), group.name)
    return low.builder.read(of, name, x.place, scope)


def of_fact(low: Lowers, of: Node, fact: Fact, place: Place, scope: Scope) -> Value:
    """A fact as it stood in the scope's period; where it does not apply, the law's stated value."""
    day = low.builder.day(scope)
    person = low.builder.rulebook.person.name
    if fact.type == "people":
        return Many(person, "all", of, low.builder.slot(fact, day, "", BOOL))
    if fact.flow:
        amount = _slot(low, of, fact, place, scope, "amount", STOCK)
        per = _slot(low, of, fact, place, scope, "per", Type("choice", "per"))
        return Stated(amount, per, place)
    day_type = Type("date", optional=fact.optional)
    types = {"bool": BOOL, "int": INT, "rate": RATE, "money": STOCK, "date": day_type, **DURATIONS}
    if fact.type == "choice":
        type_ = Type("choice", fact.choice or "")
    elif fact.type == "person":
        type_ = Type("one", person, optional=True)
    else:
        type_ = types[fact.type]
    if fact.worked_out and fact.applies:
        return _applies_or_worked_out(low, of, fact, place, scope, type_)
    if fact.worked_out:
        return _stated_or_worked_out(low, of, fact, place, scope, type_)
    return _slot(low, of, fact, place, scope, "", type_)


def _stated_or_worked_out(low: Lowers, of: Node, fact: Fact, place: Place, scope: Scope, type_: Type) -> Node:
    """A fact where it is stated, else what its rule comes to; an amount is by the rule's period."""
    value = _worked_out(low, of, fact, scope, type_)
    day = low.builder.day(scope)
    stated = low.make("fact", (of,), place, value.type, low.builder.slot(fact, day, "", value.type))
    whether = low.make("fact", (of,), place, BOOL, low.builder.slot(fact, day, "stated", BOOL))
    return low.make("if", (whether, stated, value), place)


def _applies_or_worked_out(low: Lowers, of: Node, fact: Fact, place: Place, scope: Scope, type_: Type) -> Node:
    """A fact where it applies, else what its rule comes to: what one answer settles is not asked again."""
    value = _worked_out(low, of, fact, scope, type_)
    applies = low.builder.read(of, str(fact.applies), fact.place, scope)
    stated = low.make("fact", (of,), place, value.type, low.builder.slot(fact, low.builder.day(scope), "", value.type))
    return low.make("if", (applies, stated, value), place)


def _worked_out(low: Lowers, of: Node, fact: Fact, scope: Scope, type_: Type) -> Node:
    """What the rule comes to that works a fact out; an amount is by the rule's period."""
    value = low.builder.read(of, fact.worked_out, fact.place, replace(scope, namespace=""))
    if value.type != type_ and not value.type.kind == type_.kind == "money":
        what = f"{fact.name} is {type_}, and {fact.worked_out}, which works it out, comes to {value.type}"
        raise refuse("type", what, fact.place, "let both be of the same type")
    return value


def day_or_none(node: Node) -> Fact:
    """The fact of a date that may be none: such a value is a fact, or one that applies or not."""
    slot = (node.arguments[1] if node.operation == "applied" else node).detail
    assert isinstance(slot, Slot)
    return slot.fact


def _slot(low: Lowers, of: Node, fact: Fact, place: Place, scope: Scope, part: str, type_: Type) -> Node:
    slot: Slot = low.builder.slot(fact, low.builder.day(scope), part, type_)
    if fact.applies is None:
        return low.make("fact", (of,), place, type_, slot)
    return applied_fact(low, of, slot, scope, place)


def applied_fact(low: Lowers, of: Node, slot: Slot, scope: Scope, place: Place | None = None) -> Node:
    """A fact where its rule says that it applies, else the law's stated value."""
    fact, type_, part = slot.fact, slot.type, slot.part
    place = place or fact.place
    node = low.make("fact", (of,), place, type_, slot)
    assert fact.applies is not None
    applies = low.builder.read(of, fact.applies, fact.place, scope)
    stated = fact.otherwise
    if part == "per":
        value: object = PERIODS.index("month")
    elif type_.kind == "choice":
        value = low.builder.rulebook.choices[type_.detail].members.index(str(stated))
    elif type_.kind == "one":
        value = -1
    elif type_.kind == "date" and stated is None:
        value = first_day(fact) - 1
    elif isinstance(stated, date):
        value = stated.toordinal()
    else:
        value = int(stated) if isinstance(stated, bool) else stated
    otherwise = low.make("constant", (), place, type_, value)
    return low.make("applied", (applies, node, otherwise), place)
