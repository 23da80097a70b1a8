"""Signing in and out."""

from __future__ import annotations

from typing import cast

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nextwave.casework.access.limiting import SIGN_IN, SIGN_IN_TRIED, attempt, forget, tried_widely, wrong_password
from nextwave.casework.models import Account
from nextwave.casework.models.account import Role
from nextwave.casework.security_log import security_event
from nextwave.web.access.client import network
from nextwave.web.access.guard import PUBLIC, open_to
from nextwave.web.access.onward import onward
from nextwave.web.entry.entries import Unclear
from nextwave.web.entry.texts import plain_name
from nextwave.web.entry.waiting import Wait, page
from nextwave.web.staff.known_device import known, remember

#: Roles in the reader's language.
ROLES = {
    "worker": gettext_lazy("worker"),
    "supervisor": gettext_lazy("supervisor"),
    "policymaker": gettext_lazy("policymaker"),
    "auditor": gettext_lazy("auditor"),
    "administrator": gettext_lazy("administrator"),
}


@open_to(*Role.values)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What whoever is signed in can do here."""
    return render(request, "nextwave/staff/home.html", {"role": ROLES[request.user.role]})


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """A name and a password. Wrong ones make whoever sends them wait, and nobody else."""
    name = plain_name(request.POST.get("username", ""))
    following = onward(request)
    error = None
    if request.method == "POST":
        try:
            account = _signed_in(request, name)
            response = redirect(following or "staff")
            remember(request, response, account)
            return response
        except Unclear as unclear:
            error = unclear
    return page(request, "nextwave/staff/sign_in.html", {"error": error, "username": name, "next": following})


def _signed_in(request: HttpRequest, name: str) -> Account:
    """Raises Unclear; then nobody is signed in."""
    device = known(request, name)
    client = ("device", device) if device else ("network", network(request))
    limit = SIGN_IN_TRIED if not device and tried_widely(name) else SIGN_IN
    if seconds := attempt(limit, *client, name):
        raise Wait("username", seconds)
    account = authenticate(request, username=name, password=request.POST.get("password", ""))
    if account is None:
        wrong_password(name)
        security_event("sign-in-failed")
        raise Unclear("username", _("The name or the password is wrong. Check both and try again"))
    forget(limit, *client, name)
    # Nothing that was opened here before goes over into the session of whoever works here.
    request.session.flush()
    login(request, account)
    security_event("signed-in", account=account.pk)
    return cast(Account, account)


@open_to(PUBLIC)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    if request.user.is_authenticated:
        security_event("signed-out", account=request.user.pk)
    logout(request)
    return redirect("sign-in")
