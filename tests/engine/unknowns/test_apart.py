"""Programmes whose people fall into other units are searched apart, and come to what one search comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nextwave.engine.answers import assessment
from nextwave.engine.answers.assessment import Assessor, Compiled
from nextwave.engine.budget import Budget
from nextwave.engine.unknowns.apart import Searchers
from nextwave.rulebook.loading import load
from tests.engine.generated import Generator
from tests.engine.proofs import partial
from tests.engine.small import Small

PEOPLE = '''"""People who pair up, and share flats by colour."""


class Colour(Enum):
    red = "Red"
    green = "Green"
    blue = "Blue"


class Person(Entity):
    """Someone."""

    x: Money = fact(ask="x?", maximum=1000)
    n: int = fact(ask="n?", minimum=0, maximum=6)
    yes: bool = fact(ask="yes?")
    colour: Colour = fact(ask="colour?")
    pay: Money = fact(ask="pay?", flow=True, minimum=0, maximum=1000)
    partner: Person | None = fact(ask="partner?")


class Household(Group, of=Person):
    """Everyone."""

    rent: Money = fact(ask="rent?", maximum=2000)


class Pair(Partition, of=Person, within=Household, cites="Test 1"):
    """Partners."""

    def together(a: Person, b: Person) -> bool:
        """Partners."""
        return a.partner == b


class Flat(Partition, of=Person, within=Household, cites="Test 11"):
    """Those of one colour live together."""

    def together(a: Person, b: Person) -> bool:
        """One colour."""
        return a.colour == b.colour


@rule(cites="Test 12")
def partners_differ(household: Household) -> bool:
    """Partners are of different colours."""
    return all(p.partner is None or p.partner.colour != p.colour for p in household.people)
'''

RULES = '''
@rule(cites="Test 90")
def amount(pair: Pair, law: Law) -> Money:
    """What a pair gets."""
    return max(0, law.limit[count(p for p in pair.people)] - sum(per_month(p.pay, week=4, two_weeks=2, half_month=2, year=1 / 12) for p in pair.people))

@rule(cites="Test 91")
def any_pair(pair: Pair) -> bool:
    """Who can."""
    return any(p.yes for p in pair.people)
'''

HEATING = '''"""A second programme, of other units."""


@rule(cites="Test 92")
def cold(flat: Flat, law: Law) -> bool:
    """Nobody earns much."""
    return all(p.x < law.pot for p in flat.people)


@rule(cites="Test 93")
def amount(flat: Flat, law: Law) -> Money:
    """What a flat gets."""
    return law.monthly * count(p for p in flat.people if p.n > 2)
'''

ON = date(2026, 3, 10)


def programme(folder: Path, name: str, concerns: str, eligible: str) -> None:
    (folder / name / "programme.toml").write_text(
        f'title = "{name.capitalize()}"\nconcerns = "{concerns}"\neligible = "{eligible}"\namount = "amount"\n'
        'reasons = []\ncites = "Test"\n'
    )


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Compiled]:
    folder = tmp_path_factory.mktemp("apart") / "rulebook"
    Small(folder, RULES)
    (folder / "people.py").write_text(PEOPLE)
    (folder / "rulebook.toml").write_text(
        (folder / "rulebook.toml").read_text()
        + 'constraints = ["partners_differ"]\nprogrammes = ["grant", "heating"]\n'
    )
    programme(folder, "grant", "Pair", "any_pair")
    (folder / "heating").mkdir()
    (folder / "heating" / "rules.py").write_text(HEATING)
    programme(folder, "heating", "Flat", "cold")
    yield Assessor(load(folder)).at(ON)


def test_each_programme_has_the_ways_into_its_own_units_alone(there: Compiled) -> None:
    parts = there.searchers.parts
    assert [([o.programme.name for o in p.plan.outcomes], list(p.plan.structures)) for p in parts] == [
        (["grant"], ["Pair"]),
        (["heating"], ["Flat"]),
    ]
    nothing_known = there.reader.read({"people": [{"id": name} for name in "abc"]})
    ways = [len(search.begun) for search in there.searchers.search(nothing_known, Budget())]
    assert max(ways) <= 5 < len(there.searcher.search(nothing_known, Budget()).begun)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_searched_apart_holds_for_completions_of_everything(there: Compiled, seed: int) -> None:
    generator, counts = Generator(there, seed), Counter[str]()
    assert [p for _ in range(60) for p in partial(there, generator, 15, counts)] == []
    assert counts["completions"] > 100
    assert counts["witnesses"] > 20


def test_it_comes_to_what_one_search_comes_to(there: Compiled) -> None:
    together = Searchers(there.searcher)
    together.parts = [there.searcher]  # type: ignore[misc]
    one = replace(there, searchers=together)
    generator, same = Generator(there, 7), 0
    for _ in range(60):
        household = there.reader.read(generator.forget(generator.possible(most=3)[0], 0.3))
        if not household.open:
            continue
        answers = [assessment._open(of, household, Budget()) for of in (there, one)]
        for name in ("grant", "heating"):
            pairs = zip(*(answer[name]["results"] for answer in answers), strict=True)
            for mine, theirs in pairs:
                if "undecided" not in mine and "undecided" not in theirs:
                    same += 1
                    said: list[Any] = [(r["for"], r["status"], r["amount"]) for r in (mine, theirs)]
                    assert said[0] == said[1]
    assert same > 60


def test_a_rulebook_of_one_kind_of_unit_has_one_search(november: Compiled) -> None:
    assert november.searchers.parts == [november.searcher]
