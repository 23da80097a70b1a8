"""What is still outstanding before help is granted: papers that were asked for and did not come, and the interview
where the law asks for one (`interview` of notice.toml)."""

from __future__ import annotations

from dataclasses import dataclass

from nextwave.casework.law.in_force import notice_rules
from nextwave.casework.models import Case, Event, EvidenceRequest, Statement
from nextwave.casework.models.fact import Source

#: What an interview is recorded as.
INTERVIEW = "interview"


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A paper that shows a fact, or (both empty) the interview."""

    of: str = ""
    fact: str = ""

    @property
    def interview(self) -> bool:
        return not self.fact


def outstanding(case: Case) -> list[Outstanding]:
    """The interview first, then papers in the order in which they were asked for."""
    found = []
    if notice_rules().interview and not Event.objects.filter(case=case, action=INTERVIEW).exists():
        found.append(Outstanding())
    stated = Statement.objects.filter(case=case).order_by("pk").values_list("of", "fact", "source")
    last = {(of, fact): source for of, fact, source in stated}
    for asked in EvidenceRequest.objects.filter(case=case, files=None).order_by("pk"):
        one = Outstanding(asked.of, asked.fact)
        if last.get((asked.of, asked.fact)) != Source.DOCUMENT and one not in found:
            found.append(one)
    return found
