"""The pieces of work that run side by side. They stand in a module of their own, since a process that is
started anew cannot find what `__main__` holds."""

from __future__ import annotations

from collections import Counter
from datetime import date

from nextwave.engine.answers.assessment import compiled
from nextwave.engine.evaluators.exact import Facts
from nextwave.rulebook.loading import find, load
from tests.engine.generated import Generator
from tests.engine.proofs import columns_differ, equal_to_reference, partial

DAYS = (date(2024, 10, 15), date(2025, 7, 15), date(2025, 11, 1), date(2026, 11, 24))


def equal(job: tuple[int, int]) -> tuple[int, list[str]]:
    """So many households from a seed: how many were compared, and the differences."""
    seed, count = job
    generator = Generator(compiled(load(find("washington"), with_cases=False), DAYS[seed % 4]), seed)
    found: list[str] = []
    households = []
    for _ in range(count):
        _, household = generator.possible()
        households.append(Facts(household.counts, household.parents, household.children, household.slots))
        found += equal_to_reference(generator.there, households[-1])
    found += [f"columns: {d}" for d in columns_differ(generator.there.plan, generator.there.measures, households)]
    return count, found


def sound(job: tuple[int, int]) -> tuple[Counter[str], list[str]]:
    """Partial situations until so many completions were compared."""
    seed, wanted = job
    generator = Generator(compiled(load(find("washington"), with_cases=False), DAYS[3]), seed)
    counts: Counter[str] = Counter()
    found: list[str] = []
    while counts["completions"] < wanted:
        found += partial(generator.there, generator, 40, counts)
    return counts, found
