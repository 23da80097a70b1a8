"""Time limits and the texts that a notice must hold, from `notice.toml` of a programme; each may have its own, and one
without has that of the programme that it follows, or of the first that has one.

Loaded and checked when the service starts: a limit without its source, or a text that lacks a language, is
refused there and not in front of a resident.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nextwave.casework.law import filled, time_limit
from nextwave.casework.law.time_limit import TimeLimit
from nextwave.rulebook.keys import LIMITS
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import Place, Problem, RulebookError


@dataclass(frozen=True, slots=True)
class LegalText:
    """A text in every language of the rulebook, its source, and whether it is confirmed for today."""

    says: Mapping[str, str]
    cites: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """Limits begin with the day on which something was filed, asked for or issued. Where the law has no short limit
    `expedited_rule` is empty and the `expedited_limit` is that of every decision."""

    decision_limit: TimeLimit
    expedited_limit: TimeLimit
    evidence_limit: TimeLimit
    hearing_limit: TimeLimit
    expedited_rule: str
    cites: str
    hearing: LegalText
    nondiscrimination: LegalText
    #: The facts that settle whether the short limit holds, in the order in which they are asked.
    settles_first: tuple[str, ...] = ()
    #: The law that asks for an interview before the decision; empty where none does.
    interview: str = ""

    @property
    def short_limit(self) -> TimeLimit | None:
        """The short limit for a decision, where the law has one."""
        return self.expedited_limit if self.expedited_rule else None

    def due(self, filed_on: date, expedited: str) -> date:
        """The last day for a decision. While it is open whether the short limit holds, it is kept."""
        return (self.decision_limit if expedited == "no" else self.expedited_limit).end(filed_on)

    def hearing_until(self, issued_on: date) -> date:
        return self.hearing_limit.end(issued_on)

    @property
    def counts(self) -> dict[str, int]:
        """How many days, working days, weeks or months each limit has that texts tell, by the name in their braces."""
        named = (("", self.decision_limit), ("fast_", self.expedited_limit), ("hearing_", self.hearing_limit))
        return {name + limit.unit: limit.count for name, limit in named}


def read(folder: Path, rulebook: Rulebook) -> dict[str, NoticeRules]:
    """The notice rules of each programme. Raises RulebookError with all that is wrong."""
    paths = paths_of(folder, rulebook)
    if not paths:
        what = "no programme has a notice.toml"
        raise RulebookError([Problem("notice", what, Place(folder.name), "add one: docs/procedure.md shows it")])
    found: dict[str, NoticeRules] = {}
    problems: list[Problem] = []
    for name, path in paths.items():
        try:
            found[name] = _read(path, folder, rulebook)
        except RulebookError as error:
            problems += error.problems
    if problems:
        raise RulebookError(problems)
    usual = next(iter(found.values()))
    for name in rulebook.programmes:
        found.setdefault(name, found.get(rulebook.head_of(name), usual))
    return found


def same_for_all(every: Mapping[str, NoticeRules], text: str) -> bool:
    """Whether what a text names in braces of limits, such as {days} or {fast_weeks}, is the same in every programme; a
    short limit in every one that has one."""
    for name in re.findall(r"\{(\w+)\}", text):
        counts = [r.counts.get(name) for r in every.values() if r.short_limit or not name.startswith("fast_")]
        if any(counts) and len(set(counts)) > 1:
            return False
    return True


def _read(path: Path, folder: Path, rulebook: Rulebook) -> NoticeRules:
    place = Place(path.relative_to(folder).as_posix())
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RulebookError([Problem("toml", f"this is not TOML: {error}", place, "correct the line")]) from None
    problems: list[Problem] = []
    limits = found.get("time_limits", {})
    limits = limits if isinstance(limits, dict) else {}
    working, prolonged = rulebook.jurisdiction.working_days, limits.get("ends_on_working_day", False)
    if not isinstance(prolonged, bool):
        what = "ends_on_working_day is neither true nor false"
        problems.append(Problem("notice", what, place, "write true, or leave it out"))
    short = [key for key in limits if key.startswith("expedited_") or key == "settles_first"]
    each = {
        name: time_limit.read(limits, name, working, place, problems)
        for name in (LIMITS if short else [name for name in LIMITS if name != "expedited"])
    }
    for key in ("cites", "expedited_rule") if short else ("cites",):
        if not isinstance(limits.get(key), str) or not limits[key]:
            problems.append(Problem("notice", f"time_limits has no {key}", place, f'add {key} = "…"'))
    rule, programme = limits.get("expedited_rule"), rulebook.programmes[path.parent.name]
    if isinstance(rule, str) and rule and rule not in programme.reasons:
        # Results tell their reasons only: of another rule it would never be known whether it holds.
        what = f"expedited_rule is {rule}, which is not among the reasons of {programme.name}"
        problems.append(Problem("notice", what, place, f"name one of them, or add {rule} to reasons in programme.toml"))
    known = {name for _entity, name in rulebook.facts} | {
        f"{e.name.lower()}s" for e in rulebook.entities.values() if e.of == rulebook.person.name
    }
    for name in limits.get("settles_first", ()):
        if name not in known:
            problems.append(Problem("notice", f"settles_first names {name}, which is no fact", place, "correct it"))
    texts = {
        key: _text(found.get(key), key, rulebook.languages, place, problems) for key in ("hearing", "nondiscrimination")
    }
    problems += filled.wrong("hearing", texts["hearing"].says, {each["hearing"].unit, "last_day"}, "notice", place)
    if problems:
        raise RulebookError(problems)
    return NoticeRules(
        decision_limit=each["decision"],
        expedited_limit=each.get("expedited", each["decision"]),
        evidence_limit=each["evidence"],
        hearing_limit=each["hearing"],
        expedited_rule=limits.get("expedited_rule", ""),
        cites=limits["cites"],
        hearing=texts["hearing"],
        nondiscrimination=texts["nondiscrimination"],
        interview=str(found.get("interview", {}).get("cites", "")),
        settles_first=tuple(limits.get("settles_first", ())),
    )


def paths_of(folder: Path, rulebook: Rulebook) -> dict[str, Path]:
    """The notice.toml of each programme that has one."""
    paths = {name: folder / name / "notice.toml" for name in rulebook.programmes}
    return {name: path for name, path in paths.items() if path.is_file()}


def without_holidays(folder: Path, rulebook: Rulebook, on: date) -> list[Problem]:
    """A warning where a limit that begins on a day can end in a year for which no holidays are stated."""
    working = rulebook.jurisdiction.working_days
    paths = paths_of(folder, rulebook)
    try:
        every = read(folder, rulebook) if paths else {}
    except RulebookError:
        return []
    problems = []
    for name, path in paths.items():
        rules = every[name]
        limits = (rules.decision_limit, rules.expedited_limit, rules.evidence_limit, rules.hearing_limit)
        ends = [limit.end(on) for limit in limits if limit.reads_working_days]
        for year in working.unknown(on, max(ends)) if ends else ():
            what = f"limits of {name} are reckoned in working days, and no holidays of {year} are stated"
            remedy = "add them to holidays under [working_days] in rulebook.toml"
            place = Place(path.relative_to(folder).as_posix())
            problems.append(Problem("no-holidays", what, place, remedy, "warning"))
    return problems


def problems_of(folder: Path, rulebook: Rulebook) -> list[Problem]:
    """What is wrong with the notice rules of a rulebook; nothing where it has none."""
    if not paths_of(folder, rulebook):
        return []
    try:
        read(folder, rulebook)
    except RulebookError as error:
        return error.problems
    return []


def _text(found: Any, key: str, languages: tuple[str, ...], place: Place, problems: list[Problem]) -> LegalText:
    table = found if isinstance(found, dict) else {}
    for name in (*languages, "cites"):
        if not isinstance(table.get(name), str) or not table[name]:
            problems.append(Problem("notice", f"{key} has no {name}", place, f'add {name} = "…" under [{key}]'))
    says = {name: str(table.get(name, "")) for name in languages}
    return LegalText(says, str(table.get("cites", "")), bool(table.get("confirmed", True)))
