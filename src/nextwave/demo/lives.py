"""What becomes of one application, step by step, through the acts that residents and staff take."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from nextwave.casework.access import looking, own_case
from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.access.authority import may
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.ask_for_evidence import AskForEvidence
from nextwave.casework.acts.ask_for_hearing import AskForHearing
from nextwave.casework.acts.deciding.approve import Approve
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose, Proposed, foreseen
from nextwave.casework.acts.deciding.withdraw import Withdraw
from nextwave.casework.acts.file_application import Application, file
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.acts.record_interview import RecordInterview
from nextwave.casework.acts.state_facts import StateFacts
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.clock import as_of
from nextwave.casework.household.assessing import latest
from nextwave.casework.household.facts import Stated, declared_of
from nextwave.casework.household.outstanding import outstanding
from nextwave.casework.law.in_force import assessor
from nextwave.casework.models import Case, Decision, EvidenceFile, EvidenceRequest, Proposal
from nextwave.casework.models.fact import Source
from nextwave.demo.documents import document
from nextwave.demo.otherwise import otherwise
from nextwave.demo.script import script
from nextwave.engine.answers.assessment import is_settled

#: So many days back people work on three days a week.
DAILY = 32


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works in the demonstration."""

    workers: tuple[Actor, ...]
    supervisors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Household:
    """Who applies: names by id, everything that is so of them, and what they leave open at first."""

    names: dict[str, str]
    stated: list[Stated]
    open: list[Stated]
    language: str


