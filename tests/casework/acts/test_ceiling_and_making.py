"""What delegations may ask of who made a household, and the law's ceiling on grants."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.access.authority import verdict
from nextwave.casework.access.codes import new_code
from nextwave.casework.access.parts import parts_of
from nextwave.casework.acts.act import Act, Attempted, do
from nextwave.casework.acts.add_person import AddPerson
from nextwave.casework.acts.change_contact import ChangeContact
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.acts.replace_code import ReplaceCode
from nextwave.casework.law.ceiling import AboveCeiling, ceiling
from nextwave.casework.models import Proposal
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import RulebookError
from tests.casework.acts.test_deciding import AS_ASSESSED, EVERYONE
from tests.casework.conftest import Filing
from tests.casework.riverton import GOOD

PDF = b"%PDF-1.7\n%%EOF\n"


def against(actor: Actor, proposal: Proposal) -> tuple[str, ...]:
    """The policies that stand against issuing it alone."""
    assert actor.account is not None
    found = verdict(actor.account, "issue", proposal)
    assert found.errors == ()
    return () if found.allowed else found.policies


@pytest.mark.parametrize("made", [ReplaceCode(new_code()), ChangeContact({"phone": "555 0101"}), AddPerson("Dan Ruiz")])
def test_whoever_made_part_of_a_household_does_not_grant_it_something_alone(
    filed: Filing, people: dict[str, Actor], made: Act
) -> None:
    case, worker, other = filed(), people["worker"], people["other worker"]
    proposal = Proposal.objects.get(event=do(Propose(AS_ASSESSED), worker, case, Attempted("propose")))
    assert against(worker, proposal) == ()
    do(made, worker, case, Attempted("made"))
    assert "grant-of-own-making" in against(worker, proposal)
    assert against(other, proposal) == ()
    do(GiveEvidence("id.pdf", PDF), worker, case, Attempted("own"))
    assert "grant-of-own-making" in against(worker, proposal), "a document of one's own shows nothing"
    do(GiveEvidence("id.pdf", PDF + b"2"), other, case, Attempted("other"))
    assert against(worker, proposal) == ()


def test_what_the_household_sent_counts_unless_the_officer_had_its_code(
    filed: Filing, people: dict[str, Actor]
) -> None:
    case, worker, other = filed(), people["worker"], people["other worker"]
    assert worker.account is not None and other.account is not None
    do(GiveEvidence("id.pdf", PDF), RESIDENT, case, Attempted("give"))
    do(ReplaceCode(new_code()), worker, case, Attempted("code"))
    parts = parts_of(case)
    assert not parts.evidence_of_others(worker.account.pk)
    assert parts.evidence_of_others(other.account.pk)
    assert (parts.people(worker.account.pk), parts.people(other.account.pk)) == (1, 2)


def test_the_ceiling_is_the_maximum_allotment_by_the_number_of_people(db: None) -> None:
    found = [ceiling("snap", people, date(2026, 11, 1)) for people in (1, 3, 8, 10)]
    assert found == [30_600, 80_800, 184_100, 229_100]
    assert ceiling("fap", 1, date(2026, 11, 1)) == 30_600


def test_no_proposal_is_above_the_ceiling(filed: Filing, people: dict[str, Actor]) -> None:
    case, worker = filed(), people["worker"]
    most = ceiling("snap", 3, date(2026, 11, 24))
    assert most is not None
    above = Proposed("snap", EVERYONE, "granted", most + 1, "rulebook_error", "The rent.", "Talked on the phone.")
    with pytest.raises(AboveCeiling, match=r"no more than 808\.00 a month"):
        do(Propose(above), worker, case, Attempted("above"))
    assert not Proposal.objects.exists()
    at = Proposed("snap", EVERYONE, "granted", most, "rulebook_error", "The rent.", "Talked on the phone.")
    assert do(Propose(at), worker, case, Attempted("at"))


@pytest.mark.parametrize(
    ("most", "says"),
    [("limits", "which is no figure"), ("savings", "which is money"), ("", None), ("limit", None), ("base", None)],
)
def test_a_programme_that_names_no_amount_as_its_most_is_refused(tmp_path: Path, most: str, says: str | None) -> None:
    book = tmp_path / "riverton"
    shutil.copytree(GOOD, book)
    toml = book / "grant" / "programme.toml"
    toml.write_text(toml.read_text() + (f'most = "{most}"\n' if most else ""))
    if says is None:
        assert load(book).programmes["grant"].most == most
    else:
        with pytest.raises(RulebookError, match=says):
            load(book)
