"""Nextwave as it is where Washington's rulebook and households were never brought: the same files, linked, without
those."""

from __future__ import annotations

import os
from pathlib import Path

import nextwave

SOURCE = Path(nextwave.__file__).parent


def without_washington(folder: Path) -> dict[str, str]:
    """What a command's environment needs, so that it runs there. Another installation is taken as it is."""
    if "NEXTWAVE_COMMAND" in os.environ:
        return {}
    package = folder / "nextwave"
    package.mkdir()
    for path in SOURCE.iterdir():
        if path.name not in ("rulebooks", "populations", "__pycache__"):
            (package / path.name).symlink_to(path)
    for room in ("rulebooks", "populations"):
        (package / room).mkdir()
        for path in (SOURCE / room).iterdir():
            if not path.name.startswith("washington"):
                (package / room / path.name).symlink_to(path)
    return {"PYTHONPATH": str(folder)}
