"""What a rulebook still needs before a service can run over it: casework and pages ask for more than the rules."""

from __future__ import annotations

from pathlib import Path

from nextwave.casework.law import notice_rules, procedure
from nextwave.rulebook import places
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import Problem, RulebookError


def wanting(folder: Path, book: Rulebook) -> list[str]:
    """What is missing before applications can be taken and decided, each in words; nothing where it is complete."""
    found = []
    if not notice_rules.paths_of(folder, book):
        found.append("time limits and what a notice must hold: notice.toml in a programme")
    if not (folder / "delegations").is_dir():
        found.append("who may decide what: the folder delegations")
    return found


def decided_by(folder: Path, book: Rulebook) -> list[Problem]:
    """What is wrong with the delegations; nothing where there are none, or where what reads them is not installed."""
    if not (folder / "delegations").is_dir():
        return []
    try:
        from nextwave.casework.law import delegations
    except ImportError:
        return []
    try:
        delegations.read(folder / "delegations", book)
    except RulebookError as error:
        return error.problems
    return []


def lacking(folder: Path, book: Rulebook) -> dict[str, list[str]]:
    """What each seat does without, as this rulebook leaves it out: nothing of it is needed, and pages then say less."""
    here, head = book.jurisdiction, book.details
    has = {name: (folder / name).is_file() for name in (procedure.NAME, places.NAME, "demonstration.toml")}
    requirements = (folder / "delegations" / "requirements.toml").is_file()
    amounts = any(p.amount for p in book.programmes.values())
    told: dict[str, list[tuple[object, str]]] = {
        "the resident": [
            (here.office, "notices name nobody to ask, without [office] in rulebook.toml"),
            (has[procedure.NAME], "pages name no law of the procedure, without procedure.toml"),
            (head.get("disclaimer"), "pages do not say who is bound by what they tell, without disclaimer"),
            (here.currency or not amounts, "amounts have no sign, without currency"),
            (here.money_sign or not here.currency or not amounts, "amounts cannot be typed with the sign that they are shown with, without money_sign"),
            (here.territory, "days are written as anywhere, without territory"),
            (here.postcodes, "postcodes are taken as they are written, without postcodes"),
            (here.filed_fact, "the day of filing is no fact of the law, without filed_fact"),
        ],
        "the worker": [
            (not (folder / "delegations").is_dir() or requirements, "what the delegations ask for is not said before it is proposed, without delegations/requirements.toml"),
            (here.area, "the queue has no areas, without area"),
            (not here.area or has[places.NAME], "an area is asked for, and not known by the postcode, without places.toml"),
        ],
        "the policymaker": [
            (here.population, "runs are worked out in a demonstration alone, over invented households, without usual under [population]"),
            (here.ranked_by, "there are no tables by tenths, without ranked_by under [population]"),
        ],
        "the public": [
            (here.area, "statistics are not by area, without area"),
            (all(p.summary for p in book.programmes.values()), "a programme is not said in a sentence, without summary in its programme.toml"),
            (all(p.cites for p in book.programmes.values()), "a programme names no law, without cites in its programme.toml"),
            (head.get("contact"), "nobody is named who keeps the rules, without contact"),
        ],
        "the demonstration": [
            (has["demonstration.toml"], "names are plain ones and no decision is other than assessed, without demonstration.toml"),
        ],
    }  # fmt: skip
    return {seat: found for seat, lines in told.items() if (found := [text for there, text in lines if not there])}


def unasked(book: Rulebook) -> list[Problem]:
    """What people may have several of and no page asks for: it could be stated over the API and by the library only.
    And what pages ask for without knowing what it is called."""
    problems = []
    for entity in book.entities.values():
        if entity.kind != "entity" or entity.of is None:
            continue
        silent = [f"{key}=" for key in ("ask", "label", "labels") if not getattr(entity, key)]
        if entity.of != book.person.name:
            what = f"no page asks for a {entity.name}: pages ask for what belongs to a {book.person.name} alone"
            remedy = (
                f"write of={book.person.name}, state it as facts of what it belongs to, or serve it over the API alone"
            )
        elif silent:
            what = f"pages call {entity.name} by its class, without {', '.join(silent)}"
            remedy = 'write class Job(Entity, of=Person, ask="Does {person} have a job?", label="Job", labels="Jobs")'
        else:
            continue
        problems.append(Problem("pages", what, entity.place, remedy, "warning"))
    return problems
