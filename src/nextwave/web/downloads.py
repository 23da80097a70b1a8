"""Answers that a browser saves as a file."""

from __future__ import annotations

import csv
import io
import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header

NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*([eE][+-]?[0-9]+)?")


def attached(content: str | bytes, name: str, media_type: str) -> HttpResponse:
    """The content as a file of this name, never shown as a page."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def csv_file(text: str, name: str) -> HttpResponse:
    """A table as a file of this name, without its ending; no cell of it is a formula to whatever opens it."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [_plain(cell) for cell in row] for row in csv.reader(io.StringIO(text))
    )
    return attached(out.getvalue(), f"{name}.csv", "text/csv; charset=utf-8")


def _plain(cell: str) -> str:
    """A cell that spreadsheets show and do not work out: an apostrophe goes before what would be a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not NUMBER.fullmatch(cell) else cell
