"""A process that lives on another day, for servers and commands that are tried as for real use: the product itself
takes a day from nobody but its demonstration.

    subprocess.run(["nextwave", "release"], env={**environment, **on("2026-12-15")})

The folder goes before what Python finds; `sitecustomize` there sets Django's clock in every process that starts.
"""

from __future__ import annotations

import os
from pathlib import Path


def on(day: str) -> dict[str, str]:
    """What the environment of a process needs for it to live on a day."""
    here = str(Path(__file__).parent)
    others = [p for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if p and p != here]
    return {"PYTHONPATH": os.pathsep.join([here, *others]), "TESTS_DAY": day}
