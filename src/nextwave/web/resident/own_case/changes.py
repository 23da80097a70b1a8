"""Changes of who lives in the home and of how to reach the household."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.add_person import AddPerson, added_before
from nextwave.casework.acts.change_contact import ChangeContact
from nextwave.casework.acts.remove_person import RemovePerson
from nextwave.casework.acts.state_facts import StateFacts
from nextwave.casework.household.facts import facts_of, stated_of
from nextwave.casework.household.told_by_filing import places, told_by_moving
from nextwave.casework.models import Case
from nextwave.casework.refusals import AnotherUse, Refused
from nextwave.engine.situations.household import HOUSEHOLD
from nextwave.engine.situations.problems import SituationError
from nextwave.engine.situations.situation import MOST_PEOPLE
from nextwave.web.access.guard import RESIDENT_ROLE, case_of, open_to, resident_of
from nextwave.web.entry import texts
from nextwave.web.entry.entries import Unclear
from nextwave.web.resident.application import contact_entries
from nextwave.web.resident.own_case.pages import attempted, show, unclear

SAVED = "?saved=1"


@open_to(RESIDENT_ROLE)
@require_http_methods(["GET", "HEAD", "POST"])
def moved_in(request: HttpRequest) -> HttpResponse:
    """Someone lives in the home now; what is asked about them stays open until it is answered."""
    case = case_of(request)
    error, context = None, {}
    if request.method == "POST":
        try:
            name = texts.name(request.POST, "name")
            if not name:
                raise Unclear("name", _("Enter the full name"))
            if len(facts_of(case).people) >= MOST_PEOPLE:
                raise Unclear("name", _("Up to %(most)s people can be entered here") % {"most": MOST_PEOPLE})
            do(AddPerson(name), resident_of(request), case, attempted(request))
            return redirect(reverse("own-facts") + SAVED)
        except AnotherUse:
            # The same form, corrected and sent again: with a new key it would be somebody else.
            context = {"key": request.POST["key"]}
            text = _("%(name)s was added from this page already. If the name is wrong, tell us. To add someone else, go back and begin there")  # fmt: skip
            error = Unclear("name", text % {"name": added_before(attempted(request))})
        except Refused as refused:
            error = unclear(refused, "name")
        except Unclear as wrong:
            error = wrong
    return show(request, case, "facts", "moved_in", context, error)


@open_to(RESIDENT_ROLE)
@require_http_methods(["GET", "HEAD", "POST"])
def moved_out(request: HttpRequest, of: str) -> HttpResponse:
    """Someone does not live in the home any more."""
    case = case_of(request)
    last = case.memberships.filter(person=of).order_by("-pk").first()
    if last is None or (not last.present and request.method != "POST"):
        raise Http404
    error = None
    if request.method == "POST":
        try:
            do(RemovePerson(of), resident_of(request), case, attempted(request))
            return redirect(reverse("own-facts") + SAVED)
        except Refused as refused:
            error = unclear(refused, "send")
        except SituationError:
            text = _("First correct the facts that name this person, such as who is married to whom")
            error = Unclear("send", text)
        except Unclear as wrong:
            error = wrong
    return show(request, case, "facts", "moved_out", {"name": last.name}, error)


def follow_home(
    request: HttpRequest, case: Case, attempt: Attempted, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """States in which place the home is now, where the new address tells it; an act of its own, of the same attempt."""
    told = told_by_moving(stated_of(case, HOUSEHOLD, places().fact), before, after)
    if told:
        do(StateFacts(told), resident_of(request), case, replace(attempt, key=f"{attempt.key}-home", seen=None))


@open_to(RESIDENT_ROLE)
@require_http_methods(["GET", "HEAD", "POST"])
def own_contact(request: HttpRequest, part: str) -> HttpResponse:
    """A new address, another way to reach them, someone else who helps."""
    parts: dict[str, Callable[[QueryDict], dict[str, Any]]] = {
        "address": contact_entries.address,
        "reach": contact_entries.reach,
        "helper": contact_entries.helper,
        "language": contact_entries.spoken,
    }
    if part not in parts:
        raise Http404
    case = case_of(request)
    last = case.contacts.order_by("-pk").first()
    content = last.said if last else {}
    error = None
    if request.method == "POST":
        try:
            changed = {**content, **parts[part](request.POST)}
            if changed != content:
                attempt = attempted(request)
                do(ChangeContact(changed), resident_of(request), case, attempt)
                follow_home(request, case, attempt, content, changed)
            return redirect(reverse("own-facts") + SAVED)
        except Refused as refused:
            error = unclear(refused, "send")
        except Unclear as wrong:
            error = wrong
    return show(request, case, "contact", f"contact_{part}", {"kept": contact_entries.typed(content)}, error)
