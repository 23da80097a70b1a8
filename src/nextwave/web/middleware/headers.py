"""Headers on every page: nothing is stored, nothing foreign is run; and pages are sent compressed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; connect-src 'self'"
)


class HeadersMiddleware:
    """Adds the policy of content and keeps answers out of every cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class PageSessionMiddleware(SessionMiddleware):
    """Sessions for pages only: an assessment over the API touches none."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith("/api/"):
            return self.get_response(request)
        return super().__call__(request)


class CompressionMiddleware(GZipMiddleware):
    """Compresses what is text. That lengths may tell a secret apart (BREACH) is met as Django does: the mark of a
    form is masked anew in each page, and each answer has a file name of random length in its gzip header."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "")
        if kind.startswith(("text/", "application/json", "image/svg")):
            return super().process_response(request, response)
        return response
