"""Small rulebooks for tests of the language: rules as text over one fixed set of people and facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from nextwave.engine.answers.explanation import shown
from nextwave.engine.building.plans import build
from nextwave.engine.building.quanta import Measures, measure
from nextwave.engine.evaluators.bounds import Bounds
from nextwave.engine.evaluators.exact import Exact, Values
from nextwave.engine.plan.graph import Plan
from nextwave.engine.situations.filling import Filling
from nextwave.engine.situations.household import Household
from nextwave.engine.situations.situation import SituationReader
from nextwave.engine.unknowns.box import Boxes
from nextwave.rulebook.loading import load

PEOPLE = '''"""People for tests."""


class Colour(Enum):
    red = "Red"
    green = "Green"
    blue = "Blue"


class Person(Entity):
    """Someone."""

    x: Stockless = fact(ask="x?", maximum=1000)
    n: int = fact(ask="n?", minimum=0, maximum=6)
    m: int = fact(ask="m?", minimum=1, maximum=6)
    share: Rate = fact(ask="share?", minimum=0, maximum=1, step=0.25)
    wait: Days = fact(ask="wait?", minimum=0, maximum=400)
    born: date = fact(ask="born?")
    moved: date = fact(ask="moved?")
    left: date | None = fact(ask="left?", minimum="1950-01-01", maximum="2030-12-31")
    retired: date | None = fact(ask="retired?", applies=is_old, otherwise=None)
    yes: bool = fact(ask="yes?")
    no: bool = fact(ask="no?")
    colour: Colour = fact(ask="colour?")
    pay: Money = fact(ask="pay?", flow=True, minimum=0, maximum=100_000)
    partner: Person | None = fact(ask="partner?")
    parents: list[Person] = fact(ask="parents?")
    aid: Money = fact(ask="aid?", maximum=1000, otherwise=usual_aid)
    badge: int = fact(ask="badge?", minimum=0, maximum=9, applies=is_old, otherwise=7)


class Job(Entity, of=Person, at_most=3):
    """Work."""

    wage: Money = fact(ask="wage?", maximum=500)


class Household(Group, of=Person):
    """Everyone."""

    rent: Money = fact(ask="rent?", maximum=2000)


class Pair(Partition, of=Person, within=Household, cites="Test 1"):
    """Partners."""

    def together(a: Person, b: Person) -> bool:
        """Partners."""
        return a.partner == b


class Kin(Circle, around=Person, cites="Test 2"):
    """A person, their partner and children."""

    def includes(person: Person, other: Person) -> bool:
        """Who counts."""
        return person == other or person.partner == other or person in other.parents


@rule(cites="Test 3")
def is_old(person: Person) -> bool:
    """Sixty or older."""
    return age(person.born, today) >= 60


@rule(cites="Test 3")
def usual_aid(person: Person) -> Money:
    """What there is where nothing is stated."""
    return per_month(person.pay, week=4, two_weeks=2, half_month=2, year=1 / 12) * 0.1
'''.replace("Stockless", "Money")

FIGURES = """limit: {title: Limit, unit: money/month, step: 1, reference: Test 4, table: int, beyond: last,
  values: {2026-01-01: {1: 100, 2: 150, 3: 170}, 2026-07-01: {1: 110, 2: 160, 3: 180}}}
bands: {title: Bands, unit: money/month, step: 1, reference: Test 5, table: threshold, beyond: last,
  values: {2026-01-01: {0: 0, 100: 5, 500: 2}}}
sizes: {title: Sizes, unit: money, step: 1, reference: Test 9, table: int, beyond: {add: {2026-01-01: 16}},
  values: {2026-01-01: {1: 4, 2: 6, 3: 40}}}
shares: {title: Shares, unit: rate, step: 0.5, reference: Test 9, table: threshold, beyond: last,
  values: {2026-01-01: {0: -0.5, 100: 2.5}}}
tenths: {title: By share, unit: int, step: 1, reference: Test 9, table: threshold,
  values: {2026-01-01: {0: 3, 0.2001: 5, 0.5: 4}}}
pension: {title: Months to a pension, unit: months, step: 1, reference: Test 9, table: threshold,
  values: {2026-01-01: {1900-01-01: 792, 1960-04-06: 793, 1960-05-06: 794, 1961-03-06: 804}}}
