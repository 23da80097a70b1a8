"""By what the queue and the statistics go is a fact of the home that has a list of what it can be."""

from __future__ import annotations

from nextwave.rulebook.area import area_of, problems
from nextwave.rulebook.model import Choice, Fact
from nextwave.rulebook.problems import Place
from tests.washington import washington

HERE = Place("home.py")
CHOICE = Choice("Ward", ("north", "south"), {"north": "North", "south": "South"}, HERE)


def wrong(name: str, *facts: Fact, choice: Choice = CHOICE) -> list[str]:
    return [p.what for p in problems(name, facts, [choice])]


def test_washingtons_is_the_county() -> None:
    area = area_of(washington())
    assert area is not None
    assert (area.called, area.table, len(area.choice.members)) == ("County", "applications_by_county", 39)


def test_it_has_a_list_of_what_it_can_be() -> None:
    assert wrong("ward", Fact("ward", "Home", "choice", HERE, "Ward")) == []
    assert wrong("rent", Fact("rent", "Home", "money", HERE)) == [
        "area names rent, which has no list of what it can be"
    ]


def test_its_name_is_not_taken_and_its_members_fit() -> None:
    assert wrong("language", Fact("language", "Home", "choice", HERE, "Ward")) == [
        "area names language, by which applications are counted otherwise too"
    ]
    long = Choice("Ward", ("n" * 41,), {}, HERE)
    assert "longer than 40 signs" in wrong("ward", Fact("ward", "Home", "choice", HERE, "Ward"), choice=long)[0]
