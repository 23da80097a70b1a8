"""What is asked of whom, in a rulebook where people have several of more than one thing."""

from __future__ import annotations

import pytest

from nextwave.rulebook.loading import load
from nextwave.rulebook.model import Rulebook
from nextwave.screening.questions import question
from tests.engine.small import Small

CARS = '''

class Car(Entity, of=Person, at_most=2):
    """A vehicle."""

    worth: Money = fact(ask="What is the car worth?", maximum=9000)
    wage: Money = fact(ask="What does driving it bring?", maximum=500)


class Trip(Entity, of=Car, at_most=4):
    """A journey."""

    miles: int = fact(ask="How far?", minimum=0, maximum=900)
'''
ANA = {"people": [{"id": "ana", "jobs": [{"id": "shop"}], "cars": [{"id": "van"}]}]}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    folder = tmp_path_factory.mktemp("questions") / "rulebook"
    Small(folder, "")
    with (folder / "people.py").open("a") as people:
        people.write(CARS)
    return load(folder)


@pytest.mark.parametrize(("fact", "of", "says"), [("jobs", "ana", "Work."), ("cars", "ana", "A vehicle.")])
def test_each_of_two_lists_of_a_person_is_asked_for_by_its_name(book: Rulebook, fact: str, of: str, says: str) -> None:
    asked = question(book, ANA, fact, of)
    assert (asked.kind, asked.entity, asked.ask, asked.help) == (
        "list",
        "Person",
        f"Does {{person}} have any {fact}?",
        says,
    )


@pytest.mark.parametrize(
    ("fact", "of", "entity", "ask"),
    [
        ("wage", "shop", "Job", "wage?"),
        ("worth", "van", "Car", "What is the car worth?"),
        ("wage", "van", "Car", "What does driving it bring?"),
        ("trips", "van", "Car", "Does {person} have any trips?"),
        ("trips", "car2", "Car", "Does {person} have any trips?"),
        ("rent", "household", "Household", "rent?"),
    ],
)
def test_a_question_is_of_the_entity_that_is_asked_about(
    book: Rulebook, fact: str, of: str, entity: str, ask: str
) -> None:
    asked = question(book, ANA, fact, of)
    assert (asked.entity, asked.ask) == (entity, ask)


@pytest.mark.parametrize("of", ["ana", "shop"])
def test_a_fact_that_is_none_is_refused(book: Rulebook, of: str) -> None:
    with pytest.raises(KeyError):
        question(book, ANA, "wheels", of)
