"""Who read what, for auditors: on a page and as a file. Reading it is recorded too."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nextwave.casework.access.log import MOST_IN_FILE, Asked, read_before, readings
from nextwave.casework.models import Access
from nextwave.casework.models.account import Role
from nextwave.web.access.guard import actor_of, open_to
from nextwave.web.downloads import csv_file
from nextwave.web.entry.entries import Unclear
from nextwave.web.entry.waiting import page
from nextwave.web.staff.accounts import ROLES
from nextwave.web.worker.presentation.words import reasons

FILTERS = ("case", "account", "since", "until")


def _asked(request: HttpRequest) -> Asked:
    """Raises Unclear."""
    case, account = (request.GET.get(name, "").strip() for name in ("case", "account"))
    if len(case) > 20:
        raise Unclear("case", _("There is no case with this reference. Check it and enter it again"))
    if len(account) > 150:
        raise Unclear("account", _("There is no account of this name"))
    return Asked(case.upper(), account, _day(request, "since"), _day(request, "until"))


def _day(request: HttpRequest, name: str) -> date | None:
    given = request.GET.get(name, "").strip()
    try:
        found = date.fromisoformat(given) if given else None
    except ValueError:
        found = date.max
    if found is not None and not 1900 < found.year < 3000:
        raise Unclear(name, _("Enter a day as year, month and day, such as 2026-11-24"))
    return found


def _row(one: Access) -> dict[str, Any]:
    why = {**reasons(), "assigned": _("The case is theirs"), "own": _("Their own case")}
    return {
        "at": one.at,
        "case": one.case.reference,
        "who": one.account.username if one.account else _("The household"),
        "role": ROLES.get(one.role, ""),
        "why": f"{why.get(one.reason, one.reason)}: {one.words}" if one.words else why.get(one.reason, one.reason),
        "what": one.what,
    }


@open_to(Role.AUDITOR)
@require_safe
def access_log(request: HttpRequest) -> HttpResponse:
    """A page of readings, filtered, the latest first."""
    error, rows, following, before = None, [], None, request.GET.get("before", "")
    try:
        if before and not (before.isascii() and before.isdigit() and len(before) < 19):
            raise Unclear("case", _("The address of this page is not whole. The list begins at its first page again"))
        found, following = readings(actor_of(request), _asked(request), "page", int(before) if before else None)
        rows = [_row(one) for one in found]
    except Unclear as unclear:
        error = unclear
    chosen = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    context = {
        "rows": rows,
        "following": urlencode({**chosen, "before": following}) if following else "",
        "chosen": chosen,
        "query": urlencode(chosen),
        "error": error,
        "read": read_before(),
    }
    return page(request, "nextwave/staff/access_log.html", context)


@open_to(Role.AUDITOR)
@require_safe
def access_log_csv(request: HttpRequest) -> HttpResponse:
    """The same readings as a file."""
    try:
        asked = _asked(request)
    except Unclear as unclear:
        context = {"rows": [], "following": "", "chosen": {}, "query": "", "error": unclear, "read": read_before()}
        return page(request, "nextwave/staff/access_log.html", context)
    found, _following = readings(actor_of(request), asked, "file", most=MOST_IN_FILE)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("at", "case", "account", "role", "reason", "words", "what"))
    for one in found:
        who = one.account.username if one.account else ""
        at = timezone.localtime(one.at).isoformat(timespec="seconds")
        table.writerow(
            [_plain(v) for v in (at, one.case.reference, who, one.role, one.reason, one.words or "", one.what)]
        )
    return csv_file(out.getvalue(), "access-log")


def _plain(text: str) -> str:
    """A cell that no spreadsheet reads as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
