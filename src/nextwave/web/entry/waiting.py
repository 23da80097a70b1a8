"""What someone is told who has to wait before the next try: for how long, in words and in Retry-After."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nextwave.web.entry.entries import Unclear


class Wait(Unclear):
    """A try that was not taken, and after how many seconds one is."""

    def __init__(self, where: str, seconds: int) -> None:
        text = _("There were too many tries. Wait %(time)s, then try again") % {"time": duration(seconds)}
        super().__init__(where, text)
        self.seconds = seconds


def duration(seconds: int) -> str:
    """So many seconds, or the minutes that are enough."""
    if seconds < 60:
        return ngettext("%(number)s second", "%(number)s seconds", seconds) % {"number": seconds}
    minutes = -(-seconds // 60)
    return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}


def page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page with its form: 429 where there is a wait, 400 where something else was wrong."""
    error = context.get("error")
    status = 429 if isinstance(error, Wait) else 400 if error else 200
    response = render(request, template, context, status=status)
    if isinstance(error, Wait):
        response["Retry-After"] = str(error.seconds)
    return response
