"""Other cases in which the same people seem to be: same name and birth date, by their fingerprints."""

from __future__ import annotations

from dataclasses import dataclass

from nextwave.casework.models import Case, Membership


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A person of this case who stands in another one too."""

    person: str
    other: Case


def duplicates(case: Case) -> list[Duplicate]:
    """Each person of a case with each other case they seem to be in; a worker judges whether they are."""
    mine = dict(Membership.objects.filter(case=case).exclude(match="").values_list("match", "person"))
    others = Membership.objects.filter(match__in=mine).exclude(case=case).select_related("case").order_by("case_id")
    found = {(mine[m.match], m.case_id): Duplicate(mine[m.match], m.case) for m in others}
    return list(found.values())
