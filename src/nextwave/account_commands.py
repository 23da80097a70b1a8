"""The command line of accounts: `nextwave account …` and `nextwave token …`.

Whoever has the keys of the service acts here alone, as for the first accounts; the events say "command line".
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from nextwave.service_commands import service
from nextwave.terminal import AsJson, out, parsed_day, refuse

accounts = typer.Typer(no_args_is_help=True, add_completion=False, help="Who may sign in.")
tokens = typer.Typer(no_args_is_help=True, add_completion=False, help="Keys of programs that use the API.")

AccountName = Annotated[str, typer.Argument(metavar="ACCOUNT", help="The name with which someone signs in.")]
TokenName = Annotated[str, typer.Option("--name", metavar="NAME", help="What uses the token.")]
Role = Annotated[str, typer.Option(metavar="ROLE", help="worker, supervisor, policymaker, auditor or administrator.")]


def done(act: Callable[[], Any], as_json: bool) -> Any:
    """What an act gives; refuses with what stands against it."""
    from nextwave.casework.refusals import Refused

    try:
        return act()
    except Refused as error:
        refuse([error.problem], as_json)


def _password(file: str, as_json: bool) -> str:
    """A password from the first line of a file, or asked for twice."""
    from nextwave.rulebook.problems import Place, Problem

    if not file:
        if not sys.stdin.isatty():
            what = "there is nobody to ask for the password"
            refuse([Problem("password", what, Place("command line"), "name a file: --password-file FILE")], as_json)
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    try:
        lines = Path(file).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        what = f"cannot read it: {getattr(error, 'strerror', None) or 'this is no UTF-8 text'}"
        refuse([Problem("file", what, Place(file), "name a file whose first line is the password")], as_json)
    return lines[0] if lines else ""


@accounts.command("add")
def account_add(
    name: AccountName,
    role: Role,
    password_file: Annotated[
        str, typer.Option("--password-file", metavar="FILE", help="Its first line is the password; else it is asked.")
    ] = "",
    full_name: Annotated[str, typer.Option("--full-name", help="The person's own name.")] = "",
    birth_date: Annotated[
        str, typer.Option("--birth-date", metavar="DATE", help="With it nobody can handle their own case.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Make an account."""
    from nextwave.terminal import parsed_day

    born = parsed_day(birth_date, as_json).isoformat() if birth_date else ""
    service(as_json)
    from nextwave.casework.access.accounts import add

    password = _password(password_file, as_json)
    made = done(lambda: add(name, role, password, full_name, born), as_json)
    out(
        json.dumps({"account": made.username, "role": made.role})
        if as_json
        else f"{made.username} has the role {made.role} now."
    )


@accounts.command("list")
def account_list(as_json: AsJson = False) -> None:
    """List the accounts with their roles."""
    service(as_json)
    from nextwave.casework.models import Account

    found = [
        {"account": a.username, "role": a.role, "name": a.get_full_name(), "open": a.is_active}
        for a in Account.objects.order_by("username")
    ]
    if as_json:
        out(json.dumps({"accounts": found}, ensure_ascii=False, indent=2))
    else:
        lines = [f"{a['account']}  {a['role'] or 'no role yet'}{'' if a['open'] else '  (closed)'}" for a in found]
        out("\n".join([*lines, f"{len(found)} accounts."]))


@accounts.command("role")
def account_role(name: AccountName, role: Role, as_json: AsJson = False) -> None:
    """Give an account another role; its tokens end."""
    service(as_json)
    from nextwave.casework.access.accounts import change_role, named

    done(lambda: change_role(named(name), role, None), as_json)
    out(json.dumps({"account": name, "role": role}) if as_json else f"{name} has the role {role} now.")


@accounts.command("password")
def account_password(name: AccountName, as_json: AsJson = False) -> None:
    """Give an account a new password, printed this once, which its owner changes first of all."""
    service(as_json)
    from nextwave.casework.access.accounts import named, renew_password

    password = done(lambda: renew_password(named(name), None), as_json)
    out(json.dumps({"account": name, "password": password}) if as_json else str(password))


@accounts.command("close")
def account_close(name: AccountName, as_json: AsJson = False) -> None:
    """Let someone sign in no more; their tokens end."""
    service(as_json)
    from nextwave.casework.access.accounts import close, named

    done(lambda: close(named(name), None), as_json)
    out(json.dumps({"account": name, "open": False}) if as_json else f"{name} may sign in no more.")


@accounts.command("open")
def account_open(name: AccountName, as_json: AsJson = False) -> None:
    """Let someone sign in again."""
    service(as_json)
    from nextwave.casework.access.accounts import named, open_again

    done(lambda: open_again(named(name), None), as_json)
    out(json.dumps({"account": name, "open": True}) if as_json else f"{name} may sign in again.")


