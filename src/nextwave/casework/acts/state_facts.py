"""Stating facts of a case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import AssessedAct
from nextwave.casework.household.facts import (
    Stated,
    add_people,
    add_statements,
    check_statements,
    people_of,
    plain,
    present,
    situation_after,
)
from nextwave.casework.models import Case, Event


@dataclass(frozen=True, slots=True)
class StateFacts(AssessedAct):
    """Facts are stated, or taken back."""

    action = "state"
    stated: list[Stated]

    def read(self) -> Self:
        return replace(self, stated=[plain(one) for one in self.stated])

    def guard(self, actor: Actor, case: Case) -> None:
        check_statements(case, present(case), self.stated)

    def after(self, case: Case) -> dict[str, Any]:
        return situation_after(case, stated=self.stated)

    def effect(self, event: Event) -> None:
        add_statements(event.case, event, self.stated)
        births = {s.of: str(s.value) if s.known else "" for s in self.stated if s.fact == "birth_date"}
        if births:
            people = people_of(event.case)
            add_people(event.case, event, {p: people[p] for p in births if p in people}, births)
