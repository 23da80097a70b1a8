"""The name of a file that someone gave, as it may be kept, shown and saved: it says what it is, and does nothing.

A name can turn itself round on the screen (U+202E), leave its folder, be run as a formula by a spreadsheet that lists
names, or be one that an operating system keeps for itself.
"""

from __future__ import annotations

import unicodedata

MOST = 120
#: What an operating system takes for its own, or a path is made of.
TAKEN_OUT = set('/\\:*?"<>|')
#: A cell that begins so is a formula to spreadsheets.
FORMULA = ("=", "+", "-", "@")
#: Names of devices on Windows, whatever the ending.
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
#: The ending that goes with what the content is.
ENDINGS = {"application/pdf": (".pdf",), "image/jpeg": (".jpg", ".jpeg"), "image/png": (".png",)}


def safe_name(name: str, media_type: str) -> str:
    """A name without signs that act, with the ending of what the content is; "document" where nothing is left."""
    found = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    # Categories C*: control signs, direction marks and other invisible ones; Zl, Zp: line breaks.
    kept = (" " if unicodedata.category(c) in ("Zl", "Zp", "Zs") else c for c in found if _shown(c))
    found = " ".join("".join(kept).split()).lstrip("".join(FORMULA) + ". ").rstrip(". ")
    stem, dot, ending = found.rpartition(".")
    endings = ENDINGS[media_type]
    if dot and f".{ending.lower()}" in endings:
        end = f".{ending.lower()}"
    else:
        stem, end = found, endings[0]
    stem = stem[: MOST - len(end)].rstrip(". ")
    if stem.partition(".")[0].upper().strip() in RESERVED:
        stem = f"document {stem}"
    return (stem or "document") + end


def _shown(letter: str) -> bool:
    return letter not in TAKEN_OUT and not unicodedata.category(letter).startswith("C")
