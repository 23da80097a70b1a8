"""Every reading of a case is recorded with its reason, before anything of it is shown."""

from __future__ import annotations

from django.db import transaction

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.authority import require
from nextwave.casework.access.codes import require_in_force
from nextwave.casework.models import Access, Account, Case, Docket
from nextwave.casework.refusals import refused

#: Why someone may look, by code. The person concerned sees these, so they are words of theirs.
REASONS = ("application", "question", "change", "hearing", "review", "complaint", "other")
#: Another reason, which is said in words.
OTHER = "other"
#: Whoever works on a case that is theirs need not say so each time.
ASSIGNED = "assigned"


def look(actor: Actor, case: Case, reason: str, what: str = "case", words: str = "") -> Access:
    """Records that someone looks at a case, for a reason or, of one that is assigned to them, as theirs. Raises NotAllowed, Refused; then nothing may be shown."""
    require_in_force(actor, case)
    with transaction.atomic():
        if actor.account is not None:
            require(actor.account, "read", case)
            theirs = reason == ASSIGNED and Docket.objects.filter(case=case, assigned=actor.account).exists()
            if reason not in REASONS and not theirs:
                raise refused("reason", "looking at a case needs a reason", "reason", "choose why you look")
            if reason == OTHER and not words.strip():
                raise refused("words", "another reason is said in words", "words", "write why you look")
        return Access.objects.create(
            case=case,
            account=actor.account,
            role=actor.role,
            reason=reason,
            what=what,
            words=words.strip() or None if reason == OTHER else None,
        )


def look_at_names(account: Account, case: Case, reason: str) -> Access:
    """Records that someone saw names of a case when they were asked whether they know them."""
    return Access.objects.create(
        case=case, account=account, role=account.role, reason=reason, what="names, to be asked"
    )
