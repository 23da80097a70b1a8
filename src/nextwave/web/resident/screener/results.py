"""The result: what follows from the answers, why, and what is still missing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nextwave.engine.answers.comparing import Side
from nextwave.engine.budget import REQUEST, Budget
from nextwave.engine.situations.problems import SituationError
from nextwave.rulebook.wording.values import decimal_of
from nextwave.screening.listed import Item
from nextwave.screening.questions import question
from nextwave.web.access.guard import PUBLIC, open_to
from nextwave.web.entry.listed import entity_of, label_of, titled
from nextwave.web.localization.accepted import who_states
from nextwave.web.localization.formats import currency, day, listed
from nextwave.web.localization.languages import say
from nextwave.web.localization.outcomes import either
from nextwave.web.middleware.ended import with_answers
from nextwave.web.resident.screener.interview import Interview, begun
from nextwave.web.rules import assessor, today


@open_to(PUBLIC)
@require_safe
@with_answers(begun)
def result(request: HttpRequest) -> HttpResponse:
    """Every programme's results for every group of people."""
    interview, budget = Interview.of(request), Budget(REQUEST)
    try:
        answer = interview.answer(budget)
    except SituationError:
        return redirect("answers")
    book = assessor().rulebook
    programmes = []
    for name, found in answer["programmes"].items():
        groups = [_group(interview, name, r, budget) for r in found["results"]]
        if not groups:
            continue  # a programme that is for others
        programmes.append(
            {
                "title": say(book.programmes[name].title),
                "summary": say(book.programmes[name].summary),
                "kind": book.programmes[name].kind,
                "groups": groups,
            }
        )
    context = {
        "programmes": programmes,
        "on": today(),
        "versions": answer["versions"],
    }
    return render(request, "nextwave/resident/result.html", context)


def _group(interview: Interview, programme: str, found: dict[str, Any], budget: Budget) -> dict[str, Any]:
    people = listed([interview.name(i) for i in found["for"]])
    # What came to nothing would only hide the lines that matter, unless it is what the result comes to; by what does
    # not hold a level is no higher one.
    nothing = ("0.00", False) if found["status"] == "eligible" and not found.get("levels") else ("0.00",)
    total = assessor().rulebook.programmes[programme].amount
    reasons = [r for r in found["reasons"] if r["value"] not in nothing or r["rule"].rpartition(".")[2] == total]
    return {
        **found,
        "people": people,
        "levels": found.get("levels", []),
        "level_words": either(programme, found.get("levels", ())),
        "notes": assessor().rulebook.notes_of(programme, found),
        "reasons": reasons,
        "compared": [[_side(one.left), _side(one.right)] for one in interview.why_not(programme, found, budget)],
        "missing": _missing(interview, found["needs"]),
        "cut_short": not found.get("everything_looked_at", True),
    }


def _side(side: Side) -> tuple[str, str]:
    """What one side of a comparison is called, and its figure."""
    value = side.value
    if side.kind == "money":
        value = currency(decimal_of(value))
    elif side.kind == "date":
        value = day(date.fromisoformat(value))
    return say(side.says).rstrip("."), value


def _missing(interview: Interview, needs: list[dict[str, str]]) -> list[dict[str, str]]:
    """What could still change the result, with the page that asks it."""
    rows, items, there = [], interview.items(), {"household", *(p["id"] for p in interview.people)}
    for need in needs:
        fact, of = need["fact"], need["of"]
        if of not in there:
            if of in items:
                rows.append(_of_one(interview, items[of], fact))
            continue
        book = assessor().rulebook
        declared = book.facts.get((book.household.name if of == "household" else book.person.name, fact))
        if declared is not None and not declared.asked:
            text = interview.wording(declared.label or declared.ask, of)
            rows.append({"text": text, "link": "", "who": who_states(declared)})
            continue
        asked = question(book, interview.situation, fact, of)
        page = reverse("list", args=[fact, of]) if asked.kind == "list" else reverse("ask", args=[of, fact])
        rows.append({"text": interview.wording(asked.ask, of), "link": page})
    return rows


def _of_one(interview: Interview, one: Item, fact: str) -> dict[str, str]:
    """What could still change the result of one of what somebody has several of."""
    entity, name = entity_of(one.list), interview.name(one.owner)
    declared = assessor().rulebook.facts[entity.name, fact]
    which = _("%(what)s (%(name)s)") % {"what": titled(entity, one.number), "name": name}
    text = _("%(name)s: %(what)s") % {"name": which, "what": label_of(declared, name)}
    if not declared.asked:
        return {"text": text, "link": "", "who": who_states(declared)}
    return {"text": text, "link": reverse("list-item", args=[one.list, one.owner, one.record["id"], fact])}
