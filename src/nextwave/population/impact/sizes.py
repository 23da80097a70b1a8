"""Sizes of changes: how much more or less a unit gets in a month."""

from __future__ import annotations

#: From and below, in hundredths of the currency; none where it is no matter of the amount.
Ends = tuple[int | None, int | None] | None

#: What stands before and behind an amount is written into the names.
_SIZES: tuple[tuple[str, Ends], ...] = (
    ("newly eligible", None),
    ("no longer eligible", None),
    ("gains over {0}100{1}", (10_001, None)),
    ("gains {0}25{1} to {0}100{1}", (2_500, 10_001)),
    ("gains up to {0}25{1}", (1, 2_500)),
    ("no change", (0, 1)),
    ("loses up to {0}25{1}", (-2_499, 0)),
    ("loses {0}25{1} to {0}100{1}", (-10_000, -2_499)),
    ("loses over {0}100{1}", (None, -10_000)),
)


def sizes(signs: tuple[str, str]) -> dict[str, Ends]:
    """Sizes by their names, with what stands before and behind an amount: ("$", "")."""
    return {name.format(*signs): ends for name, ends in _SIZES}
