"""The facts of a case as they stand: of every statement on a fact the last one holds, with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from nextwave.casework import written
from nextwave.casework.clock import today
from nextwave.casework.keeping.sealing import matching
from nextwave.casework.law.in_force import assessor
from nextwave.casework.models import Case, Event, EvidenceFile, Membership, Statement
from nextwave.casework.models.fact import Source
from nextwave.casework.refusals import refused
from nextwave.engine.building.lowering.names import snake
from nextwave.engine.situations.household import HOUSEHOLD
from nextwave.engine.situations.plainly import plainly
from nextwave.engine.situations.problems import shown
from nextwave.gate.days import day
from nextwave.gate.text import Unreadable
from nextwave.rulebook.model import Fact, Rulebook


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
        return _situation(self.people, ((of, fact, s.value) for (of, fact), s in self.statements.items()))


def situation_after(case: Case, stated: Sequence[Stated] = (), came: str = "", left: str = "") -> dict[str, Any]:
    """The household as the engine reads it, once these facts are stated, someone came and someone left."""
    people = [p for p in present(case) if p != left] + ([came] if came else [])
    statements = Statement.objects.filter(case=case).order_by("id").values_list("of", "fact", "value", "decided")
    said = ((of, fact, _with_its_day(value, decided)) for of, fact, value, decided in statements)
    return situation_stated(people, stated, said)


def situation_stated(
    people: Iterable[str], stated: Sequence[Stated], said: Iterable[tuple[str, str, Any]] = ()
) -> dict[str, Any]:
    """The household as the engine reads it, of what was said before and what is stated now the last."""
    now = ((s.of, s.fact, _with_its_day(wrapped(s.value), decided_of(s)) if s.known else None) for s in stated)
    return _situation(people, {(of, fact): (of, fact, value) for of, fact, value in (*said, *now)}.values())


def _situation(people: Iterable[str], stated: Iterable[tuple[str, str, Any]]) -> dict[str, Any]:
    records: dict[str, dict[str, Any]] = {p: {"id": p} for p in people}
    household: dict[str, Any] = {}
    for of, fact, value in stated:
        record = household if of == HOUSEHOLD else records.get(of)
        if record is not None and value is not None:
            record[fact] = _unwrapped(value)
    return {"people": list(records.values()), "household": household}


def declared_of(one: Stated) -> Fact | None:
    """How the rulebook declares what is stated; None where it does not, and of a list such as jobs."""
    book = assessor().rulebook
    return book.facts.get((book.household.name if one.of == HOUSEHOLD else book.person.name, one.fact))


def decided_of(one: Stated) -> dict[str, str] | None:
    """Who says what is stated, and on which day, as it is kept; None of facts that only the household says."""
    declared = declared_of(one)
    if declared is None or not declared.said_by or not one.known:
        return None
    return {"by": declared.said_by, **({"on": one.decided_on} if one.decided_on else {})}


def _with_its_day(value: Any, decided: Mapping[str, str] | None) -> Any:
    """A kept value as the engine reads it, with the day on which others said so."""
    if value is None or not decided or "on" not in decided:
        return value
    return {"value": _unwrapped(value), "decided_on": decided["on"]}


#: A relationship to nobody is a value too, and JSON's null already says that nothing is known.
NOBODY = {"nobody": True}


def wrapped(value: Any) -> Any:
    """A value as it is kept."""
    return NOBODY if value is None else value


def _unwrapped(value: Any) -> Any:
    return None if value == NOBODY else value


def present(case: Case) -> list[str]:
    """The ids of a household, in the order in which they came."""
    people: dict[str, bool] = {}
    for person, present in Membership.objects.filter(case=case).order_by("id").values_list("person", "present"):
        if present:
            people[person] = True
        else:
            people.pop(person, None)
    return list(people)


def number_of_people(case: Case) -> int:
    """How many people a household has, without opening anyone's name."""
    return len(present(case))


def people_of(case: Case) -> dict[str, str]:
    """The names of a household by id, in the order in which they came."""
    names = dict(Membership.objects.filter(case=case).order_by("id").values_list("person", "name"))
    return {person: names[person] for person in present(case)}


def births_of(case: Case) -> dict[str, str]:
    """The birth dates that are stated, by person, as year-month-day."""
    stated = Statement.objects.filter(case=case, fact="birth_date").order_by("id").values_list("of", "value")
    return {of: value for of, value in dict(stated).items() if isinstance(value, str)}


def facts_of(case: Case) -> Facts:
    """Everything that is known of a case."""
    statements: dict[tuple[str, str], Statement] = {}
    # Many statements share an event: those are fetched once each, and not beside every statement.
    found = Statement.objects.filter(case=case).select_related("evidence").prefetch_related("event__account")
    for statement in found.order_by("id"):
        statements[(statement.of, statement.fact)] = statement
    return Facts(people_of(case), statements)


