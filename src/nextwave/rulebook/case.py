"""Worked cases as a rulebook declares them: a situation, what must follow from it, and what is usual where a case says
nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nextwave.rulebook.problems import Place


@dataclass(frozen=True, slots=True)
class Usual:
    """Facts that worked cases state where they say nothing else, by entity as a situation names it (person,
    household, job …), and where each stands; the place of (entity, "") is the entity's."""

    facts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """A worked case: a situation, a date, and what must follow, with the source it was worked out from."""

    name: str
    namespace: str
    on: date
    situation: Mapping[str, Any]
    expect: Mapping[str, Any]
    source: str
    place: Place
