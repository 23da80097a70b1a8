"""Wording in other languages: gettext catalogues under wording/<language>/LC_MESSAGES/."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath

from nextwave.rulebook.problems import Place
from nextwave.rulebook.source import refuse


def read(catalogues: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The translations of each language by their English text. Raises RulebookError for a malformed file."""
    found: dict[str, dict[str, str]] = {}
    for name, source in catalogues.items():
        from babel.messages.pofile import PoFileError, read_po

        parts = PurePosixPath(name).parts
        if len(parts) < 2 or parts[0] != "wording":
            raise refuse("wording", "a catalogue stands in wording/<language>/", Place(name), "move it there")
        try:
            catalogue = read_po(BytesIO(source.encode()), abort_invalid=True)
        except (PoFileError, ValueError) as error:
            raise refuse("wording", f"this catalogue is malformed: {error}", Place(name), "correct the line") from None
        for message in catalogue:
            if message.id and isinstance(message.id, str) and isinstance(message.string, str):
                found.setdefault(parts[1], {})[message.id] = message.string
    return found
