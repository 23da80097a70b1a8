"""Applications, cases and decisions over the API: the same acts as on the pages, for programs with a token."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpRequest
from ninja import File, Form, Header, Query, Router
from ninja.files import UploadedFile
from pydantic import Field

from nextwave.casework.access.cases import access_case, case_to_handle
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.deciding.approve import Approve
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose, Proposed, cents
from nextwave.casework.acts.deciding.withdraw import Withdraw
from nextwave.casework.acts.file_application import Application, file
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.acts.record_interview import RecordInterview
from nextwave.casework.acts.state_facts import StateFacts
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.household.facts import Stated
from nextwave.casework.keeping.storing import MOST_BYTES
from nextwave.casework.models import Case, Decision, Docket, Event, Notice, Proposal
from nextwave.casework.refusals import refused
from nextwave.rulebook.problems import Place, Problem
from nextwave.web.api import shapes, showing
from nextwave.web.api.authorizing import HANDLERS, READERS, actor_of, operation
from nextwave.web.rules import assessor

router = Router(tags=["casework"])

#: A page of the queue has so many cases at the most.
MOST = 200

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        description="Names this attempt: sending it again is applied once",
        pattern=r"^[A-Za-z0-9._:-]{8,50}$",
    ),
]
Why = Annotated[
    str,
    Query(
        description="Why the case is read: application, question, change, hearing, review, complaint, assigned (where it "
        "is), or other with `words`",
        max_length=40,
    ),
]
Words = Annotated[str, Query(description="Another reason, in words", max_length=300)]
Number = Annotated[int, Field(ge=1, le=2**62)]


class NotThere(Exception):
    """There is no such case."""

    def __init__(self, reference: str) -> None:
        what = "there is no such case"
        self.problem = Problem(
            "case", what, Place(reference[:40]), "the reference stands on the notice and in the queue"
        )
        super().__init__(str(self.problem))


def _there(found: Case | None, reference: str) -> Case:
    if found is None:
        raise NotThere(reference)
    return found


def _case(request: HttpRequest, reference: str) -> Case:
    """The case to act on. Raises NotThere, NotAllowed."""
    return _there(case_to_handle(actor_of(request), reference), reference)


def _read(request: HttpRequest, reference: str, reason: str, words: str, what: str) -> Case:
    """The case to read, which is recorded. Raises NotThere, NotAllowed, Refused."""
    return _there(access_case(actor_of(request), reference, reason, what, words), reference)


def _attempt(request: HttpRequest, key: str, version: int | None) -> Attempted:
    """Keys of one account never meet those of another."""
    space = f"api-{actor_of(request).account.pk}"  # type: ignore[union-attr]
    return Attempted(f"{space}-{key}", version, space)


def _done(case: Case, event: Event, **more: Any) -> dict[str, Any]:
    return {"reference": case.reference, "version": event.number, "event": event.pk, **more}


def _stated(given: list[shapes.FactIn]) -> list[Stated]:
    return [
        Stated(
            f.of,
            f.fact,
            f.value,
            f.source,
            f.known,
            f.evidence,
            f.reason,
            f.decided_on.isoformat() if f.decided_on else "",
        )
        for f in given
    ]


@operation(router.post, "/applications", HANDLERS, response={200: Any, 201: Any}, summary="File an application")
def apply(request: HttpRequest, key: Key, given: shapes.ApplicationIn) -> tuple[int, dict[str, Any]]:
    """Files an application and assesses it. The answer has the resident's code, this once: of a repeated attempt
    (200) it is empty."""
    actor = actor_of(request)
    languages = assessor().rulebook.languages
    if given.language not in languages:
        what = f"the rulebook has no texts in {given.language}"
        raise refused("language", what, "language", f"name one of {', '.join(languages)}")
    application = Application(
        given.people, _stated(given.facts), given.contact.said(), given.language, "api", given.filed_on
    )  # fmt: skip
    attempted = _attempt(request, key, None)
    case, code = file(actor, application, attempted)
    event = Event.objects.get(case=case, number=1)
    return 201 if code else 200, _done(case, event, code=code)


class Filters(shapes.Shape):
    """How the queue is narrowed down: `area` is a value of the fact that rulebook.toml names as `area`, `cursor` the
    last page's `next`."""

    status: Annotated[str, Field(max_length=12)] = ""
    area: Annotated[str, Field(max_length=40)] = ""
    language: Annotated[str, Field(max_length=5)] = ""
    expedited: Annotated[str, Field(pattern="^(|yes|no|open)$")] = ""
    assigned: Annotated[str, Field(max_length=150)] = ""
    due_by: date | None = None
    cursor: Annotated[str, Field(pattern=r"^(|\d{4}-\d\d-\d\d_\d{1,18})$")] = ""
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


