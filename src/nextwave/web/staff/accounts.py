"""Signing in and out."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nextwave.casework.access.limiting import failed, limited
from nextwave.casework.models.account import Role
from nextwave.web.entry.entries import Unclear
from nextwave.web.guard import PUBLIC, open_to

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
    """A name and a password; after ten wrong ones in a quarter of an hour none are taken for a while."""
    name = request.POST.get("username", "").strip()
    following = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(following, {request.get_host()}, request.is_secure()):
        following = ""
    error = None
    if request.method == "POST":
        address = request.META.get("REMOTE_ADDR", "")
        if limited("sign-in", name) or limited("sign-in from", address):
            text = _("There were too many wrong tries. Wait a quarter of an hour, then try again")
            error = Unclear("username", text)
        else:
            account = authenticate(request, username=name, password=request.POST.get("password", ""))
            if account is not None:
                login(request, account)
                return redirect(following or "staff")
            failed("sign-in", name)
            failed("sign-in from", address)
            error = Unclear("username", _("The name or the password is wrong. Check both and try again"))
    context = {"error": error, "username": name, "next": following}
    return render(request, "nextwave/staff/sign_in.html", context, status=400 if error else 200)


@open_to(PUBLIC)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    logout(request)
    return redirect("sign-in")
