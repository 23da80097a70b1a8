"""What a demonstration is made of: names, a telephone, what people write. The rulebook says it in demonstration.toml,
and usual.toml beside this file what that leaves out.

    telephone = "555-01##"      # each # a digit
    left_open = ["rent"]        # facts that a household may leave open at first; without it, any
    [share]                     # how many write in another language than the first
    es = 0.2
    [staff]                     # who works in it, by their accounts
    worker = "Robin Ash"
    [names.en]                  # names.any is for every other language
    given = ["Ada"]
    surnames = ["Ash"]
    [[otherwise.small]]         # small, large or denied: a decision that is other than assessed
    reason = "rulebook_error"   # a code of delegations/reasons.toml
    by = "30.00"
    en = "Two bills were for one month."
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from nextwave.rulebook.finding import find
from nextwave.rulebook.problems import Place, Problem, RulebookError

NAME = "demonstration.toml"
USUAL = Path(__file__).parent / "usual.toml"
KINDS = ("small", "large", "denied")


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A decision that is other than assessed: the code of its reason, by how many hundredths, and what is said."""

    reason: str
    by: int
    says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """Given names and surnames of a language, of which everyone has so many."""

    given: tuple[str, ...]
    surnames: tuple[str, ...]
    surnames_each: int


@dataclass(frozen=True, slots=True)
class Script:
    """What demonstration.toml says; `left_open` is empty where it says nothing."""

    telephone: str
    notes: tuple[str, ...]
    interview: str
    despite: str
    withdrawn: str
    left_open: tuple[str, ...]
    share: Mapping[str, float]
    staff: Mapping[str, str]
    names: Mapping[str, Names]
    otherwise: Mapping[str, tuple[Otherwise, ...]]

    def names_in(self, language: str) -> Names:
        return self.names.get(language) or self.names["any"]

    def telephone_of(self, number: int) -> str:
        """A telephone: the digits that differ are the last ones of a number."""
        digits = self.telephone.count("#")
        wanted = iter(f"{number % 10**digits:0{digits}d}" if digits else "")
        return "".join(next(wanted) if c == "#" else c for c in self.telephone)


@lru_cache(maxsize=1)
def script() -> Script:
    """That of the rulebook in the settings. Raises RulebookError."""
    # `nextwave check` reads scripts too, where there is no service.
    from django.conf import settings

    from nextwave.casework.law.in_force import assessor

    return read(find(settings.RULEBOOK), assessor().rulebook.languages)


def read(folder: Path, languages: tuple[str, ...]) -> Script:
    """That of a rulebook's folder. Raises RulebookError with every problem found."""
    path = folder / NAME
    usual = tomllib.loads(USUAL.read_text("utf-8"))
    try:
        own = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RulebookError([Problem("toml", f"this is not TOML: {error}", Place(NAME), "correct the line")]) from None
    problems: list[Problem] = []

    def wrong(what: str, remedy: str) -> None:
        problems.append(Problem("demonstration", what, Place(NAME), remedy))

    known = {*usual, "left_open", "otherwise"}
    for key in own.keys() - known:
        wrong(f"there is no {key[:40]} here", "use " + ", ".join(sorted(known)))
    merged = {k: {**v, **own.get(k, {})} if isinstance(v, dict) else own.get(k, v) for k, v in usual.items()}
    texts: dict[str, Any] = {k: merged[k] for k in ("telephone", "interview", "despite", "withdrawn")}
    for key, text in texts.items():
        if not isinstance(text, str) or not text:
            wrong(f"{key} is no text", f'write {key} = "…"')
    lists = {"notes": merged["notes"], "left_open": own.get("left_open", [])}
    for key, listed in lists.items():
        if not _texts(listed):
            wrong(f"{key} is no list of texts", f'write {key} = ["…"]')
    named = {}
    for language, table in merged["names"].items():
        each = table.get("surnames_each", 1) if isinstance(table, dict) else 0
        if each not in (1, 2) or not all(_texts(table.get(k)) and len(table[k]) >= 4 for k in ("given", "surnames")):
            wrong(f"names.{language} needs given and surnames", "write four or more of each; surnames_each is 1 or 2")
            continue
        named[language] = Names(tuple(table["given"]), tuple(table["surnames"]), each)
    for account, name in merged["staff"].items():
        if account not in usual["staff"] or not isinstance(name, str) or len(name.split()) < 2:
            wrong(f"staff.{account[:40]} is no name of an account", "use " + ", ".join(usual["staff"]))
    for language, share in merged["share"].items():
        if language not in languages or not isinstance(share, float) or not 0 <= share <= 1:
            what = f"share.{language} is no part of those who apply"
            wrong(what, f"write a part from 0.0 to 1.0 in a language of the rulebook, such as {languages[-1]} = 0.2")
    otherwise = {kind: _otherwise(own, kind, languages, wrong) for kind in KINDS}
    if problems:
        raise RulebookError(problems)
    return Script(
        telephone=texts["telephone"],
        interview=texts["interview"],
        despite=texts["despite"],
        withdrawn=texts["withdrawn"],
        notes=tuple(lists["notes"]),
        left_open=tuple(lists["left_open"]),
        share=merged["share"],
        staff=merged["staff"],
        names=named,
        otherwise=otherwise,
    )


def problems_of(folder: Path, languages: tuple[str, ...]) -> list[Problem]:
    """What is wrong with the script of a rulebook's folder, its reasons among it; nothing where it has none."""
    try:
        found = read(folder, languages)
    except RulebookError as error:
        return error.problems
    try:
        known = tomllib.loads((folder / "delegations" / "reasons.toml").read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return []  # without delegations nothing is decided, and what is wrong with them is said elsewhere
    lost = sorted({one.reason for told in found.otherwise.values() for one in told} - known.keys())
    remedy = "use one of " + ", ".join(known)
    return [Problem("demonstration", f"there is no reason {name[:60]}", Place(NAME), remedy) for name in lost]


def _texts(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(x, str) and x for x in found)


def _otherwise(own: Mapping[str, Any], kind: str, languages: tuple[str, ...], wrong: Any) -> tuple[Otherwise, ...]:
    found = []
    for table in own.get("otherwise", {}).get(kind, []):
        says = {code: table.get(code) for code in languages}
        try:
            by = int(Decimal(str(table.get("by", "0"))) * 100)
        except InvalidOperation:
            by = -1
        if (
            not isinstance(table.get("reason"), str)
            or by < 0
            or not all(isinstance(x, str) and x for x in says.values())
        ):
            wrong(f"otherwise.{kind} needs reason, by and a text in every language", "add what is missing")
            continue
        found.append(Otherwise(table["reason"], by, says))
    return tuple(found)
