"""A case of several programmes is decided when each of its results is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import LazySettings

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.law.notice_rules import problems_of
from nextwave.casework.models import Case, Decision, Docket, Proposal
from nextwave.casework.notices.notice import composed
from nextwave.casework.queue import docket
from nextwave.rulebook.loading import load
from tests.casework import riverton
from tests.casework.acts.test_deciding import AS_ASSESSED
from tests.casework.conftest import Filing


def test_what_is_not_decided_keeps_the_case_in_the_queue(
    filed: Filing, people: dict[str, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, worker = filed(), people["worker"]
    result = case.assessments.latest("pk").result
    there = docket.assessor().rulebook
    school = replace(there.programmes["snap"], name="school", follows="")
    book = SimpleNamespace(rulebook=replace(there, programmes={**there.programmes, "school": school}))
    both = {"programmes": {**result["programmes"], "school": result["programmes"]["snap"]}}
    with monkeypatch.context() as two:
        two.setattr(docket, "assessor", lambda: book)
        assert docket.undecided(case, both) == {"snap", "school"}
        proposal = Proposal.objects.get(event=do(Propose(AS_ASSESSED), worker, case, Attempted("propose")))
        do(Issue(proposal.pk), worker, case, Attempted("issue"))
        assert docket.undecided(case, both) == {"school"}
    assert docket.undecided(case, result) == set()
    assert Docket.objects.get(pk=case.pk).status == "decided"


def test_one_that_follows_another_is_decided_with_it(filed: Filing) -> None:
    case = filed()
    result = case.assessments.latest("pk").result
    both = {"programmes": {"snap": result["programmes"]["snap"], "fap": result["programmes"]["snap"]}}
    assert docket.undecided(case, both) == {"snap"}


SCHOOL = {
    "programme.toml": """
title = "School"
kind = "in kind"
concerns = "Person"
eligible = "can"
reasons = ["can"]
cites = "Riverton Code 30"
""",
    "rules.py": """
from nextwave.language import rule


@rule(cites="Riverton Code 30")
def can(person: Person) -> bool:
    \"\"\"They are born.\"\"\"
    return person.birth_date < period_start
""",
}


@pytest.fixture
def two_clocks(tmp_path: Path, settings: LazySettings) -> Iterator[None]:
    """A grant that is decided in 7 or 30 days, with hearings within 90, and a school in 60, with hearings within 20."""
    book = riverton.rulebook(tmp_path)
    (book / "school").mkdir()
    for name, text in SCHOOL.items():
        (book / "school" / name).write_text(text)
    lines = [line for line in riverton.NOTICE.splitlines() if not line.startswith("expedited")]
    own = "\n".join(lines).replace("decision_days = 30", "decision_days = 60")
    (book / "school" / "notice.toml").write_text(own.replace("hearing_days = 90", "hearing_days = 20"))
    with riverton.in_force(book, settings):
        yield


def decided(case: Case, programme: str, worker: Actor) -> Decision:
    proposed = Proposed(programme, ("p1",), despite="Nothing is outstanding.")
    proposal = Proposal.objects.get(event=do(Propose(proposed), worker, case, Attempted(f"propose {programme}")))
    return Decision.objects.get(event=do(Issue(proposal.pk), worker, case, Attempted(f"issue {programme}")))


@pytest.mark.usefixtures("two_clocks")
def test_each_programme_has_its_own_clock_and_its_own_limit_for_a_hearing(people: dict[str, Actor]) -> None:
    case = riverton.case("Ana Ruiz")
    filed = case.filed_on

    def waits() -> tuple[bool, str, int]:
        found = Docket.objects.get(pk=case.pk)
        return found.open, found.expedited, (found.due_on - filed).days

    assert waits() == (True, "yes", 7)
    assert [name for name, _due, _short in docket.running(case)] == ["grant", "school"]
    grant = decided(case, "grant", people["worker"])
    assert waits() == (True, "no", 60)
    school = decided(case, "school", people["worker"])
    assert waits() == (False, "no", 60)
    assert docket.running(case) == []
    texts = [" ".join(r["text"] for r in composed(d.proposal, d.issued_on)["rights"]) for d in (grant, school)]
    assert "within 90 days" in texts[0]
    assert "within 20 days" in texts[1]


@pytest.mark.usefixtures("two_clocks")
def test_what_was_decided_late_stays_late_whatever_is_decided_after_it(
    people: dict[str, Actor], settings: LazySettings
) -> None:
    case = riverton.case("Ana Ruiz")
    for days, programme in ((10, "grant"), (20, "school")):
        settings.TODAY = (case.filed_on + timedelta(days=days)).isoformat()
        decided(case, programme, people["worker"])
    found = Docket.objects.get(pk=case.pk)
    assert (found.expedited, (found.due_on - case.filed_on).days) == ("yes", 7)


def test_a_notice_toml_that_is_wrong_is_told_of_each_programme(tmp_path: Path) -> None:
    book = riverton.rulebook(tmp_path)
    (book / "school").mkdir()
    for name, text in SCHOOL.items():
        (book / "school" / name).write_text(text)
    (book / "school" / "notice.toml").write_text("[time_limits]\n")
    told = {str(p.place) for p in problems_of(book, load(book))}
    assert told == {"school/notice.toml"}
