"""Whoever seems to stand in a case is asked before anything of it is shown, and what they say is kept."""

from __future__ import annotations

import pytest

from nextwave.casework.access.accounts import set_person
from nextwave.casework.models import Access, Acquaintance, Case, Conflict, Docket
from tests.casework.conftest import Filing
from tests.web.worker.conftest import Officer


@pytest.fixture
def case(filed: Filing) -> Case:
    return filed()


@pytest.fixture
def namesake(worker: Officer) -> Officer:
    """A worker whose name is like one of the case's."""
    assert worker.actor.account is not None
    set_person(worker.actor.account, "Ruiz, Ana J.", "")
    return worker


def known(officer: Officer, case: Case, **answer: str) -> str:
    return officer.post(f"/cases/{case.reference}/known/", answer)


def test_a_case_with_a_name_like_ones_own_asks_first_and_shows_no_more_than_the_name(
    namesake: Officer, case: Case
) -> None:
    there = f"/cases/{case.reference}/"
    namesake.open(case, "question")
    assert namesake.location.startswith(f"{there}known/?next=")
    text = namesake.get(namesake.location)
    assert "Is this you, or someone you know?" in text
    assert "Ana Ruiz" in text and "Ben Ruiz" not in text
    assert list(Access.objects.values_list("reason", "what")) == [("question", "names, to be asked")]


def test_whoever_says_no_goes_on_and_is_not_asked_again(namesake: Officer, case: Case) -> None:
    namesake.open(case)
    known(namesake, case, known="no", next=f"/cases/{case.reference}/facts/")
    assert namesake.location == f"/cases/{case.reference}/facts/"
    assert "Ben Ruiz" in namesake.get(f"/cases/{case.reference}/")
    answer = Acquaintance.objects.get()
    assert (answer.account, answer.people, answer.known) == (namesake.actor.account, ["p1"], False)
    namesake.get(f"/cases/{case.reference}/known/")
    assert namesake.location == f"/cases/{case.reference}/"


def test_whoever_says_yes_has_a_conflict_and_the_case_is_closed_to_them(namesake: Officer, case: Case) -> None:
    Docket.objects.update(assigned=namesake.actor.account)
    namesake.open(case)
    known(namesake, case, known="yes")
    assert namesake.location == "/cases/"
    namesake.get(f"/cases/{case.reference}/")
    assert namesake.status == 403
    namesake.get(f"/cases/{case.reference}/known/")
    assert namesake.status == 403
    assert Conflict.objects.get().account == namesake.actor.account
    assert Docket.objects.get().assigned is None


def test_whoever_says_nothing_is_asked_still(namesake: Officer, case: Case) -> None:
    namesake.open(case)
    known(namesake, case)
    assert (namesake.status, namesake.mistakes()) == (400, ["known"])
    namesake.on(case, "people/add/", {"name": "Dan Ruiz"})
    assert namesake.location.startswith(f"/cases/{case.reference}/known/")
    assert case.memberships.count() == 3


def test_someone_who_comes_later_is_asked_about_too(namesake: Officer, worker: Officer, case: Case) -> None:
    namesake.open(case)
    known(namesake, case, known="no")
    namesake.on(case, "people/add/", {"name": "Ana Ruiz"})
    assert namesake.location == f"/cases/{case.reference}/"
    namesake.get(f"/cases/{case.reference}/")
    assert namesake.location.startswith(f"/cases/{case.reference}/known/")


def test_nobody_else_is_asked(officers: dict[str, Officer], case: Case) -> None:
    assert "Ana Ruiz" in officers["worker"].open(case)
    officers["worker"].get(f"/cases/{case.reference}/known/")
    assert officers["worker"].location == f"/cases/{case.reference}/"


def test_a_display_name_alone_is_enough_to_ask(officers: dict[str, Officer], case: Case) -> None:
    account = officers["supervisor"].actor.account
    assert account is not None
    account.first_name, account.last_name = "Cy", "Ruiz"
    account.save()
    officers["supervisor"].open(case)
    assert officers["supervisor"].location.startswith(f"/cases/{case.reference}/known/")
