"""Calls, memberships and aggregates of the language: what each takes and the node it becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nextwave.engine.building.lowering import periods
from nextwave.engine.building.lowering.interfaces import Lowers
from nextwave.engine.building.lowering.scope import LawAt, Many, Scope, Span, Stated, Value, nearest, refuse
from nextwave.engine.operations import AGGREGATES, OPERATIONS
from nextwave.engine.operations.days.calendar import CONVENTIONS, USUAL, count_type
from nextwave.engine.plan.graph import PERIODS, AggregateUse, Node, Slot
from nextwave.engine.plan.types import BOOL, DATE, INT, MONTHLY, RATE, WEEKLY, YEARLY, Mismatch
from nextwave.rulebook import expression as e
from nextwave.rulebook.model import Rule

#: What brings a stated flow to a period.
FLOWS = ("per_week", "per_month", "per_year")
#: What brings money by week to another period, and the number of weeks in an example.
WEEKS = {"in_month": (MONTHLY, "52 / 12"), "in_year": (YEARLY, "52")}
#: What rules call by name beside the operations.
NAMED = ["min", "max", "at", "latest", "rank", "first", "split", *FLOWS, *USUAL]


def of_call(low: Lowers, x: e.Call, scope: Scope) -> Value:
    if isinstance(x.of, e.Name) and x.of.name not in scope.names and x.of.name in low.builder.namespaces:
        formula = low.builder.formula(f"{x.of.name}.{x.name}", replace(scope, namespace=""))
        if formula is None:
            own = [n.rpartition(".")[2] for n in low.builder.rulebook.formulas if n.startswith(f"{x.of.name}.")]
            raise refuse("unknown-call", f"{x.of.name} has no formula {x.name}", x.place, nearest(x.name, own))
        return _formula(low, x, scope, formula)
    if x.of is not None:
        law = low.value(x.of, scope)
        if isinstance(law, LawAt) and x.name == "on" and not law.path:
            return LawAt(_law_day(x, scope))
        raise refuse(
            "unknown-call", f"nothing here can be called as .{x.name}(…)", x.place, "law.on(…) is all there is"
        )
    if x.name == "at":
        return periods.at(low, x, scope)
    if x.name in FLOWS:
        return _conversion(low, x, scope)
    if x.name in WEEKS and x.keywords:
        return _weeks(low, x, scope)
    formula = low.builder.formula(x.name, scope)
    if formula is not None:
        return _formula(low, x, scope, formula)
    if x.name == "latest":
        return low.make("constant", (), x.place, DATE, _latest(x, scope).toordinal())
    if x.name in USUAL:
        return _span(low, x, scope)
    operation = {"min": "minimum", "max": "maximum"}.get(x.name, x.name)
    if operation in OPERATIONS and OPERATIONS[operation].call:
        if x.keywords:
            raise refuse("keyword", f"{x.name} takes no {x.keywords[0][0]}=", x.place, "give plain arguments")
        arguments = [low.node(a, scope) for a in x.arguments]
        if operation in ("minimum", "maximum") and len(arguments) > 2:
            node = low.make(operation, (arguments[0], arguments[1]), x.place)
            for more in arguments[2:]:
                node = low.make(operation, (node, more), x.place)
            return node
        if operation.startswith("round_") and len(arguments) == 2 and arguments[0].operation == "divide":
            value, unit = arguments
            if value.arguments[1].operation not in ("constant", "figure"):
                # A quotient of two unknowns has no step of its own: it is rounded with its division.
                return low.make(operation, (*value.arguments, unit), x.place, detail=value.detail)
        return low.make(operation, tuple(arguments), x.place)
    known = [n for n, o in OPERATIONS.items() if o.call] + NAMED
    raise refuse("unknown-call", f"there is no function {x.name}", x.place, nearest(x.name, known))


def _law_day(x: e.Call, scope: Scope) -> date:
    """The day of `law.on(latest(month, day))` or `law.on("2026-01-01")`."""
    if len(x.arguments) == 1 and not x.keywords:
        day = x.arguments[0]
        if isinstance(day, e.Literal) and isinstance(day.value, date):
            return day.value
        if isinstance(day, e.Name) and day.name == "period_start":
            return scope.start
        if isinstance(day, e.Call) and day.name == "latest":
            return _latest(day, scope)
    raise refuse("law-on", "law.on takes a day", x.place, 'write law.on(latest(10, 1)) or law.on("2026-01-01")')


def _latest(x: e.Call, scope: Scope) -> date:
    """The latest such day of a year on or before the start of the period."""
    numbers = [a.value for a in x.arguments if isinstance(a, e.Literal) and type(a.value) is int]
    if len(numbers) == len(x.arguments) == 2 and not x.keywords:
        for year in range(scope.start.year, scope.start.year - 9, -1):
            try:
                found = date(year, *numbers)
            except ValueError:
                continue  # 29 February in other years, or a day that there never is
            if found <= scope.start:
                return found
    raise refuse("latest", "latest takes the month and day of a year", x.place, "write latest(9, 1) for 1 September")


def _span(low: Lowers, x: e.Call, scope: Scope) -> Span:
    """`years(16)`, `months(4, missing=last_day)`."""
    given = dict(x.keywords)
    missing = given.pop("missing", None)
    convention = USUAL[x.name] if missing is None else missing.name if isinstance(missing, e.Name) else ""
    if len(x.arguments) != 1 or given or convention not in CONVENTIONS or (missing and x.name == "days"):
        remedy = f"write {x.name}(4)"
        if x.name != "days":
            remedy += f"; where the month lacks the day, missing={' or missing='.join(CONVENTIONS)}"
        raise refuse("arguments", f"{x.name} takes a number", x.place, remedy)
    count = low.node(x.arguments[0], scope)
    try:
        count_type(x.name, count.type)
    except Mismatch as mismatch:
        raise refuse(mismatch.code, mismatch.what, x.place, mismatch.remedy) from mismatch
    return Span(count, x.name, convention)


def _conversion(low: Lowers, x: e.Call, scope: Scope) -> Node:
    own = x.name.removeprefix("per_")
    wanted = [p for p in PERIODS if p != own]
    given = dict(x.keywords)
    flow = low.value(x.arguments[0], scope) if len(x.arguments) == 1 else None
    if not isinstance(flow, Stated):
        raise refuse("flow", f"{x.name} converts one stated flow", x.place, "give it a fact declared with flow=True")
    if sorted(given) != sorted(wanted):
        missing = [p for p in wanted if p not in given] or [p for p in given if p not in wanted]
        raise refuse(
            "conversion",
            f"{x.name} must say how each period converts; look at {', '.join(missing)}",
            x.place,
            "give " + ", ".join(f"{p}=…" for p in wanted) + ": the law's own factors",
        )
    one = low.make("constant", (), x.place, INT, 1)
    factors = tuple(low.node(given[p], scope) if p in given else one for p in PERIODS)
    return low.make(x.name, (flow.amount, flow.per, *factors), x.place)


def _weeks(low: Lowers, x: e.Call, scope: Scope) -> Node:
    """`in_month(amount, weeks=52 / 12)`: money by week as that of a month or a year, by the law's number of weeks."""
    given = dict(x.keywords)
    example = f"write {x.name}(law.rate, weeks={WEEKS[x.name][1]})"
    if len(x.arguments) != 1 or list(given) != ["weeks"]:
        raise refuse("arguments", f"{x.name} takes money by week, and weeks=", x.place, example)
    amount, weeks = low.node(x.arguments[0], scope), low.node(given["weeks"], scope)
    if amount.type != WEEKLY:
        raise refuse(
            "unit", f"{x.name} brings money by week to another period; this is {amount.type}", x.place, example
        )
    if weeks.type not in (INT, RATE):
        raise refuse("unit", f"weeks= is {weeks.type}, not a number", x.place, example)
    return low.make("multiply", (amount, weeks), x.place, WEEKS[x.name][0])


