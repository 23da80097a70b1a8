"""The main pages of each role, for the navigation: an entry stands here once its page exists."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the navigation; `here` on its own page and those below it."""

    text: str
    href: str
    here: bool


#: By role: names of addresses and their texts.
WAYS: dict[str, tuple[tuple[str, str], ...]] = {
    "worker": (("queue", gettext_noop("Cases")), ("intake", gettext_noop("New application"))),
    "supervisor": (
        ("queue", gettext_noop("Cases")),
        ("intake", gettext_noop("New application")),
        ("board", gettext_noop("Performance")),
    ),
    "policymaker": (("runs", gettext_noop("Reforms")), ("board", gettext_noop("Performance"))),
    "auditor": (
        ("queue", gettext_noop("Cases")),
        ("runs", gettext_noop("Reforms")),
        ("board", gettext_noop("Performance")),
        ("access-log", gettext_noop("Who read what")),
        ("account-history", gettext_noop("Acts on accounts")),
    ),
    "administrator": (("accounts", gettext_noop("Accounts")), ("account-history", gettext_noop("Acts on accounts"))),
}


def ways(request: HttpRequest) -> list[Way]:
    """The navigation of whoever is signed in."""
    found = []
    for name, text in WAYS.get(request.user.role, ()):
        try:
            href = reverse(name)
        except NoReverseMatch:
            continue
        found.append(Way(_(text), href, request.path.startswith(href)))
    return found
