"""Begins a rulebook: a folder with one programme that checks clean, passes its cases and can be served, to be changed
into a law.

begun(Path("heating"), kind="paid", currency="EUR", territory="IE", year=2026)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from nextwave.rulebook import jurisdiction
from nextwave.rulebook.model import KINDS
from nextwave.rulebook.problems import Place, Problem, RulebookError
from nextwave.rulebook.wording.amounts import signs

#: What every rulebook begins with; @NAME@ and the like are filled in.
PARTS = Path(__file__).parent / "beginnings"
#: What is added to a file where the programme has an amount, and where it has levels.
ADDED: Mapping[str, Mapping[str, str]] = {
    "amount": {"parameters.yaml": "amount.yaml", "rules.py.txt": "amount.py.txt"},
    "level": {
        "parameters.yaml": "level.yaml",
        "rules.py.txt": "level.py.txt",
        "people.py.txt": "levels.py.txt",
        "cases.yaml": "level_cases.yaml",
    },
}
#: By kind what its amount is called, its type and the unit of its figure; nothing where it has none.
AMOUNTS: Mapping[str, tuple[str, str, str]] = {
    "paid": ("What is paid each month", "Money", "money/month"),
    "owed": ("What is to be paid each month", "Money", "money/month"),
    "permit": ("The fee", "Stock", "money"),
}
#: What people call a programme of each kind, before it has a name of its own.
THINGS = {"paid": "help", "owed": "charge", "in kind": "service", "permit": "permit", "tier": "cover"}
#: The folder and the name of the programme.
PROGRAMME = {"paid": "benefit", "owed": "charge", "in kind": "service", "permit": "permit", "tier": "cover"}


def begun(folder: Path, kind: str, currency: str, territory: str, year: int) -> list[str]:
    """Writes the rulebook into a folder that is not there yet, or empty; gives the names of the files. Raises
    RulebookError with all that is wrong, and then nothing is written."""
    problems = _wrong(folder, kind)
    head = {"currency": currency, "territory": territory}
    here, wrong = jurisdiction.read({key: text for key, text in head.items() if text}, set())
    problems += wrong
    if problems:
        raise RulebookError(problems)
    if currency:
        head["money_sign"] = "".join(signs(here)).strip()
    texts = _texts(folder.name, kind, {key: text for key, text in head.items() if text}, year)
    for name, text in texts.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return sorted(texts)


def _wrong(folder: Path, kind: str) -> list[Problem]:
    problems = []
    place = Place("command line")
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", folder.name):
        what = f"{folder.name[:60] or 'nothing'} is no name for a rulebook"
        problems.append(Problem("name", what, place, "use small letters, digits and _, such as heating"))
    elif (PARTS.parents[1] / "rulebooks" / folder.name).exists():
        what = f"{folder.name} is a rulebook that ships with Nextwave, which would be taken in its place"
        problems.append(Problem("name", what, place, "use another name"))
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        what = "there is something already, and nothing is written over it"
        problems.append(Problem("file", what, Place(str(folder)), "use another name, or take away what is there"))
    if kind not in KINDS:
        remedy = "write --kind with one of " + ", ".join(f'"{k}"' for k in KINDS)
        problems.append(Problem("kind", f"{kind[:40]} is no kind of programme", place, remedy))
    return problems


def _texts(name: str, kind: str, head: Mapping[str, str], year: int) -> dict[str, str]:
    """Every file by its name."""
    title = name.replace("_", " ").capitalize()
    called, type_, unit = AMOUNTS.get(kind, ("", "", ""))
    outcome = "amount" if called else "level" if kind == "tier" else ""
    most = 'most = "amount"  # the most that may be granted\n' if kind == "paid" else ""
    filled = {
        "NAME": name,
        "TITLE": title,
        "THING": f"{title} {THINGS[kind]}",
        "LAW": f"{title} Code",
        "KIND": kind,
        "YEAR": str(year),
        "BORN": str(year - 18),
        "OLDER": str(year - 65),
        "WHERE": "".join(f'{key} = "{text}"\n' for key, text in head.items()),
        "CALLED": called,
        "TYPE": type_,
        "RETURNS": f"{type_}, " if type_ else "",
        "UNIT": unit,
        "OUTCOME": f'{outcome} = "{outcome}"\n{most}' if outcome else "",
        "REASONS": f'"eligible", "{outcome}"' if outcome else '"eligible"',
        "EXPECTED": {"amount": ', amount: "40.00"', "level": ", level: some"}.get(outcome, ""),
    }
    more = ADDED.get(outcome, {})
    found: dict[str, str] = {}
    for path in sorted(p for p in PARTS.rglob("*") if p.is_file()):
        # Rules are kept as texts, since they are none before they are filled in.
        name = path.relative_to(PARTS).as_posix().removesuffix(".txt")
        if any(path.name in added.values() for added in ADDED.values()):
            continue
        text = path.read_text("utf-8")
        if path.name in more and path.with_name(more[path.name]).exists():
            text += path.with_name(more[path.name]).read_text("utf-8")
        inside = name.replace("programme/", f"{PROGRAMME[kind]}/")
        found[inside] = re.sub(r"@([A-Z]+)@", lambda m: filled[m[1]], text)
    return found
