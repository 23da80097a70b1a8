"""Where homes are, in the page's language: what the queue and the statistics go by, as the rulebook calls it."""

from __future__ import annotations

from nextwave.rulebook.area import area_of
from nextwave.web.localization.languages import say
from nextwave.web.rules import assessor


def area_called() -> str:
    """What an area is called, such as “Council”; empty where the rulebook names none."""
    area = area_of(assessor().rulebook)
    return say(area.called) if area else ""


def areas() -> dict[str, str]:
    """Every area by its name in records, with what it is called; nothing where the rulebook names none."""
    area = area_of(assessor().rulebook)
    return {m: say(area.choice.labels[m]) for m in area.choice.members} if area else {}


def leading(called: str) -> str:
    """A name at the head of something: “Free school meals”. Nothing but its first sign changes."""
    return called[:1].upper() + called[1:]


def within(called: str) -> str:
    """A label within a sentence: “council”; what is written in capitals stays (“EU region”)."""
    return called if called[1:2].isupper() else called[:1].lower() + called[1:]
