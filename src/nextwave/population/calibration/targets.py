"""Published totals that a population is to come to, each with its source and day.

    title: A town, people of 2023 and its grant of September 2025
    note: People in group quarters are in these totals and not in the tables.
    weights:
      source: A census, table 1
      date: 2023-07-01
      ratio: {least: 0.2, most: 5}
      people: {0-4: 417322, 5-9: 460067, 85+: 131969}
      households: {total: 3000000, source: another table, date: 2023-07-01}
    take_up:
      programme: grant
      on: 2025-09-01
      source: The office that pays it
      units: 540000
      people: 930000
      amount: 173000000

`weights` holds how many people of an age and how many households there are; `take_up` how many units and people
receive a programme in the month of a day, and what is paid then (`amount`, in the currency's units). Either may be left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from nextwave.engine.building.lowering.scope import nearest
from nextwave.population.calibration.take_up import AMOUNT
from nextwave.population.tables.reading import SHIPPED
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.parsing.texts import compose, mapping, number, place_of, scalar
from nextwave.rulebook.problems import Place, Problem, RulebookError
from nextwave.rulebook.source import refuse

_BAND = re.compile(r"(\d{1,3})(?:-(\d{1,3})|(\+))")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
RATIO = (0.2, 5.0)
#: What may be published of those who receive a programme.
TAKEN = ("units", "people", *AMOUNT)
#: What may stand in a file of targets, by table; docs/files.md names each.
KEYS: Mapping[str, tuple[str, ...]] = {
    "": ("title", "note", "weights", "take_up"),
    "weights": ("source", "date", "ratio", "people", "households"),
    "ratio": ("least", "most"),
    "take_up": ("programme", "on", "source", *TAKEN),
    "total": ("total", "source", "date"),
}
OLDEST = 200


@dataclass(frozen=True, slots=True)
class Target:
    """One published total: `what` it counts; for people the ages from `low` to `high`, both included."""

    what: str
    total: int
    source: str
    date: date
    place: Place
    low: int = 0
    high: int = OLDEST

    @property
    def name(self) -> str:
        """How tables call it, such as "people of 0-4"."""
        if self.what != "people of":
            return self.what
        return f"people of {self.low}{'+' if self.high == OLDEST else f'-{self.high}'}"


@dataclass(frozen=True, slots=True)
class TakeUp:
    """How many receive a programme under the law of a day."""

    programme: str
    on: date
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """A file of targets: those of weights with the least and most ratio of a new weight to the old, and those of
    take-up; `version` is a hash of its text."""

    title: str
    note: str
    weights: tuple[Target, ...]
    ratio: tuple[float, float]
    take_up: TakeUp | None
    version: str


def shipped(population: str) -> Path | None:
    """The file of targets that ships with a population; None where there is none."""
    path = SHIPPED / f"{population}.targets.yaml"
    return path if population and path.is_file() else None


def read(source: str, file: str, rulebook: Rulebook) -> Targets:
    """The targets of a file's text. Raises RulebookError with every problem, each at its line."""
    root = compose(source, file)
    if root is None:
        raise refuse("targets", "this file is empty", Place(file), "write title:, and weights: or take_up:")
    items = mapping(root, file)
    found = _Reading(file)
    found.only(items, KEYS[""])
    if "title" not in items or not ("weights" in items or "take_up" in items):
        what = "targets have a title, and weights or take_up"
        found.problems.append(Problem("targets", what, Place(file, 1), "add what is missing"))
    weights: tuple[Target, ...] = ()
    ratio, take_up = RATIO, None
    if "weights" in items:
        weights, ratio = found.weights(items["weights"])
    if "take_up" in items:
        take_up = found.take_up(items["take_up"], rulebook)
    words = [found.tried(lambda k=k: scalar(items[k], file)) or "" for k in ("title", "note") if k in items]
    if found.problems:
        raise RulebookError(found.problems)
    version = hashlib.sha256(source.encode()).hexdigest()[:8]
    return Targets(words[0], words[1] if len(words) > 1 else "", weights, ratio, take_up, version)


