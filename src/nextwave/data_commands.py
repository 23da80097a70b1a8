"""The command line of what is kept: `nextwave purge|keys`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from nextwave.service_commands import service
from nextwave.terminal import AsJson, out, refuse

WORDS = {
    "drafts": "drafts past their days",
    "sessions": "sessions that ended",
    "tries": "counts of tries that hold no more",
    "broken_off": "uploads and restores that were broken off",
    "demonstrations": "demonstrations whose server is gone",
}


def purge(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be taken away, and leave it.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take away what is no longer needed: drafts, sessions, tries, broken-off uploads, old demonstrations."""
    service(as_json)
    from nextwave.web.serving.purging import purge as away

    found = away(dry_run)
    if as_json:
        out(json.dumps({"dry_run": dry_run, "removed": found}))
        return
    done = "would be taken away" if dry_run else "taken away"
    out("\n".join([*(f"{count} {WORDS[kind]}" for kind, count in found.items()), f"{sum(found.values())} {done}."]))


def keys(
    check: Annotated[bool, typer.Option("--check", help="Count what each key opens, and change nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Seal everything anew with the first key of NEXTWAVE_DATA_KEYS, so that the others can be taken out; exit
    status 1 where no key opens something."""
    from nextwave.rulebook.problems import Place, Problem
    from nextwave.web.serving import readiness

    wrong = [p for p in readiness.secret_problems() if p.what.startswith("NEXTWAVE_DATA_KEYS")]
    if wrong:
        refuse(wrong, as_json)
    service(as_json, keys=False)
    from django.db import DatabaseError

    from nextwave.casework.keeping.resealing import count, seal_anew

    try:
        found = count() if check else seal_anew()
    except DatabaseError as error:
        what = f"not everything could be sealed anew: {str(error).strip().splitlines()[0]}"
        remedy = "run it again as the owner of the tables (NEXTWAVE_DATABASE_OWNER): it goes on where it stopped"
        refuse([Problem("keys", what, Place("database"), remedy)], as_json)
    except OSError as error:
        what = f"not everything could be sealed anew: {error.strerror or error}"
        remedy = "see the disk and run it again: it goes on where it stopped"
        refuse([Problem("keys", what, Place(str(error.filename or "evidence")), remedy)], as_json)
    rows = [{"key": place, "values": found.values[place], "files": found.files[place]} for place in found.places]
    none = {"values": found.values[0], "files": found.files[0]}
    if as_json:
        out(json.dumps({"check": check, "keys": rows, "unopened": none, "changed": found.changed}, indent=2))
    else:
        lines = [f"key {r['key']}: {r['values']} values and {r['files']} files" for r in rows]
        if any(none.values()):
            lines.append(f"no key opens {none['values']} values and {none['files']} files: add the key that does, or "
                         "restore them from a backup")  # fmt: skip
        elif not check:
            lines.append(
                f"{found.changed} sealed anew: the first key opens everything, and the others can be taken out."
            )
        out("\n".join(lines))
    raise typer.Exit(1 if any(none.values()) else 0)
