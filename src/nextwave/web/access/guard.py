"""Who may open which page. A view says who it is open to; one that says nothing is open to nobody.

@open_to("worker", "supervisor")
def queue(request): ...
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.urls import reverse

from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.access.codes import closed, opened_by
from nextwave.casework.models import Case
from nextwave.casework.models.account import Role
from nextwave.casework.refusals import NotAllowed
from nextwave.casework.security_log import security_event

#: Open to anyone, signed in or not.
PUBLIC = "public"
#: Open to whoever came back to their case with its code.
RESIDENT_ROLE = "resident"
ROLES = (PUBLIC, RESIDENT_ROLE, *Role.values)

#: Where a session keeps the hash of the code that opened a case: once another took its place, it opens nothing.
CASE = "case"
#: Where it keeps the code under which answers were saved or will be filed.
CODE = "code"

#: No record has a number as large: a database could not even look for it.
MOST_NUMBER = 2**63

View = TypeVar("View", bound=Callable[..., Any])


def open_to(*roles: str) -> Callable[[View], View]:
    """Marks a view as open to these roles."""
    unknown = set(roles) - set(ROLES)
    if unknown or not roles:
        raise ValueError(f"no such roles: {', '.join(sorted(unknown)) or 'none named'}")

    def marked(view: View) -> View:
        view.roles = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return marked


class PageAuthenticationMiddleware(AuthenticationMiddleware):
    """Accounts on pages only; the API has tokens of its own."""

    def process_request(self, request: HttpRequest) -> None:
        if not request.path_info.startswith("/api/"):
            super().process_request(request)


class GuardMiddleware:
    """Lets a request through to a view that is open to whoever makes it, and to no other."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        roles: frozenset[str] = getattr(view, "roles", frozenset())
        if any(isinstance(value, int) and value >= MOST_NUMBER for value in kwargs.values()):
            raise Http404
        page = not request.path_info.startswith("/api/")
        if page and any("\0" in text for values in request.GET.lists() for text in (values[0], *values[1])):
            raise BadRequest
        session = getattr(request, "session", None)
        if session is not None and CODE in session and closed(session[CODE]):
            # What the code opened before it was filed is closed with it: answers, form and the form's key.
            session.flush()
            return redirect("enter-code")
        if PUBLIC in roles:
            return None
        if RESIDENT_ROLE in roles and CASE in request.session:
            request.own_case = opened_by(request.session[CASE])
            if request.own_case is not None:
                return None
            del request.session[CASE]
        user = request.user
        if user.is_authenticated and user.role in roles:
            # A password that someone else knows opens nothing but the page on which it is changed.
            if user.password_given and request.path != reverse("own-account"):
                return redirect("own-account")
            return None
        if user.is_authenticated or not roles:
            security_event("not-permitted", account=user.pk, route=request.resolver_match.view_name)
            raise PermissionDenied
        request.turned_away = "enter-code" if roles == {RESIDENT_ROLE} else "sign-in"
        if roles == {RESIDENT_ROLE}:
            return redirect("enter-code")
        return redirect(f"{resolve_url('sign-in')}?next={request.path}")

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """The code was replaced while a page was made: nothing of the case is shown."""
        if isinstance(error, NotAllowed) and getattr(request, "own_case", None) is not None:
            request.session.flush()
            return redirect("enter-code")
        return None


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in a request: the account that is signed in, else the resident."""
    return Actor(request.user) if request.user.is_authenticated else RESIDENT


def resident_of(request: HttpRequest) -> Actor:
    """The resident who came back with the code of their case."""
    return Actor(None, request.session[CASE])


def case_of(request: HttpRequest) -> Case:
    """The case of the resident's code. Raises PermissionDenied where there is none."""
    found: Case | None = getattr(request, "own_case", None)
    if found is None:
        raise PermissionDenied
    return found
