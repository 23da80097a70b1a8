"""What people have several of, such as jobs, animals or vehicles: each a record with facts of its own, in a list that
the person's record holds under its name.

lists(book)  # {"jobs": Entity(name="Job", …)}
as_fact(book, "jobs").label  # "Jobs"
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nextwave.engine.building.lowering.names import snake
from nextwave.rulebook.model import Entity, Fact, Rulebook


def name_of(entity: Entity) -> str:
    """The name of the list in the record of whoever has them."""
    return snake(entity.name) + "s"


def lists(book: Rulebook) -> dict[str, Entity]:
    """What people have several of, by the name of the list."""
    whose = book.person.name
    return {name_of(e): e for e in book.entities.values() if e.of == whose and e.kind == "entity"}


def called(entity: Entity) -> str:
    """What one of them is called; by its class, as a law of an earlier version has it, where it does not say."""
    return entity.label or snake(entity.name).replace("_", " ").capitalize()


def several_called(entity: Entity) -> str:
    """What they are called together."""
    return entity.labels or name_of(entity).replace("_", " ").capitalize()


def asked(entity: Entity) -> str:
    """The question whether there are any."""
    return entity.ask or f"Does {{person}} have any {name_of(entity)}?"


def facts_of(book: Rulebook, entity: Entity) -> list[Fact]:
    """What can be said of each, in the rulebook's order."""
    return [fact for (owner, _name), fact in book.facts.items() if owner == entity.name]


def begins_with(book: Rulebook, entity: Entity) -> Fact | None:
    """The fact that is asked as one is added: the first that people can say of every one; None where there is none."""
    return next((f for f in facts_of(book, entity) if f.asked and f.applies is None), None)


def as_fact(book: Rulebook, name: str) -> Fact | None:
    """A list of a person as one fact, which is stated, shown by papers and corrected as a whole; None where people have
    no such list."""
    entity = lists(book).get(name)
    if entity is None:
        return None
    papers = tuple(dict.fromkeys(paper for fact in facts_of(book, entity) for paper in fact.evidence))
    return Fact(
        name,
        book.person.name,
        "list",
        entity.place,
        ask=asked(entity),
        label=several_called(entity),
        help=entity.summary,
        evidence=papers,
    )


@dataclass(frozen=True, slots=True)
class Item:
    """One of what somebody has several of: whose it is, in which list, its place there from 1 on, and its record."""

    owner: str
    list: str
    number: int
    record: dict[str, Any]


def with_ids(book: Rulebook, situation: dict[str, Any]) -> dict[str, Any]:
    """A situation in which each of what people have several of has an id: one that was stated without has the id that
    answers give it, its number among all of its kind, where a list that is not stated counts as one."""
    given: dict[str, int] = {}
    people = []
    for person in situation.get("people", ()):
        lists_of = {}
        for name, entity in lists(book).items():
            first = given.get(name, 0)
            there = person.get(name)
            given[name] = first + (1 if there is None else len(there))
            if there is not None:
                lists_of[name] = [{"id": f"{snake(entity.name)}{n}", **one} for n, one in enumerate(there, first + 1)]
        people.append({**person, **lists_of})
    return {**situation, "people": people}


def items(book: Rulebook, situation: dict[str, Any]) -> dict[str, Item]:
    """Each of what people have several of, by its id. Its record is that of the situation, to be changed there, where
    it was stated with its id."""
    found: dict[str, Item] = {}
    for place, person in enumerate(with_ids(book, situation)["people"]):
        for name in lists(book):
            for number, record in enumerate(person.get(name) or (), 1):
                own = situation["people"][place][name][number - 1]
                there = Item(person["id"], name, number, own if "id" in own else record)
                found.setdefault(str(record["id"]), there)
    return found


def new_id(situation: dict[str, Any], of: str, entity: Entity, book: Rulebook) -> str:
    """An id for one more of somebody's: the next that nobody has used."""
    first = snake(entity.name)[0]
    used = items(book, situation)
    return next(one for n in range(1, 1000) if (one := f"{of}{first}{n}") not in used)
