"""Who lives in the home."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nextwave.engine.situations.situation import MOST_PEOPLE
from nextwave.web.entry.entries import Unclear
from nextwave.web.guard import PUBLIC, open_to
from nextwave.web.resident.interview import Interview


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Add people by name or nickname, then go on."""
    interview = Interview.of(request)
    error = None
    name = ""
    if request.method == "POST":
        name = " ".join(request.POST.get("name", "").split())
        going_on = request.POST.get("action") == "continue"
        if name:
            error = _problem(interview, name)
            if error is None:
                interview.add_person(name)
                interview.keep(request)
                name = ""
        elif not (going_on and interview.people):
            error = Unclear("name", _("Enter a name or nickname"))
        if error is None:
            return redirect("next" if going_on else "people")
    context = {"people": [(p["id"], interview.name(p["id"])) for p in interview.people], "name": name, "error": error}
    return render(request, "nextwave/resident/people.html", context, status=400 if error else 200)


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, of: str) -> HttpResponse:
    """Correct a person's name."""
    interview = Interview.of(request)
    if of not in interview.names:
        raise Http404
    error = None
    name = interview.name(of)
    if request.method == "POST":
        name = " ".join(request.POST.get("name", "").split())
        error = _problem(interview, name, of) if name else Unclear("name", _("Enter a name or nickname"))
        if error is None:
            interview.names[of] = name
            interview.keep(request)
            return redirect("people")
    context = {"name": name, "before": interview.name(of), "error": error}
    return render(request, "nextwave/resident/person.html", context, status=400 if error else 200)


def _problem(interview: Interview, name: str, of: str = "") -> Unclear | None:
    """Why a name cannot be taken for a new person, or for the one it is to be corrected for."""
    if len(name) > 60:
        return Unclear("name", _("Enter a shorter name, up to 60 letters"))
    if name.casefold() in (n.casefold() for other, n in interview.names.items() if other != of):
        return Unclear("name", _("Enter a name that is not in the list yet"))
    if not of and len(interview.people) >= MOST_PEOPLE:
        return Unclear("name", _("Up to %(most)s people can be entered here") % {"most": MOST_PEOPLE})
    return None


@open_to(PUBLIC)
@require_POST
def remove(request: HttpRequest, of: str) -> HttpResponse:
    """Take a person out, with their answers."""
    interview = Interview.of(request)
    if of == "household" or interview.record(of) is None:
        raise Http404
    interview.remove_person(of)
    interview.keep(request)
    return redirect("people")
