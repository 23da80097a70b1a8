"""Applying, one thing to a page: names, address, how to be reached, language, who helps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nextwave.casework.household.told_by_filing import places
from nextwave.screening.questions import question
from nextwave.web.access.guard import PUBLIC, open_to
from nextwave.web.entry import texts
from nextwave.web.entry.entries import Unclear
from nextwave.web.localization.languages import current, offered, say
from nextwave.web.middleware.ended import ended, lost, unless_lost
from nextwave.web.resident.application import contact_entries
from nextwave.web.resident.application.form import Form, started
from nextwave.web.resident.screener.interview import HURRIED, Interview
from nextwave.web.rules import assessor

#: The pages in their order.
STEPS = (
    "apply-names",
    "apply-address",
    "apply-place",
    "apply-fast",
    "apply-reach",
    "apply-language",
    "apply-helper",
    "apply-evidence",
    "review",
)


def onward(request: HttpRequest, step: str) -> HttpResponse:
    """To the page after a step; back to the review where it was changed from there."""
    back = request.GET.get("from") == "review"
    for following in STEPS[STEPS.index(step) + 1 :]:
        if back and following == "apply-fast":
            break
        if following in ASIDE and ASIDE[following](request):
            return redirect(reverse(following) + ("?from=review" if back else ""))
        if following not in ASIDE and not back:
            return redirect(following)
        if back and following not in ASIDE:
            break
    return redirect("review")


def step_page(request: HttpRequest, step: str, error: Unclear | None = None, **more: Any) -> HttpResponse:
    """A page of the form, with where its back link leads."""
    earlier = [s for s in STEPS[: STEPS.index(step)] if s not in ASIDE]
    before = earlier[-1] if earlier else "apply"
    back = "review" if request.GET.get("from") == "review" else before
    context = {"back": back, "error": error, "data": request.POST if request.method == "POST" else None, **more}
    name = step.removeprefix("apply-")
    return render(request, f"nextwave/resident/apply/{name}.html", context, status=400 if error else 200)


@open_to(PUBLIC)
@require_safe
def apply(request: HttpRequest) -> HttpResponse:
    """What applying is, how little is enough, and the way on."""
    interview = Interview.of(request)
    context = {"people": bool(interview.people), "started": Form.started(request)}
    return render(request, "nextwave/resident/apply/apply.html", context)


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def names(request: HttpRequest) -> HttpResponse:
    """Full names of those whom the screener may know by nicknames; only the first is needed to apply."""
    interview, form = Interview.of(request), Form.of(request)
    if not started(request) and (lost(request) or any(field.startswith("name-p") for field in request.POST)):
        return ended(request)
    error = None
    if request.method == "POST":
        try:
            found = _names(interview, request.POST)
        except Unclear as unclear:
            error = unclear
        else:
            if not interview.people:
                interview.add_person(found[""])
                interview.keep(request)
                found = {interview.people[0]["id"]: found[""]}
            form.names = found
            form.keep(request)
            return onward(request, "apply-names")
    people = [(p["id"], interview.name(p["id"])) for p in interview.people]
    kept = {of: form.names.get(of) or (name if " " in name else "") for of, name in people}
    return step_page(request, "apply-names", error, people=people, kept=kept)


def _names(interview: Interview, data: QueryDict) -> dict[str, str]:
    """Names by person's id, by "" for the one person where nobody was entered before. Raises Unclear."""
    ids = [p["id"] for p in interview.people] or [""]
    found = {of: texts.name(data, f"name-{of}") for of in ids}
    if not found[ids[0]]:
        raise Unclear(f"name-{ids[0]}", _("Enter your full name"))
    return {of: name for of, name in found.items() if name}


