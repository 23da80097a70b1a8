"""Whether one answer on partial facts says the same as another and more: what was settled is as it was, what was open is
settled or lies within the ends it had (of a tier, is among the levels it could be), and every reason still stands.

A search that has learnt to prove more leaves less open. An assessment that is run again years later may come out
narrower for it, and never otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

#: What is said of the search and not of the household: a later one may be done with what an earlier one left.
LEFT = ("undecided", "everything_looked_at")


def narrows(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether the later of two answers to one request (as `Assessor.assess` gives them) is narrower, or the same.
    Where every fact was known, only the same is."""
    programmes = before.get("programmes", {}), now.get("programmes", {})
    if _but(before, "programmes") != _but(now, "programmes") or programmes[0].keys() != programmes[1].keys():
        return False
    partial = any(result.get("needs") for found in programmes[0].values() for result in found["results"])
    return all(_programme(found, programmes[1][name], partial) for name, found in programmes[0].items())


def _but(of: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in of.items() if name not in names}


def _programme(before: dict[str, Any], now: dict[str, Any], partial: bool) -> bool:
    if _but(before, "results") != _but(now, "results") or len(before["results"]) != len(now["results"]):
        return False
    pairs = zip(before["results"], now["results"], strict=True)
    return all(one == other or (partial and _result(one, other)) for one, other in pairs)


def _result(before: dict[str, Any], now: dict[str, Any]) -> bool:
    compared = ("status", "amount", "levels", "reasons", "needs", "witnesses", "rests_on_unconfirmed", *LEFT)
    return (
        _but(before, *compared) == _but(now, *compared)
        and (before["status"] in ("open", now["status"]))
        and all(left in before or left not in now for left in LEFT)
        and _within(before.get("amount"), now.get("amount"), bool(before.get("needs")))
        and _fewer(before.get("levels"), now.get("levels"), bool(before.get("needs")), now["status"])
        and _follows(before["reasons"], now["reasons"])
        and all(need in before["needs"] for need in now["needs"])
        and set(map(str, now.get("rests_on_unconfirmed", ()))) <= set(map(str, before.get("rests_on_unconfirmed", ())))
    )


def _within(before: Any, now: Any, open_before: bool) -> bool:
    """Whether the ends of an amount lie within those it had; of a settled one they are the same."""
    if before is None or now is None or not open_before:
        return bool(before == now)
    ends = [Fraction(of[end]) for of, end in ((before, "low"), (now, "low"), (now, "high"), (before, "high"))]
    return _but(before, "low", "high") == _but(now, "low", "high") and ends == sorted(ends)


def _fewer(before: Any, now: Any, open_before: bool, status: str) -> bool:
    """Whether the levels that a tier may still be are among those it could be; of a settled one it is the same. There
    are none only where nothing can be got."""
    if before is None or now is None or not open_before:
        return bool(before == now)
    return _follows(now, before) and bool(now or status == "ineligible" or not before)


def _follows(before: Sequence[Any], now: Sequence[Any]) -> bool:
    """Whether all lines are there still, in their order."""
    rest = iter(now)
    return all(line in rest for line in before)
