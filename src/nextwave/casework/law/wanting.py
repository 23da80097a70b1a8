"""What a rulebook still needs before a service can run over it: casework and pages ask for more than the rules."""

from __future__ import annotations

from pathlib import Path

from nextwave.casework.law import notice_rules
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import Problem

#: What people may have several of that pages ask for: jobs, each with one amount.
LISTED = "Job"


def wanting(folder: Path, book: Rulebook) -> list[str]:
    """What is missing before applications can be taken and decided, each in words; nothing where it is complete."""
    found = []
    if not notice_rules.paths_of(folder, book):
        found.append("time limits and what a notice must hold: notice.toml in a programme")
    if not (folder / "delegations").is_dir():
        found.append("who may decide what: the folder delegations")
    return found


def unasked(book: Rulebook) -> list[Problem]:
    """What people may have several of and no page asks for: it could be stated over the API and by the library only."""
    problems = []
    for entity in book.entities.values():
        if entity.kind != "entity" or entity.of is None:
            continue
        facts = [f for (owner, _name), f in book.facts.items() if owner == entity.name]
        if entity.name != LISTED or entity.of != book.person.name:
            what = f"no page asks for a {entity.name}: pages ask people for jobs alone"
            remedy = f"call it {LISTED}, state what is needed as facts of a person, or serve it over the API alone"
        elif len(facts) != 1 or facts[0].type != "money":
            what = f"a {LISTED} has {len(facts)} facts: pages ask for one amount of each"
            remedy = "leave one amount, or serve it over the API alone"
        else:
            continue
        problems.append(Problem("pages", what, entity.place, remedy, "warning"))
    return problems
