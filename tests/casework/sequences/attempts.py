"""Attempts by anyone: whether each must succeed is said by the model, and what must hold after each is looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.acts.act import Attempted
from nextwave.casework.models import Case, Decision, Docket, Event
from nextwave.casework.refusals import Refused, Stale
from tests.casework.faults import everything, faults
from tests.casework.riverton import Person
from tests.casework.sequences.world import DECIDE, ROLES, World

#: What happened in all sequences, so that a proof in which nothing happens is none.
HAPPENED: Counter[str] = Counter()


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


class Attempts(RuleBasedStateMachine):
    """What the model knows, attempts that it judges, and what holds after every step."""

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
