"""A session that ended while someone was answering: a page that says so, shows what was just typed, and how to go on.

Sessions end an hour after the last page. What was saved or filed is not lost; what was only answered is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nextwave.web.entry.entries import often
from nextwave.web.localization.languages import say
from nextwave.web.rules import assessor

#: Fields that nobody types.
_NOT_TYPED = ("csrfmiddlewaretoken", "key", "seen", "many", "action", "job", "next", "password")


def lost(request: HttpRequest) -> bool:
    """Whether the browser names a session of which nothing is there any more."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and not list(request.session.keys())


def with_answers(
    begun: Callable[[HttpRequest], bool], first: str = "people"
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Marks a page that stands on answers: without any (as `begun` tells) it says that they are gone where there
    were some, and leads to the `first` page where there were none."""

    def marked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
            if begun(request):
                return view(request, *args, **parts)
            return ended(request) if request.method == "POST" or lost(request) else redirect(first)

        return page

    return marked


def unless_lost(begun: Callable[[HttpRequest], bool]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Marks a page that one can begin with: where there were answers and are none any more, it says so."""

    def marked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
            return ended(request) if not begun(request) and lost(request) else view(request, *args, **parts)

        return page

    return marked


def ended(request: HttpRequest, status: int = 409) -> HttpResponse:
    """The page. What was typed is on it and nowhere else."""
    there = request.path_info
    referer = urlsplit(request.headers.get("Referer", ""))
    context = {
        "typed": typed(request),
        "way": getattr(request, "turned_away", ""),
        "back": referer.path if referer.netloc == request.get_host() else there,
    }
    request.session.flush()
    return render(request, "nextwave/ended.html", context, status=status)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What stood in the fields of a form, each with its label where it has one, in words where it is a choice."""
    words = {"yes": _("Yes"), "no": _("No"), "not-sure": _("Not sure"), "nobody": _("Nobody"), **often()}
    for choice in assessor().rulebook.choices.values():
        words |= {name: say(label) for name, label in choice.labels.items()}
    labels = {
        "answer": _("Answer"),
        "answer-month": _("Month"),
        "answer-day": _("Day"),
        "answer-year": _("Year"),
        "per": _("How often?"),
        "low": _("At least"),
        "high": _("At most"),
        "name": _("Name"),
        "name-": _("Name"),
    }
    rows = []
    for field, values in request.POST.lists():
        given = ", ".join(words.get(v, v) for v in values if v.strip())
        if given and field not in _NOT_TYPED:
            rows.append((labels.get(field) or labels.get(field.partition("-")[0] + "-", ""), given[:5_000]))
    return rows[:100]


class SessionEndedMiddleware:
    """A form that someone sends whom the guard does not know any more is not thrown away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "POST" and getattr(request, "turned_away", "") and typed(request):
            return ended(request)
        return response
