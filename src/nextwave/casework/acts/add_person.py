"""Someone more in the household."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import AssessedAct
from nextwave.casework.household.facts import add_people, situation_after
from nextwave.casework.models import Case, Event, Membership
from nextwave.casework.refusals import refused


@dataclass(frozen=True, slots=True)
class AddPerson(AssessedAct):
    """Someone lives in the household, under the next free id."""

    action = "add-person"
    name: str

    def guard(self, actor: Actor, case: Case) -> None:
        if not self.name.strip():
            raise refused("name", "the person has no name", "name", "enter a name")

    def after(self, case: Case) -> dict[str, Any]:
        return situation_after(case, came=_free(case))

    def effect(self, event: Event) -> None:
        add_people(event.case, event, {_free(event.case): self.name.strip()}, {})


def _free(case: Case) -> str:
    """The next id that nobody of the case has had."""
    used = Membership.objects.filter(case=case).values_list("person", flat=True)
    return f"p{1 + max((int(p[1:]) for p in used if p[1:].isdigit()), default=0)}"