@operation(router.get, "/cases", READERS, summary="The queue: cases by the day on which a decision is due")
def cases(request: HttpRequest, filters: Annotated[Filters, Query()]) -> dict[str, Any]:
    """A page of the queue, without names or facts; `next` is the cursor of the following page."""
    found = Docket.objects.select_related("case", "assigned").order_by("due_on", "case")
    for name in ("status", "area", "language", "expedited"):
        if value := getattr(filters, name):
            found = found.filter(**{name: value})
    if filters.assigned:
        found = found.filter(assigned__username=filters.assigned)
    if filters.due_by is not None:
        found = found.filter(due_on__lte=filters.due_by)
    if filters.cursor:
        day, _, last = filters.cursor.partition("_")
        try:
            after = date.fromisoformat(day)
        except ValueError:
            raise refused("cursor", "this is no cursor", "cursor", "take the next of the page before") from None
        found = found.filter(Q(due_on__gt=after) | Q(due_on=after, case__gt=int(last)))
    page = list(found[: filters.limit + 1])
    rows = page[: filters.limit]
    following = f"{rows[-1].due_on.isoformat()}_{rows[-1].pk}" if len(page) > filters.limit else None
    return {"cases": [showing.row(d) for d in rows], "next": following}


@operation(router.get, "/cases/{reference}", READERS, summary="A case whole")
def case(request: HttpRequest, reference: str, reason: Why, words: Words = "") -> dict[str, Any]:
    """People, facts with sources, assessment, evidence, notes and proposals. The reading is recorded with its
    reason, and the household can see it."""
    found = _read(request, reference, reason, words, "case by a program")
    return showing.case(found)


@operation(router.post, "/cases/{reference}/facts", HANDLERS, response={201: Any}, summary="State facts")
def facts(request: HttpRequest, reference: str, key: Key, given: shapes.FactsIn) -> tuple[int, dict[str, Any]]:
    """Adds facts, or takes them back, and assesses anew; all of them or none."""
    found = _case(request, reference)
    attempted = _attempt(request, key, given.version)
    return 201, _done(found, do(StateFacts(_stated(given.facts)), actor_of(request), found, attempted))


@operation(router.post, "/cases/{reference}/evidence", HANDLERS, response={201: Any}, summary="Give a document")
def evidence(
    request: HttpRequest,
    reference: str,
    key: Key,
    document: Annotated[UploadedFile, File(description="A PDF, JPEG or PNG")],
    of: Annotated[str, Form(max_length=40, pattern=r"^[^\x00]*$")] = "",
    fact: Annotated[str, Form(max_length=80, pattern=r"^[^\x00]*$")] = "",
    asked: Annotated[int | None, Form(description="The number of the request it answers", ge=1, le=2**62)] = None,
    version: Annotated[int | None, Form(ge=1, le=2**31 - 1)] = None,
) -> tuple[int, dict[str, Any]]:
    """Takes in a document, which can then be named as the source of facts."""
    found = _case(request, reference)
    content = document.read(MOST_BYTES + 1)
    attempted = _attempt(request, key, version)
    event = do(GiveEvidence(document.name or "", content, of, fact, asked), actor_of(request), found, attempted)
    return 201, _done(found, event, evidence=event.evidencefile_set.get().pk)


@operation(router.post, "/cases/{reference}/notes", HANDLERS, response={201: Any}, summary="Write a note")
def notes(request: HttpRequest, reference: str, key: Key, given: shapes.NoteIn) -> tuple[int, dict[str, Any]]:
    """Writes something down about a case."""
    found = _case(request, reference)
    attempted = _attempt(request, key, given.version)
    return 201, _done(found, do(WriteNote(given.text), actor_of(request), found, attempted))