def _contact_step(request: HttpRequest, step: str, read: Callable[[QueryDict], dict[str, Any]]) -> HttpResponse:
    form = Form.of(request)
    error = None
    if request.method == "POST":
        try:
            form.contact = {**form.contact, **read(request.POST)}
        except Unclear as unclear:
            error = unclear
        else:
            form.keep(request)
            return onward(request, step)
    return step_page(request, step, error, kept=contact_entries.typed(form.contact))


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@unless_lost(started)
def address(request: HttpRequest) -> HttpResponse:
    """Where they live or can be written to, or that there is no fixed address."""
    return _contact_step(request, "apply-address", contact_entries.address)


def unplaced(request: HttpRequest) -> bool:
    """Whether it is still to be asked in which place the home is: neither an earlier answer nor the code of the
    address tells."""
    interview, contact = Interview.of(request), Form.of(request).contact
    if not places().fact:
        return False
    home = places().of(str(contact.get("postcode", "")))
    kept = interview.situation["household"].get(places().fact)
    if len(home) == 1 and kept is None:
        interview.with_answer(places().fact, "household", home[0]).keep(request)
        return False
    skipped = [places().fact, "household"] in interview.skipped
    return not skipped and (kept is None or bool(home and kept not in home))


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest) -> HttpResponse:
    """In which place the home is, where the code of the address does not tell."""
    interview, fact = Interview.of(request), places().fact
    if not fact:
        return redirect("apply-reach")
    asked = question(assessor().rulebook, interview.situation, fact, "household")
    error = None
    if request.method == "POST":
        chosen = request.POST.get("answer", "")
        if chosen in dict(asked.choices):
            interview.with_answer(fact, "household", chosen).keep(request)
            return onward(request, "apply-place")
        if chosen == "not-sure":
            interview.without(fact, "household").keep(request)
            return onward(request, "apply-place")
        error = Unclear("answer", _("Choose one, or that you are not sure"))
    code = str(Form.of(request).contact.get("postcode", ""))
    home = places().of(code)
    few = len(home) > 1
    choices = [c for c in asked.choices if not few or c[0] in home]
    kept = interview.situation["household"].get(fact, "")
    more = {"title": say(asked.ask), "choices": choices, "code": code, "few": few, "kept": kept}
    return step_page(request, "apply-place", error, **more)


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@unless_lost(started)
def reach(request: HttpRequest) -> HttpResponse:
    """How to reach them, and whether a message is safe."""
    return _contact_step(request, "apply-reach", contact_entries.reach)


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@unless_lost(started)
def helper(request: HttpRequest) -> HttpResponse:
    """Who helps or acts for them."""
    return _contact_step(request, "apply-helper", contact_entries.helper)


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@unless_lost(started)
def language(request: HttpRequest) -> HttpResponse:
    """The language of letters, and another one to talk in."""
    form = Form.of(request)
    error = None
    if request.method == "POST":
        try:
            if request.POST.get("language") not in offered():
                raise Unclear("language", _("Choose the language of our letters"))
            form.contact = {**form.contact, **contact_entries.spoken(request.POST)}
            form.language = request.POST["language"]
        except Unclear as unclear:
            error = unclear
        else:
            form.keep(request)
            return onward(request, "apply-language")
    kept = {"language": form.language or current(), **contact_entries.typed(form.contact)}
    return step_page(request, "apply-language", error, kept=kept)


def hurry(request: HttpRequest) -> bool:
    """Whether facts are open that settle if the short time limit holds."""
    return bool(Interview.of(request).settles_first())


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def fast(request: HttpRequest) -> HttpResponse:
    """What settles whether the short time limit holds is asked first; nobody has to answer it to apply."""
    if request.method == "POST":
        if request.POST.get("action") == "answer":
            request.session[HURRIED] = request.GET.get("from", "")
            return redirect("next")
        return onward(request, "apply-fast")
    more = {
        "count": len(Interview.of(request).settles_first()),
    }
    return step_page(request, "apply-fast", None, **more)


#: Steps that are left out where there is nothing to ask, with what tells that there is.
ASIDE: dict[str, Callable[[HttpRequest], bool]] = {"apply-place": unplaced, "apply-fast": hurry}
