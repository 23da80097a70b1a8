"""Old decisions come out the same under the law that was kept with them, whatever the law is now."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.deciding.approve import Approve
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.household.assessing import latest
from nextwave.casework.household.replaying import first_difference, replay
from nextwave.casework.law import in_force as law
from nextwave.casework.models import AssessmentRecord, Case, Decision, Law, Proposal
from nextwave.rulebook.finding import find
from tests.casework.conftest import Filing
from tests.cli.test_commands import run

FIGURES = Path("snap") / "parameters.yaml"


def forget() -> None:
    for known in (law.assessor, law.delegations, law.all_notice_rules, law.assessor_of):
        known.cache_clear()


@pytest.fixture
def rulebook(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of Washington's rulebook that is in force and can be changed."""
    folder = tmp_path / "copied" / "washington"
    shutil.copytree(find("washington"), folder)
    settings.RULEBOOK = str(folder)
    monkeypatch.setenv("NEXTWAVE_DATA", str(tmp_path / "data"))
    forget()
    yield folder
    forget()


def change(rulebook: Path) -> None:
    """Raises the largest benefits of everyone by a thousand dollars, from now on."""
    path = rulebook / FIGURES
    text = path.read_text("utf-8")
    start = text.index("maximum_allotment:")
    tables = re.compile(r"(?<=value: )\{1: .*\}")
    raised = tables.sub(lambda m: re.sub(r"(?<=: )\d+", lambda n: str(int(n[0]) + 1000), m[0]), text[start:])
    assert raised != text[start:]
    path.write_text(text[:start] + raised, "utf-8")
    forget()


def decided(case: Case, worker: Actor, key: str) -> Decision:
    event = do(
        Propose(Proposed("snap", ("p1", "p2", "p3"), despite="Talked on the phone; it is not recorded yet.")),
        worker,
        case,
        Attempted(f"{key}-propose"),
    )
    do(Issue(Proposal.objects.get(event=event).pk), worker, case, Attempted(f"{key}-issue"))
    return Decision.objects.get(case=case)


def test_a_decision_replays_the_same_under_its_own_law_after_the_law_has_changed(
    rulebook: Path, filed: Filing, people: dict[str, Actor]
) -> None:
    before = decided(filed("file-1"), people["worker"], "one")
    change(rulebook)
    after = decided(filed("file-2"), people["worker"], "two")
    assert before.proposal.amount != after.proposal.amount
    assert before.proposal.assessment.law_id != after.proposal.assessment.law_id
    assert [replay(d.proposal.assessment).same for d in (before, after)] == [True, True]
    status, said, _ = run("replay", "--all", "--json")
    assert (status, json.loads(said)["different"]) == (0, 0)
    assert len({d["law"] for d in json.loads(said)["decisions"]}) == 2
    shutil.rmtree(rulebook)
    forget()
    assert replay(AssessmentRecord.objects.get(pk=before.proposal.assessment.pk)).same


def tamper(table: str, sql: str, *values: object) -> None:
    """Someone with the database's own rights takes its guard away and changes a record."""
    if connection.vendor == "postgresql":
        pytest.skip("the role of the application cannot: tests/outside/data/test_database_roles.py")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {table}_no_update")
        cursor.execute(sql, values)


def test_a_result_that_was_changed_in_the_database_is_found(
    rulebook: Path, filed: Filing, people: dict[str, Actor]
) -> None:
    from nextwave.casework.household.assessing import digest_of
    from nextwave.casework.keeping.sealing import sealed

    case = filed()
    decided(case, people["worker"], "one")
    record = latest(case)
    other = json.loads(json.dumps(record.result))
    other["programmes"]["snap"]["results"][0]["amount"]["low"] = "999.00"
    tamper("casework_assessmentrecord", "UPDATE casework_assessmentrecord SET result = %s", sealed(other))
    found = replay(AssessmentRecord.objects.get(pk=record.pk))
    assert (found.same, "digest" in found.difference) == (False, True)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_assessmentrecord SET digest = %s", [digest_of(other)])
    found = replay(AssessmentRecord.objects.get(pk=record.pk))
    assert not found.same
    assert found.difference.startswith("programmes.snap.results[0].amount.low was '999.00' and is")
    status, said, _ = run("replay", case.reference)
    assert status == 1
    assert f"{case.reference} snap: different: programmes.snap" in said


def test_law_that_was_changed_in_the_database_is_found(rulebook: Path, filed: Filing, people: dict[str, Actor]) -> None:
    decision = decided(filed(), people["worker"], "one")
    version = decision.proposal.assessment.law_id
    change(rulebook)
    filed("file-2")
    other = Law.objects.exclude(pk=version).get(name="washington")
    tamper("casework_law", "UPDATE casework_law SET archive = %s WHERE version = %s", bytes(other.archive), version)
    forget()
    found = replay(decision.proposal.assessment)
    assert (found.same, "the kept law is not what was kept" in found.difference) == (False, True)


@pytest.mark.parametrize(
    ("before", "now", "says"),
    [
        ({"a": 1}, {"a": 1}, ""),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}}, "a.b[1] was 2 and is 3 now"),
        ({"a": 1}, {}, "a is only in the recorded result"),
        ({}, {"a": None}, "a is only in the new result"),
        ([1, 2], [1], " had 2 entries and has 1 now"),
        ({"a": True}, {"a": 1}, "a was True and is 1 now"),
    ],
)
def test_the_first_difference_is_named(before: object, now: object, says: str) -> None:
    assert first_difference(before, now) == says


def test_where_something_was_open_more_may_be_known_now(
    rulebook: Path, filed: Filing, people: dict[str, Actor]
) -> None:
    from nextwave.casework.household.assessing import digest_of
    from nextwave.casework.keeping.sealing import sealed

    case = filed(p1__rent=...)
    proposed = Proposed(
        "snap", ("p1", "p2", "p3"), "granted", 100, "rulebook_error", "Counted by hand.", "Asked twice."
    )
    worker, supervisor = people["worker"], people["supervisor"]
    event = do(Propose(proposed), worker, case, Attempted("propose"))
    do(Approve(Proposal.objects.get(event=event).pk), supervisor, case, Attempted("approve"))
    do(Issue(Proposal.objects.get(event=event).pk), worker, case, Attempted("issue"))
    record = latest(case)
    assert record.result["programmes"]["snap"]["results"][0]["needs"]
    earlier = json.loads(json.dumps(record.result))
    left_out = earlier["programmes"]["snap"]["results"][0]["reasons"].pop(1)
    tamper("casework_assessmentrecord", "UPDATE casework_assessmentrecord SET result = %s", sealed(earlier))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_assessmentrecord SET digest = %s", [digest_of(earlier)])
    found = replay(AssessmentRecord.objects.get(pk=record.pk))
    assert (found.same, found.difference) == (True, "")
    assert left_out["rule"] in found.more_known
    status, said, _ = run("replay", "--all")
    assert status == 0
    assert f"{case.reference} snap: the same, and more is known now: programmes.snap" in said
    assert "1 of 1 decisions come out the same." in said
