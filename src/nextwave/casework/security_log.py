"""Security events: what someone who watches over the service wants to know of, as lines of the log.

security_event("sign-in-failed", kind="password")
security_event("role-changed", account=changed.pk, by=administrator.pk, reason="second person agreed")

Accounts are named by their number. No name, address, code, reference or text that someone typed goes in: whoever
reads the log need not be allowed to read cases.
"""

from __future__ import annotations

import logging

log = logging.getLogger("nextwave.security")

#: Every event with what it says; docs/running.md lists them.
EVENTS = {
    "signed-in": "an account was signed in to",
    "sign-in-failed": "a name and a password were not taken",
    "signed-out": "an account was signed out of",
    "code-refused": "a resident's code opened nothing",
    "token-refused": "a token of the API opened nothing",
    "limit-reached": "someone tried too often and was put off",
    "not-permitted": "an account asked for what it may not do",
    "form-refused": "a form came without the mark of its page, or from another site",
    "host-refused": "a request named a host that is not served here",
    "proxy-headers-refused": "a request that no trusted proxy sent named another client, host or scheme",
    "account-added": "an account was made",
    "account-opened": "an account may sign in again",
    "account-closed": "an account may sign in no more",
    "role-proposed": "someone asked for another role for an account",
    "role-changed": "an account has another role",
    "password-changed": "someone changed their own password",
    "password-renewed": "an account got a new password",
    "token-added": "a token was made",
    "token-revoked": "a token was ended",
}


def security_event(name: str, *, account: int | None = None, by: int | None = None, **said: str | int) -> None:
    """Writes an event down: whose account it is about, who did it, and what else is to be said in coded words
    (`kind`, `role`, `route`, `reason`, `limit`). Raises KeyError for an event that EVENTS does not have."""
    given = {"account": account, "by": by, **said}
    fields = {key: value for key, value in given.items() if value is not None}
    log.warning(EVENTS[name], extra={"event": name, "fields": fields})
