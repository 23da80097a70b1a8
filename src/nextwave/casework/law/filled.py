"""What the texts of a rulebook leave in braces, to be filled in with its limits and days."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping

from nextwave.rulebook.problems import Place, Problem


def wrong(key: str, says: Mapping[str, str], known: Iterable[str], code: str, place: Place) -> list[Problem]:
    """What in the texts of a part, by language, stands in braces and is none of what is `known`."""
    problems, known = [], frozenset(known)
    for language, text in says.items():
        try:
            fields = {f for _text, f, _form, _conversion in string.Formatter().parse(text) if f is not None}
        except ValueError as error:
            problems.append(Problem(code, f"{key} in {language[:40]}: {error}", place, "write a brace twice"))
            continue
        for other in sorted(fields - known):
            what = f"{key} in {language[:40]} has {{{other[:40]}}}, with which nothing is filled in"
            use = ", ".join(f"{{{f}}}" for f in sorted(known))
            problems.append(Problem(code, what, place, f"use {use}" if use else "leave it out"))
    return problems
