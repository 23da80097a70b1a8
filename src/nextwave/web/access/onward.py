"""Where someone goes on when they have done what stood between them and a page."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def onward(request: HttpRequest) -> str:
    """The page of this service that a form or an address names as the next one; empty where it is none."""
    named = request.POST.get("next") or request.GET.get("next", "")
    ours = named.startswith("/") and url_has_allowed_host_and_scheme(named, allowed_hosts=None)
    return named if ours else ""
