"""What acts on a proposal share: they are for those whom the delegations let do just this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.authority import require
from nextwave.casework.acts.act import Act
from nextwave.casework.law.ceiling import require_within
from nextwave.casework.models import Case, Proposal
from nextwave.casework.refusals import NotAllowed, refused
from nextwave.rulebook.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class OnProposal(Act):
    """An act on the proposal of this number. The delegations know it by the name that it is recorded as."""

    number: int

    def given(self, case: Case) -> dict[str, Any]:
        return {"proposal": self.number}

    def guard(self, actor: Actor, case: Case) -> None:
        proposal = self.proposal(case)
        if actor.account is None:
            raise decides_nothing(case)
        require(actor.account, self.action, proposal)

    def proposal(self, case: Case) -> Proposal:
        """The proposal in this case. Raises Refused."""
        found: Proposal | None = (
            Proposal.objects.filter(case=case, pk=self.number).select_related("event__account").first()
        )
        if found is None:
            raise refused("proposal", "there is no such proposal in this case", "proposal", "choose one that is")
        return found

    def require_within(self, case: Case) -> None:
        """Raises AboveCeiling where more is granted than the law lets anyone have, however it came to be proposed."""
        found = self.proposal(case)
        require_within(found.programme, len(found.people), found.assessment.on, found.amount)


def decides_nothing(case: Case) -> NotAllowed:
    return NotAllowed(Problem("not-allowed", "a resident decides nothing", Place(case.reference), "sign in"))
