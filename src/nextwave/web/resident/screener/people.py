"""Who lives in the home."""

from __future__ import annotations

from secrets import token_urlsafe

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nextwave.engine.situations.situation import MOST_PEOPLE
from nextwave.web.access.guard import PUBLIC, open_to
from nextwave.web.entry import texts
from nextwave.web.entry.entries import Unclear
from nextwave.web.middleware.ended import ended, lost, with_answers
from nextwave.web.resident.screener.interview import Interview, begun


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Add people by name or nickname, then go on."""
    interview = Interview.of(request)
    if not interview.people and (request.POST.get("many", "0") != "0" or lost(request)):
        return ended(request)
    error = None
    name = ""
    if request.method == "POST":
        going_on = request.POST.get("action") == "continue"
        try:
            attempt = request.POST.get("key", "")
            name = _name(interview, request.POST, interview.made_by(attempt))
            if name:
                interview.add_person(name, attempt)
                interview.keep(request)
            elif not (going_on and interview.people):
                raise Unclear("name", _("Enter a name or nickname"))
            return redirect("next" if going_on else "people")
        except Unclear as unclear:
            error, name = unclear, request.POST.get("name", "")
    context = {
        "people": [(p["id"], interview.name(p["id"])) for p in interview.people],
        "name": name,
        "error": error,
        "key": request.POST.get("key") or token_urlsafe(24),
    }
    return render(request, "nextwave/resident/people.html", context, status=400 if error else 200)


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@with_answers(begun)
def person(request: HttpRequest, of: str) -> HttpResponse:
    """Correct a person's name."""
    interview = Interview.of(request)
    if of not in interview.names:
        raise Http404
    error = None
    name = interview.name(of)
    if request.method == "POST":
        try:
            name = _name(interview, request.POST, of)
            if not name:
                raise Unclear("name", _("Enter a name or nickname"))
            interview.names[of] = name
            interview.keep(request)
            return redirect("people")
        except Unclear as unclear:
            error, name = unclear, request.POST.get("name", "")
    context = {"name": name, "before": interview.name(of), "error": error}
    return render(request, "nextwave/resident/person.html", context, status=400 if error else 200)


def _name(interview: Interview, data: QueryDict, of: str = "") -> str:
    """The name of a new person, or of the one it is to be corrected for; empty where nothing was typed. The pages
    that follow ask about people by these names, so each is another. Raises Unclear."""
    found = texts.name(data, "name", 60)
    if found.casefold() in (n.casefold() for other, n in interview.names.items() if other != of):
        raise Unclear("name", _("Enter a name that is not in the list yet"))
    if found and not of and len(interview.people) >= MOST_PEOPLE:
        raise Unclear("name", _("Up to %(most)s people can be entered here") % {"most": MOST_PEOPLE})
    return found


@open_to(PUBLIC)
@require_POST
@with_answers(begun)
def remove(request: HttpRequest, of: str) -> HttpResponse:
    """Take a person out, with their answers."""
    interview = Interview.of(request)
    if of == "household" or interview.record(of) is None:
        raise Http404
    interview.remove_person(of)
    interview.keep(request)
    return redirect("people")
