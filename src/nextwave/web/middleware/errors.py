"""Pages for what goes wrong; under /api/ the same as JSON, as programs have no use for a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from nextwave.rulebook.problems import Place, Problem
from nextwave.web.api.faults import refused
from nextwave.web.middleware.ended import ended, typed

#: What a program is told, by status: a code, what is wrong and what to do.
API = {
    400: ("request", "this request could not be read", "see /api/v1/openapi.json"),
    403: ("not-allowed", "this may not be done here", "send a token of an account that may"),
    404: ("no-such-address", "there is nothing at this address", "see /api/v1/openapi.json"),
    405: ("method", "this address does not take this method", "use one that the header Allow names"),
    500: ("server", "something went wrong here", "try again in a minute"),
}


def of_api(request: HttpRequest) -> bool:
    return request.path_info == "/api" or request.path_info.startswith("/api/")


class ApiErrorsMiddleware:
    """Refusals that no operation of the API makes itself, such as of a method, are JSON too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        plain = not str(response.headers.get("Content-Type", "")).startswith("application/json")
        if response.status_code not in API or not plain or not of_api(request):
            return response
        told = _problem(request, response.status_code)
        if "Allow" in response.headers:
            told["Allow"] = response.headers["Allow"]
        return told


def _problem(request: HttpRequest, status: int) -> HttpResponse:
    code, what, remedy = API[status]
    return refused([Problem(code, what, Place(request.path_info[:200]), remedy)], status)


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    if of_api(request):
        return _problem(request, status)
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


def busy(request: HttpRequest) -> HttpResponse:
    text = _("Another page of yours is still being worked on. Go back, wait a moment, and send it again.")
    response = _page(request, 503, _("Please try again"), text)
    response["Retry-After"] = "5"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400, _("This page could not be read"), _("Go back and try again."))


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    # What another site makes a browser send is not shown here.
    if request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}" and typed(request):
        return ended(request, 403)
    text = _(
        "For your safety this form works for an hour, and only with cookies on. Go back to the start and try again."
    )
    return _page(request, 403, _("This form is too old"), text)