hue: {title: By colour, unit: money, step: 1, reference: Test 9, table: Colour,
  values: {2026-01-01: {red: 7, green: -2, blue: 4}}}
places: {title: By colour and number, unit: money/month, step: 0.5, reference: Test 9, table: [Colour, int], beyond: last,
  values: {2026-01-01: {red: {1: 10, 2: 20.5}, green: {1: 8, 2: 4, 3: 5}, blue: {0: 1}}}}
pairs: {title: By two colours, unit: rate, step: 0.1, reference: Test 9, table: [Colour, Colour],
  values: {2026-01-01: {red: {red: 1, green: 2, blue: 3}, green: {red: 0.5, green: 4, blue: 9},
    blue: {red: 1, green: 1, blue: 1}}}}
fives: {title: Fives, unit: int, step: 5, reference: Test 9, values: {2026-01-01: 15}}
cutoff: {title: A day, unit: date, reference: Test 9, values: {2026-01-01: 1990-05-01}}
eldest: {title: The eldest, unit: money/week, step: 0.05, reference: Test 9, values: {2026-01-01: 26.05}}
pot: {title: The pot, unit: money, step: 1, reference: Test 9, values: {2026-01-01: 706}}
ends: {title: The end, unit: date, reference: Test 9, values: {2026-01-01: 2026-02-28}}
days: {title: Days of the law, unit: date, reference: Test 9, table: int, beyond: last,
  values: {2026-01-01: {1: 1990-05-01, 4: 1970-01-01, 2: 1980-01-01, 3: 1975-01-01}}}
half: {title: Half, unit: rate, step: 0.1, reference: Test 6, values: {2026-01-01: 0.5}}
warm: {title: Warm colours, unit: choices, choice: Colour, reference: Test 7, values: {2026-01-01: [red, green]}}
full_age: {title: Age, unit: years, step: 1, minimum: 1, maximum: 100, reference: Test 8, values: {2026-01-01: 18}}
coin: {title: A coin, unit: money, step: 1, reference: Test 9, values: {2026-01-01: 5}}
monthly: {title: A monthly amount, unit: money/month, step: 1, reference: Test 9, values: {2026-01-01: 40}}
"""

RULES = '''"""Rules for tests."""


@rule(cites="Test 10")
def always(household: Household) -> bool:
    """Everyone."""
    return True

'''


class Small:
    """A plan with every rule of the text in force on a day, and its evaluators."""

    def __init__(self, folder: Path, rules: str, on: date = date(2026, 3, 10), figures: str = "") -> None:
        (folder / "grant").mkdir(parents=True)
        (folder / "rulebook.toml").write_text(
            'name = "small"\ntitle = "Small"\njurisdiction = "Test"\nlanguages = ["en"]\nsince = 2026-01-01\n'
            'year_begins = "04-06"\n'
        )
        (folder / "people.py").write_text(PEOPLE)
        (folder / "parameters.yaml").write_text(FIGURES + figures)
        (folder / "grant" / "rules.py").write_text(RULES + rules)
        (folder / "grant" / "programme.toml").write_text(
            'title = "Grant"\nconcerns = "Household"\neligible = "always"\nreasons = []\ncites = "Test"\n'
        )
        self.plan: Plan = build(load(folder), on, everything=True)
        self.measures: Measures = measure(self.plan)
        self.exact = Exact(self.plan, self.measures)
        self.bounds = Bounds(self.plan, self.measures)
        self.reader = SituationReader(self.plan)

    def read(self, *people: dict[str, Any], **household: Any) -> Household:
        return self.reader.read({"people": list(people), "household": household})

    def boxes(self, household: Household) -> Boxes:
        return Boxes.of(self.plan, household)

    def value(self, rule: str, *people: dict[str, Any], **household: Any) -> list[Any]:
        """A rule's value for each instance, as JSON has it. Unstated facts are as low as they may be."""
        stated = self.read(*people, **household)
        completion = {cell: domain.low for cell, domain in stated.open.items()}
        values: Values = self.exact.run(Filling(self.plan, stated).facts(completion))
        definition = next(d for d in self.plan.definitions if d.name.split(".")[-1] == rule and d.own_period)
        return [
            shown(definition, v, self.measures, self.plan.rulebook.choices)
            for v in values.definitions[definition.number]
        ]
