"""Where the processes leave what the next one reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

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