class _Reading:
    """Reads parts of one file and collects what is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def tried(self, run: Any) -> Any:
        """What a part comes to; None where it is wrong, which is kept."""
        try:
            return run()
        except RulebookError as error:
            self.problems += error.problems
            return None

    def only(self, items: Mapping[str, yaml.Node], known: tuple[str, ...]) -> None:
        for key, node in items.items():
            if key not in known:
                remedy = nearest(key, known)
                self.problems.append(
                    Problem("option", f"there is no {key[:40]} here", place_of(node, self.file), remedy)
                )

    def weights(self, node: yaml.Node) -> tuple[tuple[Target, ...], tuple[float, float]]:
        items = self.tried(lambda: mapping(node, self.file)) or {}
        self.only(items, KEYS["weights"])
        targets: list[Target] = []
        if "people" in items:
            for band, own in (self.tried(lambda: mapping(items["people"], self.file)) or {}).items():
                made = self.tried(lambda b=band, n=own: self._people(b, n, items))
                if made is not None:
                    targets.append(made)
        if "households" in items:
            made = self.tried(lambda: self._target("households", items["households"], items))
            targets += [made] if made is not None else []
        ratio = self.tried(lambda: self._ratio(items["ratio"])) if "ratio" in items else RATIO
        ordered = sorted((t for t in targets if t.what == "people of"), key=lambda t: t.low)
        for one, next_one in zip(ordered, ordered[1:], strict=False):
            if next_one.low <= one.high:
                what = f"{next_one.name} overlaps with {one.name}"
                self.problems.append(Problem("targets", what, next_one.place, "let every age be in one band"))
        if not targets and not self.problems:
            what = "weights have no target"
            self.problems.append(Problem("targets", what, place_of(node, self.file), "write people: or households:"))
        return tuple(targets), ratio or RATIO

    def take_up(self, node: yaml.Node, rulebook: Rulebook) -> TakeUp | None:
        items = self.tried(lambda: mapping(node, self.file)) or {}
        self.only(items, KEYS["take_up"])
        if all(name in items for name in AMOUNT):
            what, place = f"{AMOUNT[1]} is the amount", place_of(items[AMOUNT[1]], self.file)
            self.problems.append(Problem("targets", what, place, "keep one of them"))
        lacking = [k for k in ("programme", "on", "source") if k not in items]
        if lacking or not any(k in items for k in TAKEN):
            what = "take_up has a programme, a day (on), a source, and units, people or amount"
            self.problems.append(Problem("targets", what, place_of(node, self.file), "add what is missing"))
            return None
        name = self.tried(lambda: scalar(items["programme"], self.file))
        if name is not None and name not in rulebook.programmes:
            place = place_of(items["programme"], self.file)
            remedy = nearest(name, rulebook.programmes)
            self.problems.append(Problem("targets", f"there is no programme {name[:40]}", place, remedy))
        on = self.tried(lambda: self._day(items["on"]))
        shared = {**items, "date": items["on"]}
        made = [self.tried(lambda k=k: self._target(k, items[k], shared)) for k in TAKEN if k in items]
        if self.problems:
            return None
        return TakeUp(name, on, tuple(made))

    def _people(self, band: str, node: yaml.Node, shared: Mapping[str, yaml.Node]) -> Target:
        found = _BAND.fullmatch(band)
        low, high = (int(found[1]), OLDEST if found[3] else int(found[2])) if found else (1, 0)
        if low > high:
            what = f"{band[:40]} is no band of ages"
            raise refuse("targets", what, place_of(node, self.file), "write it as 5-9, or 85+")
        return self._target("people of", node, shared, low, high)

    def _target(
        self, what: str, node: yaml.Node, shared: Mapping[str, yaml.Node], low: int = 0, high: int = OLDEST
    ) -> Target:
        own = mapping(node, self.file) if isinstance(node, yaml.MappingNode) else {"total": node}
        place = place_of(node, self.file)
        wrong = [k for k in own if k not in KEYS["total"]]
        if wrong or "total" not in own:
            raise refuse("targets", "a target has a total, and may have a source and date", place, "write these alone")
        total = number(scalar(own["total"], self.file), own["total"], self.file)
        if total.denominator != 1 or not 0 < total < 10**13:
            raise refuse(
                "targets", f"{total} is no total", place_of(own["total"], self.file), "write a whole number above 0"
            )
        named = {k: own.get(k, shared.get(k)) for k in ("source", "date")}
        for key, at in named.items():
            if at is None:
                raise refuse("targets", f"this target has no {key}", place, f"write {key}: here, or above for all")
        assert named["source"] is not None and named["date"] is not None
        source = scalar(named["source"], self.file).strip()
        if not source:
            raise refuse("targets", "this target's source is empty", place_of(named["source"], self.file), "name it")
        return Target(what, int(total), source, self._day(named["date"]), place, low, high)

    def _ratio(self, node: yaml.Node) -> tuple[float, float]:
        items = mapping(node, self.file)
        if set(items) != set(KEYS["ratio"]):
            raise refuse("targets", "ratio has least and most", place_of(node, self.file), "write both")
        least, most = (number(scalar(items[k], self.file), items[k], self.file) for k in ("least", "most"))
        if not (0 <= least < 1 < most <= 1000):
            what = f"a weight cannot become {least} to {most} times what it was"
            raise refuse("targets", what, place_of(node, self.file), "write least from 0 to below 1, most above 1")
        return float(least), float(most)

    def _day(self, node: yaml.Node) -> date:
        text = scalar(node, self.file)
        try:
            return date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError:
            what = f"{text[:40]} is no day"
            raise refuse("targets", what, place_of(node, self.file), "write it as 2025-09-01") from None
