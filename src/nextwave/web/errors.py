"""Pages for what goes wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "nextwave/error.html", {"title": title, "text": text}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404, "There is no such page", "Check the address, or go back to the start.")


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(request, 500, "Something went wrong here", "Your answers are kept for an hour. Try again in a minute.")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400, "This page could not be read", "Go back and try again.")


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    text = "For your safety this form works for an hour, and only with cookies on. Go back to the start and try again."
    return _page(request, 403, "This form is too old", text)
