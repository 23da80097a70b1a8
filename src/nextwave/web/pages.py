"""Pages: Jinja templates with GOV.UK Frontend's components, under a base page of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader

from nextwave.web.access.guard import CASE
from nextwave.web.entry.entries import Unclear
from nextwave.web.localization import formats, languages, limits, postcodes
from nextwave.web.localization.areas import leading, within
from nextwave.web.localization.outcomes import value_shown
from nextwave.web.localization.procedure import by_law, cite, told
from nextwave.web.localization.purposes import purpose
from nextwave.web.public.law import rule_page
from nextwave.web.rules import assessor
from nextwave.web.serving.compiled_templates import compiled
from nextwave.web.serving.static_files import address
from nextwave.web.staff.ways import ways


def environment(**options: Any) -> Environment:
    """The environment that Django's Jinja backend uses."""
    options.pop("loader", None)
    made = Environment(
        loader=PrefixLoader(
            {
                "nextwave": PackageLoader("nextwave.web"),
                "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
            }
        ),
        extensions=["jinja2.ext.do", "jinja2.ext.i18n"],
        bytecode_cache=compiled(Path(__file__)),
        **{**options, "autoescape": True, "undefined": ChainableUndefined},
    )
    # Line breaks inside {% trans %} are for reading the template only.
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.globals.update(
        static=address,
        url=reverse,
        leave_to=leave_to,
        postcode_called=postcodes.postcode_called,
        postcode_has_letters=postcodes.postcode_has_letters,
        leading=leading,
        within=within,
        value_shown=value_shown,
        rulebook=lambda: assessor().rulebook,
        language=languages.current,
        direction=languages.direction,
        languages=languages.offered,
        say=languages.say,
        mistake=mistake,
        ways=ways,
        in_case=in_case,
        signed_in=signed_in,
        cite=cite,
        told=told,
        by_law=by_law,
        limits=limits.told,
        purpose=purpose,
        in_order=formats.in_order,
        digits=formats.digits,
        example=formats.EXAMPLE,
        rule_page=rule_page,
    )
    made.filters.update(
        currency=formats.currency, day=formats.day, moment=formats.moment, either=formats.either, limit=formats.limit
    )
    return made


def in_case(request: HttpRequest) -> bool:
    """Whether the code of a case is open on this device; some pages of errors have no session."""
    return CASE in getattr(request, "session", ())


def signed_in(request: HttpRequest) -> bool:
    """Whether an account is signed in; some pages of errors know of no account."""
    return bool(getattr(request, "user", None) and request.user.is_authenticated)


def leave_to() -> str:
    """Where the way out of the pages leads: an empty page where neither settings nor rulebook name one."""
    return settings.LEAVE_TO or assessor().rulebook.jurisdiction.leave_to or "about:blank"


def mistake(error: Unclear | None, where: str) -> dict[str, str] | None:
    """The error message of a component, if the entry at its place is what could not be taken."""
    if error is None or error.where != where:
        return None
    return {"text": error.text, "visuallyHiddenText": translation.gettext("Error")}
