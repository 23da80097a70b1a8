"""Pages: Jinja templates with GOV.UK Frontend's components, under a base page of our own."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader

from nextwave.web.rules import assessor


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
        **{**options, "autoescape": True, "undefined": ChainableUndefined},
    )
    made.globals.update(static=static, url=reverse, leave_to=settings.LEAVE_TO, rulebook=lambda: assessor().rulebook)
    made.filters["dollars"] = dollars
    return made


def dollars(amount: str) -> str:
    """An exact amount as people write it: $1,234 or $1,234.50."""
    whole, _, cents = amount.partition(".")
    text = f"${int(whole):,}"
    return text if cents in ("", "00") else f"{text}.{cents}"
