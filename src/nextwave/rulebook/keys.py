"""What may stand in the TOML files of a rulebook: a key that nothing reads says nothing, and may be a slip.

docs/files.md names each of them, and says what it means. Where a table's keys are names of the rulebook's own (levels,
languages, synonyms, codes of places) they are not listed. Some are for those who read the file alone: where something
is from, and under which terms it may be used.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nextwave.rulebook.problems import Place, Problem

#: The time limits, each in one of the units.
LIMITS = ("decision", "evidence", "hearing", "expedited")

#: By file its keys, and by file and table those of the table; `*` stands for every language of the rulebook.
KEYS: Mapping[str, frozenset[str]] = {
    "rulebook.toml": frozenset(
        [
            "name",
            "title",
            "jurisdiction",
            "languages",
            "since",
            "contact",
            "disclaimer",
            "licence",
            "currency",
            "territory",
            "time_zone",
            "money_sign",
            "postcodes",
            "postcode_called",
            "phone_example",
            "leave_to",
            "home",
            "area",
            "filed_fact",
            "year_begins",
            "minutes",
            "programmes",
            "office",
            "working_days",
            "population",
            "synonyms",
            "levels",
        ]
    ),
    "rulebook.toml office": frozenset({"name", "phone"}),
    "rulebook.toml working_days": frozenset({"week", "holidays", "cites"}),
    "rulebook.toml population": frozenset({"usual", "ranked_by"}),
    "rulebook.toml synonyms": frozenset({"*"}),
    "programme.toml": frozenset(
        [
            "title",
            "concerns",
            "kind",
            "eligible",
            "amount",
            "level",
            "first",
            "most",
            "applies",
            "follows",
            "reasons",
            "summary",
            "cites",
            "known_as",
            "notes",
            "certification",
        ]
    ),
    "programme.toml notes": frozenset({"when", "says", "cites"}),
    "programme.toml certification": frozenset({"usual", "most", "until", "when", "cites", "confirmed_through"}),
    "notice.toml": frozenset({"time_limits", "interview", "hearing", "nondiscrimination"}),
    "notice.toml time_limits": frozenset(
        [
            *(f"{limit}_{unit}" for limit in LIMITS for unit in ("days", "working_days", "weeks", "months")),
            "ends_on_working_day",
            "cites",
            "expedited_rule",
            "settles_first",
        ]
    ),
    "notice.toml interview": frozenset({"cites"}),
    "notice.toml hearing": frozenset({"cites", "confirmed", "*"}),
    "notice.toml nondiscrimination": frozenset({"cites", "confirmed", "*"}),
    "places.toml": frozenset({"fact", "source", "confirmed", "codes"}),
}


def unknown(folder: Path, languages: tuple[str, ...]) -> list[Problem]:
    """A warning for each key of these files that nothing reads. What cannot be read at all is said elsewhere."""
    problems = []
    for path in sorted(folder.rglob("*.toml")):
        if path.name not in KEYS:
            continue
        try:
            found = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            continue
        place = Place(path.relative_to(folder).as_posix())
        for table, key in _read_by_nobody(path.name, found, languages):
            valid = KEYS[f"{path.name} {table}".strip()]
            close = difflib.get_close_matches(key, sorted(valid), n=1, cutoff=0.6)
            what = f"{key[:60]}{f' under [{table}]' if table else ''} is a key that nothing reads"
            remedy = f"did you mean {close[0]}?" if close else "leave it out (docs/files.md names every key)"
            problems.append(Problem("key", what, place, remedy, "warning"))
    return problems


def _read_by_nobody(file: str, found: Mapping[str, Any], languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(table, key) of each key that is not among those of its file; of the file's head the table is empty."""
    for key, value in found.items():
        if key not in KEYS[file]:
            yield "", key
        below = KEYS.get(f"{file} {key}")
        for table in value if isinstance(value, list) else [value]:
            if below is not None and isinstance(table, dict):
                yield from ((key, k) for k in table if k not in below and not ("*" in below and k in languages))
