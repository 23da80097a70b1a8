"""What the law says follows from the facts of a case, recorded with all that is needed to find it again.

Working it out may take long and touches no record; keeping it takes a moment, in the transaction of the act.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from nextwave.casework.law.in_force import assessor, keep_law
from nextwave.casework.models import AssessmentRecord, Case, Event, Proposal
from nextwave.engine.budget import REQUEST, Budget


def digest_of(result: Any) -> str:
    """The fingerprint of a result."""
    text = json.dumps(result, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Assessed:
    """What follows from facts on a day; `request` and `result` are the JSON of docs/json.md."""

    on: date
    request: dict[str, Any]
    result: dict[str, Any]


def work_out(situation: dict[str, Any], on: date) -> Assessed:
    """What follows from a household's facts. Raises SituationError where they cannot be so."""
    request = {"rulebook": assessor().rulebook.name, "on": on.isoformat(), "situation": situation}
    return Assessed(on, request, assessor().assess(request, Budget(REQUEST)))


def keep(case: Case, event: Event, assessed: Assessed) -> AssessmentRecord:
    """Records what followed."""
    versions = assessor().versions()
    return AssessmentRecord.objects.create(
        case=case,
        event=event,
        on=assessed.on,
        law=keep_law(),
        engine=versions["engine"],
        language=versions["language"],
        request=assessed.request,
        result=assessed.result,
        digest=digest_of(assessed.result),
    )


def latest(case: Case) -> AssessmentRecord:
    """The last assessment of a case; every case has one from the day it is filed."""
    found = case.assessments.order_by("-event__number").first()
    assert found is not None
    return found


def levels_assessed(proposal: Proposal) -> list[str]:
    """The levels of a tier that the assessment of a proposal left possible; none of other programmes."""
    results = proposal.assessment.result["programmes"].get(proposal.programme, {}).get("results", ())
    return next((list(r.get("levels", ())) for r in results if r["for"] == proposal.people), [])
