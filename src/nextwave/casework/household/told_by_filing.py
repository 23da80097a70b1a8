"""What an application tells by being filed: the day, as a fact, and where the home is by the code of its address; and
what a new address tells later.

`filed_fact` of rulebook.toml names the household's fact that holds the day; places.toml says in which of the places
of a fact each postal code lies.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from nextwave.casework.household.facts import Stated
from nextwave.casework.law.in_force import assessor
from nextwave.casework.models.fact import Source
from nextwave.rulebook.places import Places


def places() -> Places:
    """The places of the rulebook in the settings."""
    return assessor().rulebook.places


def told(stated: list[Stated], contact: Mapping[str, Any], filed_on: date) -> list[Stated]:
    """The statements of an application with what its filing tells; what is stated already is left as it is. A code
    that lies in several places tells nothing."""
    there = {(s.of, s.fact) for s in stated}
    day = assessor().rulebook.jurisdiction.filed_fact
    found = list(stated)
    if day and ("household", day) not in there:
        found.append(Stated("household", day, filed_on.isoformat(), Source.SYSTEM))
    home = places().of(str(contact.get("postcode", "")))
    if len(home) == 1 and ("household", places().fact) not in there:
        found.append(Stated("household", places().fact, home[0]))
    return found


def told_by_moving(stated: Any, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Stated]:
    """What a new address tells of where the home is, by the code before and after and by what is stated (None where
    nothing is): the place of a code that lies in one; nothing any more where it lies in several others."""
    code = str(after.get("postcode", ""))
    home = places().of(code)
    if code == str(before.get("postcode", "")) or not home or stated in home:
        return []
    if len(home) == 1:
        return [Stated("household", places().fact, home[0])]
    return [Stated("household", places().fact, None, known=False)] if stated is not None else []
