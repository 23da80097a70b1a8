"""Builds the plan of a rulebook for the period that contains a day.

`build(rulebook, on)` lowers every rule that an outcome, a constraint or a reader of the plan needs, checks
types, units, divisors and overflow on the way, and raises RulebookError with every problem it could find.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from nextwave.engine.building.definitions import Definitions
from nextwave.engine.building.lowering.names import applied_fact
from nextwave.engine.building.lowering.scope import Scope, refuse
from nextwave.engine.building.quanta import CENT
from nextwave.engine.building.tiers import is_member
from nextwave.engine.plan.graph import (
    Definition,
    Implied,
    Outcome,
    Plan,
)
from nextwave.engine.plan.types import BOOL
from nextwave.rulebook.model import Fact, Programme, Rule, Rulebook
from nextwave.rulebook.problems import Place, Problem, RulebookError

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


class Builder(Definitions):
    """Makes the outcomes and constraints of a plan with all that they need."""

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
                level = self._of(programme, programme.level, entity) if programme.level else None
                for name in programme.reasons:
                    self._of(programme, name, entity)
                kind = self.rulebook.entities[entity].kind
                levels = self._levels(level) if level else ()
                self.result.outcomes.append(Outcome(programme, entity, kind, eligible, amount, applies, level, levels))
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

    def _levels(self, level: Definition) -> tuple[Definition, ...]:
        """For each member of the choice that a tier's level is, whether it is that one."""
        found = []
        for member, name in enumerate(self.rulebook.choices[level.type.detail].members):
            body = is_member(self.low, level.body, member)
            number = len(self.result.definitions)
            named = f"{level.name} is {name}"
            made = Definition(named, level.rule, level.variables, level.start, body, BOOL, number, False)
            self.result.definitions.append(made)
            found.append(made)
        return tuple(found)

    def _attempt(self, make: Callable[[Rule], object], rule: Rule) -> list[Problem]:
        try:
            make(rule)
        except RulebookError as error:
            return error.problems
        return []

    def _constraint(self, rule: Rule) -> None:
        self.result.constraints.append(self._define(rule, (rule,), self.on, True))

    def _imply(self) -> None:
        """The conditions of unknown facts that may not apply; working them out may need further facts."""
        done = 0
        while done < len(self.result.slots):
            slot = self.result.slots[done]
            done += 1
            if slot.fact.applies is None or slot.fact.worked_out or slot.pairwise:
                continue
            rule = self.rulebook.rules[self._applies_name(slot.fact)][0]
            variable = self.low.variable(slot.fact.entity, slot.fact.place)
            own = slot.as_of == self.on
            period = "month" if own or slot.as_of.day == 1 else "tax_year"
            scope = Scope(rule.namespace, self.period_of(slot.as_of, period)[0], own, period, {})
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
        if rule.own_month:
            return True  # which version holds, hangs on the day of each month
        start, _ = self.period_of(self.on, rule.period)
        return (rule.since is None or rule.since <= start) and (rule.until is None or start <= rule.until)

    @staticmethod
    def concerned(definition: Definition) -> str:
        return definition.variables[0].entity
