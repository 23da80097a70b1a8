"""Who did what in a case, as far as delegations may ask: nobody should make a household alone and decide on it.

Officers are named by their numbers. What the household did with its code stands apart, since whoever had the code in
their hands could have done it too.
"""

from __future__ import annotations

from dataclasses import dataclass

from nextwave.casework.models import Case, Event, EvidenceFile, Statement

#: What the events are recorded as that say who made a household what it is.
FILED, ADDED, CONTACT, CODE = ("file",), ("add-person",), ("contact",), ("replace-code",)


@dataclass(frozen=True, slots=True)
class Parts:
    """By act the officers who took it. `stated` are those on whose word alone a fact rests now, without a document;
    `evidence` those who took documents in, None among them for the household; `household` whether it did anything."""

    filed: frozenset[int]
    added: frozenset[int]
    contact: frozenset[int]
    code: frozenset[int]
    stated: frozenset[int]
    evidence: frozenset[int | None]
    officers: frozenset[int]
    household: bool

    def evidence_of_others(self, officer: int) -> bool:
        """Whether someone else took in a document: another officer, or the household with a code that this officer
        never had."""
        had_code = officer in self.filed | self.code
        return any(by != officer and not (by is None and had_code) for by in self.evidence)

    def people(self, officer: int) -> int:
        """How many people are known to have acted; the household is one where this officer never had its code."""
        return len(self.officers) + (self.household and officer not in self.filed | self.code)


def parts_of(case: Case) -> Parts:
    """What the records of a case say."""
    acted = list(Event.objects.filter(case=case).values_list("action", "account_id"))

    def by(actions: tuple[str, ...]) -> frozenset[int]:
        return frozenset(who for action, who in acted if action in actions and who is not None)

    stated: dict[tuple[str, str], int | None] = {}
    rows = Statement.objects.filter(case=case).order_by("id")
    for of, fact, evidence, who in rows.values_list("of", "fact", "evidence_id", "event__account_id"):
        stated[of, fact] = who if evidence is None else None
    evidence_by = EvidenceFile.objects.filter(case=case).values_list("event__account_id", flat=True)
    return Parts(
        filed=by(FILED),
        added=by(ADDED),
        contact=by(CONTACT),
        code=by(CODE),
        stated=frozenset(who for who in stated.values() if who is not None),
        evidence=frozenset(evidence_by),
        officers=frozenset(who for _, who in acted if who is not None),
        household=any(who is None for _, who in acted),
    )
