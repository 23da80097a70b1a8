"""What pages say of the procedure, and by which law: procedure.toml, beside rulebook.toml.

    [changes]
    cites = "Riverton Code 30"
    en = "When something changes, tell the town. …"
    es = "…"

Each part may have a text in every language of the rulebook, or its law alone, or both. Where a part or the file is
missing, pages say what holds of any procedure, and name no law.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nextwave.casework.law import filled, notice_rules
from nextwave.casework.law.time_limit import UNITS
from nextwave.rulebook.checking import nearest
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import Place, Problem, RulebookError

NAME = "procedure.toml"
_LIMITS = frozenset(name + unit for name in ("", "fast_", "hearing_") for unit in UNITS)

#: The parts, with what their texts may be filled in with: the time limits in their units, or a day.
PARTS: Mapping[str, frozenset[str]] = {
    # To apply.
    "apply": frozenset(),
    "hear_from_us": _LIMITS,
    "filing": frozenset(),
    "helper": frozenset(),
    "evidence": frozenset(),
    "declaration": frozenset(),
    "not_a_decision": frozenset(),
    # Rights and duties, told before signing.
    "decision": _LIMITS,
    "hearing": _LIMITS,
    "truth": frozenset(),
    "interview": frozenset(),
    "changes": frozenset(),
    # The short time limit.
    "short_limit_asked": _LIMITS,
    "short_limit": _LIMITS,
    "short_limit_holds": frozenset({"day"}),
    "short_limit_may_hold": frozenset({"day"}),
    # A hearing, once someone asks for it.
    "heard": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A text in every language of the rulebook, or none; and its law, or none."""

    says: Mapping[str, str] = field(default_factory=dict)
    cites: str = ""


Procedure = Mapping[str, Part]


def read(folder: Path, rulebook: Rulebook) -> Procedure:
    """The procedure of a rulebook; empty where it has no procedure.toml. Raises RulebookError."""
    path, place = folder / NAME, Place(NAME)
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RulebookError([Problem("toml", f"this is not TOML: {error}", place, "correct the line")]) from None
    problems: list[Problem] = []
    parts, limits = {}, _limits(folder, rulebook)
    for key, table in found.items():
        if key not in PARTS:
            problems.append(Problem("procedure", f"there is no part {key[:40]}", place, nearest(key, PARTS)))
        elif not isinstance(table, dict) or not table or not all(isinstance(v, str) and v for v in table.values()):
            what, remedy = f"{key} is no table of texts", f'write cites = "…" or en = "…" under [{key}]'
            problems.append(Problem("procedure", what, place, remedy))
        else:
            known = limits if PARTS[key] == _LIMITS else PARTS[key]
            problems += _wrong(key, table, rulebook.languages, known, place)
            parts[key] = Part({n: t for n, t in table.items() if n != "cites"}, table.get("cites", ""))
    if problems:
        raise RulebookError(problems)
    return parts


def problems_of(folder: Path, rulebook: Rulebook) -> list[Problem]:
    """What is wrong with the procedure of a rulebook; a warning of each part that names a limit which programmes have
    differently: pages tell each programme's own in its place."""
    try:
        parts = read(folder, rulebook)
    except RulebookError as error:
        return error.problems
    try:
        rules = notice_rules.read(folder, rulebook)
    except RulebookError:
        return []  # what is wrong with the limits, or that there are none, is told where these are checked
    problems = []
    for key, part in parts.items():
        if any(not notice_rules.same_for_all(rules, text) for text in part.says.values()):
            what = f"{key} names a limit that is not the same in every programme, and pages do not say it"
            remedy = "leave the limit out of the text, or the text: pages then tell each programme's own"
            problems.append(Problem("procedure", what, Place(NAME), remedy, "warning"))
    return problems


def _limits(folder: Path, rulebook: Rulebook) -> frozenset[str]:
    """What stands in braces for the limits of pages that are about no case, in the units that they have in some
    programme."""
    try:
        return frozenset(name for rules in notice_rules.read(folder, rulebook).values() for name in rules.counts)
    except RulebookError:
        return _LIMITS


def _wrong(
    key: str, table: Mapping[str, Any], languages: tuple[str, ...], known: Iterable[str], place: Place
) -> list[Problem]:
    """A text is in every language or in none, and nothing is filled in that pages do not know."""
    problems = []
    written = [name for name in table if name != "cites"]
    for name in written:
        if name not in languages:
            what = f"{key} has {name[:40]}, which is no language of the rulebook"
            problems.append(Problem("procedure", what, place, "use cites, " + ", ".join(languages)))
    for name in languages if written else ():
        if name not in table:
            what = f"{key} has no text in {name}"
            problems.append(Problem("procedure", what, place, f'add {name} = "…" under [{key}]'))
    return problems + filled.wrong(key, {name: table[name] for name in written}, known, "procedure", place)
