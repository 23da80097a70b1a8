"""Builds the plan of a rulebook for the period that contains a day.

`build(rulebook, on)` lowers every rule that an outcome, a constraint or a reader of the plan needs, checks
types, units, divisors and overflow on the way, and raises RulebookError with every problem it could find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from nextwave.engine.building.lowering import UNSOURCED, Lowering, common_type
from nextwave.engine.building.names import applied_fact, period_of
from nextwave.engine.building.quanta import CENT
from nextwave.engine.building.scope import LawAt, Scope, Value, nearest, refuse
from nextwave.engine.plan.figures import unit_type
from nextwave.engine.plan.graph import (
    PERIODS,
    Definition,
    FigureUse,
    Implied,
    Node,
    Outcome,
    Plan,
    Slot,
    Structure,
    Variable,
    units_read,
)
from nextwave.engine.plan.types import BOOL, DATE, DAYS, INT, MONTHLY, MONTHS, RATE, STOCK, WEEKLY, YEARLY, YEARS, Type
from nextwave.rulebook.model import Entity, Fact, Programme, Rule, Rulebook
from nextwave.rulebook.problems import Place, Problem, RulebookError

#: Rules may build on each other to this depth; the law of a programme needs about a tenth.
MAX_CHAIN = 120

_RETURNS = {
    "bool": BOOL,
    "int": INT,
    "Days": DAYS,
    "Months": MONTHS,
    "Years": YEARS,
    "Rate": RATE,
    "date": DATE,
    "Weekly": WEEKLY,
    "Yearly": YEARLY,
    "Stock": STOCK,
}


#: Beyond it the days that rules reckon with could lie after the last that Python's calendar has, 9999-12-31.
LAST_DAY = date(9899, 12, 31)


def build(rulebook: Rulebook, on: date, everything: bool = False) -> Plan:
    """The plan for the period that contains `on`.

    With `everything`, every rule in force is built, needed by an outcome or not (for checking).
    Raises RulebookError, for a day before the rulebook's first or after the last with that one problem.
    """
    if not everything:
        covers(rulebook, on)
    _reckoned(on)
    builder = Builder(rulebook, on)
    try:
        return builder.plan(everything)
    except RecursionError:
        place = Place(rulebook.folder)
        raise refuse("too-deep", "the rules nest too deeply", place, "give inner parts a rule of their own") from None


def covers(rulebook: Rulebook, on: date) -> None:
    """Raises RulebookError for a day before the rulebook's first, or beyond what a calendar can reckon with."""
    _reckoned(on)
    since = rulebook.details.get("since")
    if isinstance(since, date) and on < since:
        what = f"{rulebook.title} covers days from {since} on, and {on} is before"
        raise refuse("too-early", what, Place("on"), f"name a day from {since} on")


def _reckoned(on: date) -> None:
    if on > LAST_DAY:
        raise refuse("too-late", f"nobody knows the law of {on}", Place("on"), f"name a day up to {LAST_DAY}")


