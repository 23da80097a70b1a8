"""Proposals, approvals, decisions and hearings, and which of them the law and the delegations allow."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from nextwave.casework.acts.act import do
from nextwave.casework.acts.ask_for_hearing import AskForHearing
from nextwave.casework.acts.deciding.approve import Approve
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.acts.deciding.withdraw import Withdraw
from nextwave.casework.models import Decision, Proposal
from nextwave.casework.refusals import Refused
from tests.casework.faults import LIMIT
from tests.casework.sequences.attempts import HAPPENED, Attempts, Draft, deciders, when, where, which, who
from tests.casework.sequences.world import ROLES

REASONS = ("hearing_decision", "not_in_rulebook", "rulebook_error", "not_provided")


class Deciding(Attempts):
    """What leads to a decision."""

    def _propose(self, name: str, case: int, seen: str, proposed: Proposed, kind: type[Refused] = Refused) -> None:
        low, high = self.facts[case].amounts
        settled, assessed = self.facts[case].settled, "denied" if self.facts[case].rich else "granted"
        outcome, amount = proposed.outcome or assessed, proposed.amount if proposed.outcome else low
        amount = 0 if outcome == "denied" else amount
        deviates = not settled or (outcome, amount) != (assessed, low)
        allowed = (
            name != "resident"
            and self.handles(name, case)
            and not any(p.pending and p.case == case for p in self.proposals)
            and (settled or bool(proposed.outcome))
            and (outcome == "denied" or amount > 0)
            and (not deviates or (proposed.reason in REASONS and bool(proposed.explanation.strip())))
        )
        event = self.attempt(name, case, seen, allowed, lambda a, c, t: do(Propose(proposed), a, c, t), kind)
        if event is not None:
            made = Proposal.objects.get(event=event)
            difference = max(abs(amount - low), abs(amount - high)) if deviates else 0
            assert (made.outcome, made.amount, made.deviates, made.difference) == (
                outcome,
                amount,
                deviates,
                difference,
            )
            self.proposals.append(Draft(made.pk, case, name, (low, high), outcome == "granted", deviates, difference))

    @rule(name=deciders, case=where, seen=when)
    def propose_as_assessed(self, name: str, case: int, seen: str) -> None:
        self._propose(name, case, seen, Proposed("grant", ("p1",), despite="It makes no difference."))

    @rule(name=deciders, case=where, seen=when, by=st.sampled_from([-LIMIT - 1, -LIMIT, 0, LIMIT, LIMIT + 1, 40000]), outcome=st.sampled_from(["granted", "granted", "denied"]), reason=st.sampled_from([*REASONS, *REASONS, "because", ""]), explanation=st.sampled_from(["The rent.", "A court.", "A flood.", " "]))  # fmt: skip
    def propose_otherwise(
        self, name: str, case: int, seen: str, by: int, outcome: str, reason: str, explanation: str
    ) -> None:
        amount = self.facts[case].amounts[0] + by
        self._propose(
            name,
            case,
            seen,
            Proposed("grant", ("p1",), outcome, amount, reason, explanation, "It makes no difference."),
        )

    def proposal(self, back: int) -> Draft:
        return self.proposals[-1 - back % len(self.proposals)]

    def approvable(self, name: str, p: Draft) -> bool:
        return (
            name != "resident"
            and self.handles(name, p.case)
            and ROLES[name] == "supervisor"
            and name != p.proposer
            and p.pending
        )

    def issuable(self, name: str, p: Draft) -> bool:
        approved = p.approver != "" and self.approvable(p.approver, p)
        documents, had_code = self.documents[p.case], name in self.had_code[p.case]
        of_others = any(by != name and not (by == "resident" and had_code) for by in documents)
        alone = p.granted and not approved
        made = name in self.made[p.case] and not of_others
        own_word = name in self.stated[p.case].values() and not documents
        return (
            name != "resident"
            and self.handles(name, p.case)
            and p.pending
            and (not p.deviates or p.difference <= LIMIT or approved)
            and not (alone and (made or own_word))
            and (self.facts[p.case].amounts, self.facts[p.case].rich) == (p.amounts, p.amounts == (0, 0))
        )

    @precondition(lambda self: self.proposals)
    @rule(name=who, seen=when, back=which)
    def approve(self, name: str, seen: str, back: int) -> None:
        self.approve_it(name, seen, self.proposal(back))

    def approve_it(self, name: str, seen: str, p: Draft) -> None:
        allowed = self.approvable(name, p) and not p.approval
        if self.attempt(name, p.case, seen, allowed, lambda a, c, t: do(Approve(p.pk), a, c, t)):
            p.approval, p.approver = True, name

    @precondition(lambda self: any(p.pending for p in self.proposals))
    @rule(seen=when, name=deciders)
    def go_on_with_what_waits(self, seen: str, name: str) -> None:
        p = next(p for p in reversed(self.proposals) if p.pending)
        if p.difference > LIMIT and not p.approval:
            self.approve_it(name, seen, p)
        else:
            self.issue_it(name, seen, p)

    @precondition(lambda self: self.proposals)
    @rule(name=who, seen=when, back=which)
    def issue(self, name: str, seen: str, back: int) -> None:
        self.issue_it(name, seen, self.proposal(back))

    def issue_it(self, name: str, seen: str, p: Draft) -> None:
        if self.attempt(name, p.case, seen, self.issuable(name, p), lambda a, c, t: do(Issue(p.pk), a, c, t)):
            p.decision = Decision.objects.get(proposal=p.pk).pk
            how = "as assessed" if not p.deviates else "within the limit" if p.difference <= LIMIT else "approved"
            HAPPENED[f"decided {how}"] += 1

    @precondition(lambda self: self.proposals)
    @rule(name=who, seen=when, back=which)
    def withdraw(self, name: str, seen: str, back: int) -> None:
        self.withdraw_it(name, seen, self.proposal(back))

    def withdraw_it(self, name: str, seen: str, p: Draft) -> None:
        may = name != "resident" and self.handles(name, p.case) and p.pending
        allowed = may and (name == p.proposer or ROLES[name] == "supervisor")
        if self.attempt(name, p.case, seen, allowed, lambda a, c, t: do(Withdraw(p.pk, "A mistake."), a, c, t)):
            p.withdrawn = True

    @precondition(lambda self: any(p.decision for p in self.proposals))
    @rule(case=where, seen=when)
    def ask_for_hearing(self, case: int, seen: str) -> None:
        p = next(p for p in self.proposals if p.decision)
        allowed = case == p.case and not p.heard
        if self.attempt("resident", case, seen, allowed, lambda a, c, t: do(AskForHearing(p.decision), a, c, t)):
            p.heard = True
