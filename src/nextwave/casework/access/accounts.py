"""Making accounts, and the tokens by which programs act for them."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from nextwave.casework.clock import now
from nextwave.casework.keeping.sealing import matching
from nextwave.casework.models import Account, Token
from nextwave.casework.models.account import Role
from nextwave.casework.refusals import refused

#: What every token begins with, so that one that leaked is recognized.
TOKEN_MARK = "nextwave_"  # noqa: S105


def add(name: str, role: str, password: str, full_name: str = "", birth_date: str = "") -> Account:
    """Makes an account; with the person's own name and birth date they can never handle their own case. Raises
    Refused."""
    if role not in Role.values:
        raise refused("role", f"there is no role {role[:30]}", "role", f"choose one of {', '.join(Role.values)}")
    first, _, last = full_name.strip().partition(" ")
    match = matching(full_name, birth_date) if full_name.strip() else ""
    account = Account(username=name, role=role, first_name=first, last_name=last, match=match)
    try:
        account.full_clean(exclude=["password", "last_login"])
    except ValidationError as error:
        where, said = next(iter(error.message_dict.items()))
        raise refused("account", said[0], where, "choose another name") from None
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise refused("password", " ".join(error.messages), "password", "choose a longer one") from None
    account.set_password(password)
    account.save()
    return account


def new_password() -> str:
    """A password that nobody guesses, to be given to someone once."""
    return secrets.token_urlsafe(12)


def renew_password(account: Account) -> str:
    """Gives an account a new password, this once; whoever is signed in with the old one is signed out."""
    password = new_password()
    account.set_password(password)
    account.save(update_fields=["password"])
    return password


def change_role(account: Account, role: str, by: Account) -> None:
    """What someone is here to do from now on. Raises Refused."""
    if role not in Role.values:
        raise refused("role", f"there is no role {role[:30]}", "role", f"choose one of {', '.join(Role.values)}")
    _not_oneself(account, by, "role")
    account.role = role
    account.save(update_fields=["role"])


def open_or_close(account: Account, active: bool, by: Account) -> None:
    """Lets someone sign in or no more; what they did stays theirs. Raises Refused."""
    _not_oneself(account, by, "active")
    account.is_active = active
    account.save(update_fields=["is_active"])


def _not_oneself(account: Account, by: Account, where: str) -> None:
    if account.pk == by.pk:
        raise refused("oneself", "nobody changes this for themselves", where, "ask another administrator")


def set_person(account: Account, full_name: str, birth_date: str) -> None:
    """Keeps the fingerprint of someone's own name and birth date, by which their own case stays closed to them;
    both empty takes it away. Neither is kept."""
    account.match = matching(full_name, birth_date) if full_name.strip() else ""
    account.save(update_fields=["match"])


def named(name: str) -> Account:
    """An account by its name. Raises Refused."""
    found = Account.objects.filter(username=name).first()
    if found is None:
        raise refused("account", f"there is no account {name[:60]}", "account", "`nextwave account list` shows them")
    return found


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def add_token(account: Account, name: str) -> str:
    """Makes a token and gives it, this once: only its hash is kept. Raises Refused."""
    if not name.strip() or len(name) > 100:
        raise refused("token", "a token has a name of up to 100 letters", "name", "say what will use it")
    if Token.objects.filter(account=account, name=name, revoked_at=None).exists():
        raise refused("token", f"{account.username} has a token {name} already", "name", "revoke it, or name another")
    token = TOKEN_MARK + secrets.token_urlsafe(32)
    Token.objects.create(account=account, name=name, hash=_hash(token))
    return token


def revoke_token(account: Account, name: str) -> None:
    """Ends a token at once. Raises Refused."""
    with transaction.atomic():
        if not Token.objects.filter(account=account, name=name, revoked_at=None).update(revoked_at=now()):
            what = f"{account.username} has no token {name[:60]}"
            raise refused("token", what, "name", "`nextwave token list` shows them")


def tokens() -> Iterable[Token]:
    """Every token that was made, by account."""
    return Token.objects.select_related("account").order_by("account__username", "made_at")


def account_of(token: str) -> Account | None:
    """The account that a token acts for; None where it is none, was revoked, or its account is closed."""
    found = Token.objects.select_related("account").filter(hash=_hash(token), revoked_at=None).first()
    return found.account if found is not None and found.account.is_active else None
