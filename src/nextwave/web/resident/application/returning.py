"""Saving and coming back: one code for unfinished answers and, once they are filed, for the case."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nextwave.casework.access.codes import case_of, code_hash, plain_code, used
from nextwave.casework.access.drafts import draft_of, save_draft
from nextwave.casework.access.limiting import DRAFT, WRONG_CODE, attempt
from nextwave.casework.clock import today
from nextwave.casework.security_log import security_event
from nextwave.web.access.client import network
from nextwave.web.access.guard import CASE, CODE, PUBLIC, open_to
from nextwave.web.entry.entries import Unclear
from nextwave.web.entry.waiting import Wait, page
from nextwave.web.middleware.ended import with_answers
from nextwave.web.resident.application.filing import NEW_CODE
from nextwave.web.resident.application.form import Form, code_of, forget, renewed_code
from nextwave.web.resident.screener.interview import Interview, begun
from nextwave.web.sessions import renew


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@with_answers(begun, "start")
def save(request: HttpRequest) -> HttpResponse:
    """Keeps the answers for some weeks under a code."""
    interview = Interview.of(request)
    error = None
    if request.method == "POST":
        content = {"interview": vars(interview), "form": vars(Form.of(request)) if Form.started(request) else None}
        code = code_of(request)
        new = used(code) or draft_of(code) is None
        seconds = attempt(DRAFT, network(request)) if new else 0
        if not seconds:
            save_draft(content, renewed_code(request) if used(code) else code)
            return redirect("saved")
        error = Wait("save", seconds)
    return page(request, "nextwave/resident/save.html", {"days": settings.DRAFT_DAYS, "error": error})


@open_to(PUBLIC)
@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """The code to come back with."""
    code = request.session.get(CODE)
    if not code or draft_of(code) is None:
        return redirect("save")
    until = today() + timedelta(days=settings.DRAFT_DAYS)
    context = {"code": code, "until": until, "applying": Form.started(request)}
    return render(request, "nextwave/resident/saved.html", context)


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """Opens what a code stands for. Every code that opens nothing gets the same answer, until there were many."""
    error = None
    if request.method == "POST":
        try:
            return _opened(request, request.POST.get("code", ""))
        except Unclear as unclear:
            error = unclear
    context = {"error": error, "code": request.POST.get("code", ""), "sent": request.GET.get("sent") == "1"}
    return page(request, "nextwave/resident/enter_code.html", context)


def _opened(request: HttpRequest, typed: str) -> HttpResponse:
    """Raises Unclear; then nothing was opened."""
    code = plain_code(typed)[:64]
    # Both are looked for each time, so that the answer takes as long for one as for the other.
    draft, case = draft_of(code), case_of(code)
    if draft is None and case is None:
        security_event("code-refused")
        if seconds := attempt(WRONG_CODE, network(request)):
            raise Wait("code", seconds)
        raise Unclear("code", _("This code opens nothing. Check each letter and number, and try again"))
    if request.user.is_authenticated:
        logout(request)
    request.session.pop(CASE, None)
    request.session.pop(NEW_CODE, None)
    renew(request)
    if case is not None:
        request.session[CASE] = code_hash(code)
        return redirect("own-case")
    assert draft is not None
    forget(request)
    interview = Interview(**draft["interview"])
    interview.keep(request)
    request.session[CODE] = "-".join(code[i : i + 4] for i in range(0, len(code), 4))
    if draft["form"] is None:
        return redirect("answers")
    form = Form(**draft["form"])
    form.keep(request)
    return redirect(form.missing(interview) or "review")


@open_to(PUBLIC)
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Leaves the case: nothing of it stays on this device."""
    request.session.flush()
    return redirect("closed")


@open_to(PUBLIC)
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """The case is closed to this device."""
    return render(request, "nextwave/resident/closed.html", {})
