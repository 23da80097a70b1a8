"""The language of a page: chosen by a link and kept in a cookie, at first what the browser asks for.

In templates and views `_("…")` is a text of the pages; `say(…)` is a text of the rulebook.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from nextwave.rulebook.wording.catalogues import SOURCE
from nextwave.web.access.guard import PUBLIC, open_to
from nextwave.web.access.onward import onward
from nextwave.web.rules import assessor


def offered() -> dict[str, str]:
    """The languages by their own names that both the pages and the rulebook are written in."""
    return {code: name for code, name in settings.LANGUAGES if code in assessor().rulebook.languages}


def current() -> str:
    """The language of the page that is being made."""
    return translation.get_language() or SOURCE


def say(text: str) -> str:
    """A text of the rulebook in the page's language."""
    return assessor().rulebook.wording.get(current(), {}).get(text) or text


class PageLocaleMiddleware(LocaleMiddleware):
    """Django's choice of a language, for pages only (the API says in its request what it wants), and never a
    language that the rulebook has no wording in."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith("/api/"):
            return self.get_response(request)
        return super().__call__(request)

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if current() not in offered():
            translation.activate(SOURCE)
            request.LANGUAGE_CODE = SOURCE


@open_to(PUBLIC)
@require_safe
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Keeps the language and goes back to the page that it was chosen on. Answers stay as they are."""
    if code not in offered():
        raise Http404
    response = HttpResponseRedirect(onward(request) or reverse("start"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response
