"""Pages for what goes wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    # The address of a form may be no page of its own, so another language leads to the start from there.
    here = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("start")
    return render(request, "nextwave/error.html", {"title": title, "text": text, "here": here}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404, _("There is no such page"), _("Check the address, or go back to the start."))


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 403, _("You may not open this page"), _("Go back, or sign in as someone who may."))


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(
        request, 500, _("Something went wrong here"), _("Your answers are kept for an hour. Try again in a minute.")
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400, _("This page could not be read"), _("Go back and try again."))


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    text = _(
        "For your safety this form works for an hour, and only with cookies on. Go back to the start and try again."
    )
    return _page(request, 403, _("This form is too old"), text)
