"""A resident's case: where it stands, what is asked of them, and who looked at it."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nextwave.casework.law.in_force import assessor, notice_rules
from nextwave.casework.models import Access, Case, Event
from nextwave.casework.models.case import Status
from nextwave.casework.queue.docket import running
from nextwave.web.access.guard import RESIDENT_ROLE, case_of, open_to
from nextwave.web.localization.languages import say
from nextwave.web.resident.own_case.notices import outcomes
from nextwave.web.resident.own_case.pages import interview_of, show
from nextwave.web.resident.own_case.papers import asked


@open_to(RESIDENT_ROLE)
@require_safe
def own_case(request: HttpRequest) -> HttpResponse:
    """Where the case stands, in plain words."""
    case = case_of(request)
    clocks, programmes = running(case), assessor().rulebook.programmes
    rules = notice_rules(clocks[0][0] if clocks else "")
    status, expedited = case.docket.status, case.docket.expedited
    decided = status in (Status.DECIDED, Status.APPEALED)
    context = {
        "status": status_in_words(status),
        "decided": decided,
        "expedited": expedited,
        "last_day": rules.decision_limit.end(case.filed_on),
        "fast_day": rules.expedited_limit.end(case.filed_on),
        "limit_cites": rules.cites,
        "clocks": [(say(programmes[name].title), due) for name, due, _short in clocks if name in programmes],
        "asked": [a for a in asked(case, interview_of(case)) if not a.files],
        "outcomes": outcomes(case),
        "happened": happened(case),
    }
    return show(request, case, "case", "case", context)


def status_in_words(status: str) -> str:
    """What a status means to the household."""
    return {
        Status.FILED: _("We have your application. Nobody has worked on it yet."),
        Status.IN_PROGRESS: _("We are working on your application."),
        Status.WAITING: _("We are waiting for papers from you."),
        Status.PROPOSED: _("We are about to decide."),
        Status.APPROVED: _("We are about to decide."),
        Status.DECIDED: _("We have decided."),
        Status.APPEALED: _("We have decided, and you asked for a hearing."),
    }.get(status, _("We are working on your application."))


def happened(case: Case) -> list[tuple[str, str]]:
    """What happened to the case, the latest first, as (day, in words): what concerns the household."""
    words = {
        "file": _("You applied"),
        "state": _("Facts were added or corrected"),
        "add-person": _("Someone was added to the household"),
        "remove-person": _("Someone was taken out of the household"),
        "contact": _("How we reach you was changed"),
        "replace-code": _("We gave you a new code"),
        "interview": _("We talked with you"),
        "ask-evidence": _("We asked for papers"),
        "give-evidence": _("A paper came in"),
        "issue": _("We decided and sent you a notice"),
        "ask-hearing": _("You asked for a hearing"),
    }
    events = Event.objects.filter(case=case, action__in=words).order_by("-number")
    return [(timezone.localtime(e.at).date().isoformat(), words[e.action]) for e in events]


@open_to(RESIDENT_ROLE)
@require_safe
def looked(request: HttpRequest) -> HttpResponse:
    """Who looked at the file, when and why."""
    case = case_of(request)
    found = Access.objects.filter(case=case).order_by("-at", "-pk")
    others = [_row(list(readings)) for _key, readings in groupby(found.exclude(role=RESIDENT_ROLE)[:500], _visit)]
    own = found.filter(role=RESIDENT_ROLE)
    last = own.first()
    context = {"others": others, "own": own.count(), "last": timezone.localtime(last.at).date() if last else None}
    return show(request, case, "access", "looked", context)


def _visit(access: Access) -> tuple[date, int | None, str, str]:
    """What readings have in common that are one visit: the day, who, and why."""
    return timezone.localtime(access.at).date(), access.account_id, access.reason, access.words or ""


def _row(readings: list[Access]) -> dict[str, str]:
    """A visit in words: the pages that someone opened one after the other for one reason, the latest first."""
    roles = {
        "worker": _("A caseworker"),
        "supervisor": _("A supervisor"),
        "policymaker": _("A policymaker"),
        "auditor": _("An auditor"),
        "administrator": _("An administrator"),
    }
    reasons = {
        "application": _("To work on your application"),
        "question": _("To answer a question"),
        "change": _("Because something changed"),
        "hearing": _("To prepare a hearing"),
        "review": _("To check the quality of the work"),
        "complaint": _("To look into a complaint"),
        "assigned": _("To work on your application, which is theirs"),
        "other": _("For another reason: %(words)s") % {"words": readings[0].words or ""},
    }
    access = readings[0]
    begin, end = (f"{timezone.localtime(a.at):%H:%M}" for a in (readings[-1], access))
    return {
        "day": timezone.localtime(access.at).date().isoformat(),
        "time": begin if begin == end else f"{begin}–{end}",
        "who": roles.get(access.role, access.role),
        "why": reasons.get(access.reason, access.reason),
    }
