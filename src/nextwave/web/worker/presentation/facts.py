"""The facts of a case in words: person by person, each with its source, who recorded it and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nextwave.casework.household.facts import Facts
from nextwave.casework.household.outstanding import is_none
from nextwave.casework.models import Case, Statement
from nextwave.rulebook.model import Fact
from nextwave.screening.listed import as_fact, lists
from nextwave.screening.questions import question
from nextwave.web.entry.listed import shown
from nextwave.web.localization.accepted import said_so
from nextwave.web.localization.languages import say
from nextwave.web.rules import assessor
from nextwave.web.worker.presentation.words import said_by, source_of


@dataclass(frozen=True, slots=True)
class Household:
    """Names by person's id, and the situation as the engine reads it."""

    names: dict[str, str]
    situation: dict[str, Any]

    def name(self, of: str) -> str:
        """Whom a fact is about."""
        return _("The home") if of == "household" else self.names.get(of, of)

    def record(self, of: str) -> dict[str, Any] | None:
        if of == "household":
            return self.situation["household"]
        return next((p for p in self.situation["people"] if p["id"] == of), None)

    def label(self, of: str, fact: str) -> str:
        """What a fact is called, with the name where it stands in the sentence."""
        declared = declared_of(of, fact)
        return say(declared.label or declared.ask).replace("{person}", self.names.get(of, "")) if declared else fact

    def value(self, of: str, fact: str, value: Any) -> str:
        """A value in words."""
        if declared_of(of, fact) is None:
            return str(value)
        return shown(question(assessor().rulebook, self.situation, fact, of), value, self.names)


def declared_of(of: str, fact: str) -> Fact | None:
    """How the rulebook declares a fact, or a list of a person as one; None where it does not (any more)."""
    book = assessor().rulebook
    if of == "household":
        return book.facts.get((book.household.name, fact))
    return book.facts.get((book.person.name, fact)) or as_fact(book, fact)


@dataclass(frozen=True, slots=True)
class Row:
    """A fact in words. `none` where the household says that there is none of it, that it is not so, or nobody."""

    fact: str
    label: str
    value: str
    source: str
    who: str
    day: str
    change: str
    none: bool


@dataclass(frozen=True, slots=True)
class Section:
    """What is known about someone: first what there is, then what there is none of."""

    of: str
    name: str
    rows: list[Row]
    none: list[Row]


def sections(case: Case, facts: Facts, household: Household) -> list[Section]:
    """Everything that is known, in the rulebook's order."""
    found = []
    for of in [*facts.people, "household"]:
        rows = [_row(case, facts.statements[of, f], household) for f in fact_names(of) if (of, f) in facts.statements]
        some, none = [r for r in rows if not r.none], [r for r in rows if r.none]
        found.append(Section(of, household.name(of), some, none))
    return found


def fact_names(of: str) -> Iterator[str]:
    """Every fact that can be stated about someone, in the rulebook's order; what they have several of comes last."""
    book = assessor().rulebook
    owner = book.household.name if of == "household" else book.person.name
    yield from (name for entity, name in book.facts if entity == owner)
    if of != "household":
        yield from lists(book)


def link(case: Case, of: str, fact: str) -> str:
    """The page on which a fact is stated."""
    if of != "household" and fact in lists(assessor().rulebook):
        return reverse("case-list", args=[case.reference, of, fact])
    return reverse("case-fact", args=[case.reference, of, fact])


def _row(case: Case, statement: Statement, household: Household) -> Row:
    of, fact = statement.of, statement.fact
    record = household.record(of) or {}
    who, day = said_by(statement)
    value = record.get(fact)
    return Row(
        fact=fact,
        label=household.label(of, fact),
        value=household.value(of, fact, value) if fact in record else _("Not known"),
        source=" · ".join(filter(None, (source_of(statement), said_so(statement.decided, declared_of(of, fact))))),
        who=who,
        day=day,
        change=link(case, of, fact),
        none=fact in record and is_none(value),
    )
