"""Accounts: who works here, in which role, and the tokens by which programs act for them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nextwave.casework.access import accounts as keeping
from nextwave.casework.models import Account
from nextwave.casework.models.account import Role
from nextwave.casework.refusals import Refused
from nextwave.web.entry.entries import Unclear, day_entered
from nextwave.web.guard import open_to
from nextwave.web.staff.accounts import ROLES

#: Where a session keeps what is shown once: (number of the account, "password" or "token", the secret).
_ONCE = "shown-once"


@open_to(Role.ADMINISTRATOR)
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Everyone who has an account, those who can sign in first."""
    found = Account.objects.order_by("-is_active", "username")
    return render(request, "nextwave/staff/accounts.html", {"accounts": found, "roles": ROLES})


@open_to(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def add_account(request: HttpRequest) -> HttpResponse:
    """Someone new; their password is made here and shown once."""
    error = None
    if request.method == "POST":
        try:
            return _added(request)
        except Unclear as wrong:
            error = wrong
    context = {"roles": ROLES, "error": error, "data": request.POST if request.method == "POST" else None}
    return render(request, "nextwave/staff/add_account.html", context, status=400 if error else 200)


def _added(request: HttpRequest) -> HttpResponse:
    name, full_name = request.POST.get("username", "").strip(), " ".join(request.POST.get("full_name", "").split())
    role = request.POST.get("role", "")
    if not full_name or len(full_name) > 100:
        raise Unclear("full_name", _("Enter the full name, up to 100 letters"))
    if role not in Role.values:
        raise Unclear("role", _("Choose the role"))
    if Account.objects.filter(username=name).exists():
        raise Unclear("username", _("Someone has this user name already. Choose another"))
    birth = _birth(request) if any(request.POST.get(f"birth-{p}", "").strip() for p in ("month", "day", "year")) else ""
    password = keeping.new_password()
    try:
        made = keeping.add(name, role, password, full_name, birth)
    except Refused as refused:
        text = _("Choose a user name of letters, digits and @ . + - _ only")
        raise Unclear("username", text) from refused
    request.session[_ONCE] = [made.pk, "password", password]
    return redirect("account", made.pk)


def _birth(request: HttpRequest) -> str:
    return day_entered(request.POST, "birth")


@open_to(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, number: int) -> HttpResponse:
    """One account with all that can be changed of it."""
    found = Account.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    error = None
    if request.method == "POST":
        try:
            _changed(request, found)
            return redirect("account", number)
        except Unclear as wrong:
            error = wrong
            found.refresh_from_db()
    once = request.session.get(_ONCE)
    if once is not None and once[0] == number:
        del request.session[_ONCE]
    else:
        once = None
    context: dict[str, Any] = {
        "one": found,
        "roles": ROLES,
        "role": ROLES.get(found.role, found.role),
        "tokens": found.tokens.order_by("-made_at"),
        "oneself": found.pk == request.user.pk,
        "once": once,
        "error": error,
        "data": request.POST if request.method == "POST" else None,
    }
    return render(request, "nextwave/staff/account.html", context, status=400 if error else 200)


def _changed(request: HttpRequest, found: Account) -> None:
    """Does what one of the page's forms asks for. Raises Unclear, and then nothing was changed."""
    data = request.POST
    try:
        match data.get("action"):
            case "role":
                if data.get("role", "") not in Role.values:
                    raise Unclear("role", _("Choose the role"))
                keeping.change_role(found, data["role"], request.user)
            case "close" | "open":
                keeping.open_or_close(found, data["action"] == "open", request.user)
            case "password":
                request.session[_ONCE] = [found.pk, "password", keeping.renew_password(found)]
            case "person":
                full_name = " ".join(data.get("full_name", "").split())
                if not full_name or len(full_name) > 100:
                    raise Unclear("full_name", _("Enter the full name, up to 100 letters"))
                keeping.set_person(found, full_name, _birth(request))
            case "token":
                _token(request, found)
            case None if "revoke" in data:
                keeping.revoke_token(found, data["revoke"])
            case _:
                raise Unclear("send", _("This form was incomplete. Check it and send it again"))
    except Refused as refused:
        if refused.problem.code == "oneself":
            text = _("Nobody changes this for themselves. Ask another administrator")
        else:
            text = _("This could not be taken. Check it and send it again")
        raise Unclear("send", text) from refused


def _token(request: HttpRequest, found: Account) -> None:
    name = " ".join(request.POST.get("token_name", "").split())
    if not name or len(name) > 100:
        raise Unclear("token_name", _("Say what will use it, in up to 100 letters"))
    if found.tokens.filter(name=name, revoked_at=None).exists():
        raise Unclear("token_name", _("There is a token of this name already. Revoke it, or choose another name"))
    request.session[_ONCE] = [found.pk, "token", keeping.add_token(found, name)]
