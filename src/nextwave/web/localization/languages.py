"""The language of a page: chosen by a link and kept in a cookie, at first what the browser asks for. Offered is what
both the rulebook and the pages are written in, and the pages' texts may be the rulebook's.

In templates and views `_("…")` is a text of the pages; `say(…)` is a text of the rulebook.
"""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from nextwave.rulebook.wording.catalogues import SOURCE
from nextwave.web.access.guard import PUBLIC, open_to
from nextwave.web.access.onward import onward
from nextwave.web.localization.texts import complete, install
from nextwave.web.rules import assessor


def offered() -> dict[str, str]:
    """The languages by their own names that both the pages and the rulebook are written in."""
    return {code: _called(code) for code in assessor().rulebook.languages if complete(settings.RULEBOOK, code)}


def _called(code: str) -> str:
    """A language by its own name: Deutsch."""
    if code in (ours := dict(settings.LANGUAGES)):
        return ours[code]
    try:
        name = Locale.parse(code, sep="-" if "-" in code else "_").language_name or code
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:]


def asked_for(accepted: str) -> str:
    """The first language that a browser asks for (Accept-Language) and that is offered; English where none is."""
    there = {code.lower().replace("_", "-"): code for code in offered()}
    wanted = (w for asked, _quality in parse_accept_lang_header(accepted) for w in (asked, asked.partition("-")[0]))
    return next((there[code] for code in wanted if code in there), SOURCE)


def chosen(request: HttpRequest) -> str:
    """The language of a request: what was chosen before, or what the browser asks for."""
    kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return kept if kept in offered() else asked_for(request.headers.get("Accept-Language", ""))


def current() -> str:
    """The language of the page that is being made."""
    return translation.get_language() or SOURCE


def direction(code: str = "") -> str:
    """How a language is written, by default that of the page: ltr, or rtl from right to left (CLDR)."""
    try:
        return Locale.parse((code or current()).replace("-", "_")).text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"


#: Languages that write nouns with a capital wherever they stand.
_CAPITAL_NOUNS = ("de", "lb", "nds")


def within(label: str) -> str:
    """What something is called, as it stands in the middle of a sentence: jobs, Tiere, EU pensions."""
    if current().partition("-")[0] in _CAPITAL_NOUNS or label[1:2].isupper():
        return label
    return label[:1].lower() + label[1:]


def say(text: str) -> str:
    """A text of the rulebook in the page's language."""
    return assessor().rulebook.wording.get(current(), {}).get(text) or text


class PageLocaleMiddleware(LocaleMiddleware):
    """The language of pages (the API says in its request what it wants). Django would choose among those that it knows
    itself."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith("/api/"):
            return self.get_response(request)
        return super().__call__(request)

    def process_request(self, request: HttpRequest) -> None:
        language = chosen(request)
        install(language)
        translation.activate(language)
        request.LANGUAGE_CODE = language


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
