"""What the law says follows from the facts of a case, recorded with all that is needed to find it again."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from nextwave.casework.clock import today
from nextwave.casework.household.facts import situation_of
from nextwave.casework.law.in_force import assessor, keep_law
from nextwave.casework.models import AssessmentRecord, Case, Event


def digest_of(result: Any) -> str:
    """The fingerprint of a result."""
    text = json.dumps(result, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def assess(case: Case, event: Event, on: date | None = None) -> AssessmentRecord:
    """Assesses a case as it stands, for the day of filing's month or a later day. Raises SituationError where
    its facts cannot be so: then the act that stated them is refused as a whole."""
    day = on or today()
    request = {
        "rulebook": assessor().rulebook.name,
        "on": day.isoformat(),
        "situation": situation_of(case),
    }
    result = assessor().assess(request)
    versions = assessor().versions()
    return AssessmentRecord.objects.create(
        case=case,
        event=event,
        on=day,
        law=keep_law(),
        engine=versions["engine"],
        language=versions["language"],
        request=request,
        result=result,
        digest=digest_of(result),
    )