def _formula(low: Lowers, x: e.Call, scope: Scope, formula: Rule) -> Node:
    if formula.full_name in scope.formulas:
        raise refuse("recursion", f"{x.name} calls itself", x.place, "write it without recursion")
    values = [low.value(a, scope) for a in x.arguments]
    if len(values) != len(formula.parameters) or x.keywords:
        wanted = ", ".join(p.name for p in formula.parameters)
        raise refuse("arguments", f"{x.name} takes {len(formula.parameters)} arguments", x.place, f"give {wanted}")
    inner: dict[str, Value] = {}
    for parameter, value in zip(formula.parameters, values, strict=True):
        if (parameter.annotation == "Law") != isinstance(value, LawAt):
            raise refuse("arguments", f"{parameter.name} of {x.name} is {parameter.annotation}", x.place, "give that")
        _of_entity(low, x, parameter, value)
        inner[parameter.name] = value
    there = replace(scope, namespace=formula.namespace, names=inner, formulas=(*scope.formulas, formula.full_name))
    node = low.node(formula.body, there)
    return low.builder.returned(node, formula)


def _of_entity(low: Lowers, x: e.Call, parameter: e.Parameter, value: Value) -> None:
    """Raises RulebookError where someone else, or something else, is given than the parameter says."""
    wanted = parameter.annotation
    if wanted not in low.builder.rulebook.entities:
        return
    found = value.type if isinstance(value, Node) else None
    if found is None or found.kind != "one" or found.detail != wanted:
        raise refuse("arguments", f"{parameter.name} of {x.name} is a {wanted}", x.place, f"give a {wanted}")


