"""The pieces of work that run side by side. They stand in a module of their own, since a process that is
started anew cannot find what `__main__` holds."""

from __future__ import annotations

from collections import Counter
from datetime import date

from nextwave.engine.answers.assessment import compiled
from nextwave.engine.evaluators.exact import Facts
from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from tests.engine.generated import Generator
from tests.engine.proofs import columns_differ, equal_to_reference, partial

#: Days of which the law is tried, by rulebook.
DAYS = {
    "washington": (date(2024, 10, 15), date(2025, 7, 15), date(2025, 11, 1), date(2026, 11, 24)),
    "england": (date(2025, 5, 1), date(2025, 11, 1), date(2026, 4, 15), date(2026, 11, 1)),
    "riverside": (date(2026, 1, 15), date(2026, 11, 24)),
}


def equal(job: tuple[str, int, int]) -> tuple[int, list[str]]:
    """So many households of a rulebook from a seed: how many were compared, and the differences."""
    rulebook, seed, count = job
    days = DAYS[rulebook]
    generator = Generator(compiled(load(find(rulebook), with_cases=False), days[seed % len(days)]), seed)
    found: list[str] = []
    households = []
    for _ in range(count):
        _, household = generator.possible()
        households.append(Facts(household.counts, household.parents, household.children, household.slots))
        found += equal_to_reference(generator.there, households[-1])
    found += [f"columns: {d}" for d in columns_differ(generator.there.plan, generator.there.measures, households)]
    return count, [f"{rulebook}: {of}" for of in found]


def sound(job: tuple[str, int, int]) -> tuple[Counter[str], list[str]]:
    """Partial situations of a rulebook until so many completions were compared."""
    rulebook, seed, wanted = job
    generator = Generator(compiled(load(find(rulebook), with_cases=False), DAYS[rulebook][-1]), seed)
    counts: Counter[str] = Counter()
    found: list[str] = []
    while counts["completions"] < wanted:
        found += partial(generator.there, generator, 40, counts)
    return counts, found
