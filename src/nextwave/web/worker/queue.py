"""The queue: cases by their legal time limit, without names and without anything of what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from nextwave.casework.access.cases import named
from nextwave.casework.access.codes import plain_code
from nextwave.casework.clock import today
from nextwave.casework.models import Docket
from nextwave.casework.models.case import CLOSED
from nextwave.casework.queue.queueing import Wanted, counts, page
from nextwave.gate.days import day
from nextwave.gate.numbers import count
from nextwave.gate.text import Unreadable
from nextwave.web.access.guard import open_to
from nextwave.web.entry.entries import Unclear
from nextwave.web.localization.areas import area_called, areas
from nextwave.web.localization.languages import offered
from nextwave.web.worker.opening import READERS
from nextwave.web.worker.presentation.words import statuses


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the queue; `late` whether its time limit has passed, `left` how long it has in words."""

    reference: str
    status: str
    people: int
    filed_on: date
    due_on: date
    late: bool
    left: str
    expedited: bool
    area: str
    language: str
    assigned: str


@open_to(*READERS)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """A page of the queue, filtered; or the case whose reference is asked for."""
    error = None
    sought = request.GET.get("reference", "").strip()
    if sought:
        letters = plain_code(sought)
        found = named(f"{letters[:4]}-{letters[4:]}")
        if found is not None:
            return redirect("case", found.reference)
        error = Unclear("reference", _("There is no case with this reference. Check it and enter it again"))
    within = areas()
    wanted = _wanted(request, within)
    after = None
    try:
        after = _after(request)
    except Unclear as unclear:
        error = unclear
    shown = page(wanted, after)
    chosen = {k: v for k, v in request.GET.items() if k in FILTERS and v}
    following = None
    if shown.following:
        due, number = shown.following
        following = f"{reverse('queue')}?{urlencode({**chosen, 'after': f'{due.isoformat()}_{number}'})}"
    figures = counts(request.user)
    context = {
        "rows": [_row(d, within) for d in shown.dockets],
        "following": following,
        "first": "after" not in request.GET,
        "chosen": chosen,
        "statuses": [("", _("To be decided")), *statuses().items()],
        "area_called": area_called(),
        "areas": [("", _("Any")), *within.items()],
        "written": [("", _("Any")), *offered().items()],
        "tiles": _tiles(request, figures),
        "sought": sought,
        "error": error,
    }
    return render(request, "nextwave/worker/queue.html", context, status=400 if error else 200)


#: What the queue can be filtered by, as named in its address.
FILTERS = ("status", "area", "language", "mine", "second", "overdue")


def _wanted(request: HttpRequest, within: dict[str, str]) -> Wanted:
    """The filters of an address; what is none of the choices is left out."""
    given = request.GET
    status, area, language = given.get("status", ""), given.get("area", ""), given.get("language", "")
    return Wanted(
        status=status if status in statuses() else "",
        area=area if area in within else "",
        language=language if language in offered() else "",
        mine=request.user.pk if given.get("mine") == "1" else None,
        second_person=given.get("second") == "1",
        overdue=given.get("overdue") == "1",
    )


def _after(request: HttpRequest) -> tuple[date, int] | None:
    """The case after which the page begins, as in its address. Raises Unclear for what no page has in it."""
    given = request.GET.get("after", "")
    if not given:
        return None
    due, _sep, number = given.partition("_")
    try:
        return day(due), count(number)
    except Unreadable:
        text = _("The address of this page is not whole. The list begins at its first page again")
        raise Unclear("reference", text) from None


def _row(docket: Docket, within: dict[str, str]) -> Row:
    left = (docket.due_on - today()).days
    decided = docket.status in CLOSED
    return Row(
        reference=docket.case.reference,
        status=statuses()[docket.status],
        people=docket.people,
        filed_on=docket.filed_on,
        due_on=docket.due_on,
        late=left < 0 and not decided,
        left="" if decided else days_left(left),
        expedited=docket.expedited == "yes",
        area=within.get(docket.area, ""),
        language=offered().get(docket.language, docket.language),
        assigned=str(docket.assigned) if docket.assigned else "",
    )


def days_left(days: int) -> str:
    """How long is left until a time limit, or since when it has passed."""
    if days < 0:
        return ngettext("Overdue by %(days)s day", "Overdue by %(days)s days", -days) % {"days": -days}
    if days == 0:
        return _("Due today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def _tiles(request: HttpRequest, figures: Any) -> list[dict[str, Any]]:
    """The figures above the queue, each with the filter that shows its cases."""
    there = reverse("queue")
    return [
        {"count": figures.open, "label": _("to be decided"), "href": there},
        {"count": figures.overdue, "label": _("overdue"), "href": f"{there}?overdue=1"},
        {"count": figures.mine, "label": _("assigned to me"), "href": f"{there}?mine=1"},
        {"count": figures.second_person, "label": _("need a second person"), "href": f"{there}?second=1"},
    ]
