"""The pages of a resident's own case, and what they lead to."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.models import (
    Case,
    Decision,
    Proposal,
)
from tests.web.resident.conftest import PNG

#: Every page of a case that can be opened when it was just filed.
PAGES = [
    "", "looked/", "facts/", "facts/p1/rent/", "facts/p1/birth_date/", "facts/household/county/", "jobs/p1/",
    "jobs/p1/add/", "moved-in/", "moved-out/p3/", "contact/address/", "contact/reach/", "contact/helper/",
    "contact/language/", "papers/", "papers/send/", "papers/send/p1/rent/", "notices/",
]  # fmt: skip


def decided(case: Case, people: dict[str, Actor]) -> Decision:
    worker = people["worker"]
    event = do(
        Propose(Proposed("snap", ("p1", "p2", "p3"), despite="Talked on the phone; it is not recorded yet.")),
        worker,
        case,
        Attempted(f"propose {case.pk}"),
    )
    do(Issue(Proposal.objects.get(event=event).pk), worker, case, Attempted(f"issue {case.pk}"))
    return Decision.objects.get(case=case)


def upload(content: bytes = PNG, name: str = "rent.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/png")
