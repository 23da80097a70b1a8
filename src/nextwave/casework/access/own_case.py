"""One's own case, and those of people one knows: where someone in a case seems to be whoever opens it, they are asked.

What they say is kept. If they know someone the case is closed to them; if not they are not asked again about the
same people. Until they answer, nothing of the case is shown to them and nothing in it done.
"""

from __future__ import annotations

from django.db import transaction

from nextwave.casework.access import likeness
from nextwave.casework.household.facts import births_of, people_of
from nextwave.casework.models import Account, Acquaintance, Case, Conflict, Docket
from nextwave.casework.refusals import NotAllowed, refused
from nextwave.rulebook.problems import Place, Problem


class Unanswered(NotAllowed):
    """Someone has not said whether they know the people of a case who seem to be themselves."""


def asked_about(account: Account, case: Case) -> dict[str, str]:
    """The people of a case, by id with their names, about whom someone is to be asked."""
    own = set(account.likenesses) | likeness.of_account(account.get_full_name(), "")
    if not own:
        return {}
    births = births_of(case)
    alike = {p: n for p, n in people_of(case).items() if own & likeness.of_person(n, births.get(p, ""))}
    if alike:
        answers = Acquaintance.objects.filter(account=account, case=case).values_list("people", flat=True)
        answered = {p for people in answers for p in people}
        alike = {p: n for p, n in alike.items() if p not in answered}
    return alike


def require_answer(account: Account, case: Case) -> None:
    """Raises Unanswered."""
    if asked_about(account, case):
        what = "someone in this case may be you, or someone you know"
        remedy = "sign in, open the case on its page and say whether that is so"
        raise Unanswered(Problem("acquaintance", what, Place(case.reference), remedy))


def say(account: Account, case: Case, known: bool) -> None:
    """Keeps whether someone is, or knows, those about whom they were asked. Raises Refused."""
    with transaction.atomic():
        Docket.objects.select_for_update().get(pk=case.pk)
        people = sorted(asked_about(account, case))
        if not people:
            raise refused("acquaintance", "nothing is asked here any more", case.reference, "open the case")
        Acquaintance.objects.create(account=account, case=case, people=people, known=known)
        if known:
            Conflict.objects.create(account=account, case=case)
            Docket.objects.filter(case=case, assigned=account).update(assigned=None)
