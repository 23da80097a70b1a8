"""What is answered where no page can be made: too much at once, too large, too slow. In words, as a page or as JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from nextwave.rulebook.problems import Place, Problem
from nextwave.web.localization import languages
from nextwave.web.middleware.headers import POLICY
from nextwave.web.serving.lanes import RETRY_AFTER, Ended

#: What a program is told: code, what is wrong, where, and what to do.
_PROBLEMS = {
    400: ("request", "this request could not be read", "headers", "send each header once, well formed"),
    408: ("too-slow", "the body did not come whole, or not in time", "body", "send it again over a better connection"),
    411: ("length", "nothing says how long this form is", "headers", "send its Content-Length"),
    413: ("too-large", "the body is too large", "body", "send it in parts"),
    499: ("left", "the connection ended before the answer", "connection", "wait for the answer"),
    500: ("error", "something went wrong here", "server", "try again in a minute"),
    503: (
        "busy",
        "too much is being worked out already",
        "server",
        "try again after the seconds that Retry-After names",
    ),
}


def _words(status: int) -> tuple[str, str]:
    """What a person is told."""
    if status == 503:
        busy = _("Wait %(seconds)s seconds, then load this page again. Nothing was lost.") % {"seconds": RETRY_AFTER}
        return _("Many people are using this service"), busy
    if status == 413:
        return _("This is too large to send"), _("Go back and choose a smaller file.")
    if status == 408:
        return _("This took too long to arrive"), _("Check your connection, go back and send it again.")
    if status == 500:
        return _("Something went wrong here"), _("Your answers are kept for an hour. Try again in a minute.")
    return _("This page could not be read"), _("Go back and try again.")


@lru_cache(maxsize=64)
def _page(status: int, language: str, rulebook: str) -> bytes:
    request = HttpRequest()
    request.path = "/"
    with translation.override(language):
        title, text = _words(status)
        return render_to_string("nextwave/refused.html", {"title": title, "text": text, "here": "/"}, request).encode()


@lru_cache(maxsize=64)
def _json(status: int) -> bytes:
    code, what, place, remedy = _PROBLEMS[status]
    return msgspec.json.encode({"problems": [Problem(code, what, Place(place), remedy).as_json()]})


def refusal(status: int, path: str, wanted: str) -> tuple[list[tuple[str, str]], bytes]:
    """Headers and content. A browser that is told of a slow or large body is not listened to any longer."""
    for_programs = path.startswith("/api/")
    content = _json(status) if for_programs else _page(status, languages.asked_for(wanted), settings.RULEBOOK)
    kind = "application/json" if for_programs else "text/html; charset=utf-8"
    headers = [
        ("Content-Type", kind),
        ("Content-Length", str(len(content))),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
    ]
    if status == 503:
        headers.append(("Retry-After", str(RETRY_AFTER)))
    if status in (400, 408, 411, 413):
        headers.append(("Connection", "close"))
    return headers, content


class EndedMiddleware:
    """Answers for work that was put off or ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Ended):
            return None
        headers, content = refusal(error.status, request.path_info, request.headers.get("Accept-Language", ""))
        response = HttpResponse(content, status=error.status, headers=dict(headers))
        # The line of the request says so; Django would log it as an error of ours.
        response._has_been_logged = True
        return response