@operation(router.post, "/cases/{reference}/interview", HANDLERS, response={201: Any}, summary="Record an interview")
def interview(request: HttpRequest, reference: str, key: Key, given: shapes.NoteIn) -> tuple[int, dict[str, Any]]:
    """Records that the household was interviewed, with what was said."""
    found = _case(request, reference)
    attempted = _attempt(request, key, given.version)
    return 201, _done(found, do(RecordInterview(given.text), actor_of(request), found, attempted))


@operation(router.post, "/cases/{reference}/proposals", HANDLERS, response={201: Any}, summary="Propose a decision")
def propose(request: HttpRequest, reference: str, key: Key, given: shapes.ProposalIn) -> tuple[int, dict[str, Any]]:
    """Proposes a decision on the latest assessment, as assessed or otherwise with a coded reason."""
    found = _case(request, reference)
    proposed = Proposed(
        given.programme,
        tuple(given.people),
        given.outcome,
        cents(given.amount),
        given.reason,
        given.explanation,
        given.despite,
        given.certified_through,
        given.certified_reason,
        given.level,
    )
    event = do(Propose(proposed), actor_of(request), found, _attempt(request, key, given.version))
    return 201, _done(found, event, proposal=showing.proposal(Proposal.objects.get(event=event)))


@operation(
    router.post, "/cases/{reference}/proposals/{number}/approve", HANDLERS, response={201: Any}, summary="Approve"
)
def approve(
    request: HttpRequest, reference: str, number: Number, key: Key, given: shapes.StepIn
) -> tuple[int, dict[str, Any]]:
    """Agrees to a proposal as a second person, where the delegations let this account."""
    found = _case(request, reference)
    return 201, _done(found, do(Approve(number), actor_of(request), found, _attempt(request, key, given.version)))


@operation(
    router.post, "/cases/{reference}/proposals/{number}/withdraw", HANDLERS, response={201: Any}, summary="Withdraw"
)
def withdraw(
    request: HttpRequest, reference: str, number: Number, key: Key, given: shapes.WithdrawalIn
) -> tuple[int, dict[str, Any]]:
    """Takes a proposal back before it is issued."""
    found = _case(request, reference)
    attempted = _attempt(request, key, given.version)
    return 201, _done(found, do(Withdraw(number, given.reason), actor_of(request), found, attempted))


@operation(router.post, "/cases/{reference}/proposals/{number}/issue", HANDLERS, response={201: Any}, summary="Issue")
def issue(
    request: HttpRequest, reference: str, number: Number, key: Key, given: shapes.StepIn
) -> tuple[int, dict[str, Any]]:
    """Makes a proposal the decision, and sends the notice."""
    found = _case(request, reference)
    event = do(Issue(number), actor_of(request), found, _attempt(request, key, given.version))
    return 201, _done(found, event, decision=Decision.objects.get(event=event).pk)


@operation(router.get, "/cases/{reference}/decisions", READERS, summary="The decisions of a case")
def decisions(request: HttpRequest, reference: str, reason: Why, words: Words = "") -> dict[str, Any]:
    """Every decision with its proposal and the versions it rests on. The reading is recorded."""
    found = _read(request, reference, reason, words, "decisions by a program")
    joined = Decision.objects.filter(case=found).select_related("event__account", "proposal__assessment")
    return {"decisions": [showing.decision(d) for d in joined.order_by("id")]}


@operation(router.get, "/cases/{reference}/notices", READERS, summary="The notices of a case, as sent")
def notices(request: HttpRequest, reference: str, reason: Why, words: Words = "") -> dict[str, Any]:
    """Every notice as it was sent, with its hash. The reading is recorded."""
    found = _read(request, reference, reason, words, "notices by a program")
    sent = Notice.objects.filter(decision__case=found).order_by("id")
    return {
        "notices": [
            {"decision": n.decision_id, "language": n.language, "sha256": n.sha256, "content": n.content} for n in sent
        ]
    }
