"""Other cases in which the same people seem to be: same name and birth date, by their fingerprints."""

from __future__ import annotations

from dataclasses import dataclass

from nextwave.casework.keeping.sealing import matching
from nextwave.casework.models import Case, Membership, Statement

#: People who are looked at, at each end of the records.
ENDS = 5


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


def made_again() -> tuple[int, int]:
    """How many fingerprints of the first and the latest people were looked at, and how many of them the key of the
    settings makes again: with another one nobody would be found, neither in a second case nor in their own."""
    looked = again = 0
    found = Membership.objects.exclude(match="")
    for one in {*found.order_by("pk")[:ENDS], *found.order_by("-pk")[:ENDS]}:
        stated = Statement.objects.filter(event=one.event_id, of=one.person, fact="birth_date").order_by("pk").last()
        if stated is not None and stated.value is not None:
            looked += 1
            again += matching(one.name, str(stated.value)) == one.match
    return looked, again