@dataclass
class Life:
    """One application from its filing on. Each step is taken at a later moment, and never after `end`."""

    household: Household
    staff: Staff
    number: int
    end: datetime
    chance: random.Random
    moment: datetime
    code: str
    case: Case = field(init=False)
    worker: Actor = field(init=False)
    steps: int = 0

    def file(self, channel: str) -> None:
        """The application comes in: online by the household, else written down by a worker."""
        self.worker = self.chance.choice(self.staff.workers)
        known = [s for s in self.household.stated if s not in self.household.open]
        reach = {"way": "phone", "phone": script().telephone_of(self.number), "message_safe": True}
        with as_of(self.moment):
            application = Application(self.household.names, known, reach, self.household.language, channel)
            actor = RESIDENT if channel == "online" else self.worker
            self.case, _ = file(actor, application, self._attempt(), self.code)

    def later(self, days: int) -> None:
        """Goes on to the next day of work after some days; at the end to the end."""
        day = timezone.localtime(self.moment).date() + timedelta(days=days)
        if days:
            day = working_day(day, self.end.date())
        self.moment = min(self.end, max(self.moment + timedelta(minutes=7), hour(day, self.chance)))

    def note(self) -> None:
        self._look(self.worker)
        with as_of(self.moment):
            do(WriteNote(self.chance.choice(script().notes)), self.worker, self.case, self._attempt())

    def ask(self) -> bool:
        """Asks for what is open; gives whether anything is."""
        wanted = self._needed() if self.household.open else []
        if wanted:
            self._look(self.worker)
            with as_of(self.moment):
                do(AskForEvidence([(s.of, s.fact) for s in wanted[:3]]), self.worker, self.case, self._attempt())
        return bool(wanted)

    def answer(self) -> None:
        """The household gives a document for each request, and the worker takes the facts from them."""
        for request in EvidenceRequest.objects.filter(case=self.case, files=None):
            content = document("A document of the demonstration", f"It shows: {request.fact.replace('_', ' ')}")
            with as_of(self.moment):
                name = f"{request.fact}.pdf"
                do(GiveEvidence(name, content, request=request.pk), RESIDENT, self.case, self._attempt())
        self.later(1)
        self.settle()

    def settle(self) -> None:
        """The worker states what was open: from a document where there is one, else as the household says."""
        shown = {(f.of, f.fact): f.pk for f in EvidenceFile.objects.filter(case=self.case)}
        found = []
        for one in self.household.open:
            evidence = shown.get((one.of, one.fact))
            declared = declared_of(one)
            told = Source.STATED if declared is None or declared.asked else Source.SYSTEM
            source = told if evidence is None else Source.DOCUMENT
            day = self.case.filed_on.isoformat() if declared is not None and declared.said_by else ""
            found.append(Stated(one.of, one.fact, one.value, source, evidence=evidence, decided_on=day))
        if found:
            self._look(self.worker)
            with as_of(self.moment):
                do(StateFacts(found), self.worker, self.case, self._attempt())

    def propose(self, kind: str = "assessed") -> list[Proposal]:
        """Proposes on each result: `assessed`, or the first one otherwise: `small`, `large`, `denied`."""
        self._look(self.worker)
        made: list[Proposal] = []
        with as_of(self.moment):
            if any(o.interview for o in outstanding(self.case)):
                do(RecordInterview(script().interview), self.worker, self.case, self._attempt())
            left = {name: outstanding(self.case, name) for name, _ in self._results()}
        for programme, result in self._results():
            proposed = Proposed(programme, tuple(result["for"]))
            other = self._otherwise(proposed, result, kind) if kind != "assessed" and not made else None
            if other is not None:
                proposed = other
            elif not is_settled(result):
                continue
            if left[programme]:
                proposed = replace(proposed, despite=script().despite)
            with as_of(self.moment):
                event = do(Propose(proposed), self.worker, self.case, self._attempt())
            made.append(Proposal.objects.get(event=event))
        return made

    def approve(self, proposals: list[Proposal]) -> None:
        """A supervisor agrees to what needs a second person."""
        supervisor = self.chance.choice(self.staff.supervisors)
        waiting = [p for p in proposals if not may(self.worker, "issue", p)]
        if waiting:
            self._look(supervisor, "review")
        for proposal in waiting:
            with as_of(self.moment):
                do(Approve(proposal.pk), supervisor, self.case, self._attempt())

    def withdraw(self, proposals: list[Proposal]) -> None:
        for proposal in proposals:
            with as_of(self.moment):
                do(Withdraw(proposal.pk, script().withdrawn), self.worker, self.case, self._attempt())

    def issue(self, proposals: list[Proposal]) -> None:
        for proposal in proposals:
            with as_of(self.moment):
                do(Issue(proposal.pk), self.worker, self.case, self._attempt())

    def issue_with_approval(self, kind: str) -> None:
        """Proposes, has a second person agree where the delegations ask for one, and issues."""
        proposals = self.propose(kind)
        if not all(may(self.worker, "issue", p) for p in proposals):
            self.later(1)
            self.approve(proposals)
        self.issue(proposals)

    def appeal(self) -> None:
        """The household asks for a hearing on its first decision."""
        decision = Decision.objects.filter(case=self.case).order_by("pk").first()
        if decision is not None:
            with as_of(self.moment):
                do(AskForHearing(decision.pk), RESIDENT, self.case, self._attempt())

    def _attempt(self) -> Attempted:
        self.steps += 1
        return Attempted(f"demo-{self.number}-{self.steps}", space="demo")

    def _look(self, actor: Actor, reason: str = "application") -> None:
        with as_of(self.moment):
            # Invented names are those of staff now and then: it is someone else.
            if actor.account is not None and own_case.asked_about(actor.account, self.case):
                own_case.say(actor.account, self.case, known=False)
            looking.look(actor, self.case, reason)

    def _results(self) -> list[tuple[str, dict[str, Any]]]:
        """What there is to decide: every result of a programme, and of what follows it where someone gets it."""
        programmes = assessor().rulebook.programmes
        found = latest(self.case).result["programmes"]
        return [
            (name, result)
            for name, programme in found.items()
            for result in programme["results"]
            if not programmes[name].follows or result["status"] == "eligible"
        ]

    def _needed(self) -> list[Stated]:
        """What the household left open and the law needs."""
        needs = {(n["of"], n["fact"]) for _, result in self._results() for n in result["needs"]}
        return [s for s in self.household.open if (s.of, s.fact) in needs]

    def _otherwise(self, as_assessed: Proposed, result: dict[str, Any], kind: str) -> Proposed | None:
        """What is decided in place of a result: the first that the delegations let this worker propose. What they refuse
        in every form is tried all the same, and told as refused; nothing where there is nothing to decide otherwise."""
        on, language = latest(self.case).on, self.household.language
        account, first = self.worker.account, None
        for one in otherwise(as_assessed, result, kind, on, language, self.chance):
            first = first or one
            if account is None or foreseen(account, self.case, one).may_propose:
                return one
        return first


def working_day(day: date, end: date) -> date:
    """The next day on which the demonstration's people work: of late every other day, long ago on Wednesdays. Each
    day has a plan of its own to build, and a demonstration should start soon."""
    while day.weekday() not in ((0, 2, 4) if (end - day).days <= DAILY else (2,)):
        day += timedelta(days=1)
    return min(day, end)


def hour(day: date, chance: random.Random) -> datetime:
    """A moment of a day at which offices are open."""
    at = time(chance.randint(8, 16), chance.randint(0, 59), chance.randint(0, 59))
    return timezone.make_aware(datetime.combine(day, at))
