"""Who may use an operation of the API: each names its roles, and one that names none is open to nobody.

@operation(router.get, "/cases", roles=READERS, summary="…")
def cases(request): ...

A program acts as the account of its token, with that account's role and delegations.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.tokens import account_of
from nextwave.casework.models import Account
from nextwave.casework.models.account import Role
from nextwave.casework.security_log import security_event
from nextwave.rulebook.problems import Place, Problem

READERS = (Role.WORKER, Role.SUPERVISOR, Role.AUDITOR)
HANDLERS = (Role.WORKER, Role.SUPERVISOR)


class Forbidden(Exception):
    """A token whose account may not use an operation."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class Bearer(HttpBearer):
    """A token of an account in one of these roles."""

    def __init__(self, roles: tuple[str, ...]) -> None:
        super().__init__()
        self.roles = frozenset(str(r) for r in roles)

    def authenticate(self, request: HttpRequest, token: str) -> Account | None:
        account = account_of(token)
        if account is None:
            security_event("token-refused")
        if account is not None and account.role not in self.roles:
            security_event("not-permitted", account=account.pk, role=account.role, kind="api")
            what = f"the role {account.role} may not do this"
            remedy = f"use a token of {' or '.join(sorted(self.roles)) or 'nobody'}"
            raise Forbidden(Problem("not-allowed", what, Place(request.path), remedy))
        return account


#: Where an operation names no roles: no token opens it.
NOBODY = Bearer(())


def operation(method: Callable[..., Any], path: str, roles: tuple[str, ...], **options: Any) -> Any:
    """Declares an operation for some roles, which its description names too."""
    described = f"For {', '.join(str(r) for r in roles)}."

    def declared(view: Callable[..., Any]) -> Callable[..., Any]:
        view.__doc__ = f"{(view.__doc__ or '').strip()} {described}"
        return method(path, auth=Bearer(roles), **options)(view)

    return declared


def actor_of(request: HttpRequest) -> Actor:
    """Who acts: the account of the token."""
    return Actor(request.auth)