@accounts.command("history")
def account_history(
    name: Annotated[str, typer.Argument(metavar="[ACCOUNT]", help="One account; without it all of them.")] = "",
    as_json: AsJson = False,
) -> None:
    """List what was done with accounts, by whom and when, the latest first."""
    service(as_json)
    from nextwave.casework.access.account_events import history
    from nextwave.casework.access.accounts import named

    account = done(lambda: named(name), as_json) if name else None
    found = [
        {
            "number": e.pk,
            "at": e.at.isoformat(timespec="seconds"),
            "account": e.account.username,
            "action": e.action,
            "what": e.what,
            "by": e.by.username if e.by else None,
            "answers": e.answers_id,
        }
        for e in history(account)
    ]
    if as_json:
        out(json.dumps({"acts": found}, ensure_ascii=False, indent=2))
    else:
        lines = [
            f"{e['at']}  {e['account']}  {e['action']}{' ' if e['what'] else ''}{e['what']}  by {e['by'] or 'command line'}"
            for e in found
        ]
        out("\n".join([*lines, f"{len(found)} acts."]))


@accounts.command("readings")
def account_readings(
    auditor: Annotated[str, typer.Option("--auditor", metavar="ACCOUNT", help="The auditor who asks; it is recorded.")],
    case: Annotated[str, typer.Option("--case", metavar="REFERENCE", help="Of this case only.")] = "",
    account: Annotated[str, typer.Option("--account", metavar="ACCOUNT", help="By this account only; resident: with a case's code.")] = "",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="From this day on.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="To this day.")] = "",
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """List who read which case, when and why, the latest first; an auditor asks, and that is recorded too."""
    first, last = (parsed_day(text, as_json) if text else None for text in (since, until))
    service(as_json)
    from nextwave.casework.access.accounts import named
    from nextwave.casework.access.actor import Actor
    from nextwave.casework.access.log import MOST_IN_FILE, Asked, readings

    asked = Asked(case.strip().upper(), account.strip(), first, last)
    who = done(lambda: Actor(named(auditor)), as_json)
    rows, _following = done(lambda: readings(who, asked, "command", most=MOST_IN_FILE), as_json)
    found = [
        {
            "at": one.at.isoformat(timespec="seconds"),
            "case": one.case.reference,
            "account": one.account.username if one.account else None,
            "role": one.role,
            "reason": one.reason,
            "words": one.words,
            "what": one.what,
        }
        for one in rows
    ]
    if as_json:
        out(json.dumps({"readings": found}, ensure_ascii=False, indent=2))
    else:
        lines = [
            f"{r['at']}  {r['case']}  {r['account'] or r['role']}  {r['reason']}{': ' if r['words'] else ''}"
            f"{r['words'] or ''}  {r['what']}"
            for r in found
        ]
        out("\n".join([*lines, f"{len(found)} readings."]))


@tokens.command("add")
def token_add(
    account: AccountName,
    name: TokenName,
    days: Annotated[int, typer.Option("--days", help="For how many days, up to 365.")] = 90,
    as_json: AsJson = False,
) -> None:
    """Make a token; it is printed this once and never again."""
    service(as_json)
    from nextwave.casework.access.accounts import named
    from nextwave.casework.access.tokens import add_token

    token = done(lambda: add_token(named(account), name, None, days), as_json)
    out(json.dumps({"account": account, "name": name, "token": token, "days": days}) if as_json else str(token))


@tokens.command("revoke")
def token_revoke(account: AccountName, name: TokenName, as_json: AsJson = False) -> None:
    """End a token at once."""
    service(as_json)
    from nextwave.casework.access.accounts import named
    from nextwave.casework.access.tokens import revoke_token

    done(lambda: revoke_token(named(account), name), as_json)
    out(json.dumps({"revoked": name}) if as_json else f"The token {name} of {account} opens nothing any more.")


@tokens.command("list")
def token_list(as_json: AsJson = False) -> None:
    """List the tokens by account and name, without what opens anything."""
    service(as_json)
    from nextwave.casework.access.tokens import tokens as every
    from nextwave.casework.clock import now

    found = [
        {
            "account": t.account.username,
            "name": t.name,
            "made_at": t.made_at.isoformat(),
            "ends_at": t.ends_at.isoformat(),
            "revoked_at": t.revoked_at.isoformat() if t.revoked_at else None,
            "open": t.revoked_at is None and t.ends_at > now(),
        }
        for t in every()
    ]
    if as_json:
        out(json.dumps({"tokens": found}, indent=2))
    else:
        words = [
            f"{t['account']}  {t['name']}  "
            + ("(revoked)" if t["revoked_at"] else f"until {t['ends_at'][:10]}" if t["open"] else "(ended)")
            for t in found
        ]
        out("\n".join([*words, f"{len(found)} tokens."]))
