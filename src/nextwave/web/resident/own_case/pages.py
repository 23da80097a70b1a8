"""What the pages of a resident's own case share: every reading is recorded, every act has its key and says what
stands against it beside the field."""

from __future__ import annotations

import re
import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nextwave.casework.access.looking import look
from nextwave.casework.acts.act import FORM_KEY, Attempted
from nextwave.casework.household.facts import facts_of
from nextwave.casework.models import Case
from nextwave.casework.refusals import AnotherUse, Refused, Stale
from nextwave.screening.listed import with_ids
from nextwave.web.access.guard import case_of, resident_of
from nextwave.web.entry.entries import Unclear
from nextwave.web.resident.screener.interview import Interview
from nextwave.web.rules import assessor

#: Why a resident reads their own case, beside the reasons of those who work here.
OWN = "own"


def show(
    request: HttpRequest, case: Case, what: str, page: str, context: dict[str, Any], error: Unclear | None = None
) -> HttpResponse:
    """A page of the case, once it is recorded that they read it."""
    look(resident_of(request), case, OWN, what)
    case.docket.refresh_from_db()
    shared = {
        "case": case,
        "key": secrets.token_urlsafe(24),
        "seen": case.docket.version,
        "error": error,
        "data": request.POST if request.method == "POST" else None,
    }
    return render(request, f"nextwave/resident/case/{page}.html", {**shared, **context}, status=400 if error else 200)


def attempted(request: HttpRequest) -> Attempted:
    """The attempt of a form. Raises Unclear where the form is not one of these pages'."""
    key, seen = request.POST.get("key", ""), request.POST.get("seen", "")
    if not FORM_KEY.fullmatch(key) or (seen and not re.fullmatch(r"[0-9]{1,8}", seen)):
        raise Unclear("send", _("This form was incomplete. Check it and send it again"))
    return Attempted(key, int(seen) if seen else None, space=f"case-{case_of(request).pk}")


def unclear(refused: Refused, where: str) -> Unclear:
    """Why an act was not taken, in the resident's words, at a field."""
    if isinstance(refused, Stale):
        text = _("Your application changed since you opened this page. Check it and send it again")
    elif isinstance(refused, AnotherUse):
        text = _("This page was sent before with something else in it. Check it and send it again")
    else:
        text = {
            "empty": _("The file is empty. Choose it again"),
            "too-large": _("The file is larger than 8 MB. Take a smaller picture, or send it in parts"),
            "type": _("Choose a PDF file, or a photo as JPEG or PNG"),
            "no-room": _("There is no room for this file today. Send it tomorrow, smaller, or bring it on paper"),
            "harmful": _("Something harmful was found in this file. It was not taken"),
            "scanner": _("Files cannot be looked at for viruses just now, so none are taken. Try again later"),
            "person": _("Someone must live in your home. First add who does"),
            "asked": _("You already asked for a hearing on this decision"),
        }.get(refused.problem.code, _("This could not be taken. Check it and send it again"))
    return Unclear(where, text)


def interview_of(case: Case) -> Interview:
    """The facts of a case as the pages of the screener read them."""
    facts = facts_of(case)
    return Interview(situation=with_ids(assessor().rulebook, facts.situation()), names=dict(facts.people))
