"""Making accounts, their roles and passwords. Every act is an event (see `account_events`); `by` is who does it, or
nobody on the command line.

What gives rights is asked for by one administrator, and done once another has agreed:

    change_role(account, "supervisor", by=one)
    agree(asked(account, number), by=another)
"""

from __future__ import annotations

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from nextwave.casework import written
from nextwave.casework.access import account_events, likeness
from nextwave.casework.access.account_events import ASKED, ask, not_oneself, record
from nextwave.casework.access.tokens import end_tokens
from nextwave.casework.keeping.sealing import matching
from nextwave.casework.models import Account, AccountEvent
from nextwave.casework.models.account import Role
from nextwave.casework.refusals import refused


def _require_role(role: str) -> None:
    if role not in Role.values:
        raise refused("role", f"there is no role {role[:30]}", "role", f"choose one of {', '.join(Role.values)}")


def add(
    name: str, role: str, password: str, full_name: str = "", birth_date: str = "", by: Account | None = None
) -> Account:
    """Makes an account; with the person's own name and birth date they can never handle their own case. An
    administrator gives no password and asks for the role: it has neither until another agrees. Raises Refused."""
    _require_role(role)
    full_name = written.name(full_name, "full_name") if full_name else ""
    first, _, last = full_name.partition(" ")
    account = Account(username=name, role="" if by else role, first_name=first, last_name=last)
    _set_person(account, full_name, birth_date)
    try:
        account.full_clean(exclude=["password", "last_login"])
    except ValidationError as error:
        where, said = next(iter(error.message_dict.items()))
        raise refused("account", said[0], where, "choose another name") from None
    if by is None:
        _require_good(password, account)
        account.set_password(password)
    else:
        account.set_unusable_password()
    with transaction.atomic():
        account.save()
        record(account, "made", by)
        if by is None:
            record(account, "role", None, role)
        else:
            ask(account, "ask-role", by, role)
    return account


def _require_good(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise refused("password", " ".join(error.messages), "password", "choose a longer one") from None


def new_password() -> str:
    """A password that nobody guesses, to be given to someone once."""
    return secrets.token_urlsafe(12)


def change_role(account: Account, role: str, by: Account | None) -> None:
    """Asks that someone be here for something else; on the command line it is so at once. Raises Refused."""
    _require_role(role)
    if by is not None:
        ask(account, "ask-role", by, role)
        return
    with transaction.atomic():
        _give_role(account, role, None)
        record(account, "role", None, role)


def renew_password(account: Account, by: Account | None) -> str:
    """Asks for a new password for someone; on the command line it is given at once. Raises Refused."""
    if by is not None:
        ask(account, "ask-password", by)
        return ""
    with transaction.atomic():
        password = _give_password(account, None)
        record(account, "password", None)
    return password


def open_again(account: Account, by: Account | None) -> None:
    """Asks that someone may sign in again; on the command line they may at once. Raises Refused."""
    if by is not None:
        ask(account, "ask-opening", by)
        return
    with transaction.atomic():
        _open(account)
        record(account, "opened", None)


def close(account: Account, by: Account | None) -> None:
    """Lets someone sign in no more, at once; what they did stays theirs. Raises Refused."""
    if by is not None:
        not_oneself(account, by)
    with transaction.atomic():
        account.is_active = False
        account.save(update_fields=["is_active"])
        record(account, "closed", by)
        end_tokens(account, by)


def agree(question: AccountEvent, by: Account) -> str:
    """Does what was asked for, as the second person; gives the password that it made, else nothing. Raises Refused."""
    account = question.account
    with transaction.atomic():
        account_events.answer(question, ASKED[question.action], by)
        if question.action == "ask-role":
            _give_role(account, question.what, by)
            return "" if account.has_usable_password() else _give_password(account, by)
        if question.action == "ask-password":
            return _give_password(account, by)
        _open(account)
    return ""


def refuse(question: AccountEvent, by: Account) -> None:
    """Nothing comes of what was asked for: another administrator says so, or whoever asked takes it back."""
    account_events.answer(question, account_events.REFUSED, by)


def _give_role(account: Account, role: str, by: Account | None) -> None:
    account.role = role
    account.save(update_fields=["role"])
    end_tokens(account, by)


def _give_password(account: Account, by: Account | None) -> str:
    """A new password that someone else knows: whoever is signed in is signed out, and it must be changed first."""
    password = new_password()
    account.set_password(password)
    account.password_given = True
    account.save(update_fields=["password", "password_given"])
    end_tokens(account, by)
    return password


def _open(account: Account) -> None:
    account.is_active = True
    account.save(update_fields=["is_active"])


def change_password(account: Account, old: str, new: str) -> None:
    """Someone changes their own password: every other session and every token of theirs ends. Raises Refused."""
    if not account.check_password(old):
        raise refused("old", "the old password is wrong", "old", "enter the one you signed in with")
    if old == new:
        raise refused("same", "the new password is the old one", "new", "choose another")
    _require_good(new, account)
    account.set_password(new)
    account.password_given = False
    with transaction.atomic():
        account.save(update_fields=["password", "password_given"])
        record(account, "own-password", account)
        end_tokens(account, account)


def set_person(account: Account, full_name: str, birth_date: str, by: Account | None = None) -> None:
    """Keeps the fingerprints of someone's own name and birth date, by which their own case stays closed to them;
    both empty takes them away. Neither is kept."""
    _set_person(account, full_name, birth_date)
    with transaction.atomic():
        account.save(update_fields=["match", "likenesses"])
        record(account, "person", by)


def _set_person(account: Account, full_name: str, birth_date: str) -> None:
    full_name = written.name(full_name, "full_name") if full_name else ""
    account.match = matching(full_name, birth_date) if full_name else ""
    account.likenesses = sorted(likeness.of_account(full_name, birth_date))


def named(name: str) -> Account:
    """An account by its name. Raises Refused."""
    found = Account.objects.filter(username=name).first()
    if found is None:
        raise refused("account", f"there is no account {name[:60]}", "account", "`nextwave account list` shows them")
    return found
