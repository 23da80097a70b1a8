"""Whose a case is."""

from __future__ import annotations

from dataclasses import dataclass

from nextwave.casework.acts.act import Act
from nextwave.casework.models import Docket, Event


@dataclass(frozen=True, slots=True)
class Assign(Act):
    """Someone takes a case on."""

    action = "assign"

    def effect(self, event: Event) -> None:
        Docket.objects.filter(case=event.case).update(assigned=event.account)


@dataclass(frozen=True, slots=True)
class Release(Act):
    """Someone gives a case back to whoever is free."""

    action = "release"

    def effect(self, event: Event) -> None:
        Docket.objects.filter(case=event.case).update(assigned=None)
