"""The facts of a case as they stand: of every statement on a fact the last one holds, with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nextwave.casework.law import assessor
from nextwave.casework.models import Case, Event, EvidenceFile, Membership, Statement
from nextwave.casework.models.fact import Source
from nextwave.casework.refusals import refused
from nextwave.casework.sealing import matching


@dataclass(frozen=True, slots=True)
class Facts:
    """`people` maps each person's id to their name, in the order in which they came; `statements` each (of,
    fact) to its last statement."""

    people: dict[str, str] = field(default_factory=dict)
    statements: dict[tuple[str, str], Statement] = field(default_factory=dict)

    def value(self, of: str, fact: str) -> Any:
        """What is stated of a fact; None where nothing is."""
        found = self.statements.get((of, fact))
        return found.value if found else None

    def situation(self) -> dict[str, Any]:
        """The household as the engine reads it (docs/json.md), without names."""
        records: dict[str, dict[str, Any]] = {p: {"id": p} for p in self.people}
        household: dict[str, Any] = {}
        for (of, fact), statement in self.statements.items():
            record = household if of == "household" else records.get(of)
            if record is not None and statement.value is not None:
                record[fact] = _unwrapped(statement.value)
        return {"people": list(records.values()), "household": household}


#: A relationship to nobody is a value too, and JSON's null already says that nothing is known.
NOBODY = {"nobody": True}


def wrapped(value: Any) -> Any:
    """A value as it is kept."""
    return NOBODY if value is None else value


def _unwrapped(value: Any) -> Any:
    return None if value == NOBODY else value


def people_of(case: Case) -> dict[str, str]:
    """The names of a household by id, in the order in which they came."""
    people: dict[str, str] = {}
    for member in Membership.objects.filter(case=case).order_by("id"):
        if member.present:
            people[member.person] = member.name
        else:
            people.pop(member.person, None)
    return people


def facts_of(case: Case, with_sources: bool = True) -> Facts:
    """Everything that is known of a case; without sources, documents and accounts are looked up only when asked
    for."""
    statements: dict[tuple[str, str], Statement] = {}
    found = Statement.objects.filter(case=case).order_by("id")
    for statement in found.select_related("evidence", "event__account") if with_sources else found:
        statements[(statement.of, statement.fact)] = statement
    return Facts(people_of(case), statements)


def stated_of(case: Case, of: str, fact: str) -> Any:
    """What is stated of one fact now; None where nothing is."""
    found = Statement.objects.filter(case=case, of=of, fact=fact).order_by("-id").first()
    return found.value if found else None


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact that someone states. `value` is the JSON that the engine reads; `known` false takes it back."""

    of: str
    fact: str
    value: Any
    source: str = Source.STATED
    known: bool = True
    evidence: int | None = None
    reason: str = ""


def add_people(case: Case, event: Event, people: Mapping[str, str], births: Mapping[str, str]) -> None:
    """Records who is in a household: names by id, and their birth dates where they are stated."""
    for person, name in people.items():
        match = matching(name, births.get(person, ""))
        Membership.objects.create(case=case, event=event, person=person, name=name, match=match)


def add_statements(case: Case, event: Event, stated: Iterable[Stated]) -> None:
    """Records facts; what cannot be so is refused, and with it the whole act. Raises Refused."""
    book = assessor().rulebook
    found = []
    for one in stated:
        owner = book.household.name if one.of == "household" else book.person.name
        declared = book.facts.get((owner, one.fact))
        if declared is not None and declared.judgement and one.source == Source.JUDGEMENT and not one.reason.strip():
            raise refused("reason", "a judgement needs a reason", one.fact, "say why you judge so")
        if one.source == Source.JUDGEMENT and (declared is None or not declared.judgement):
            what = "the law leaves no judgement in this fact"
            raise refused("judgement", what, one.fact, "state it as said by the household, or from a document")
        if one.source == Source.DOCUMENT and one.evidence is None:
            raise refused("evidence", "no document is named", one.fact, "choose the document that shows it")
        evidence = None
        if one.evidence is not None:
            evidence = EvidenceFile.objects.filter(case=case, pk=one.evidence).first()
            if evidence is None:
                raise refused("evidence", "this document is not in the case", one.fact, "choose one that is")
        found.append(
            Statement(
                case=case,
                event=event,
                of=one.of,
                fact=one.fact,
                value=wrapped(one.value) if one.known else None,
                source=one.source,
                evidence=evidence,
                reason=one.reason or None,
            )
        )
    Statement.objects.bulk_create(found)
