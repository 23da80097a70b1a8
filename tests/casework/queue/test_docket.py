"""Where a case stands follows from its records, in whatever order they came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import LazySettings
from django.db import transaction

from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.ask_for_evidence import AskForEvidence
from nextwave.casework.acts.ask_for_hearing import AskForHearing
from nextwave.casework.acts.deciding.approve import Approve
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.acts.deciding.withdraw import Withdraw
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.models import Account, Case, Docket
from nextwave.casework.refusals import Refused
from tests.casework import riverton

#: How many acts follow one another, in every order.
DEPTH = 3


@dataclass(frozen=True)
class Stands:
    """A case as the model sees it."""

    worked: bool = False
    open_requests: int = 0
    waiting: str = ""
    decided: bool = False
    asked_again: bool = False

    @property
    def status(self) -> str:
        if self.asked_again:
            return "appealed"
        if self.waiting:
            return self.waiting
        if self.decided:
            return "decided"
        if self.open_requests:
            return "waiting"
        return "in_progress" if self.worked else "filed"


Step = tuple[Callable[[Actor, Actor, Case, Attempted], Any], Callable[[Stands], Stands | None]]


def _last(case: Case) -> int:
    found = case.proposals.filter(withdrawal=None, decision=None)
    return found.order_by("-pk")[0].pk if found else 0


def _decision(case: Case) -> int:
    found = case.decisions.filter(hearing_request=None).first()
    return found.pk if found else 0


SMALL = Proposed(
    "grant", ("p1",), "granted", 15000, "rulebook_error", "The rent.", despite="What is missing makes no difference."
)

#: Each act, and what it makes of where a case stands; None where it cannot be done.
STEPS: dict[str, Step] = {
    "the household writes": (
        lambda worker, other, case, key: do(WriteNote("Hello."), RESIDENT, case, key),
        lambda s: s,
    ),
    "a worker writes": (
        lambda worker, other, case, key: do(WriteNote("Called."), worker, case, key),
        lambda s: replace(s, worked=True),
    ),
    "a worker asks": (
        lambda worker, other, case, key: do(AskForEvidence([("p1", "wage")]), worker, case, key),
        lambda s: replace(s, worked=True, open_requests=s.open_requests + 1),
    ),
    "the household answers": (
        lambda worker, other, case, key: do(
            GiveEvidence("a.pdf", b"%PDF-1.7", request=case.evidence_requests.filter(files=None)[0].pk),
            RESIDENT,
            case,
            key,
        ),
        lambda s: replace(s, open_requests=s.open_requests - 1) if s.open_requests else None,
    ),
    "proposed": (
        lambda worker, other, case, key: do(Propose(SMALL), worker, case, key),
        lambda s: None if s.waiting else replace(s, worked=True, waiting="proposed"),
    ),
    "approved": (
        lambda worker, other, case, key: do(Approve(_last(case)), other, case, key),
        lambda s: replace(s, worked=True, waiting="approved") if s.waiting == "proposed" else None,
    ),
    "withdrawn": (
        lambda worker, other, case, key: do(Withdraw(_last(case), "A mistake."), worker, case, key),
        lambda s: replace(s, worked=True, waiting="") if s.waiting else None,
    ),
    "issued": (
        lambda worker, other, case, key: do(Issue(_last(case)), worker, case, key),
        lambda s: replace(s, worked=True, waiting="", decided=True) if s.waiting else None,
    ),
    "a hearing": (
        lambda worker, other, case, key: do(AskForHearing(_decision(case)), RESIDENT, case, key),
        lambda s: replace(s, asked_again=True) if s.decided and not s.asked_again else None,
    ),
}


def test_a_case_stands_where_its_records_say_in_every_order(db: None, tmp_path: Path, settings: LazySettings) -> None:
    seen: set[str] = set()
    orders = 0

    def follow(case: Case, stands: Stands, path: tuple[str, ...]) -> None:
        nonlocal orders
        for name, (step, then) in STEPS.items():
            after = then(stands)
            if after is None and name == "the household answers":
                continue
            with transaction.atomic():
                around = transaction.get_connection().atomic_blocks[-1]
                around._from_testcase = True
                here = (*path, name)
                try:
                    step(worker, other, case, Attempted("/".join(here)))
                except Refused:
                    assert after is None, here
                else:
                    assert after is not None, here
                    docket = Docket.objects.get(pk=case.pk)
                    assert docket.status == after.status, here
                    assert docket.version == len(here) + 1
                    assert (docket.decided_on is not None) == after.decided
                    seen.add(docket.status)
                    orders += 1
                    if len(here) < DEPTH:
                        follow(case, after, here)
                transaction.set_rollback(True)

    with riverton.in_force(riverton.rulebook(tmp_path), settings):
        worker = Actor(Account.objects.create(username="wim", role="worker"))
        other = Actor(Account.objects.create(username="sue", role="supervisor"))
        case = riverton.case("Bo")
        assert case.docket.status == "filed"
        follow(case, Stands(), ())
    assert seen == {"filed", "in_progress", "waiting", "proposed", "approved", "decided", "appealed"}
    assert orders == 120
