"""Where the processes leave what the next one reads, and the month that is compared."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

#: The month that the population's facts hold for (its data sheet: ages on 1 November 2026). Both have the figures
#: of October 2026, and both carry Washington's utility allowances of the year before, until new ones are published.
MONTH = date(2026, 11, 1)

FOLDER = Path(__file__).parent.parent.parent / "var" / "peers"

Array = NDArray[np.generic]
Columns = dict[str, Array]


def write(name: str, columns: Columns) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(FOLDER / f"{name}.npz", **columns)


def read(name: str) -> Columns:
    """Raises FileNotFoundError where the process before has not run."""
    with np.load(FOLDER / f"{name}.npz") as file:
        return {key: file[key] for key in file.files}
