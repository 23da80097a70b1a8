"""One's own account: the password, the tokens of one's programs, and what was done with the account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nextwave.casework.access.account_events import history
from nextwave.casework.access.accounts import change_password
from nextwave.casework.access.limiting import OLD_PASSWORD, attempt, forget
from nextwave.casework.access.tokens import DAYS, MOST_DAYS, add_token, open_tokens, revoke_token
from nextwave.casework.models import Account
from nextwave.casework.models.account import Role
from nextwave.casework.refusals import Refused
from nextwave.web.access.client import network
from nextwave.web.access.guard import open_to
from nextwave.web.entry.entries import Unclear
from nextwave.web.entry.waiting import Wait, page
from nextwave.web.staff.account_history import shown
from nextwave.web.staff.accounts import ROLES

#: Where a session keeps the token that is shown once, and that the password was changed.
_ONCE = "own-token"
_CHANGED = "own-password-changed"
#: So many acts of the own history are shown.
MOST = 30


@open_to(*Role.values)
@require_http_methods(["GET", "HEAD", "POST"])
def own_account(request: HttpRequest) -> HttpResponse:
    """What someone may do with their own account. While someone else knows their password, only its change."""
    error = None
    if request.method == "POST":
        try:
            _changed(request)
            return redirect("own-account")
        except Unclear as wrong:
            error = wrong
    own: Account = request.user
    context: dict[str, Any] = {
        "role": ROLES[own.role],
        "given": own.password_given,
        "last_login": own.last_login,
        "tokens": open_tokens(own),
        "once": request.session.pop(_ONCE, None),
        "changed": request.session.pop(_CHANGED, False),
        "history": [shown(e) for e in history(own)[:MOST]],
        "days": DAYS,
        "most_days": MOST_DAYS,
        "error": error,
        "data": request.POST if request.method == "POST" else None,
    }
    return page(request, "nextwave/staff/own_account.html", context)


def _changed(request: HttpRequest) -> None:
    """Does what one of the page's forms asks for. Raises Unclear, and then nothing was changed."""
    data, own = request.POST, request.user
    try:
        match data.get("action"):
            case "password":
                _password(request)
            case "token" if not own.password_given:
                _token(request)
            case None if "revoke" in data:
                revoke_token(own, data["revoke"], own)
            case _:
                raise Unclear("send", _("This form was incomplete. Check it and send it again"))
    except Refused as refused:
        raise Unclear("send", _("This could not be taken. Check it and send it again")) from refused


def _password(request: HttpRequest) -> None:
    data, own = request.POST, request.user
    if data.get("new", "") != data.get("again", ""):
        raise Unclear("again", _("The two new passwords differ. Enter the same one twice"))
    if seconds := attempt(OLD_PASSWORD, network(request), str(own.pk)):
        raise Wait("old", seconds)
    try:
        change_password(own, data.get("old", ""), data.get("new", ""))
    except Refused as refused:
        if refused.problem.code == "old":
            raise Unclear("old", _("The old password is wrong. Enter the one you signed in with")) from refused
        if refused.problem.code == "same":
            raise Unclear("new", _("The new password is the old one. Choose another")) from refused
        text = _("Choose a password of 12 letters or more that is not common and not like your name")
        raise Unclear("new", text) from refused
    forget(OLD_PASSWORD, network(request), str(own.pk))
    update_session_auth_hash(request, own)
    request.session[_CHANGED] = True


def _token(request: HttpRequest) -> None:
    name, days = " ".join(request.POST.get("token_name", "").split()), request.POST.get("days", "").strip()
    if not name or len(name) > 100:
        raise Unclear("token_name", _("Say what will use it, in up to 100 letters"))
    if not days.isascii() or not days.isdecimal() or not 1 <= int(days[:9]) <= MOST_DAYS:
        raise Unclear("days", _("Enter a number of days from 1 to %(most)s") % {"most": MOST_DAYS})
    try:
        request.session[_ONCE] = add_token(request.user, name, request.user, int(days))
    except Refused as refused:
        if refused.problem.code == "tokens":
            text = _("You have too many tokens. Revoke one that is not used any more")
            raise Unclear("token_name", text) from refused
        text = _("There is a token of this name already. Revoke it, or choose another name")
        raise Unclear("token_name", text) from refused
