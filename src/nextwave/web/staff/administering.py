"""Accounts: who works here and in which role. What gives rights is asked for here, and agreed to by another
administrator; passwords that this makes are shown once, to whoever agreed."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nextwave.casework.access import accounts as keeping
from nextwave.casework.access.account_events import asked, history, may_answer, waiting
from nextwave.casework.access.tokens import open_tokens, revoke_token
from nextwave.casework.models import Account
from nextwave.casework.models.account import Role
from nextwave.casework.refusals import Refused
from nextwave.web.access.guard import open_to
from nextwave.web.entry import texts
from nextwave.web.entry.entries import Unclear, day_entered
from nextwave.web.entry.texts import plain_name
from nextwave.web.staff.account_history import MOST, shown, words
from nextwave.web.staff.accounts import ROLES

#: Where a session keeps the password that is shown once: (number of the account, the password).
_ONCE = "shown-once"


@open_to(Role.ADMINISTRATOR)
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Everyone who has an account, those who can sign in first."""
    context = {
        "accounts": Account.objects.order_by("-is_active", "username"),
        "roles": ROLES,
        "waiting": [(q.account, words(q)) for q in waiting()],
    }
    return render(request, "nextwave/staff/accounts.html", context)


@open_to(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def add_account(request: HttpRequest) -> HttpResponse:
    """Someone new; they get role and password when another administrator agrees."""
    error = None
    if request.method == "POST":
        try:
            return _added(request)
        except Unclear as wrong:
            error = wrong
    context = {"roles": ROLES, "error": error, "data": request.POST if request.method == "POST" else None}
    return render(request, "nextwave/staff/add_account.html", context, status=400 if error else 200)


def _added(request: HttpRequest) -> HttpResponse:
    name, full_name = plain_name(request.POST.get("username", "")), texts.name(request.POST, "full_name")
    role = request.POST.get("role", "")
    if not full_name:
        raise Unclear("full_name", _("Enter the full name, up to 100 letters"))
    if role not in Role.values:
        raise Unclear("role", _("Choose the role"))
    if Account.objects.filter(username=name).exists():
        raise Unclear("username", _("Someone has this user name already. Choose another"))
    birth = _birth(request) if any(request.POST.get(f"birth-{p}", "").strip() for p in ("month", "day", "year")) else ""
    try:
        made = keeping.add(name, role, "", full_name, birth, request.user)
    except Refused as refused:
        text = _("Choose a user name of letters, digits and @ . + - _ only")
        raise Unclear("username", text) from refused
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
        "role": ROLES.get(found.role, _("no role yet")),
        "tokens": open_tokens(found),
        "waiting": [
            (q.pk, words(q), str(q.by), may_answer(q, request.user), q.by == request.user) for q in waiting(found)
        ],
        "history": [shown(e) for e in history(found)[:MOST]],
        "oneself": found.pk == request.user.pk,
        "once": once,
        "error": error,
        "data": request.POST if request.method == "POST" else None,
    }
    return render(request, "nextwave/staff/account.html", context, status=400 if error else 200)


def _changed(request: HttpRequest, found: Account) -> None:
    """Does what one of the page's forms asks for. Raises Unclear, and then nothing was changed."""
    data, by = request.POST, request.user
    try:
        match data.get("action"):
            case "role":
                if data.get("role", "") not in Role.values:
                    raise Unclear("role", _("Choose the role"))
                keeping.change_role(found, data["role"], by)
            case "close":
                keeping.close(found, by)
            case "open":
                keeping.open_again(found, by)
            case "password":
                keeping.renew_password(found, by)
            case "person":
                full_name = texts.name(data, "full_name")
                if not full_name:
                    raise Unclear("full_name", _("Enter the full name, up to 100 letters"))
                keeping.set_person(found, full_name, _birth(request), by)
            case "agree" | "refuse":
                _answer(request, found, data["action"])
            case None if "revoke" in data:
                revoke_token(found, data["revoke"], by)
            case _:
                raise Unclear("send", _("This form was incomplete. Check it and send it again"))
    except Refused as refused:
        raise Unclear("send", told(refused.problem.code)) from refused


def _answer(request: HttpRequest, found: Account, answer: str) -> None:
    number = request.POST.get("number", "")
    question = asked(found, int(number) if re.fullmatch(r"[0-9]{1,18}", number) else 0)
    if answer == "refuse":
        keeping.refuse(question, request.user)
    elif password := keeping.agree(question, request.user):
        request.session[_ONCE] = [found.pk, password]


def told(code: str) -> str:
    """Why an act on an account was not done, by the code of its problem."""
    return {
        "oneself": _("Nobody changes this for themselves. Ask another administrator"),
        "asked": _("This was asked for already. Another administrator answers it"),
        "answered": _("This was answered already. See what the account is now"),
        "second-person": _("Nobody agrees to what they asked for. Another administrator must"),
    }.get(code, _("This could not be taken. Check it and send it again"))