def stated_of(case: Case, of: str, fact: str) -> Any:
    """What is stated of one fact now; None where nothing is."""
    return Statement.objects.filter(case=case, of=of, fact=fact).order_by("-id").values_list("value", flat=True).first()


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact that someone states. `value` is the JSON that the engine reads; `known` false takes it back. What others
    say was said by them on `decided_on` (year-month-day, empty where that is not known)."""

    of: str
    fact: str
    value: Any
    source: str = Source.STATED
    known: bool = True
    evidence: int | None = None
    reason: str = ""
    decided_on: str = ""


def plain(one: Stated) -> Stated:
    """A fact as the gate reads it: its value in its plainest form, its reason without what nobody sees. Raises
    Refused."""
    book = assessor().rulebook
    owner = book.household.name if one.of == HOUSEHOLD else book.person.name
    try:
        decided_on = day(one.decided_on).isoformat() if one.decided_on else ""
    except Unreadable as wrong:
        raise refused("decided", wrong.what, one.fact, "write year-month-day, such as 2026-02-03") from None
    return replace(
        one,
        value=plainly(book, owner, one.fact, one.value),
        reason=written.prose(one.reason, f"{one.fact}.reason"),
        decided_on=decided_on,
    )


def add_people(case: Case, event: Event, people: Mapping[str, str], births: Mapping[str, str]) -> None:
    """Records who is in a household: names by id, and their birth dates where they are stated."""
    for person, name in people.items():
        match = matching(name, births.get(person, ""))
        Membership.objects.create(case=case, event=event, person=person, name=name, match=match)


def check_statements(case: Case | None, people: Iterable[str], stated: Iterable[Stated]) -> None:
    """Whether facts may be stated so: of `people` or the household, each once, from such sources. Of a case that is
    still to be filed there are no documents. Raises Refused."""
    book = assessor().rulebook
    there, said = {HOUSEHOLD, *people}, set()
    for one in stated:
        if one.of not in there:
            what = f"{shown(one.of)} is nobody in this household"
            raise refused("unknown-person", what, one.fact, "name a person's id, or household")
        owner = book.household.name if one.of == HOUSEHOLD else book.person.name
        if not one.known and one.fact not in _names(book, owner):
            what = f"there is no fact {shown(one.fact)}"
            raise refused("unknown-fact", what, one.fact, "see `nextwave facts` for the names there are")
        declared = declared_of(one)
        if declared is not None and declared.judgement and one.source == Source.JUDGEMENT and not one.reason:
            raise refused("reason", "a judgement needs a reason", one.fact, "say why you judge so")
        if one.source == Source.JUDGEMENT and (declared is None or not declared.judgement):
            what = "the law leaves no judgement in this fact"
            raise refused("judgement", what, one.fact, "state it as said by the household, or from a document")
        _check_who_says(declared, one)
        if one.source == Source.DOCUMENT and one.evidence is None:
            raise refused("evidence", "no document is named", one.fact, "choose the document that shows it")
        if one.evidence is not None and not EvidenceFile.objects.filter(case=case, pk=one.evidence).exists():
            raise refused("evidence", "this document is not in the case", one.fact, "choose one that is")
        if (one.of, one.fact) in said:
            what = f"{shown(one.fact)} of {one.of} is stated twice"
            raise refused("twice", what, one.fact, "keep one of them")
        said.add((one.of, one.fact))


def sources_of(declared: Fact | None) -> tuple[str, ...]:
    """Where a fact may come from: what a register or an expert says, never from the household's word alone; what the
    household chooses, from nobody else; a judgement only where the law leaves one."""
    match declared.kind if declared else "own":
        case "register" | "expert":
            return (Source.DOCUMENT, Source.SYSTEM)
        case "election":
            return (Source.STATED, Source.DOCUMENT)
        case "weighing":
            return (Source.STATED, Source.DOCUMENT, Source.SYSTEM, Source.JUDGEMENT)
    return (Source.STATED, Source.DOCUMENT, Source.SYSTEM)


def _check_who_says(declared: Fact | None, one: Stated) -> None:
    """Whether a fact comes from those who can say it, and what was decided from a day that was. Raises Refused."""
    if declared is not None and one.known and one.source not in sources_of(declared):
        if declared.kind == "election":
            what = f"{declared.name} is chosen by the household, and by nobody else"
            raise refused("chosen", what, one.fact, "state what the household says, or a document with its choice")
        what = f"{declared.name} is what {declared.said_by} says, and the household's word does not settle it"
        raise refused("said-by", what, one.fact, "state it from a document, or from their system")
    if one.decided_on and (declared is None or not declared.said_by):
        what = f"nobody but the household says {shown(one.fact)}, so no day was decided on"
        raise refused("decided", what, one.fact, "leave decided_on out")
    if one.decided_on and date.fromisoformat(one.decided_on) > today():
        raise refused("decided", "this day is still to come", one.fact, "state the day on which it was decided")


def _names(book: Rulebook, owner: str) -> set[str]:
    """What can be stated of someone or something: facts, and lists such as jobs."""
    facts = {name for entity, name in book.facts if entity == owner}
    return facts | {f"{snake(e.name)}s" for e in book.entities.values() if e.of == owner and e.kind == "entity"}


def add_statements(case: Case, event: Event, stated: Iterable[Stated]) -> None:
    """Records facts that were checked."""
    Statement.objects.bulk_create(
        Statement(
            case=case,
            event=event,
            of=one.of,
            fact=one.fact,
            value=wrapped(one.value) if one.known else None,
            source=one.source,
            evidence_id=one.evidence,
            reason=one.reason or None,
            decided=decided_of(one),
        )
        for one in stated
    )
