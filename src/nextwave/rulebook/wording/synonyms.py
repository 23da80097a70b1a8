"""What people say for what the law calls otherwise, by language, from [synonyms.<language>] of rulebook.toml:

rent = ["housing costs", "shelter"]
"""

from __future__ import annotations

from typing import Any

from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import Place, Problem


def synonyms(book: Rulebook, language: str) -> dict[str, tuple[str, ...]]:
    """The words of the rules by what people say; empty where the rulebook has none."""
    found = _tables(book).get(language, {})
    return {said: tuple(meant) for said, meant in found.items()} if isinstance(found, dict) else {}


def problems(book: Rulebook) -> list[Problem]:
    """What of the synonyms is malformed, or in a language that the rulebook does not have."""
    found = []
    place = Place("rulebook.toml")
    for language, table in _tables(book).items():
        if language not in book.languages:
            what = f"synonyms are in {language}, which is no language of this rulebook"
            found.append(Problem("synonyms", what, place, "use one of " + ", ".join(book.languages)))
        for said, meant in table.items() if isinstance(table, dict) else [("", None)]:
            if not isinstance(meant, list) or not meant or not all(isinstance(m, str) and m for m in meant):
                what = f"the synonyms of “{said}” are no list of words"
                found.append(Problem("synonyms", what, place, f'write "{said}" = ["…"] under [synonyms.{language}]'))
    return found


def _tables(book: Rulebook) -> dict[str, Any]:
    tables = book.details.get("synonyms", {})
    return tables if isinstance(tables, dict) else {"": None}
