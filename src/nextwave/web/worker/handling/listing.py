"""Stating what a person has several of: all of them on one page with one source, and room for one or two more."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nextwave.casework.models import Case
from nextwave.rulebook.model import Entity
from nextwave.screening import listed
from nextwave.screening.questions import Question
from nextwave.web.entry.entries import Unclear, entered, often
from nextwave.web.entry.listed import entity_of, label_of, question_of, titled
from nextwave.web.localization.languages import say
from nextwave.web.resident.screener.interview import Interview
from nextwave.web.resident.screener.listed import person_of
from nextwave.web.resident.screener.questions import possible
from nextwave.web.rules import assessor
from nextwave.web.worker.handling.stating import about_source, interview_of, source_said, state
from nextwave.web.worker.opening import HANDLERS, on_case, show

#: How many can be added at once.
MORE = 2


@on_case(*HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def several(request: HttpRequest, case: Case, of: str, name: str) -> HttpResponse:
    """All that a person has of a kind, each with its facts."""
    entity, interview = entity_of(name), interview_of(case)
    person = person_of(interview, of)
    there: list[dict[str, Any]] = person.get(name) or []
    error = None
    if request.method == "POST":
        try:
            source = source_said(request, case, of, name)
            after = _entered(interview, of, entity, request.POST)
            problem = after.problem()
            if problem:
                raise Unclear("have", problem)
            return state(request, case, interview, after, (of, name), source, "have")
        except Unclear as wrong:
            error = wrong
    asked = [(question, label_of(fact, interview.name(of))) for fact, question in _asked(interview, of, entity)]
    rows = [*there, *[{}] * min(MORE, entity.at_most - len(there))]
    context = {
        "title": interview.wording(listed.asked(entity), of),
        "rows": [(number, titled(entity, number + 1), row) for number, row in enumerate(rows)],
        "questions": asked,
        "names": interview.names,
        "have": "yes" if there else "no" if name in person else "",
        "periods": often(),
        "called": say(listed.several_called(entity)),
        **about_source(case, of, name, None),
    }
    return show(request, case, "facts", "listed", context, error)


def _asked(interview: Interview, of: str, entity: Entity) -> list[tuple[Any, Question]]:
    """Each fact of one of them with its question."""
    people = tuple(p["id"] for p in interview.people)
    facts = listed.facts_of(assessor().rulebook, entity)
    return [(fact, possible(interview, question_of(fact, of, people))) for fact in facts]


def _entered(interview: Interview, of: str, entity: Entity, data: QueryDict) -> Interview:
    """The facts with all of them as entered: what is left empty is not known of one, and a row that is new counts where
    something stands in it or it is ticked. Raises Unclear."""
    name = listed.name_of(entity)
    match data.get("have"):
        case "not-known":
            return interview.without(name, of)
        case "no":
            return interview.with_answer(name, of, [])
        case "yes":
            pass
        case _other:
            raise Unclear("have", _("Choose yes, no or not known"))
    before = {str(one["id"]): one for one in person_of(interview, of).get(name) or ()}
    after = interview.with_answer(name, of, [])
    found: list[dict[str, Any]] = person_of(after, of)[name]
    for row in range(entity.at_most):
        given = data.get(f"id-{row}", "")
        one = {fact.name: value for fact, value in _row(interview, of, entity, row, data)}
        if f"there-{row}" in data or (one and given not in before):
            if given not in before:
                kept = {**after.situation, "people": [*after.people, {"id": "", name: list(before.values())}]}
                given = listed.new_id(kept, of, entity, assessor().rulebook)
            found.append({"id": given, **one})
    if not found:
        raise Unclear("there-0", _("Enter what is known of one of them, or tick that it is there"))
    return after


def _row(interview: Interview, of: str, entity: Entity, row: int, data: QueryDict) -> list[tuple[Any, Any]]:
    """What stands in a row, fact by fact. Raises Unclear with the field's own name."""
    found = []
    for fact, question in _asked(interview, of, entity):
        prefix = f"{row}-{fact.name}-"
        own = QueryDict(mutable=True)
        for key in data:
            if key.startswith(prefix):
                own.setlist(key.removeprefix(prefix), data.getlist(key))
        typed = [value for key in own for value in own.getlist(key) if value.strip()]
        if not typed or typed == ["not-sure"]:
            continue
        try:
            found.append((fact, entered(question, own)))
        except Unclear as wrong:
            raise Unclear(prefix + wrong.where, wrong.text) from None
    return found
