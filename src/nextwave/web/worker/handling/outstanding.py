"""What is outstanding before a grant, in words, with the page on which it is settled; and recording an interview."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nextwave.casework.acts.record_interview import RecordInterview
from nextwave.casework.household.outstanding import outstanding
from nextwave.casework.law.in_force import notice_rules
from nextwave.casework.models import Case
from nextwave.web.entry.entries import Unclear
from nextwave.web.worker.acting import act
from nextwave.web.worker.opening import HANDLERS, on_case, show
from nextwave.web.worker.presentation.facts import Household, link
from nextwave.web.worker.presentation.results import need_shown


@dataclass(frozen=True, slots=True)
class Shown:
    """Something outstanding: what it is, and where and how it is settled."""

    says: str
    href: str
    act: str


def outstanding_shown(case: Case, household: Household, programme: str = "") -> list[Shown]:
    """What is outstanding in a case, or before a decision on one programme."""
    found = []
    for one in outstanding(case, programme):
        if one.interview:
            page = reverse("record-interview", args=[case.reference])
            found.append(Shown(_("The interview was not held yet."), page, _("Record the interview")))
        elif one.lacks:
            shown = need_shown(one.of, one.fact, household)
            found.append(Shown(lacking_shown(one.lacks, shown), link(case, one.of, one.fact), _("State it")))
        else:
            what = _("A paper was asked for and did not come: %(what)s") % {
                "what": need_shown(one.of, one.fact, household)
            }
            page = reverse("give-evidence", args=[case.reference])
            found.append(Shown(what, page, _("Add a file")))
    return found


def lacking_shown(lacks: tuple[str, ...], what: str) -> str:
    """What is not known of what others decided, in words."""
    if lacks == ("day",):
        return _("The day on which it was decided is not recorded: %(what)s") % {"what": what}
    if lacks == ("document",):
        return _("No document shows what was decided: %(what)s") % {"what": what}
    return _("Neither the day nor a document of what was decided is recorded: %(what)s") % {"what": what}


@on_case(*HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def record_interview(request: HttpRequest, case: Case) -> HttpResponse:
    """That the household was talked with, and what was said."""
    error = None
    if request.method == "POST":
        text = request.POST.get("text", "").replace("\r\n", "\n")
        try:
            if not text.strip() or len(text) > 10_000:
                raise Unclear(
                    "text", _("Write with whom you talked, when and how, in up to %(most)s letters") % {"most": 10_000}
                )
            act(request, case, RecordInterview(text), {"note": "text"})
            return redirect("case", case.reference)
        except Unclear as wrong:
            error = wrong
    return show(request, case, "facts", "interview", {"cites": notice_rules().interview}, error)
