"""Running a decision's assessment again, by the law that was kept with it."""

from __future__ import annotations

from dataclasses import dataclass

from nextwave import __version__
from nextwave.casework.assessing import digest_of
from nextwave.casework.law import assessor_of
from nextwave.casework.models import AssessmentRecord


@dataclass(frozen=True, slots=True)
class Replay:
    """Whether an assessment came out the same again; `engine` tells of one made by another engine version."""

    assessment: int
    same: bool
    law: str
    engine: str
    engine_now: str


def replay(assessment: AssessmentRecord) -> Replay:
    """Assesses the recorded facts anew, under the recorded law, and compares the results."""
    there = assessor_of(assessment.law_id)
    same_law = there.rulebook.law_version == assessment.law_id
    result = there.assess(assessment.request)
    same = same_law and digest_of(result) == assessment.digest == digest_of(assessment.result)
    return Replay(assessment.pk, same, assessment.law_id, assessment.engine, __version__)