def of_membership(low: Lowers, x: e.Operation, scope: Scope) -> Node:
    """`x in {…}`, `x in law.list`, `person in other.parents`."""
    left, right = x.arguments
    subject = low.node(left, scope)
    if isinstance(right, e.Choices):
        parts = [low.make("equal", (subject, low.node(m, scope)), m.place) for m in right.members]
        if not parts:
            raise refuse("empty", "nothing is in an empty list", x.place, "name what it may be")
        if subject.type.kind == "choice" and all(p.arguments[1].operation == "constant" for p in parts):
            indices = frozenset(int(p.arguments[1].detail) for p in parts)
            return low.make("in", (subject,), x.place, BOOL, indices)
        node = parts[0]
        for part in parts[1:]:
            node = low.make("or", (node, part), x.place)
        return node
    many = low.value(right, scope)
    if isinstance(many, Many):
        person = low.builder.rulebook.person.name
        if subject.type.kind != "one" or subject.type.detail != person or many.entity != person:
            raise refuse("type", "only a person can be in a group of people", x.place, "name a person on the left")
        if many.relation is not None:
            assert many.of is not None
            operation = "fact" if isinstance(many.relation, Slot) else "read"
            return low.make(operation, (many.of, subject), x.place, BOOL, many.relation)
        if many.domain == "members" and many.of is not None:
            group = low.make("group", (subject,), x.place, many.of.type, many.of.type.detail)
            return low.make("equal", (group, many.of), x.place)
        return low.make("constant", (), x.place, BOOL, 1)
    if isinstance(many, Node) and many.operation == "figure" and many.type.kind == "choices":
        return low.make("in", (subject, many), x.place)
    raise refuse("membership", "`in` needs a list of choices or a group of people", x.place, "write x in {A.b, A.c}")


def of_aggregate(low: Lowers, x: e.Aggregate, scope: Scope) -> Node:
    if x.kind not in AGGREGATES:
        raise refuse("unknown-call", f"there is no {x.kind} over people", x.place, "use " + ", ".join(AGGREGATES))
    if isinstance(x.over, e.Name) and x.over.name == "year" and "year" not in scope.names:
        return periods.over_months(low, x, scope)
    many = low.value(x.over, scope)
    if not isinstance(many, Many):
        raise refuse(
            "over",
            "one can only go over people or what belongs to them",
            x.over.place,
            "use unit.people, person.jobs …",
        )
    variable = low.bound(x, many.entity, scope)
    inner = scope.with_names({x.variable: variable})
    condition = _relation(low, many, variable, x)
    for extra in x.conditions:
        node = low.node(extra, inner)
        if node.type.kind != "bool":
            raise refuse(
                "type", f"a condition is {node.type}, not true or false", extra.place, "compare it with something"
            )
        inner = inner.guarded(low.guards(node, True))
        condition = node if condition is None else low.make("and", (condition, node), x.place)
    element = low.node(x.element, inner)
    if condition is None:
        condition = low.make("constant", (), x.place, BOOL, 1)
    kind = "sum" if x.kind == "count" else x.kind
    arguments = [element, condition]
    if many.domain != "all":
        assert many.of is not None
        arguments.append(many.of)
    if kind in ("min", "max"):
        if x.default is None:
            raise refuse("default", f"{kind} over nobody has no value", x.place, f"say it: {kind}((…), default=0)")
        element, default = low.alike(element, low.node(x.default, scope))
        arguments = [element, *arguments[1:], default]
    type_ = element.type
    if kind in ("any", "all"):
        if type_ != BOOL:
            raise refuse(
                "type", f"{kind} needs conditions, this is {type_}", x.element.place, "compare it with something"
            )
    elif not type_.numeric:
        raise refuse("type", f"cannot take the {kind} of {type_}", x.element.place, "use numbers or money")
    return low.make("aggregate", tuple(arguments), x.place, type_, AggregateUse(kind, variable.detail, many.domain))


def _relation(low: Lowers, many: Many, variable: Node, x: e.Aggregate) -> Node | None:
    if many.relation is None:
        return None
    assert many.of is not None
    operation = "fact" if isinstance(many.relation, Slot) else "read"
    return low.make(operation, (many.of, variable), x.place, BOOL, many.relation)
