"""Acts on accounts, each an event that is only ever added: made, given a role, a password or a token, opened, closed.

What gives someone rights is done by two people: one administrator asks, another agrees, and neither of them is the
one concerned. On the command line whoever has the keys of the service acts alone, and the event says so.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from nextwave.casework.models import Account, AccountEvent
from nextwave.casework.models.account import Role
from nextwave.casework.refusals import refused
from nextwave.casework.security_log import security_event

#: What one administrator asks for and another agrees to, and the act that follows.
ASKED = {"ask-role": "role", "ask-password": "password", "ask-opening": "opened"}
REFUSED = "refused"

#: Names of these events in the security log.
LOGGED = {
    "made": "account-added",
    "ask-role": "role-proposed",
    "role": "role-changed",
    "opened": "account-opened",
    "closed": "account-closed",
    "password": "password-renewed",
    "own-password": "password-changed",
    "token": "token-added",
    "token-ended": "token-revoked",
}


def record(
    account: Account, action: str, by: Account | None, what: str = "", answers: AccountEvent | None = None
) -> AccountEvent:
    """Adds an event, in the transaction of its act."""
    event = AccountEvent.objects.create(account=account, action=action, by=by, what=what, answers=answers)
    if action in LOGGED:
        logged = LOGGED[action]
        transaction.on_commit(lambda: security_event(logged, account=account.pk, by=by.pk if by else None))
    return event


def ask(account: Account, action: str, by: Account, what: str = "") -> AccountEvent:
    """Asks for what another administrator must agree to. Raises Refused."""
    not_oneself(account, by)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        if waiting(account).filter(action=action).exists():
            raise refused("asked", "this was asked for already", action, "another administrator answers it")
        return record(account, action, by, what)


def waiting(account: Account | None = None) -> QuerySet[AccountEvent]:
    """What was asked for and not answered, by those who may still ask."""
    found = AccountEvent.objects.filter(
        action__in=ASKED, answer=None, by__is_active=True, by__role=Role.ADMINISTRATOR
    ).select_related("account", "by")
    return found.filter(account=account).order_by("pk") if account is not None else found.order_by("pk")


def asked(account: Account, number: int) -> AccountEvent:
    """What waits for an answer. Raises Refused."""
    found = waiting(account).filter(pk=number).first()
    if found is None:
        raise refused("answered", "this waits for no answer any more", "answer", "look at the account as it is now")
    return found


def may_answer(question: AccountEvent, by: Account) -> bool:
    """Whether someone is a second person: neither the one who asked nor the one concerned."""
    return by.role == Role.ADMINISTRATOR and by.pk not in (question.by_id, question.account_id)


def answer(question: AccountEvent, action: str, by: Account) -> AccountEvent:
    """Answers what was asked, in the transaction of what follows; whoever asked may take it back. Raises Refused."""
    taken_back = action == REFUSED and by.pk == question.by_id
    if not taken_back and not may_answer(question, by):
        what = "nobody agrees to what they asked for, or what concerns themselves"
        raise refused("second-person", what, "answer", "ask another administrator")
    try:
        with transaction.atomic():
            return record(question.account, action, by, question.what, question)
    except IntegrityError:
        raise refused("answered", "this was answered already", "answer", "look at the account as it is now") from None


def not_oneself(account: Account, by: Account) -> None:
    """Raises Refused where someone would change their own rights."""
    if account.pk == by.pk:
        raise refused("oneself", "nobody changes this for themselves", "account", "ask another administrator")


def history(account: Account | None = None) -> QuerySet[AccountEvent]:
    """Every act on accounts, or on one, the latest first."""
    found = AccountEvent.objects.select_related("account", "by", "answers__by").order_by("-pk")
    return found.filter(account=account) if account is not None else found
