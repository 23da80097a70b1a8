"""People and homes of whom everything is stated: what is usual in Washington's worked cases."""

from __future__ import annotations

import copy
from typing import Any

from nextwave.rulebook.finding import find
from nextwave.rulebook.parsing import cases

_, _FOUND = cases.read((find("washington") / "cases.yaml").read_text("utf-8"), "cases.yaml", "")
_USUAL = _FOUND.facts


def person(of: str, **facts: Any) -> dict[str, Any]:
    """An adult citizen without money or costs; what is given as "unasked" is left out."""
    made = {"id": of, "birth_date": "1986-02-03", **copy.deepcopy(_USUAL["person"]), **facts}
    return {name: value for name, value in made.items() if value != "unasked"}


def home(**facts: Any) -> dict[str, Any]:
    """A home that pays for heating and a phone."""
    made = {**_USUAL["household"], "pays_heating_or_cooling": True, "pays_phone": True, **facts}
    return {name: value for name, value in made.items() if value != "unasked"}
