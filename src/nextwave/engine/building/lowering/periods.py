"""What rules of other periods come to: `at(previous_month, x)`, and a sum over the months of a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nextwave.engine.building.lowering.interfaces import Lowers
from nextwave.engine.building.lowering.scope import LawAt, Scope, Value, refuse
from nextwave.engine.plan.graph import Node
from nextwave.engine.plan.types import Type
from nextwave.rulebook import expression as e
from nextwave.rulebook.problems import Place

#: How many months (or years) away `at(name, …)` reads.
SHIFTS = {"previous_month": -1, "next_month": 1, "previous_year": -12, "next_year": 12}


#: What `at` may be given by name.
BASE = {"otherwise"}


def shifted(start: date, months: int) -> date:
    index = start.year * 12 + start.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def at(low: Lowers, x: e.Call, scope: Scope) -> Node:
    when = x.arguments[0] if x.arguments else None
    given = dict(x.keywords)
    if not (isinstance(when, e.Name) and when.name in SHIFTS and len(x.arguments) == 2 and not given.keys() - BASE):
        remedy = "write at(previous_month, …): " + ", ".join(SHIFTS)
        raise refuse("at", "at(…) takes a period and a value", x.place, remedy)
    months = SHIFTS[when.name]
    _not_of_own_months(x.place, scope)
    if scope.period == "tax_year" and months % 12:
        what = "a rule by tax year has no month before or after it"
        raise refuse("at", what, x.place, "write at(previous_year, …) or at(next_year, …), or use a rule by month")
    start = shifted(scope.start, months)
    if scope.period == "tax_year":
        start = start.replace(day=scope.start.day)
    there = replace(scope, start=start, own_period=False)
    there = there.with_names(_laws(there))
    return _based(low, x, given["otherwise"], there) if given else low.node(x.arguments[1], there)


def _based(low: Lowers, x: e.Call, otherwise: e.Expression, there: Scope) -> Node:
    """The value of a rule for another period, and what holds otherwise where the rule, or the rulebook, begins later."""
    read = x.arguments[1]
    name = read.name if isinstance(read, e.Attribute) else ""
    if isinstance(read, e.Attribute) and isinstance(read.of, e.Attribute) and read.of.name in low.builder.namespaces:
        name = f"{read.of.name}.{name}"  # unit.grant.months_used
    versions = low.builder.versions(name, None, there)
    if not versions:
        remedy = "name a rule there: at(previous_month, unit.months_used, otherwise=unit.months_stated)"
        raise refuse("at", "otherwise= is what holds before a rule begins", x.place, remedy)
    base = low.node(otherwise, there)
    first, _ = low.builder.period_of(there.start, versions[0].period)
    since = low.builder.rulebook.details.get("since")
    if isinstance(since, date) and first < since:
        return base
    if not any((v.since or first) <= first <= (v.until or first) for v in versions):
        return base
    node = low.node(read, there)
    if node.type != base.type:
        what = f"{name} is {node.type}, and what holds otherwise {base.type}"
        raise refuse("at", what, x.place, "let both be of one kind")
    return node


def _not_of_own_months(place: Place, scope: Scope) -> None:
    if scope.own_month:
        what = "what another month comes to cannot be read where months begin on a day of their own"
        raise refuse("at", what, place, "read it in a rule by month")


def _laws(scope: Scope) -> dict[str, Value]:
    return {name: LawAt(scope.start) for name, value in scope.names.items() if isinstance(value, LawAt)}


def over_months(low: Lowers, x: e.Aggregate, scope: Scope) -> Node:
    if x.kind not in ("sum", "min", "max", "any", "all") or x.conditions:
        raise refuse(
            "months",
            "over the months of a year one can only take sum, min, max, any or all",
            x.place,
            "leave out the condition",
        )
    _not_of_own_months(x.place, scope)
    first = scope.start if scope.period == "tax_year" else date(scope.start.year, 1, 1)
    if first.day != 1:
        what = f"a tax year from {first:%-d %B} has no whole months"
        raise refuse("months", what, x.place, "reckon by week, in_year(x, weeks=52), or by what holds for the year")
    parts = []
    for month in range(12):
        there = replace(scope, start=shifted(first, month), own_period=False, period="month")
        parts.append(low.node(x.element, there.with_names(_laws(there))))
    operation = {"sum": "add", "min": "minimum", "max": "maximum", "any": "or", "all": "and"}[x.kind]
    node = parts[0]
    for part in parts[1:]:
        node = low.make(operation, (node, part), x.place)
    if x.kind == "sum" and node.type == Type("money", "month"):
        node = _by_year(low, node)
    return node


def _by_year(low: Lowers, node: Node) -> Node:
    """Twelve monthly amounts make an amount by year."""
    zero = low.make("constant", (), node.place, Type("money", "year"), 0)
    return low.make("add", (node, zero), node.place, Type("money", "year"))
