"""Levels of law: what a higher law leaves open, to whom, and which lower law fills it.

rulebook.toml names the levels, the highest first, with whose law each is and by what its citations are known:

    [levels]
    kingdom = {whose = "the kingdom", cites = ["Kingdom Act"]}
    town = {whose = "Riverton", cites = ["Riverton Code"]}

A figure with `open_to: town`, or a rule with `open_to="town"`, is left open by what it cites; a figure or rule of the
same name elsewhere says with `fills` which of these citations it fills. Where nobody fills it, what stands with
`open_to` itself holds, if anything does.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from nextwave.rulebook.model import Figure, LeftOpen, Level, Rule
from nextwave.rulebook.parsing.parameters import Filling
from nextwave.rulebook.problems import Place, Problem, RulebookError

_HEAD = Place("rulebook.toml")


def read(head: Mapping[str, Any]) -> tuple[tuple[Level, ...], list[Problem]]:
    """The levels that rulebook.toml names, the highest first, and what is wrong with them."""
    stated = head.get("levels", {})
    if not isinstance(stated, dict):
        return (), [
            Problem(
                "levels",
                "levels is no table",
                _HEAD,
                'write [levels] and below it state = {whose = "…", cites = ["…"]}',
            )
        ]
    found, problems = [], []
    for name, one in stated.items():
        whose, cites = (one.get("whose"), one.get("cites")) if isinstance(one, dict) else (None, None)
        told = isinstance(whose, str) and whose.strip() and isinstance(cites, list) and cites
        if not told or not all(isinstance(sign, str) and sign.strip() for sign in cites or ()):
            what = f"the level {name} does not say whose law it is and how that is cited"
            remedy = f'write {name} = {{whose = "…", cites = ["…"]}} under [levels]'
            problems.append(Problem("levels", what, _HEAD, remedy))
        else:
            found.append(Level(name, str(whose), tuple(cites or ())))
    return tuple(found), problems


@dataclass(frozen=True, slots=True)
class _Check:
    """What is asked of who leaves something open and of who fills it."""

    levels: tuple[Level, ...]

    def opened(self, name: str, to: str, cites: str, place: Place) -> list[Problem]:
        """What is wrong with how something is left open: to a level there is, by a higher one."""
        names = [level.name for level in self.levels]
        if to not in names:
            what = f"{name} is left open to {to}, which is no level of rulebook.toml"
            remedy = "use one of " + ", ".join(names) if names else "name it under [levels] there"
            return [Problem("unknown-level", what, place, _near(to, names) or remedy)]
        higher = self.levels[: names.index(to)]
        if any(_of(level, cites) for level in higher):
            return []
        what = f"{name} is left open to {to} by {cites or 'nothing'}, which is no higher law"
        remedy = "cite the law that leaves it open; how higher law is cited stands in rulebook.toml under levels"
        return [Problem("wrong-level", what, place, remedy)]

    def filled(self, name: str, by: LeftOpen, fills: str, references: Iterable[str], place: Place) -> list[Problem]:
        """What is wrong with how something is filled: what leaves it open, by law of the level it is left to."""
        if _plain(fills) not in {_plain(by.cites), *map(_plain, by.cites.split(";"))}:
            what = f"{name} fills {fills}, and what leaves it open is {by.cites}"
            return [Problem("fills", what, place, f'write fills: "{by.cites}"')]
        level = next((one for one in self.levels if one.name == by.to), None)
        other = next((text for text in references if level and not _of(level, text)), None)
        if level is None or other is None:
            return []
        what = f"{name} is left open to {by.to}, and {other or 'nothing'} is no law of {level.whose}"
        remedy = f"cite the law of {level.whose} ({', '.join(level.cites)}), or leave it to those who made this law"
        return [Problem("wrong-level", what, place, remedy)]


def figures(
    stated: list[Figure], filling: list[Filling], levels: tuple[Level, ...]
) -> tuple[list[Figure], list[Problem]]:
    """All figures, those that are left open with what fills them, and what is wrong."""
    check, problems = _Check(levels), []
    opened = {f.full_name: f for f in stated if f.left_open}
    for figure in stated:
        if not figure.left_open and figure.full_name in opened:
            problems.append(_unsaid(figure.full_name, opened[figure.full_name].place, figure.place, "fills: …"))
    filled: dict[str, Figure] = {}
    for name, figure in opened.items():
        assert figure.left_open is not None
        problems += check.opened(name, figure.left_open.to, figure.left_open.cites, figure.place)
    for one in filling:
        name = one.full_name
        left = opened.get(name)
        if left is None or left.left_open is None:
            problems.append(_nothing_open(name, one.fills, one.place, opened))
            continue
        if name in filled:
            what = f"{name} is filled here and at {filled[name].place}"
            remedy = "leave one out: the values of all days stand in one place"
            problems.append(Problem("filled-twice", what, one.place, remedy))
            continue
        try:
            made = filled[name] = one.of(left)
        except RulebookError as error:
            problems += error.problems
            filled[name] = left
            continue
        references = dict.fromkeys(made.references.values())
        problems += check.filled(name, left.left_open, one.fills, references, one.place)
    unsaid = {f.full_name for f in stated if not f.left_open}
    for name, figure in opened.items():
        if name not in filled and name not in unsaid and not figure.values:
            problems.append(_unfilled(name, figure.left_open, figure.place, "a figure", "fills: …"))
    return [filled.get(f.full_name, f) for f in stated], problems


def rules(stated: list[Rule], levels: tuple[Level, ...]) -> tuple[list[Rule], list[Problem]]:
    """All rules, what is left open with what fills it, and what is wrong."""
    check, problems = _Check(levels), []
    opened: dict[str, list[Rule]] = {}
    for rule in stated:
        if rule.left_open and not rule.fills:
            opened.setdefault(rule.full_name, []).append(rule)
            problems += check.opened(rule.full_name, rule.left_open.to, rule.cites, rule.place)
    found: list[Rule] = []
    filled: dict[str, list[Rule]] = {}
    for rule in stated:
        name = rule.full_name
        if not rule.fills:
            found.append(rule)
            if not rule.left_open and name in opened:
                problems.append(_unsaid(name, opened[name][0].place, rule.place, 'fills="…"'))
        elif name not in opened:
            problems.append(_nothing_open(name, rule.fills, rule.place, opened))
        else:
            left = _left_by(opened[name], rule)
            assert left.left_open is not None
            problems += check.filled(name, left.left_open, rule.fills, [rule.cites], rule.place)
            if _form(rule) != _form(left):
                what = f"{name} differs in entity, type or period from what is left open at {left.place}"
                problems.append(Problem("fills", what, rule.place, "let both take and return the same"))
            found.append(replace(rule, left_open=left.left_open))
            filled.setdefault(name, []).append(rule)
    for name, versions in filled.items():
        versions.sort(key=lambda rule: rule.since or date.min)
        for before, after in pairwise(versions):
            if (before.until or date.max) >= (after.since or date.min):
                what = f"{name} is filled on {after.since or 'every day'} here and at {before.place}"
                remedy = "end the earlier one the day before: until=…, or leave one out"
                problems.append(Problem("filled-twice", what, after.place, remedy))
    unsaid = {r.full_name for r in found if not r.left_open}
    for rule in found:
        if rule.bodiless and rule.full_name not in filled and rule.full_name not in unsaid:
            problems.append(_unfilled(rule.full_name, rule.left_open, rule.place, "a rule", 'fills="…"'))
    return [r for r in found if r.fills or r.full_name not in filled], problems


def _left_by(opened: list[Rule], filling: Rule) -> Rule:
    """The version of what is left open that a rule fills."""
    return next((rule for rule in opened if _plain(filling.fills) in _plain(rule.cites)), opened[0])


def _form(rule: Rule) -> tuple[str | None, str, str, str]:
    return (rule.entity, rule.returns, rule.period, rule.kind)


def _of(level: Level, text: str) -> bool:
    """Whether a citation is of law of a level, by one of the words that it is known by."""
    return any(re.search(rf"(?<!\w){re.escape(sign)}(?!\w)", text) for sign in level.cites)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _near(name: str, names: list[str]) -> str:
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else ""


def _unsaid(name: str, opened: Place, place: Place, how: str) -> Problem:
    what = f"{name} is left open at {opened}, and does not say here that it fills it"
    return Problem("fills", what, place, f"add {how}, the provision that leaves it open")


def _nothing_open(name: str, fills: str, place: Place, opened: Iterable[str]) -> Problem:
    what = f"{name} fills {fills}, and nothing of that name is left open"
    names = sorted(opened)
    remedy = _near(name, names) or "declare the same name with open_to, citing the provision, or leave fills out"
    return Problem("fills", what, place, remedy)


def _unfilled(name: str, left: LeftOpen | None, place: Place, thing: str, how: str) -> Problem:
    what = f"{name} is left open to {left.to if left else ''}, and nobody fills it"
    remedy = f"add {thing} of the same name with {how} in another file, or say here what holds where nobody does"
    return Problem("unfilled", what, place, remedy)
