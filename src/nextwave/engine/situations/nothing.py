"""Whether someone says that there is none of something, that it is not so, or that it is nobody: such an answer needs no
paper, and nobody else decided anything of it."""

from __future__ import annotations

import re
from typing import Any

#: Amounts of nothing, however they are written.
_ZERO = re.compile(r"[+-]?0+(\.0+)?")
#: What a choice calls the member that says so (docs/language.md).
NONE_OF_THESE = ("no", "none")


def is_nothing(value: Any) -> bool:
    """Of a stated value, as situations have it: null, false, zero, an empty list, a flow of zero, or a choice's `no`
    or `none`. What is not known, between two ends or one of several is something."""
    if isinstance(value, dict):
        return "amount" in value and is_nothing(value["amount"])
    if isinstance(value, str):
        return value in NONE_OF_THESE or _ZERO.fullmatch(value) is not None
    return value is None or value is False or value == [] or (isinstance(value, int | float) and value == 0)
