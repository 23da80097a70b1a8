"""Someone does not live in the household."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import AssessedAct
from nextwave.casework.household.facts import people_of, situation_after
from nextwave.casework.models import Case, Event, Membership
from nextwave.casework.refusals import refused


@dataclass(frozen=True, slots=True)
class RemovePerson(AssessedAct):
    """Someone does not live in the household (any more)."""

    action = "remove-person"
    person: str

    def guard(self, actor: Actor, case: Case) -> None:
        people = people_of(case)
        if self.person not in people:
            what = f"there is nobody {self.person[:20]} in this case"
            raise refused("person", what, "person", "choose someone who is")
        if len(people) == 1:
            raise refused("person", "a household has someone in it", "person", "add who lives there first")

    def after(self, case: Case) -> dict[str, Any]:
        return situation_after(case, left=self.person)

    def effect(self, event: Event) -> None:
        name = people_of(event.case)[self.person]
        Membership.objects.create(case=event.case, event=event, person=self.person, name=name, present=False)
