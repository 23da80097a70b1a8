"""What is still outstanding before help is granted: papers that were asked for and did not come, the interview where
the law asks for one (`interview` of notice.toml), and the day and the document of what others decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nextwave.casework.clock import today
from nextwave.casework.household.facts import NOBODY, present
from nextwave.casework.law.in_force import assessor, notice_rules
from nextwave.casework.models import Case, Event, EvidenceRequest, Statement
from nextwave.casework.models.fact import Source
from nextwave.engine.situations.nothing import is_nothing

#: What an interview is recorded as.
INTERVIEW = "interview"


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A paper that shows a fact, or (both empty) the interview. Of what another authority, a register or an expert
    says it `lacks` "day", on which they said so, or "document", which shows it."""

    of: str = ""
    fact: str = ""
    lacks: tuple[str, ...] = ()

    @property
    def interview(self) -> bool:
        return not self.fact


def outstanding(case: Case, programme: str = "") -> list[Outstanding]:
    """The interview first, then papers in the order in which they were asked for. Before a decision on a `programme`,
    of what others decided only what its rules read: a pension keeps no levy waiting."""
    found = []
    if notice_rules().interview and not Event.objects.filter(case=case, action=INTERVIEW).exists():
        found.append(Outstanding())
    last = {(s.of, s.fact): s for s in Statement.objects.filter(case=case).order_by("pk")}
    for asked in EvidenceRequest.objects.filter(case=case, files=None).order_by("pk"):
        one = Outstanding(asked.of, asked.fact)
        stated = last.get((asked.of, asked.fact))
        if (stated is None or stated.source != Source.DOCUMENT) and one not in found:
            found.append(one)
    people = {"household", *present(case)}
    taken = assessor().at(today()).accepted.get(programme) if programme else None
    read = None if taken is None else {fact.name for fact in taken.facts}
    for statement in last.values():
        if read is not None and statement.fact not in read:
            continue
        if statement.of in people and (lacks := lacking(statement)):
            found.append(Outstanding(statement.of, statement.fact, lacks))
    return found


def lacking(statement: Statement) -> tuple[str, ...]:
    """What a statement lacks of what others decided: the day, the document. Where there is nothing of it (no, none,
    nobody), nobody decided anything."""
    if statement.decided is None or is_none(statement.value):
        return ()
    lacks = {"day": "on" not in statement.decided, "document": statement.source == Source.STATED}
    return tuple(name for name, missing in lacks.items() if missing)


def is_none(value: Any) -> bool:
    """Whether a statement says that there is none of something, that it is not so, or that it is nobody."""
    return value == NOBODY or is_nothing(value)
