"""Answers that a browser saves as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def attached(content: str | bytes, name: str, media_type: str) -> HttpResponse:
    """The content as a file of this name, never shown as a page."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def csv_file(text: str, name: str) -> HttpResponse:
    """A table as a file of this name, without its ending."""
    return attached(text, f"{name}.csv", "text/csv; charset=utf-8")
