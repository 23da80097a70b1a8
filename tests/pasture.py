"""A rulebook of an invented town in which people have several of two things: animals with facts of every kind that a
page can ask, and badges of which nothing is asked but how many there are."""

from __future__ import annotations

from pathlib import Path

from nextwave.rulebook.beginning import begun

THINGS = '''

class Kind(Enum):
    cow = "Cow"
    goat = "Goat"


class Animal(Entity, of=Person, at_most=3, ask="Does {person} keep animals?", label="Animal", labels="Animals"):
    """An animal on the pasture."""

    kind: Kind = fact(ask="What kind of animal is it?", label="Kind", evidence=["a passport of the animal"])
    feed: Money = fact(ask="What does its feed cost {person}?", label="Feed", flow=True, maximum=1_000)
    born: date = fact(ask="When was it born?", label="Born")
    vaccinated: bool = fact(ask="Is it vaccinated?", label="Vaccinated")
    teeth: int = fact(ask="How many teeth does it have?", label="Teeth", minimum=0, maximum=40)


class Badge(Entity, of=Person, at_most=2, ask="Does {person} wear badges?", label="Badge", labels="Badges"):
    """A badge of the town."""
'''

RULES = '''"""Who gets it."""

from __future__ import annotations

from nextwave.language import Law, Money, age, count, period_start, rule


@rule(cites="Pasture Code 1")
def counts(animal: Animal) -> bool:
    """It is a vaccinated animal with teeth."""
    return animal.vaccinated and animal.teeth > 0 and age(animal.born, period_start) >= 1


@rule(cites="Pasture Code 2")
def feed_of_a_month(animal: Animal) -> Money:
    """What its feed costs in a month."""
    return per_month(animal.feed, week=4, two_weeks=2, half_month=2, year=1 / 12)


@rule(cites="Pasture Code 2")
def feed_of_goats(person: Person) -> Money:
    """What the feed of goats that count costs."""
    return sum(a.feed_of_a_month for a in person.animals if a.counts and a.kind == Kind.goat)


@rule(cites="Pasture Code 3")
def eligible(household: Household, law: Law) -> bool:
    """Somebody keeps an animal, and nobody wears two badges."""
    return household.lives_here and all(
        age(person.birth_date, period_start) >= law.least_age and count(b for b in person.badges) < 2
        for person in household.people
    )


@rule(cites="Pasture Code 4")
def amount(household: Household, law: Law) -> Money:
    """The amount, and the feed of goats."""
    return law.amount + sum(person.feed_of_goats for person in household.people)
'''


def pasture(folder: Path) -> Path:
    """The rulebook in a folder that is not there yet."""
    made = folder / "pasture"
    begun(made, kind="paid", currency="EUR", territory="IE", year=2026)
    people = made / "people.py"
    text = people.read_text().replace("import Entity, Group, fact", "import Entity, Group, Money, fact")
    people.write_text(text + THINGS)
    (made / "benefit" / "rules.py").write_text(RULES)
    programme = made / "benefit" / "programme.toml"
    lines = [line for line in programme.read_text().splitlines() if not line.startswith(('most = "', "reasons"))]
    programme.write_text("\n".join(lines).replace("\nsummary", '\nreasons = ["eligible", "amount"]\nsummary', 1))
    return made
