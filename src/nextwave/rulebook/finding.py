"""Where a rulebook is, and where its law holds: what the settings of a service need, without reading any law."""

from __future__ import annotations

import tomllib
from pathlib import Path

from nextwave.rulebook import jurisdiction
from nextwave.rulebook.problems import Place, RulebookError
from nextwave.rulebook.source import refuse, text

#: Where the rulebooks are that ship with Nextwave.
SHIPPED = Path(__file__).parent.parent / "rulebooks"


def usual() -> str:
    """The rulebook that is taken where none is named: what rulebooks/usual.toml names."""
    path = SHIPPED / "usual.toml"
    return str(tomllib.loads(path.read_text("utf-8"))["rulebook"]) if path.is_file() else ""


def whereabouts(name: str) -> jurisdiction.Jurisdiction:
    """Where the law of a rulebook holds, of which nothing else is read; a plain place where it says nothing of it, or
    is none: what is wrong with it is said by `load`."""
    try:
        head = tomllib.loads(text(find(name) / "rulebook.toml", "rulebook.toml"))
    except (RulebookError, tomllib.TOMLDecodeError):
        head = {}
    return jurisdiction.read(head, set())[0]


def find(name: str) -> Path:
    """The folder of a rulebook by the name of a shipped one, or by its path. Raises RulebookError."""
    for folder in (SHIPPED / name, Path(name)) if name.isidentifier() else (Path(name),):
        try:
            if (folder / "rulebook.toml").is_file():
                return folder
        except (OSError, ValueError):
            break  # no file can have this name
    there = ", ".join(sorted(p.parent.name for p in SHIPPED.glob("*/rulebook.toml")))
    remedy = f"name a folder that holds rulebook.toml, or a shipped rulebook: {there}"
    raise refuse("no-rulebook", f"there is no rulebook {name[:200]}", Place(name[:200]), remedy)
