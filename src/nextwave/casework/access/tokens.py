"""Tokens, by which programs act for whoever made them: only their owner makes them, and each ends.

They end with their time, when they are revoked, and with the password, the role or the account of their owner.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from nextwave.casework import written
from nextwave.casework.access.account_events import record
from nextwave.casework.clock import now
from nextwave.casework.models import Account, Token
from nextwave.casework.refusals import refused

#: What every token begins with, so that one that leaked is recognized.
TOKEN_MARK = "nextwave_"  # noqa: S105
#: For so many days a token is made, unless others are asked for, and for how many at the most.
DAYS = 90
MOST_DAYS = 365
#: So many tokens of one account are open at once.
MOST = 20


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_tokens(account: Account) -> Iterable[Token]:
    """The tokens of an account that open something, the latest first."""
    return account.tokens.filter(revoked_at=None, ends_at__gt=now()).order_by("-pk")


def add_token(account: Account, name: str, by: Account | None = None, days: int = DAYS) -> str:
    """Makes a token and gives it, this once: only its hash is kept. `by` is its owner, or nobody on the command line.
    Raises Refused."""
    if by is not None and by.pk != account.pk:
        raise refused("owner", "a token belongs to whoever makes it", "account", "they make it on their own page")
    name = written.label(name, "name")
    if not name:
        raise refused("token", "a token has a name of up to 100 letters", "name", "say what will use it")
    if not 1 <= days <= MOST_DAYS:
        raise refused("days", f"a token is made for 1 to {MOST_DAYS} days", "days", f"choose up to {MOST_DAYS}")
    if not account.is_active or not account.role:
        raise refused("account", f"{account.username} cannot sign in", "account", "open it, or give it a role, first")
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        there = {t.name for t in open_tokens(account)}
        if name in there:
            raise refused(
                "token", f"{account.username} has a token {name} already", "name", "revoke it, or name another"
            )
        if len(there) >= MOST:
            raise refused("tokens", f"{account.username} has {MOST} tokens", "name", "revoke one that is not used")
        token = TOKEN_MARK + secrets.token_urlsafe(32)
        made = now()
        Token.objects.create(
            account=account, name=name, hash=_hash(token), made_at=made, ends_at=made + timedelta(days=days)
        )
        record(account, "token", by, name)
    return token


def revoke_token(account: Account, name: str, by: Account | None = None) -> None:
    """Ends a token at once. Raises Refused."""
    with transaction.atomic():
        named = Token.objects.filter(account=account, name=name, revoked_at=None)
        # PostgreSQL takes no NUL, not even to look for it.
        if "\0" in name or not named.update(revoked_at=now()):
            what = f"{account.username} has no token {name[:60]}"
            raise refused("token", what, "name", "`nextwave token list` shows them")
        record(account, "token-ended", by, name)


def end_tokens(account: Account, by: Account | None) -> None:
    """Ends every token of an account, in the transaction of what ends them."""
    for token in open_tokens(account):
        Token.objects.filter(pk=token.pk).update(revoked_at=now())
        record(account, "token-ended", by, token.name)


def tokens() -> Iterable[Token]:
    """Every token that was made, by account."""
    return Token.objects.select_related("account").order_by("account__username", "made_at")


def account_of(token: str) -> Account | None:
    """The account that a token acts for; None where it is none, is over, or its account is closed."""
    found = (
        Token.objects.select_related("account")
        .filter(hash=_hash(token), revoked_at=None, ends_at__gt=now(), account__is_active=True)
        .first()
    )
    return found.account if found is not None else None
