"""Someone knows the people of a case."""

from __future__ import annotations

from dataclasses import dataclass

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Act
from nextwave.casework.models import Case, Conflict, Docket, Event
from nextwave.casework.refusals import NotAllowed
from nextwave.rulebook.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class DeclareConflict(Act):
    """Someone says that they know the people of a case: from now on it is closed to them, and no longer theirs."""

    action = "declare-conflict"

    def guard(self, actor: Actor, case: Case) -> None:
        if actor.account is None:
            what = "a resident handles no case"
            raise NotAllowed(Problem("not-allowed", what, Place(case.reference), "sign in"))

    def effect(self, event: Event) -> None:
        Conflict.objects.create(account=event.account, case=event.case)
        Docket.objects.filter(case=event.case, assigned=event.account).update(assigned=None)
