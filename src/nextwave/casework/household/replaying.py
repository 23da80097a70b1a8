"""Running a decision's assessment again, by the law that was kept with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nextwave.casework.household.assessing import digest_of
from nextwave.casework.law.in_force import assessor_of
from nextwave.casework.models import AssessmentRecord, Law
from nextwave.engine.answers.narrowing import narrows
from nextwave.engine.budget import REQUEST, Budget
from nextwave.engine.situations.problems import SituationError
from nextwave.rulebook.problems import RulebookError
from nextwave.version import __version__


@dataclass(frozen=True, slots=True)
class Replay:
    """Whether an assessment came out the same again, and the first place at which it did not; `engine` tells of
    one made by another engine version. Where something was open, more may be known now: it is the same then, and
    `more_known` names the first place."""

    assessment: int
    same: bool
    law: str
    engine: str
    engine_now: str
    difference: str = ""
    more_known: str = ""


def replay(assessment: AssessmentRecord) -> Replay:
    """Assesses the recorded facts anew, under the recorded law, and compares the results."""
    difference, more = _difference(assessment)
    law, engine = assessment.law_id, assessment.engine
    return Replay(assessment.pk, not difference, law, engine, __version__, difference, more)


def _difference(assessment: AssessmentRecord) -> tuple[str, str]:
    """How the results differ, or else where more is known now; both empty where they are the same."""
    if digest_of(assessment.result) != assessment.digest:
        return "the recorded result is not what was recorded: its digest is another", ""
    try:
        there = assessor_of(assessment.law_id)
        if there.rulebook.law_version != assessment.law_id:
            return f"the kept law is not what was kept: its version is {there.rulebook.law_version}", ""
        result = there.assess(assessment.request, Budget(REQUEST))
    except (RulebookError, SituationError, Law.DoesNotExist) as error:
        return f"it cannot be assessed any more: {str(error).splitlines()[0]}", ""
    if digest_of(result) == assessment.digest:
        return "", ""
    found = first_difference(assessment.result, result) or "the results differ"
    return ("", found) if narrows(assessment.result, result) else (found, "")


def first_difference(before: Any, now: Any, place: str = "") -> str:
    """The first place at which two results differ, with both values; empty where they do not."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key in [*before, *(k for k in now if k not in before)]:
            inside = f"{place}.{key}" if place else str(key)
            if key not in before or key not in now:
                return f"{inside} is only in the {'new' if key in now else 'recorded'} result"
            if found := first_difference(before[key], now[key], inside):
                return found
        return ""
    if isinstance(before, list) and isinstance(now, list):
        for i, (one, other) in enumerate(zip(before, now, strict=False)):
            if found := first_difference(one, other, f"{place}[{i}]"):
                return found
        return "" if len(before) == len(now) else f"{place} had {len(before)} entries and has {len(now)} now"
    # In Python True is 1 and 1 is 1.0; in JSON they are not.
    return "" if type(before) is type(now) and before == now else f"{place} was {before!r} and is {now!r} now"
