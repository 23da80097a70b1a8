"""Nextwave: public service decisions from one executable rulebook.

import nextwave as nw

book = nw.load("my-rulebook")
answer = nw.assess(book, {"people": [{"id": "ana"}], "household": {}}, on="2026-11-01")
print(*nw.explain(book, {"people": [{"id": "ana"}], "household": {}}, on="2026-11-01"), sep="\\n")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nextwave.version import __version__

if TYPE_CHECKING:
    from nextwave.library import assess, explain, load, simulate

__all__ = ["__version__", "assess", "explain", "load", "simulate"]


def __getattr__(name: str) -> Any:
    """What is called from programs and notebooks, loaded when it is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("nextwave.library"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