class Builder:
    """Makes nodes, slots and definitions for one plan, each once."""

    def __init__(self, rulebook: Rulebook, on: date) -> None:
        self.rulebook = rulebook
        self.on = on
        self.low = Lowering(self)
        self.result = Plan(rulebook, on)
        self.nodes: dict[tuple[object, ...], Node] = {}
        self.slots: dict[tuple[str, str, date, str], Slot] = {}
        self.made: dict[tuple[str, date], Definition | RulebookError] = {}
        self.making: list[tuple[str, date]] = []
        self.variables = 0
        self.namespaces = frozenset(rulebook.programmes)

    def plan(self, everything: bool) -> Plan:
        problems: list[Problem] = []
        for programme in self.rulebook.programmes.values():
            try:
                eligible = self.definition(self.rulebook.rule_named(programme.name, programme.eligible), self.on, True)
                amount = None
                if programme.amount is not None:
                    amount = self.definition(self.rulebook.rule_named(programme.name, programme.amount), self.on, True)
                if amount and self.concerned(amount) != self.concerned(eligible):
                    what = f"eligibility concerns {self.concerned(eligible)}, the amount {self.concerned(amount)}"
                    raise refuse("concerns", what, programme.place, "let both be rules of the same entity")
                entity = self.concerned(eligible)
                applies = self._of(programme, programme.applies, entity) if programme.applies else None
                for name in programme.reasons:
                    self._of(programme, name, entity)
                kind = self.rulebook.entities[entity].kind
                self.result.outcomes.append(Outcome(programme, entity, kind, eligible, amount, applies))
            except RulebookError as error:
                problems += error.problems
        for rule in self.rulebook.constraints:
            if self._in_force(rule):
                problems += self._attempt(self._constraint, rule)
        for versions in self.rulebook.rules.values() if everything else ():
            for rule in versions:
                if self._in_force(rule) and rule.kind == "rule":
                    problems += self._attempt(lambda r: self.definition(r.full_name, self.on, True), rule)
        if not problems:
            self._imply()
        if problems:
            unique = {(p.code, p.what, p.place): p for p in problems}
            raise RulebookError(sorted(unique.values(), key=lambda p: (p.place.file, p.place.line, p.place.column)))
        return self.result

    def _of(self, programme: Programme, name: str, entity: str) -> Definition:
        """A rule that a programme names beside those that decide: one of the entity that its results are for."""
        made = self.definition(self.rulebook.rule_named(programme.name, name), self.on, True)
        if self.concerned(made) != entity:
            what = f"{programme.name} names {name}, a rule of {self.concerned(made)}; its results are for {entity}"
            raise refuse("concerns", what, programme.place, f"name a rule of {entity}")
        return made

    def _attempt(self, make: Callable[[Rule], object], rule: Rule) -> list[Problem]:
        try:
            make(rule)
        except RulebookError as error:
            return error.problems
        return []

    def _constraint(self, rule: Rule) -> None:
        self.result.constraints.append(self._define(rule, self.on, True))

    def _imply(self) -> None:
        """The conditions of unknown facts that may not apply; working them out may need further facts."""
        done = 0
        while done < len(self.result.slots):
            slot = self.result.slots[done]
            done += 1
            if slot.fact.applies is None or slot.pairwise:
                continue
            rule = self.rulebook.rules[self._applies_name(slot.fact)][0]
            variable = self.low.variable(slot.fact.entity, slot.fact.place)
            own = slot.as_of == self.on
            scope = Scope(rule.namespace, period_of(slot.as_of, "month")[0], own, "month", {})
            applied = applied_fact(self.low, variable, slot, scope)
            applies, fact, otherwise = applied.arguments
            stated = self.low.make("equal", (fact, otherwise), slot.fact.place)
            body = self.low.make("or", (applies, stated), slot.fact.place)
            number = len(self.result.definitions)
            name = f"{slot.fact.name} {slot.part} applies".replace("  ", " ")
            definition = Definition(name, rule, (variable.detail,), scope.start, body, BOOL, number, False)
            self.result.definitions.append(definition)
            unit = {"money": CENT, "rate": slot.fact.step or Fraction(1, 1000)}.get(slot.type.kind, Fraction(1))
            self.result.implied.append(Implied(slot, definition, int(Fraction(otherwise.detail) / unit)))

    def _applies_name(self, fact: Fact) -> str:
        name = str(fact.applies)
        return next(n for n, v in self.rulebook.rules.items() if v[0].name == name and v[0].entity == fact.entity)

    def _in_force(self, rule: Rule) -> bool:
        start, _ = period_of(self.on, rule.period)
        return (rule.since is None or rule.since <= start) and (rule.until is None or start <= rule.until)

    @staticmethod
    def concerned(definition: Definition) -> str:
        return definition.variables[0].entity

    # Nodes, variables, slots

    def next_variable(self) -> int:
        self.variables += 1
        return self.variables

    def share(self, operation: str, arguments: tuple[Node, ...], type_: Type, place: Place, detail: object) -> Node:
        """The node for these parts, made once. Aggregates are never shared: each has a variable of its own."""
        key = (operation, tuple(a.number for a in arguments), type_, detail)
        node = self.nodes.get(key)
        if node is None:
            free = frozenset().union(*(a.free for a in arguments)) if arguments else frozenset()
            if operation == "variable":
                assert isinstance(detail, Variable)
                free = frozenset({detail})
            elif operation == "aggregate":
                free -= {detail.variable}  # type: ignore[attr-defined]
            node = Node(len(self.nodes), operation, arguments, type_, place, detail, free)
            self.nodes[key] = node
        return node

    def figure(self, use: FigureUse, place: Place) -> Node:
        type_ = unit_type(use.figure)
        if use.figure.choice:
            use = replace(use, choices=self.rulebook.choices[use.figure.choice].members)
        if use.figure.table:
            type_ = Type("table", use.figure.full_name)
        key = ("figure", use.figure.full_name, use.as_of)
        if key not in self.nodes:
            self.nodes[key] = Node(len(self.nodes), "figure", (), type_, place, use)
        return self.nodes[key]

    def day(self, scope: Scope) -> date:
        """The day whose facts count: the assessment's own in its period, the first of any other."""
        return self.on if scope.own_period else scope.start

    def reckoned(self, scope: Scope) -> None:
        """A rule reckons with that day itself: where it is the assessment's, the plan holds for no other."""
        self.result.by_day = self.result.by_day or scope.own_period

    def slot(self, fact: Fact, day: date, part: str, type_: Type) -> Slot:
        key = (fact.entity, fact.name, day, part)
        if key not in self.slots:
            choices: tuple[str, ...] = ()
            if type_.kind == "choice":
                choices = PERIODS if part == "per" else self.rulebook.choices[type_.detail].members
            self.slots[key] = Slot(fact, day, part, len(self.slots), type_, choices)
            self.result.slots.append(self.slots[key])
        return self.slots[key]

    # Definitions

    def versions(self, name: str, entity: str | None, scope: Scope) -> tuple[Rule, ...]:
        """The dated versions of a rule by the name a rule-writer used, from the namespace it stands in."""
        spaces = self.rulebook.spaces(scope.namespace)
        for space in spaces:
            found = self.rulebook.rules.get(space + name)
            if found and (entity is None or found[0].entity == entity):
                return found
        return ()

    def read(self, of: Node, name: str, place: Place, scope: Scope) -> Node:
        """The value of a rule for one person, job or group, in the scope's period."""
        entity = of.type.detail
        versions = self.versions(name, entity, scope)
        if not versions:
            other = self.versions(name, None, scope)
            if other:
                what = f"{name} is a rule of {other[0].entity}, not of {entity}"
                raise refuse("wrong-entity", what, place, f"name one {other[0].entity} before the dot")
            valid = [n for (e, n) in self.rulebook.facts if e == entity]
            valid += [r[0].name for r in self.rulebook.rules.values() if r[0].entity == entity]
            raise refuse("unknown-name", f"{entity} has no fact or rule {name}", place, nearest(name, valid))
        start = self.on if scope.own_period else scope.start
        definition = self.definition(versions[0].full_name, start, scope.own_period, place)
        return self.low.make("read", (of,), place, definition.type, definition)

    def definition(self, full_name: str, start: date, own: bool, place: Place | None = None) -> Definition:
        """The rule's version in force, built; the day of another period is its first."""
        versions = self.rulebook.rules.get(full_name, ())
        if not versions:
            where = place or Place(self.rulebook.folder)
            raise refuse(
                "unknown-name", f"there is no rule {full_name}", where, nearest(full_name, self.rulebook.rules)
            )
        first, _ = period_of(start, versions[0].period)
        key = (full_name, start if own else first)
        made = self.made.get(key)
        if isinstance(made, RulebookError):
            raise made
        if made is not None:
            return made
        rule = next(
            (r for r in versions if (r.since is None or r.since <= first) and (r.until is None or first <= r.until)),
            None,
        )
        if rule is None:
            remedy = "give it a version in force then, or do not read it for that period"
            raise refuse("date-gap", f"{full_name} has no version in force on {first}", versions[0].place, remedy)
        if key in self.making:
            path = " -> ".join(n for n, _ in [*self.making[self.making.index(key) :], key])
            raise refuse("cycle", f"these rules go round in a circle: {path}", rule.place, "break the circle")
        if len(self.making) >= MAX_CHAIN:
            what = f"more than {MAX_CHAIN} rules build on each other, up to {full_name}"
            raise refuse("too-deep", what, rule.place, "shorten the chain")
        self.making.append(key)
        try:
            definition = self._define(rule, key[1], own)
        except RulebookError as error:
            self.made[key] = error
            raise
        finally:
            self.making.pop()
        self.made[key] = definition
        return definition

    def _define(self, rule: Rule, start: date, own: bool) -> Definition:
        people = [p for p in rule.parameters if p.annotation != "Law"]
        variables = []
        names: dict[str, Value] = {}
        for parameter in people:
            if parameter.annotation not in self.rulebook.entities:
                what = f"{parameter.name} of {rule.name} is {parameter.annotation}, which is no entity"
                remedy = nearest(parameter.annotation, self.rulebook.entities)
                raise refuse("unknown-entity", what, rule.place, remedy)
            node = self.low.variable(parameter.annotation, rule.place)
            entity = self.rulebook.entities[parameter.annotation]
            if entity.kind == "partition":
                self.structure(entity, start, own)
            variables.append(node.detail)
            names[parameter.name] = node
        for parameter in rule.parameters:
            if parameter.annotation == "Law":
                names[parameter.name] = LawAt(period_of(start, rule.period)[0])
        first, _ = period_of(start, rule.period)
        scope = Scope(rule.namespace, start if own else first, own, rule.period, names)
        if own:
            scope = replace(scope, start=first)
        body = self.returned(self.low.node(rule.body, scope), rule)
        definition = Definition(
            rule.full_name, rule, tuple(variables), first, body, body.type, len(self.result.definitions), own
        )
        self.result.definitions.append(definition)
        return definition

    def returned(self, node: Node, rule: Rule) -> Node:
        """The body's value as the type the rule declares; a literal 0 fits any amount."""
        declared = self.declared(rule)
        wanted = self.low.make("constant", (), rule.place, declared, 0)
        if (
            declared.kind != node.type.kind
            and {declared.kind, node.type.kind} != {"int", "rate"}
            and not (node.operation == "constant" and node.detail == 0 and declared.numeric and node.type.numeric)
        ):
            what = f"{rule.name} should return {declared}, but its value is {node.type}"
            unsourced = declared.kind == "money" and node.operation == "constant" and node.type.numeric
            raise refuse("type", what, rule.place, UNSOURCED if unsourced else "change the annotation or the value")
        if declared == INT and node.type == RATE:
            what = f"{rule.name} should return {declared}, but its value is {node.type}"
            raise refuse("type", what, rule.place, "round it: round_down(…, 1)")
        if node.type != declared and declared.kind == node.type.kind == "int" and node.operation != "constant":
            what = f"{rule.name} should return {declared}, but its value is {node.type}"
            raise refuse("unit", what, rule.place, "annotate Days, Months, Years or int as it is")
        if node.type != declared and declared.kind in ("money", "choice", "one"):
            common_type(wanted, node, "return") if node.operation == "constant" else None
            if node.operation != "constant":
                what = f"{rule.name} should return {declared}, but its value is {node.type}"
                remedy = "bring it to that period, or annotate Money, Weekly, Yearly or Stock as it is"
                raise refuse("unit", what, rule.place, remedy)
        return self.low.typed(node, declared)

    def declared(self, rule: Rule) -> Type:
        if rule.returns == "Money":
            return MONTHLY if rule.period == "month" else YEARLY
        if rule.returns in _RETURNS:
            return _RETURNS[rule.returns]
        if rule.returns in self.rulebook.choices:
            return Type("choice", rule.returns)
        raise refuse(
            "return-type",
            f"{rule.name} returns {rule.returns or 'nothing stated'}, which is no type of the language",
            rule.place,
            "annotate -> bool, int, Money, Weekly, Yearly, Stock, Rate, date or a choice",
        )

    def formula(self, name: str, scope: Scope) -> Rule | None:
        spaces = self.rulebook.spaces(scope.namespace)
        first, _ = period_of(scope.start, scope.period)
        for space in spaces:
            for rule in self.rulebook.formulas.get(space + name, ()):
                if (rule.since is None or rule.since <= first) and (rule.until is None or first <= rule.until):
                    return rule
        return None

    # Groups

    def circle(self, entity: Entity, start: date, own: bool) -> Definition:
        return self.definition(str(entity.rule), self.on if own else start, own, entity.place)

    def structure(self, entity: Entity, start: date, own: bool) -> None:
        """Makes sure a partition can be worked out. Units are those of the assessment's own day."""
        if entity.name in self.result.structures:
            return
        together = self.definition(str(entity.rule), self.on, True, entity.place)
        self.result.structures[entity.name] = Structure(entity, together)


def closure(plan: Plan, definitions: Iterable[Definition]) -> set[int]:
    """The numbers of these definitions and of all that they read."""
    found: set[int] = set()
    stack = list(definitions)
    while stack:
        definition = stack.pop()
        if definition.number in found:
            continue
        found.add(definition.number)
        for node in definition.body.walk():
            if node.operation == "read":
                stack.append(node.detail)
            group = units_read(plan, node)
            if group:
                stack.append(plan.structures[group].together)
    return found
