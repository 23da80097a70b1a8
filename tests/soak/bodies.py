"""Bodies that nobody would send, to a demonstration: what the dearest takes of the processor."""

from __future__ import annotations

from collections import Counter

from tests.outside.running.test_bounded_work import MOST, prepared, taken
from tests.outside.service import demonstration
from tests.outside.strange_bodies import body


def dearest(job: tuple[int, int]) -> tuple[Counter[str], list[str]]:
    """So many bodies from a seed on, to a service of its own: how many, the most hundredths of a second of processor
    time that one took, and what took too long or was answered with an error of the server."""
    seed, count = job
    problems = []
    most = 0.0
    with demonstration() as service:
        prepared(service)
        for number in range(seed, seed + count):
            seconds, status, _ = taken(service, body(number))
            most = max(most, seconds)
            if seconds > MOST or status not in (200, 400, 413, 422):
                problems.append(f"body {number} took {seconds} s and was answered {status}")
    return Counter({"bodies": count, "hundredths": round(most * 100)}), problems
