"""The command line of what is kept: `nextwave purge`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from nextwave.service_commands import service
from nextwave.terminal import AsJson, out

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
    from nextwave.web.purging import purge as away

    found = away(dry_run)
    if as_json:
        out(json.dumps({"dry_run": dry_run, "removed": found}))
        return
    done = "would be taken away" if dry_run else "taken away"
    out("\n".join([*(f"{count} {WORDS[kind]}" for kind, count in found.items()), f"{sum(found.values())} {done}."]))
