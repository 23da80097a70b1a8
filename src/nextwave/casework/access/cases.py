"""The ways to a case. Pages, the API and commands get one here and nowhere else: whoever asks says who they are and
why, and each condition is looked at before anything of the case is given.

A resident comes with a code: see `codes`.
"""

from __future__ import annotations

from collections.abc import Iterable

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.authority import require
from nextwave.casework.access.looking import look
from nextwave.casework.models import Case


def access_case(who: Actor, reference: str, why: str, what: str, words: str = "") -> Case | None:
    """The case of a reference, for someone who reads it: the reading is recorded. None where there is none. Raises
    NotAllowed, Refused."""
    case = named(reference)
    if case is None:
        return None
    look(who, case, why, what, words)
    return case


def case_to_handle(who: Actor, reference: str) -> Case | None:
    """The case of a reference, for someone who acts on it: the act is recorded. None where there is none. Raises
    NotAllowed."""
    case = named(reference)
    if case is None:
        return None
    if who.account is not None:
        require(who.account, "handle", case)
    return case


def named(reference: str) -> Case | None:
    """Whether there is such a case; of what is in it nothing may be shown before it is recorded that someone looks."""
    if "\0" in reference:
        return None
    found: Case | None = Case.objects.select_related("docket__assigned").filter(reference=reference).first()
    return found


def known(references: Iterable[str]) -> set[str]:
    """Which of these references are those of cases."""
    return set(Case.objects.filter(reference__in=list(references)).values_list("reference", flat=True))
