"""The days on which the law of a rulebook changes."""

from __future__ import annotations

from datetime import date, timedelta

from nextwave.rulebook import expression as e
from nextwave.rulebook.model import Rulebook


def days_of_change(rulebook: Rulebook) -> list[date]:
    """Each first day on which some rule or figure is new, from the first day that programmes have rules for."""
    days: set[date] = set()
    for versions in (*rulebook.rules.values(), *rulebook.formulas.values()):
        for rule in versions:
            if rule.since is not None:
                days.add(rule.since)
            if rule.until is not None:
                days.add(rule.until + timedelta(days=1))
    for figure in rulebook.figures.values():
        days.update(figure.values)
        if not isinstance(figure.beyond, str | None):
            days.update(figure.beyond)
    return sorted(days)


def days_of_difference(rulebook: Rulebook, first: date, last: date) -> list[date]:
    """The days after the first, up to the last, on which a rule can say something else than the day before: the law
    changes, or a day that `latest(month, day)` names has come."""
    yearly = {
        tuple(a.value for a in call.arguments if isinstance(a, e.Literal))
        for versions in (*rulebook.rules.values(), *rulebook.formulas.values())
        for rule in versions
        for call in e.walk(rule.body)
        if isinstance(call, e.Call) and call.name == "latest"
    }
    changes = set(days_of_change(rulebook))
    found = []
    day = first + timedelta(days=1)
    while day <= last:
        if day in changes or (day.month, day.day) in yearly:
            found.append(day)
        day += timedelta(days=1)
    return found
