"""Evidence: what is asked for, sending it, and what was sent."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nextwave.casework.access.looking import look
from nextwave.casework.acts.act import do
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.clock import today
from nextwave.casework.models import Case, EvidenceFile, EvidenceRequest
from nextwave.casework.refusals import Refused
from nextwave.web.access.guard import RESIDENT_ROLE, case_of, open_to, resident_of
from nextwave.web.entry.entries import Unclear
from nextwave.web.entry.papers import download_of, uploaded
from nextwave.web.resident.application.evidence_needed import Paper, paper_of, papers
from nextwave.web.resident.own_case.pages import OWN, attempted, interview_of, show, unclear
from nextwave.web.resident.screener.interview import Interview


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for evidence: its number, what is to be shown, and how many files came in for it."""

    request: int
    paper: Paper
    due_on: str
    late: bool
    files: int


def asked(case: Case, interview: Interview) -> list[Asked]:
    """Everything that was asked for, in its order."""
    found = []
    for one in EvidenceRequest.objects.filter(case=case).order_by("pk").prefetch_related("files"):
        paper = _paper(interview, one.of, one.fact)
        found.append(Asked(one.pk, paper, one.due_on.isoformat(), one.due_on < today(), len(one.files.all())))
    return found


def _paper(interview: Interview, of: str, fact: str) -> Paper:
    try:
        return paper_of(interview, of, fact)
    except KeyError:
        return Paper(of, fact, _("Another paper"), ())


@open_to(RESIDENT_ROLE)
@require_safe
def own_papers(request: HttpRequest) -> HttpResponse:
    """What is asked for, what else would help, and what came in."""
    case = case_of(request)
    interview = interview_of(case)
    wanted = asked(case, interview)
    files = list(EvidenceFile.objects.filter(case=case).order_by("pk"))
    covered = {(a.paper.of, a.paper.fact) for a in wanted} | {(f.of, f.fact) for f in files}
    context = {
        "asked": wanted,
        "helpful": [p for p in papers(interview) if (p.of, p.fact) not in covered],
        "files": [(f, _paper(interview, f.of, f.fact).title) for f in files],
        "sent": request.GET.get("sent") == "1",
    }
    return show(request, case, "evidence", "papers", context)


@open_to(RESIDENT_ROLE)
@require_http_methods(["GET", "HEAD", "POST"])
def send_paper(request: HttpRequest, number: int | None = None, of: str = "", fact: str = "") -> HttpResponse:
    """One file: for a request by its number, for a fact, or for something else."""
    case = case_of(request)
    interview = interview_of(case)
    if number is not None:
        wanted = EvidenceRequest.objects.filter(case=case, pk=number).first()
        if wanted is None:
            raise Http404
        paper = _paper(interview, wanted.of, wanted.fact)
    elif fact:
        if interview.record(of) is None:
            raise Http404
        try:
            paper = paper_of(interview, of, fact)
        except KeyError:
            raise Http404 from None
    else:
        paper = Paper("", "", _("Another paper"), ())
    error = None
    if request.method == "POST":
        try:
            name, content = uploaded(request)
            try:
                do(GiveEvidence(name, content, of, fact, number), resident_of(request), case, attempted(request))
            except Refused as refused:
                raise unclear(refused, "file") from refused
            return redirect(reverse("own-papers") + "?sent=1")
        except Unclear as wrong:
            error = wrong
    return show(request, case, "evidence", "send_paper", {"paper": paper, "multipart": True}, error)


@open_to(RESIDENT_ROLE)
@require_safe
def own_paper(request: HttpRequest, number: int) -> HttpResponse:
    """A file of the case, as a download and never as a page."""
    case = case_of(request)
    file = EvidenceFile.objects.filter(case=case, pk=number).first()
    if file is None:
        raise Http404
    look(resident_of(request), case, OWN, "evidence")
    return download_of(file)
