"""What was done with accounts, by whom and when: for administrators, and for auditors, who change nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nextwave.casework.access.account_events import history
from nextwave.casework.models import AccountEvent
from nextwave.casework.models.account import Role
from nextwave.web.access.guard import open_to
from nextwave.web.entry.entries import Unclear
from nextwave.web.entry.waiting import page
from nextwave.web.staff.accounts import ROLES

#: So many acts on a page.
MOST = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """An act on an account in words."""

    account: str
    what: str
    who: str
    at: datetime


def words(event: AccountEvent) -> str:
    """What was done or asked for."""
    what = {"role": str(ROLES.get(event.what, event.what)), "name": event.what}
    return {
        "made": _("The account was made"),
        "ask-role": _("Asked for the role %(role)s") % what,
        "role": _("Given the role %(role)s") % what,
        "ask-password": _("Asked for a new password"),
        "password": _("Given a new password"),
        "ask-opening": _("Asked that they may sign in again"),
        "opened": _("May sign in again"),
        "closed": _("May sign in no more"),
        "refused": _("What was asked for was refused"),
        "own-password": _("Changed their own password"),
        "token": _("The token %(name)s was made") % what,
        "token-ended": _("The token %(name)s ended") % what,
        "person": _("The fingerprint of their name and birth date was set"),
    }.get(event.action, event.action)


def shown(event: AccountEvent) -> Shown:
    who = event.by.username if event.by else _("the command line")
    if event.answers and event.answers.by and event.answers.by != event.by:
        who = _("%(name)s, asked by %(asker)s") % {"name": who, "asker": event.answers.by.username}
    return Shown(event.account.username, words(event), who, event.at)


@open_to(Role.ADMINISTRATOR, Role.AUDITOR)
@require_safe
def account_history(request: HttpRequest) -> HttpResponse:
    """Every act on accounts, the latest first; `before` is the number of the last act of the page before."""
    found, before, error = history(), request.GET.get("before", ""), None
    if before.isdecimal() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    elif before:
        error = Unclear("before", _("There is no such page. These are the latest acts"))
    events = list(found[: MOST + 1])
    context = {
        "history": [shown(e) for e in events[:MOST]],
        "following": events[MOST - 1].pk if len(events) > MOST else None,
        "error": error,
    }
    return page(request, "nextwave/staff/account_history.html", context)
