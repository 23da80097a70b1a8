"""Acts of several people in any order, honest and not; a model of the law of Riverton and its delegations, written
without the code of casework, says which must succeed.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from django.conf import settings as django_settings
from django.db import transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from nextwave.casework.access import authority, looking
from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.acts.act import Act, Attempted, do
from nextwave.casework.acts.approve import Approve
from nextwave.casework.acts.ask_for_evidence import AskForEvidence
from nextwave.casework.acts.ask_for_hearing import AskForHearing
from nextwave.casework.acts.assign import Assign, Release
from nextwave.casework.acts.change_contact import ChangeContact
from nextwave.casework.acts.declare_conflict import DeclareConflict
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.acts.issue import Issue
from nextwave.casework.acts.propose import Propose, Proposed
from nextwave.casework.acts.replace_code import ReplaceCode
from nextwave.casework.acts.state_facts import StateFacts
from nextwave.casework.acts.withdraw import Withdraw
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.keeping.sealing import matching
from nextwave.casework.law import in_force as law
from nextwave.casework.models import Access, Account, Approval, Case, Decision, Docket, Event, Proposal
from nextwave.casework.queue import docket
from nextwave.casework.refusals import AnotherUse, NotAllowed, Refused, Stale
from nextwave.engine.situations.situation import SituationError
from tests.casework import riverton
from tests.casework.faults import LIMIT, everything, faults
from tests.casework.riverton import Person, Stated

#: Who there is, by name; "ana" is the worker who applied herself in the second case.
ROLES = {
    "wim": "worker", "wanda": "worker", "ana": "worker", "sam": "supervisor", "sue": "supervisor",
    "paul": "policymaker", "art": "auditor", "ada": "administrator",
}  # fmt: skip
DECIDE = ("worker", "supervisor")
REASONS = ("hearing_decision", "not_in_rulebook", "rulebook_error", "not_provided")
PDF = b"%PDF-1.7\n%%EOF\n"

#: What happened in all sequences, so that a proof in which nothing happens is none.
HAPPENED: Counter[str] = Counter()


@dataclass
class World:
    """Accounts by name and two cases, filed once; every sequence begins from here."""

    accounts: dict[str, Account]
    cases: list[Case]


@contextmanager
def world(folder: Path) -> Any:
    """The world, with the small rulebook in force."""
    with riverton.in_force(riverton.rulebook(folder), django_settings):
        accounts = {n: Account.objects.create(username=n, role=r) for n, r in ROLES.items()}
        accounts["ana"].match = matching("Ana", "1990-01-01")
        accounts["ana"].save()
        cases = [riverton.case(name) for name in ("Bo", "Ana")]
        yield World(accounts, cases)


@dataclass
class Draft:
    """A proposal as the model knows it."""

    pk: int
    case: int
    proposer: str
    amounts: tuple[int, int]
    granted: bool
    deviates: bool
    difference: int
    approval: bool = False
    approver: str = ""
    withdrawn: bool = False
    decision: int = 0
    heard: bool = False

    @property
    def pending(self) -> bool:
        return not self.withdrawn and not self.decision


@dataclass
class Sent:
    """An attempt that was applied."""

    do: Callable[[Actor, Case, Attempted], Event]
    who: str
    case: int
    attempted: Attempted
    event: int


who = st.sampled_from(["wim", "sam", "sue", "wim", "sam", "sue", "wanda", "ana", "paul", "art", "ada", "resident"])
deciders = st.sampled_from(["wim", "sam", "sue", "wanda", "ana"])
where = st.sampled_from([0, 0, 1])
when = st.sampled_from(["fresh", "any", "fresh", "any", "fresh", "stale"])
which = st.integers(0, 3)


#: Acts that whoever handles a case may take at any time.
SMALL: dict[str, Act] = {
    "note": WriteNote("Called."),
    "ask": AskForEvidence([("p1", "hours")]),
    "contact": ChangeContact({"phone": "555 0102"}),
    "assign": Assign(),
    "release": Release(),
}


class Casework(RuleBasedStateMachine):
    there: World

    def __init__(self) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around._from_testcase = True  # acts are durable: only a test may be around them
        self.around.__enter__()
        self.facts = [Person(), Person()]
        self.conflicts = {(0, ""), (1, "ana")}
        self.proposals: list[Draft] = []
        # Who changed contact or code, on whose word each fact rests, and who gave documents; the household files.
        self.made: list[set[str]] = [set(), set()]
        self.had_code: list[set[str]] = [set(), set()]
        self.stated: list[dict[str, str]] = [{}, {}]
        self.documents: list[set[str]] = [set(), set()]
        self.sent: list[Sent] = []
        self.refused_keys: list[str] = []
        self.number = 0
        self.looked_at: list[Any] = []
        HAPPENED["sequences"] += 1

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    def actor(self, name: str) -> Actor:
        return RESIDENT if name == "resident" else Actor(self.there.accounts[name])

    def handles(self, name: str, case: int) -> bool:
        return name == "resident" or (ROLES[name] in DECIDE and (case, name) not in self.conflicts)

    def attempt(
        self,
        name: str,
        case: int,
        seen: str,
        allowed: bool,
        do: Callable[[Actor, Case, Attempted], Event],
        kind: type[Refused] = Refused,
    ) -> Event | None:
        """Does something as someone who saw the case now, before, or does not say; checks that it is allowed or
        refused as the model says, and that nothing remains of what was refused."""
        HAPPENED["steps"] += 1
        version = Docket.objects.get(pk=self.there.cases[case].pk).version
        if seen == "stale" and self.handles(name, case):
            allowed, kind = False, Refused if name == "resident" else Stale
        self.number += 1
        # A key of which nothing remained can be used anew.
        key = self.refused_keys.pop() if self.refused_keys and self.number % 2 else f"key {self.number}"
        attempted = Attempted(key, {"any": None, "fresh": version, "stale": version - 1}[seen])
        before = everything()
        fresh = Case.objects.get(pk=self.there.cases[case].pk)
        try:
            event = do(self.actor(name), fresh, attempted)
        except Refused as error:
            assert not allowed, f"{name} was refused: {error}"
            assert isinstance(error, kind), error
            assert everything() == before, "something of a refused act remains"
            self.refused_keys.append(key)
            HAPPENED["refused"] += 1
            return None
        assert allowed, f"{name} was let through"
        assert event.number == version + 1
        self.sent.append(Sent(do, name, case, attempted, event.pk))
        HAPPENED[event.action] += 1
        return event

    # What honest people do.

    @rule(name=who, case=where, seen=when, share=st.sampled_from([100, 90, 50, None]), hours=st.sampled_from([0, 30, None]), rich=st.sampled_from([False, False, True]))  # fmt: skip
    def state(self, name: str, case: int, seen: str, share: int | None, hours: int | None, rich: bool) -> None:
        facts = Person(share, hours, rich)
        if self.attempt(
            name, case, seen, self.handles(name, case), lambda a, c, t: do(StateFacts(facts.statements()), a, c, t)
        ):
            self.facts[case] = facts
            self.stated[case] |= {s.fact: name for s in facts.statements()}

    @rule(
        name=who,
        case=where,
        seen=when,
        what=st.sampled_from(["look", "conflict", "impossible", "replace-code", *SMALL]),
    )
    def work(self, name: str, case: int, seen: str, what: str) -> None:
        if what in SMALL:
            done = self.attempt(name, case, seen, self.handles(name, case), partial(do, SMALL[what]))
            if done and what == "contact":
                self.made[case].add(name)
        elif what == "replace-code":
            code = ReplaceCode(f"code {self.number}")
            if self.attempt(name, case, seen, self.handles(name, case), partial(do, code)):
                self.made[case].add(name)
                self.had_code[case].add(name)
        elif what == "look":
            self._look(name, case)
        elif what == "impossible":
            self._impossible_facts(name, case)
        else:
            # Wim and Sam stay, so that there is always someone who may.
            name = {"wim": "wanda", "sam": "sue", "ana": "sue"}.get(name, name)
            allowed = name != "resident" and self.handles(name, case)
            if self.attempt(name, case, seen, allowed, lambda a, c, t: do(DeclareConflict(), a, c, t)):
                self.conflicts.add((case, name))

    def _impossible_facts(self, name: str, case: int) -> None:
        before = everything()
        facts = [Stated("p1", "hours", 900)]
        try:
            do(StateFacts(facts), self.actor(name), self.there.cases[case], Attempted("impossible"))
        except (Refused, SituationError):
            assert everything() == before, "something of a refused act remains"
        else:
            raise AssertionError("nobody works 900 hours a week")

    @rule(name=who, case=where, seen=when, page=which)
    def give(self, name: str, case: int, seen: str, page: int) -> None:
        content = PDF + str(page).encode()
        asked = self.there.cases[case].evidence_requests.order_by("pk").last()
        request = asked.pk if asked else None
        folder = Path(django_settings.EVIDENCE)
        before = sorted(folder.rglob("*"))
        done = self.attempt(
            name, case, seen, self.handles(name, case),
            lambda a, c, t: do(GiveEvidence("page.pdf", content, request=request), a, c, t),
        )  # fmt: skip
        if done:
            self.documents[case].add(name)
        assert done or sorted(folder.rglob("*")) == before, "the file of a refused act remains"

    def _look(self, name: str, case: int) -> None:
        may = name == "resident" or (ROLES[name] in (*DECIDE, "auditor") and (case, name) not in self.conflicts)
        before = Access.objects.count()
        try:
            looking.look(self.actor(name), self.there.cases[case], "application")
        except NotAllowed:
            assert not may and Access.objects.count() == before
        else:
            assert may and Access.objects.count() == before + 1

    # Deciding.

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

    # What they must not get away with.

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

    # What holds after every step.

    @invariant()
    def hold(self) -> None:
        """The records are whole, and what the model says."""
        now = everything()
        if now == self.looked_at:
            return
        touched = {row[0] for row in now if row not in self.looked_at}
        self.looked_at = now
        found = faults(touched)
        assert not found, found
        decided = {p.pk for p in self.proposals if p.decision}
        assert set(Decision.objects.values_list("proposal", flat=True)) == decided
        assert Event.objects.exclude(key__startswith="forged").count() == 2 + len(self.sent)


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
