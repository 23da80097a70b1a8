"""Draws faults: `python -m tests.mutants.seeding SEED COUNT [OTHER TREE]` prints as many as are noticed.

A fault changes one word or sign of a line that stands once in the source (and once in the other tree, where one is
named, so that both can be held to the same list). Those that the tests of their room notice are printed.
"""

from __future__ import annotations

import io
import random
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.mutants.running import ROOT, Fault, Tree, noticed, sources

#: What stands in the place of a word or sign.
CHANGES = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "+": "-", "-": "+", "and": "or", "or": "and",
    "True": "False", "False": "True", "min": "max", "max": "min", "any": "all", "all": "any", "0": "1", "1": "2",
    "2": "3",
}  # fmt: skip
#: Rooms whose tests are quick enough to be run for every fault, and those tests.
ROOMS = {
    "engine": ("tests/engine",),
    "rulebook": ("tests/rulebook", "tests/engine"),
    "screening": ("tests/screening", "tests/web/resident"),
    "gate": ("tests/gate",),
    "reforms": ("tests/reforms", "tests/web/policy"),
    "openness": ("tests/openness",),
    "population": ("tests/population",),
    "casework": ("tests/casework",),
    "web": ("tests/web",),
}


def drawn(seed: int, trees: list[Path]) -> Iterator[Fault]:
    """Faults in an order by chance, room after room."""
    chance = random.Random(seed)
    counts = [
        Counter(line for path in sources(tree) for line in path.read_text("utf-8").splitlines()) for tree in trees
    ]
    rooms = {room: [] for room in ROOMS}  # type: dict[str, list[Fault]]
    for path in sources(trees[0]):
        room = path.relative_to(trees[0] / "src" / "nextwave").parts[0]
        if room in rooms and "migrations" not in path.parts:
            rooms[room] += [f for f in _of(path, ROOMS[room]) if all(c[f.line] == 1 for c in counts)]
    for found in rooms.values():
        chance.shuffle(found)
    while any(rooms.values()):
        for found in rooms.values():
            if found:
                yield found.pop()


def _of(path: Path, tests: tuple[str, ...]) -> Iterator[Fault]:
    text = path.read_text("utf-8")
    lines = text.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.string not in CHANGES or token.type == tokenize.STRING or token.start[0] != token.end[0]:
            continue
        line = lines[token.start[0] - 1]
        plain = line.strip()
        if (
            plain.startswith(("@", "#", "import", "from", "def ", "class ", "raise"))
            or "->" in plain
            or len(plain) < 15
        ):
            continue
        there = CHANGES[token.string]
        yield Fault(line, line[: token.start[1]] + there + line[token.end[1] :], tests)


def main(seed: int, count: int, *others: str) -> None:
    with Tree(ROOT) as tree:
        found: list[dict[str, object]] = []
        for fault in drawn(seed, [ROOT, *map(Path, others)]):
            if len(found) == count:
                break
            if noticed(tree, fault):
                found.append({"line": fault.line, "instead": fault.instead, "tests": list(fault.tests)})
                print(yaml.safe_dump([found[-1]], allow_unicode=True, sort_keys=False, width=200), end="", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
