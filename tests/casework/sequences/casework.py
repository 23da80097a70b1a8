"""Whole sequences: people decide together, forge approvals, send again, and use keys that were used."""

from __future__ import annotations

import dataclasses
from collections import Counter
from functools import partial
from unittest import mock

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from nextwave.casework.access import authority
from nextwave.casework.acts.act import do
from nextwave.casework.acts.deciding.approve import Approve
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Proposed
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.law import in_force as law
from nextwave.casework.models import Approval, Docket, Event
from nextwave.casework.queue import docket
from nextwave.casework.refusals import AnotherUse, NotAllowed, Refused
from tests.casework.faults import LIMIT, everything
from tests.casework.sequences.attempts import HAPPENED, Draft, deciders, where, which, who
from tests.casework.sequences.deciding import Deciding
from tests.casework.sequences.handling import Handling
from tests.casework.sequences.world import ROLES, World


class Casework(Handling, Deciding):
    """All of it, and what people must not get away with."""

    @rule(
        one=deciders, two=deciders, three=deciders, case=where,
        by=st.sampled_from([None, LIMIT, -LIMIT, LIMIT + 1, 40000, -LIMIT - 1]),
        approval=st.sampled_from(["given", "given", "none", "forged"]),
    )  # fmt: skip
    def decide(self, one: str, two: str, three: str, case: int, by: int | None, approval: str) -> None:
        """A decision from beginning to end by three people, who may be the same."""
        amount = self.facts[case].amounts[0] + (by or 0)
        otherwise = Proposed(
            "grant", ("p1",), "granted", amount, "rulebook_error", "The rent.", "It makes no difference."
        )
        many = len(self.proposals)
        self._propose(
            one,
            case,
            "any",
            otherwise if by is not None else Proposed("grant", ("p1",), despite="It makes no difference."),
        )
        if len(self.proposals) > many:
            self.hold()
            if approval == "given":
                self.approve_it(two, "fresh", self.proposals[-1])
            elif approval == "forged":
                self.forge(two, self.proposals[-1])
            self.hold()
            self.issue_it(three, "fresh", self.proposals[-1])
            if self.proposals[-1].pending:
                self.withdraw_it(three, "fresh", self.proposals[-1])

    @precondition(lambda self: any(p.pending and not p.approval and p.difference > LIMIT for p in self.proposals))
    @rule(name=st.sampled_from(["proposer", "proposer", *ROLES]), back=which, honest_event=st.booleans())
    def forge_an_approval(self, name: str, back: int, honest_event: bool) -> None:
        """An approval written past the acts: with an event that claims the role, or beside some other event."""
        p = next(p for p in reversed(self.proposals) if p.pending and not p.approval and p.difference > LIMIT)
        self.forge(p.proposer if name == "proposer" else name, p, back if honest_event else None)

    def forge(self, name: str, p: Draft, back: int | None = None) -> None:
        case = self.there.cases[p.case]
        number = Docket.objects.get(pk=case.pk).version
        if back is not None:
            events = Event.objects.filter(case=case).exclude(action="approve").order_by("-number")
            event = events[back % len(events)]
        else:
            number += 1
            event = Event.objects.create(
                case=case, number=number, action="approve", account=self.there.accounts[name], role="supervisor",
                key=f"forged {number} {p.pk}", digest="",
            )  # fmt: skip
            p.approver = name
        Approval.objects.create(proposal_id=p.pk, event=event)
        docket.place(case, number)
        p.approval = True
        HAPPENED["forged"] += 1

    @rule(name=st.sampled_from(["wim", "sam", "sue"]), back=which)
    def a_policy_that_errs(self, name: str, back: int) -> None:
        """With an error in a policy nothing is allowed, even if another policy permits it."""
        erring = 'forbid (principal, action, resource) when { principal.role.contains("worker") };'
        there = law.delegations()
        broken = dataclasses.replace(there, policies=there.policies + erring)
        with mock.patch.object(authority, "delegations", lambda: broken):
            assert authority.verdict(self.there.accounts[name], "handle", self.there.cases[0]).errors
            if self.proposals:
                p, act = self.proposal(back), (Approve, Issue)[back % 2]
                self.attempt(name, p.case, "any", False, lambda a, c, t: do(act(p.pk), a, c, t), NotAllowed)
            else:
                self.attempt(name, 0, "any", False, lambda a, c, t: do(WriteNote("x"), a, c, t), NotAllowed)

    @precondition(lambda self: self.sent)
    @rule(back=which)
    def repeat(self, back: int) -> None:
        """Sent again, whatever happened since: applied once, and answered with what it did."""
        sent = self.sent[-1 - back % len(self.sent)]
        before = everything()
        event = sent.do(self.actor(sent.who), self.there.cases[sent.case], sent.attempted)
        assert event.pk == sent.event
        assert everything() == before
        HAPPENED["repeated"] += 1

    @precondition(lambda self: self.sent)
    @rule(back=which, how=st.sampled_from(["content", "person", "case"]), other=who)
    def use_a_key_otherwise(self, back: int, how: str, other: str) -> None:
        sent = self.sent[-1 - back % len(self.sent)]
        actor, case, again = self.actor(sent.who), self.there.cases[sent.case], sent.do
        if how == "content":
            again = partial(do, WriteNote("Another text."))
        elif how == "person":
            if other == sent.who:
                return
            actor = self.actor(other)
        else:
            case = self.there.cases[1 - sent.case]
        before = everything()
        try:
            again(actor, case, sent.attempted)
        except Refused as error:
            # Nobody learns by it what the key was used for: who may not handle the case is told so, or this.
            assert isinstance(error, AnotherUse) or "evidence" in error.problem.code or actor.account is None
        else:
            raise AssertionError(f"a key was used for another {how}")
        assert everything() == before


def run(there: World, count: int, steps: int, of: int | None = None) -> Counter[str]:
    """So many sequences of so many steps, from a seed if there is one; what happened in them. Raises at the first fault."""
    HAPPENED.clear()
    machine = type("Casework", (Casework,), {"there": there, "TestCase": None})
    if of is not None:
        machine = seed(of)(machine)
    how = settings(
        max_examples=count,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        # A sequence that fails is shown as it was: making it shorter takes minutes.
        phases=[Phase.generate],
    )
    run_state_machine_as_test(machine, settings=how)
    return HAPPENED
