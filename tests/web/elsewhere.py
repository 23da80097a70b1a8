"""The pages over another rulebook than Washington's: a small one, with or without what a seat may need."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.casework import riverton

#: What rulebook.toml of the small rulebook says of where its law holds.
HERE = """
currency = "EUR"
territory = "NL"
postcodes = ["9999 AA"]
postcode_called = "Postcode"
area = "tenure"
"""


@contextmanager
def pages_of(
    folder: Path, settings: Any, head: str = HERE, without: tuple[str, ...] = (), **files: str
) -> Iterator[Path]:
    """The small rulebook as that of the settings, with more in the head of its rulebook.toml, without some of its
    files, and with others: `people="…"` is people.py written so."""
    book = riverton.rulebook(folder)
    with (book / "rulebook.toml").open("a") as written:
        written.write(head)
    for name in without:
        path = book / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, text in files.items():
        (book / name.replace("__", "/")).with_suffix(".py").write_text(text)
    with riverton.in_force(book, settings):
        yield book
