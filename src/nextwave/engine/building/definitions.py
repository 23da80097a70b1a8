"""Definitions: the version of a rule that is in force, built with all that it reads, and of the type that it declares."""

from __future__ import annotations

from datetime import date

from nextwave.engine.building.callers import with_caller
from nextwave.engine.building.circles import Making, circle, endless
from nextwave.engine.building.lowering import own_months
from nextwave.engine.building.lowering.expressions import UNSOURCED, Lowering, common_type
from nextwave.engine.building.lowering.nodes import Nodes
from nextwave.engine.building.lowering.scope import LawAt, Scope, Value, in_force, nearest, refuse
from nextwave.engine.plan.graph import (
    Definition,
    Node,
    Structure,
)
from nextwave.engine.plan.types import BOOL, DATE, DAYS, INT, MONTHLY, MONTHS, RATE, STOCK, WEEKLY, YEARLY, YEARS, Type
from nextwave.rulebook.model import Entity, Rule, Rulebook
from nextwave.rulebook.problems import Place, RulebookError

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


class Definitions(Nodes):
    """Makes a definition of each rule that is read, once for each day or period."""

    def __init__(self, rulebook: Rulebook, on: date) -> None:
        super().__init__(rulebook, on)
        self.low = Lowering(self)
        self.made: dict[tuple[str, date], Definition | RulebookError] = {}
        self.making: list[Making] = []

    def versions(self, name: str, entity: str | None, scope: Scope) -> tuple[Rule, ...]:
        """The dated versions of a rule by the name a rule-writer used, from the namespace it stands in."""
        spaces = self.rulebook.spaces(scope.namespace)
        for space in spaces:
            found = self.rulebook.rules.get(space + name)
            if found and (entity is None or found[0].entity == entity):
                return found
        return ()

    def own(self, entity: str, name: str, scope: Scope) -> bool:
        """Whether an entity has a fact or rule of a name, which is then nearer than a programme of it."""
        return (entity, name) in self.rulebook.facts or bool(self.versions(name, entity, scope))

    def _elsewhere(self, entity: str, name: str) -> tuple[Rule, ...]:
        """A rule of an entity that is called so in another programme than the one that asks."""
        found = (
            v for v in self.rulebook.rules.values() if v[0].namespace and (v[0].entity, v[0].name) == (entity, name)
        )
        return next(found, ())

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
            remedy = nearest(name, valid)
            if elsewhere := self._elsewhere(entity, name):
                remedy = f"write {elsewhere[0].full_name}, the rule of a programme"
            raise refuse("unknown-name", f"{entity} has no fact or rule {name}", place, remedy)
        if versions[0].own_month and not scope.own_period:
            what = f"{name} is a rule of months that begin on a day of their own, and is known for the present one only"
            raise refuse("at", what, place, "leave out at(…), or read a rule by month there")
        if versions[0].period == "tax_year" and not scope.own_period and scope.period != "tax_year":
            what = f"{name} is a rule by tax year, and a month or year that is not this one may lie in two of them"
            raise refuse("at", what, place, "read it in a rule by tax year: at(previous_year, …) is the one before")
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
        first, _ = self.period_of(start, versions[0].period)
        key = (full_name, start if own else first)
        made = self.made.get(key)
        if isinstance(made, RulebookError):
            raise made
        if made is not None:
            return made
        try:
            rule = versions[-1] if versions[0].own_month else in_force(versions, first)
        except RulebookError as error:
            raise endless(self.making, versions[0]) or error from None
        making = [(one.full_name, day) for one, day in self.making]
        if key in making:
            raise circle([one for one, _ in self.making[making.index(key) :]])
        if len(self.making) >= MAX_CHAIN:
            what = f"more than {MAX_CHAIN} rules build on each other, up to {full_name}"
            raise endless(self.making, rule) or refuse("too-deep", what, rule.place, "shorten the chain")
        self.making.append((rule, key[1]))
        try:
            definition = self._define(rule, versions, key[1], own)
        except RulebookError as error:
            told = RulebookError([with_caller(self.rulebook, problem, rule) for problem in error.problems])
            self.made[key] = told
            raise told from None
        except RecursionError as error:
            raise endless(self.making[:-1], rule) or error from None
        finally:
            self.making.pop()
        self.made[key] = definition
        return definition

    def _define(self, rule: Rule, versions: tuple[Rule, ...], start: date, own: bool) -> Definition:
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
        first, _ = self.period_of(start, rule.period)
        if rule.own_month is not None:
            body = own_months.body(self, versions, list(names.values()))
        else:
            names |= {p.name: LawAt(first) for p in rule.parameters if p.annotation == "Law"}
            scope = Scope(rule.namespace, first, own, rule.period, names)
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
            return MONTHLY if rule.by_month else YEARLY
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
        first, _ = self.period_of(scope.start, scope.period)
        for space in spaces:
            for rule in self.rulebook.formulas.get(space + name, ()):
                if (rule.since is None or rule.since <= first) and (rule.until is None or first <= rule.until):
                    return rule
        return None

    def circle(self, entity: Entity, start: date, own: bool) -> Definition:
        return self.definition(str(entity.rule), self.on if own else start, own, entity.place)

    def structure(self, entity: Entity, start: date, own: bool) -> None:
        """Makes sure a partition can be worked out. Units are those of the assessment's own day."""
        if entity.name in self.result.structures:
            return
        together = self.definition(str(entity.rule), self.on, True, entity.place)
        self.result.structures[entity.name] = Structure(entity, together)
