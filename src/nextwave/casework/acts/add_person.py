"""Someone more in the household."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

from nextwave.casework import written
from nextwave.casework.acts.act import AssessedAct, Attempted
from nextwave.casework.household.facts import add_people, situation_after
from nextwave.casework.models import Case, Event, Membership


@dataclass(frozen=True, slots=True)
class AddPerson(AssessedAct):
    """Someone lives in the household, under the next free id."""

    action = "add-person"
    name: str

    def read(self) -> Self:
        return replace(self, name=written.name(self.name))

    def after(self, case: Case) -> dict[str, Any]:
        return situation_after(case, came=_free(case))

    def effect(self, event: Event) -> None:
        add_people(event.case, event, {_free(event.case): self.name}, {})


def added_before(attempted: Attempted) -> str:
    """The name of who was added by this attempt, where it was applied with another name in it; else empty."""
    found = Membership.objects.filter(event__key=attempted.kept, event__action=AddPerson.action).first()
    return str(found.name) if found else ""


def _free(case: Case) -> str:
    """The next id that nobody of the case has had."""
    used = Membership.objects.filter(case=case).values_list("person", flat=True)
    return f"p{1 + max((int(p[1:]) for p in used if p[1:].isdigit()), default=0)}"
