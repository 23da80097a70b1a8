"""`python -m nextwave` is the command `nextwave`."""

from __future__ import annotations

from nextwave.cli import app

app(prog_name="nextwave")
