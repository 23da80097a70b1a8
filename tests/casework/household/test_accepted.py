"""What others decided or say is kept with who said it, on which day and by which document; a grant waits for these."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.acts.file_application import Application, file
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.acts.state_facts import StateFacts
from nextwave.casework.household.assessing import latest
from nextwave.casework.household.facts import Stated, facts_of
from nextwave.casework.household.outstanding import Outstanding, outstanding
from nextwave.casework.household.replaying import replay
from nextwave.casework.models import Case, EvidenceFile, Proposal, Statement
from nextwave.casework.notices.notice import composed
from nextwave.casework.refusals import Refused
from tests.casework import riverton
from tests.casework.conftest import TODAY
from tests.engine.answers.test_accepted import with_repairs

AWARD = Stated("household", "award", "20.00")
LISTED = Stated("household", "listed", True, source="system", decided_on="2026-11-02")


@pytest.fixture
def case(people: dict[str, Actor], tmp_path: Path, settings: LazySettings) -> Iterator[Case]:
    """Someone in an old house who says what the court awarded."""
    with riverton.in_force(with_repairs(riverton.rulebook(tmp_path)), settings):
        stated = [*riverton.filed(riverton.Person()), AWARD, Stated("household", "by_stages", False)]
        yield file(RESIDENT, Application({"p1": "Ana"}, stated, {}, "en", "online"), Attempted("file"))[0]


def state(case: Case, who: Actor, *stated: Stated) -> None:
    do(StateFacts(list(stated)), who, case, Attempted(f"state {case.docket.version} {len(stated)} {stated[0]}"[:60]))
    case.docket.refresh_from_db()


def kept(case: Case, fact: str) -> Statement:
    return facts_of(case).statements["household", fact]


def test_a_decision_that_the_household_tells_of_is_kept_with_who_decided(case: Case) -> None:
    assert kept(case, "award").decided == {"by": "the court of Riverton"}
    assert kept(case, "by_stages").decided is None
    assert facts_of(case).situation()["household"]["award"] == "20.00"


def test_its_day_and_its_document_are_outstanding(case: Case, people: dict[str, Actor]) -> None:
    assert outstanding(case) == [Outstanding("household", "award", ("day", "document"))]
    state(case, people["worker"], Stated("household", "award", "20.00", decided_on="2026-02-03"))
    assert outstanding(case) == [Outstanding("household", "award", ("document",))]
    do(GiveEvidence("letter.pdf", b"%PDF-1.7\n"), RESIDENT, case, Attempted("give"))
    shown = {"source": "document", "evidence": EvidenceFile.objects.get().pk}
    state(case, people["worker"], Stated("household", "award", "20.00", **shown))
    assert outstanding(case) == [Outstanding("household", "award", ("day",))]
    state(case, people["worker"], Stated("household", "award", "20.00", decided_on="2026-02-03", **shown))
    assert outstanding(case) == []
    assert kept(case, "award").decided == {"by": "the court of Riverton", "on": "2026-02-03"}


def test_of_what_is_not_there_nothing_is_outstanding(case: Case, people: dict[str, Actor]) -> None:
    state(case, people["worker"], Stated("household", "award", "0.00"))
    assert outstanding(case) == []
    state(case, people["worker"], Stated("household", "award", None, known=False))
    assert outstanding(case) == []
    assert kept(case, "award").decided is None


def test_a_system_is_its_own_document(case: Case, people: dict[str, Actor]) -> None:
    state(case, people["worker"], LISTED)
    assert kept(case, "listed").decided == {"by": "the list of old houses", "on": "2026-11-02"}
    assert Outstanding("household", "award", ("day", "document")) in outstanding(case)
    assert all(one.fact != "listed" for one in outstanding(case))


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        (Stated("household", "listed", True), "said-by"),
        (Stated("household", "sound", True), "said-by"),
        (Stated("household", "sound", True, source="judgement", reason="It looks sound."), "judgement"),
        (Stated("household", "by_stages", True, source="system"), "chosen"),
        (Stated("household", "by_stages", True, decided_on="2026-02-03"), "decided"),
        (Stated("household", "award", "20.00", decided_on="2026-11-25"), "decided"),
        (Stated("household", "award", "20.00", decided_on="3 February"), "decided"),
    ],
)
def test_who_cannot_say_it_and_a_day_that_cannot_be_are_refused(
    case: Case, people: dict[str, Actor], stated: Stated, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        state(case, people["worker"], Stated("p1", "hours", 10), stated)
    assert refused.value.problem.code == code
    assert facts_of(case).value("p1", "hours") == 0


def test_what_a_register_says_can_be_taken_back_by_anyone(case: Case, people: dict[str, Actor]) -> None:
    state(case, people["worker"], LISTED)
    state(case, people["worker"], Stated("household", "listed", None, known=False))
    assert facts_of(case).value("household", "listed") is None


def test_nobody_applies_with_what_a_register_says(db: None, tmp_path: Path, settings: LazySettings) -> None:
    with riverton.in_force(riverton.rulebook(tmp_path), settings):
        stated = [*riverton.filed(riverton.Person()), Stated("household", "listed", True)]
        with pytest.raises(Refused, match="the list of old houses says"):
            file(RESIDENT, Application({"p1": "Ana"}, stated, {}, "en", "online"), Attempted("file"))
        assert not Case.objects.exists()


def test_the_assessment_and_the_notice_say_as_who_decided_on_which_day(case: Case, people: dict[str, Actor]) -> None:
    worker = people["worker"]
    state(case, worker, Stated("household", "award", "20.00", source="system", decided_on="2026-02-03"))
    state(case, worker, LISTED, Stated("household", "sound", True, source="system"))
    assessment = latest(case)
    (result,) = assessment.result["programmes"]["grant"]["results"]
    assert {(a["fact"], a.get("on")) for a in result["accepted"]} == {
        ("award", "2026-02-03"),
        ("listed", "2026-11-02"),
        ("sound", None),
    }
    assert replay(assessment).same
    with pytest.raises(Refused, match=r"the day of what was decided \(sound of household\)") as refused:
        do(Propose(Proposed("grant", ("p1",))), worker, case, Attempted("propose"))
    assert refused.value.problem.code == "outstanding"
    despite = Proposed("grant", ("p1",), despite="The builder comes again next year.")
    proposal = Proposal.objects.get(event=do(Propose(despite), worker, case, Attempted("propose")))
    said = " ".join(composed(proposal, TODAY)["paragraphs"])
    assert "As decided by the court of Riverton on November 3, 2026" not in said
    assert "As decided by the court of Riverton on February 3, 2026: What did the court award you for repairs: " in said
    assert "According to the list of old houses, November 2, 2026: Is it on the list of old houses: Yes." in said
    assert "According to a sworn builder: Is it sound: Yes." in said


def test_what_was_kept_before_has_nobody_who_decided(case: Case) -> None:
    """Of statements from before such facts were told apart nothing is outstanding."""
    old = kept(case, "award")
    again = Statement.objects.create(
        case=case, event=old.event, of=old.of, fact=old.fact, value="20.00", source="stated"
    )
    assert again.decided is None
    assert outstanding(case) == []


DOGS = {
    "programme.toml": 'title = "Dog tax"\nkind = "in kind"\nconcerns = "Unit"\neligible = "somebody"\nreasons = ["somebody"]\n',
    "rules.py": '''from __future__ import annotations

from nextwave.language import rule


@rule(cites="Riverton Code 40")
def somebody(unit: Unit) -> bool:
    """There is somebody."""
    return unit.grant.size > 0
''',
}


def test_what_a_programme_does_not_read_keeps_it_not_waiting(
    people: dict[str, Actor], tmp_path: Path, settings: LazySettings
) -> None:
    book = with_repairs(riverton.rulebook(tmp_path))
    (book / "dogs").mkdir()
    for name, text in DOGS.items():
        (book / "dogs" / name).write_text(text)
    with riverton.in_force(book, settings):
        stated = [*riverton.filed(riverton.Person()), AWARD, Stated("household", "by_stages", False)]
        case, _ = file(RESIDENT, Application({"p1": "Ana"}, stated, {}, "en", "online"), Attempted("file"))[:2]
        award = [Outstanding("household", "award", ("day", "document"))]
        assert (outstanding(case), outstanding(case, "grant"), outstanding(case, "dogs")) == (award, award, [])
        event = do(Propose(Proposed("dogs", ("p1",))), people["worker"], case, Attempted("propose"))
        assert Proposal.objects.get(event=event).outcome == "granted"
