"""Evidence in words: what was asked for and when it is due, what came in, and what is stated but not shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from nextwave.casework.clock import today
from nextwave.casework.household.facts import Facts
from nextwave.casework.household.outstanding import is_none
from nextwave.casework.models import Case, EvidenceFile, EvidenceRequest
from nextwave.casework.models.fact import Source
from nextwave.web.localization.languages import say
from nextwave.web.worker.presentation.facts import Household, declared_of, fact_names
from nextwave.web.worker.presentation.results import need_shown


@dataclass(frozen=True, slots=True)
class Item:
    """A fact that a document can show. `state` is "shown" (by a document), "given" (a file came in), "late" or
    "asked" (with `due_on`), or "stated" only."""

    of: str
    fact: str
    what: str
    shows: list[str]
    state: str
    due_on: str = ""
    request: int | None = None


def checklist(case: Case, facts: Facts, household: Household) -> list[Item]:
    """Each fact of weight that can be shown and how far it is: first what was asked for and is missing."""
    asked = {}
    requests = EvidenceRequest.objects.filter(case=case).order_by("pk").prefetch_related("files")
    for one in requests:
        asked[one.of, one.fact] = one
    given = set(EvidenceFile.objects.filter(case=case).values_list("of", "fact"))
    items = []
    for of, fact in can_be_shown(facts, household):
        request = asked.get((of, fact))
        statement = facts.statements.get((of, fact))
        if statement is not None and statement.source == Source.DOCUMENT:
            state = "shown"
        elif (of, fact) in given or (request is not None and request.files.all()):
            state = "given"
        elif request is not None:
            state = "late" if request.due_on < today() else "asked"
        elif statement is not None and not is_none(statement.value):
            state = "stated"
        else:
            continue
        due = request.due_on.isoformat() if request is not None else ""
        number = request.pk if request is not None else None
        items.append(Item(of, fact, need_shown(of, fact, household), evidence_of(of, fact), state, due, number))
    order = ("late", "asked", "given", "shown", "stated")
    return sorted(items, key=lambda i: order.index(i.state))


def can_be_shown(facts: Facts, household: Household) -> list[tuple[str, str]]:
    """Every (of, fact) for which the rulebook names documents."""
    return [(of, f) for of in [*facts.people, "household"] for f in fact_names(of) if evidence_of(of, f)]


def evidence_of(of: str, fact: str) -> list[str]:
    """Documents of which one shows a fact."""
    declared = declared_of(of, fact)
    return [say(e) for e in declared.evidence] if declared else []


@dataclass(frozen=True, slots=True)
class Given:
    """A file of the case."""

    number: int
    name: str
    what: str
    who: str
    day: str


def files(case: Case, household: Household) -> list[Given]:
    """Every file, the latest first."""
    found = []
    for one in EvidenceFile.objects.filter(case=case).select_related("event__account").order_by("-pk"):
        what = need_shown(one.of, one.fact, household) if one.fact else ""
        day = timezone.localtime(one.event.at).date().isoformat()
        found.append(Given(one.pk, one.name, what, str(one.event.account or ""), day))
    return found
