"""The board: how the service does today and by month. Counts only, for those who answer for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nextwave.casework.clock import today
from nextwave.casework.models.account import Role
from nextwave.web.access.guard import open_to
from nextwave.web.localization import limits
from nextwave.web.policy.board_tables import board as counted
from nextwave.web.policy.board_tables import tables
from nextwave.web.public.counted import chart_of, csv_of, found, number

READERS = (Role.SUPERVISOR, Role.POLICYMAKER, Role.AUDITOR)


@open_to(*READERS)
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Everything on one page."""
    there = counted(today())
    open_now = sum(w.expedited + w.unsettled + w.other for w in there.waiting)
    context = {
        "on": there.on,
        "tiles": [
            (number(there.filed_today), _("filed today")),
            (number(there.decided_today), _("decided today")),
            (number(open_now), _("to be decided")),
            (number(sum(w.late for w in there.waiting)), _("past the time limit")),
        ],
        "tables": tables(there),
        "cites": limits.cites(),
    }
    return render(request, "nextwave/policy/board.html", context)


@open_to(*READERS)
@require_safe
def board_csv(request: HttpRequest, table: str) -> HttpResponse:
    return csv_of(found(tables(counted(today())), table), "board-")


@open_to(*READERS)
@require_safe
def board_chart(request: HttpRequest, table: str, size: str) -> HttpResponse:
    return chart_of(found(tables(counted(today())), table), size)
