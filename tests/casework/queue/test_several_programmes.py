"""A case of several programmes is decided when each of its results is."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.models import Docket, Proposal
from nextwave.casework.queue import docket
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
    two_left = SimpleNamespace(undecided=lambda case, result: {"school"})
    monkeypatch.setattr(docket, "undecided", two_left.undecided)
    do(WriteNote("Something else."), worker, case, Attempted("note"))
    assert Docket.objects.get(pk=case.pk).open


def test_one_that_follows_another_is_decided_with_it(filed: Filing) -> None:
    case = filed()
    result = case.assessments.latest("pk").result
    both = {"programmes": {"snap": result["programmes"]["snap"], "fap": result["programmes"]["snap"]}}
    assert docket.undecided(case, both) == {"snap"}
