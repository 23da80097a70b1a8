"""How long 100,000 households take at once: 2,000 generated ones, fifty times each, in blocks of one size."""

from __future__ import annotations

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np

from nextwave.engine.answers.assessment import compiled
from nextwave.engine.evaluators.columnar import Columnar
from nextwave.engine.evaluators.columns import IN_A_BLOCK, Block, blocks
from nextwave.engine.evaluators.exact import Facts
from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from tests.engine.generated import Generator

DIFFERENT, TIMES = 2_000, 50


def hundred_thousand() -> float:
    """Seconds for every rule that an outcome needs, of every household, on two threads; the median of nine runs."""
    there = compiled(load(find("washington"), with_cases=False), date(2026, 11, 24))
    generator = Generator(there, seed=1)
    households = []
    for _ in range(DIFFERENT):
        _, made = generator.possible()
        households.append(Facts(made.counts, made.parents, made.children, made.slots))
    parts = [part for _, block in blocks(there.plan, households, DIFFERENT) for part in cut(repeated(block))]
    columnar = Columnar(there.plan, there.measures, there.searcher.sought)
    times = []
    with ThreadPoolExecutor(2) as threads:
        for _ in range(10):
            start = time.perf_counter()
            list(threads.map(columnar.run, parts))
            times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def repeated(block: Block) -> Block:
    slots = [np.concatenate([s] * TIMES, axis=-1) for s in block.slots]
    present = {name: np.concatenate([p] * TIMES, axis=-1) for name, p in block.present.items()}
    return Block(block.people, block.households * TIMES, slots, block.widths, present)


def cut(block: Block) -> list[Block]:
    """A block in pieces of the usual size."""
    found = []
    for start in range(0, block.households, IN_A_BLOCK):
        part = slice(start, start + IN_A_BLOCK)
        slots = [np.ascontiguousarray(s[..., part]) for s in block.slots]
        present = {name: np.ascontiguousarray(p[..., part]) for name, p in block.present.items()}
        count = min(IN_A_BLOCK, block.households - start)
        found.append(Block(block.people, count, slots, block.widths, present))
    return found
