"""What people and their jobs are called in a situation, so that each can be told from every other."""

from __future__ import annotations

from typing import Any

from nextwave.engine.situations.household import HOUSEHOLD
from nextwave.engine.situations.problems import Problems, problem, shown
from nextwave.gate.text import Unreadable, line

LONGEST_ID = 100


def person_ids(people: list[Any], problems: Problems) -> list[str]:
    """The id of each person; what is wrong with any is among the problems."""
    ids: list[str] = []
    for i, person in enumerate(people):
        name = person.get("id") if isinstance(person, dict) else None
        wrong = _no_id(name)
        if wrong:
            problems.add(problem("id", f"people[{i}].id", wrong, 'give one, such as "ana"'))
        elif name == HOUSEHOLD:
            what = f"{HOUSEHOLD} stands for the household itself wherever facts are named"
            problems.add(problem("id", f"people[{i}].id", what, 'give another, such as "ana"'))
        elif name in ids:
            problems.add(
                problem("id", f"people[{i}].id", f"{name} stands twice", "give each person an id of their own")
            )
        else:
            ids.append(str(name))
    return ids


def is_id(name: str) -> bool:
    """Whether it can be told from every other id by looking at it: nothing unseen is in it."""
    try:
        return bool(name) and line(name, LONGEST_ID) == name
    except Unreadable:
        return False


def _no_id(given: Any) -> str:
    """Why something is no person's id; empty where it is one."""
    if not isinstance(given, str) or not given.strip():
        return "every person needs an id"
    if len(given) > LONGEST_ID:
        return f"an id has {LONGEST_ID} letters at the most"
    return "" if is_id(given) else f"{shown(given)} has spaces around it or signs that nobody sees"
