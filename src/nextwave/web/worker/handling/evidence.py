"""Evidence of a case: asking for it, taking it in, and giving it out as downloads."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nextwave.casework.acts.ask_for_evidence import AskForEvidence, paper_due
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.household.facts import facts_of
from nextwave.casework.household.settling import settling
from nextwave.casework.law.in_force import notice_rules
from nextwave.casework.models import Case, EvidenceFile
from nextwave.web.entry.entries import Unclear
from nextwave.web.entry.papers import download_of, uploaded
from nextwave.web.rules import assessor
from nextwave.web.worker.acting import act
from nextwave.web.worker.opening import HANDLERS, READERS, on_case, recorded, show
from nextwave.web.worker.presentation.evidence import can_be_shown, evidence_of
from nextwave.web.worker.presentation.facts import Household
from nextwave.web.worker.presentation.results import need_shown, statement_of


def _choices(case: Case) -> tuple[list[tuple[str, str, list[str]]], str]:
    """What documents can show, as (value, in words, documents): what is stated or needed; and which of it settles
    most."""
    facts = facts_of(case)
    household = Household(facts.people, facts.situation())
    assessment = case.assessments.order_by("-event__number").first()
    needed, first = set(), ""
    if assessment is not None:
        results = [r for p in assessment.result["programmes"].values() for r in p["results"]]
        needed = {statement_of(n["of"], n["fact"], household) for r in results for n in r["needs"]}
        best = settling(assessor(), assessment.result, assessment.request)
        first = ".".join(statement_of(best.of, best.fact, household)) if best else ""
    found = [
        (f"{of}.{fact}", need_shown(of, fact, household), evidence_of(of, fact))
        for of, fact in can_be_shown(facts, household)
        if (of, fact) in needed or (of, fact) in facts.statements
    ]
    return sorted(found, key=lambda c: (c[0] != first, tuple(c[0].split(".")) not in needed)), first


@on_case(*HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, case: Case) -> HttpResponse:
    """What the household is asked to show."""
    choices, first = _choices(case)
    error = None
    if request.method == "POST":
        chosen = request.POST.getlist("wanted")
        try:
            if not chosen or not set(chosen) <= {c[0] for c in choices}:
                raise Unclear("wanted", _("Choose what is to be shown"))
            pairs = [(of, fact) for of, _dot, fact in (c.partition(".") for c in chosen)]
            act(request, case, AskForEvidence(pairs), {"evidence": "wanted"})
            return redirect(reverse("case", args=[case.reference]) + "#evidence")
        except Unclear as wrong:
            error = wrong
    rules = notice_rules()
    context = {
        "choices": choices,
        "chosen": request.POST.getlist("wanted") if request.method == "POST" else [request.GET.get("first", "")],
        "due": paper_due(case),
        "cites": rules.cites,
    }
    return show(request, case, "evidence", "ask_evidence", context, error)


@on_case(*HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, case: Case) -> HttpResponse:
    """A file that came in."""
    choices, _first = _choices(case)
    error = None
    if request.method == "POST":
        try:
            name, content = uploaded(request)
            about = request.POST.get("about", "")
            if about and about not in {c[0] for c in choices}:
                raise Unclear("about", _("Choose what it shows"))
            of, _dot, fact = about.partition(".")
            number = _request(case, of, fact)
            places = dict.fromkeys(("empty", "too-large", "type", "no-room", "harmful", "scanner"), "file")
            act(request, case, GiveEvidence(name, content, of, fact, number), places)
            return redirect(reverse("case", args=[case.reference]) + "#evidence")
        except Unclear as wrong:
            error = wrong
    context = {
        "choices": choices,
        "about": request.POST.get("about") or request.GET.get("about", ""),
        "multipart": True,
    }
    return show(request, case, "evidence", "give_evidence", context, error)


def _request(case: Case, of: str, fact: str) -> int | None:
    """The last request for what a file shows."""
    found = case.evidence_requests.filter(of=of, fact=fact).order_by("-pk").first() if fact else None
    return found.pk if found else None


@on_case(*READERS)
@require_safe
def download(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """A file of the case, as a download and never as a page."""
    file = EvidenceFile.objects.filter(case=case, pk=number).first()
    if file is None:
        raise Http404
    recorded(request, case, "evidence")
    return download_of(file)
