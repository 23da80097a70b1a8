"""Many households at once come to the same integers as one at a time."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from nextwave.engine.answers.assessment import compiled
from nextwave.engine.evaluators.exact import Facts
from nextwave.engine.situations.filling import Filling
from nextwave.engine.situations.situation import SituationReader
from nextwave.rulebook.model import Rulebook
from tests.engine.building.test_language import ANA, BEN, CY, rules
from tests.engine.generated import Generator
from tests.engine.proofs import columns_differ
from tests.engine.small import Small


@pytest.mark.parametrize("on", [date(2024, 10, 1), date(2025, 11, 1), date(2026, 11, 24)])
def test_every_rule_of_washington_is_equal_on_generated_households(washington: Rulebook, on: date) -> None:
    there = compiled(washington, on)
    generator = Generator(there, seed=on.toordinal() + 1)
    households = []
    for _ in range(300):
        _, household = generator.possible()
        households.append(Facts(household.counts, household.parents, household.children, household.slots))
    assert columns_differ(there.plan, there.measures, households) == []


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return Small(tmp_path_factory.mktemp("columnar") / "rulebook", rules())


def test_every_form_of_the_language_is_equal(small: Small) -> None:
    random = np.random.default_rng(1)
    households = []
    reader: SituationReader = small.reader
    for _ in range(200):
        people = [dict(p) for p in (ANA, BEN, CY)]
        for person in people:
            person["n"], person["m"] = int(random.integers(0, 7)), int(random.integers(1, 7))
            person["x"] = str(round(float(random.integers(0, 100_001)) / 100, 2))
            person["born"] = date.fromordinal(int(random.integers(700_000, 739_000))).isoformat()
            person["left"] = None if random.integers(3) == 0 else str(date(2020, 2, 29))
            person["retired"] = None if random.integers(3) == 0 else person["born"]
            person["yes"], person["no"] = bool(random.integers(2)), bool(random.integers(2))
            person["colour"] = ["red", "green", "blue"][int(random.integers(3))]
            person["jobs"] = [{"wage": str(int(random.integers(0, 500)))} for _ in range(int(random.integers(4)))]
        if random.integers(2):
            people[0]["partner"] = people[1]["partner"] = None
        if random.integers(2):
            people = people[: 2 if random.integers(2) else 1]
            people[0]["partner"] = None
            if len(people) == 2:
                people[1]["partner"] = None
        household = reader.read({"people": people, "household": {"rent": "900"}})
        households.append(Filling(small.plan, household).facts({}))
    assert columns_differ(small.plan, small.measures, households) == []
