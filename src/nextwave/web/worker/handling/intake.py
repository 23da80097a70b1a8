"""Taking in an application by phone or on paper: who applies and how they are reached; facts follow on the case."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nextwave.casework.acts.file_application import OLDEST_DAYS, Application, file
from nextwave.casework.clock import today
from nextwave.casework.household.facts import Stated
from nextwave.casework.household.told_by_filing import places
from nextwave.casework.models import Case, Event
from nextwave.casework.models.case import Channel
from nextwave.engine.situations.situation import MOST_PEOPLE
from nextwave.gate import text
from nextwave.gate.text import Unreadable
from nextwave.screening.questions import Question, question
from nextwave.web.access.guard import open_to
from nextwave.web.entry import texts
from nextwave.web.entry.entries import Unclear, day_entered
from nextwave.web.localization.areas import within
from nextwave.web.localization.languages import current, offered, say
from nextwave.web.localization.postcodes import postcode_called
from nextwave.web.resident.application import contact_entries
from nextwave.web.rules import assessor
from nextwave.web.worker.acting import taken
from nextwave.web.worker.handling.codes import code_for, handed_over, keep, kept
from nextwave.web.worker.opening import HANDLERS, on_case, remember, show


@open_to(*HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """One page; as little as the law asks for is enough: a name, an address and a signature."""
    error = None
    if request.method == "POST":
        try:
            return _filed(request)
        except Unclear as wrong:
            error = wrong
    context = {
        "key": request.POST.get("key") or secrets.token_urlsafe(24),
        "data": request.POST if request.method == "POST" else None,
        "error": error,
        "today": today(),
        "kept": {"language": current()},
        "places": choices(),
        "place_asked": say(_place_question().ask) if places().fact else "",
        "oldest": OLDEST_DAYS,
    }
    return render(
        request, "nextwave/worker/intake.html", context, status=getattr(error, "status", 400) if error else 200
    )


def _filed(request: HttpRequest) -> HttpResponse:
    """Files it under the account. Raises Unclear, and then nothing was filed."""
    application = _application(request)
    code = code_for(request)
    made: list[Case] = []

    def do(who: Any, attempt: Any) -> Event:
        case, _code = file(who, application, attempt, code)
        made.append(case)
        return case.events.get(number=1)

    taken(request, do, {"situation": "people"})
    case = made[0]
    keep(request, case, code)
    remember(request, case, "application")
    return redirect("taken-in", case.reference)


def _application(request: HttpRequest) -> Application:
    data = request.POST
    channel = data.get("channel", "")
    if channel not in (Channel.PHONE, Channel.PAPER):
        raise Unclear("channel", _("Choose how the application came"))
    filed_on = _filed_on(request)
    names = [name for name in map(_name, data.get("people", "").splitlines()) if name]
    if not names:
        raise Unclear("people", _("Enter at least the name of who applies"))
    if len(names) > MOST_PEOPLE:
        raise Unclear("people", _("Up to %(most)s people can be entered here") % {"most": MOST_PEOPLE})
    contact = {**contact_entries.address(data), **contact_entries.reach(data), **contact_entries.helper(data)}
    contact |= contact_entries.spoken(data)
    language = data.get("language", "")
    if language not in offered():
        raise Unclear("language", _("Choose the language of letters"))
    signed = texts.name(data, "signed_by")
    if not signed:
        raise Unclear("signed_by", _("Enter who signed it, or agreed to the declaration on the phone"))
    people = {f"p{n}": name for n, name in enumerate(names, 1)}
    return Application(people, _placed(data), {**contact, "signed_by": signed}, language, channel, filed_on)


def _placed(data: QueryDict) -> list[Stated]:
    """Where the home is, as chosen. Raises Unclear where the code of the address lies in several places and none is
    chosen; where it lies in one the filing tells."""
    chosen = data.get("place_of_home", "")
    if chosen in dict(choices()):
        return [Stated("household", places().fact, chosen)]
    if len(places().of(contact_entries.address(data)["postcode"])) > 1 and data.get("fixed") == "yes":
        raise Unclear(
            "place_of_home",
            _("This %(postcode)s lies in more than one: choose one") % {"postcode": within(postcode_called())},
        )
    return []


def choices() -> tuple[tuple[str, str], ...]:
    """The places in which a home can be, with what they are called; none where the rulebook knows of none."""
    if not places().fact:
        return ()
    return _place_question().choices


def _place_question() -> Question:
    return question(assessor().rulebook, {"people": []}, places().fact, "household")


def _name(typed: str) -> str:
    try:
        return text.name(typed)
    except Unreadable as wrong:
        words = _("Enter each name on a line of its own, up to 100 letters")
        raise Unclear("people", words if wrong.code == "long" else texts.told(wrong, 100)) from None


def _filed_on(request: HttpRequest) -> date:
    found = date.fromisoformat(day_entered(request.POST, "filed"))
    if found > today():
        raise Unclear("filed-month", _("Enter the day on which it came in: this one is still to come"))
    if found < today() - timedelta(days=OLDEST_DAYS):
        text = _("Check the day: an application of more than %(days)s days ago should have been decided long since")
        raise Unclear("filed-month", text % {"days": OLDEST_DAYS})
    return found


@on_case(*HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def taken_in(request: HttpRequest, case: Case) -> HttpResponse:
    """The reference, and the resident's code until it was read out or printed."""
    if request.method == "POST":
        handed_over(request, case)
        return redirect("case", case.reference)
    return show(
        request, case, "case", "taken_in", {"code": kept(request, case), "replaced": case.replaced_codes.exists()}
    )
