"""A line of the log for every request: what kind it was, how it went and how long it took, never whose it was.

The name of the route is written and not the address, which may hold a reference or what someone searched for. Of
accounts of staff the number is written.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

log = logging.getLogger("nextwave.request")

#: Routes that machines ask for again and again, of which only failures are written down.
PROBES = ("health", "ready")


def request_line(
    method: str, route: str, status: int, started: float, size: int, account: int | None, client: str = ""
) -> None:
    """Writes the line of a request that began at `started` (of time.monotonic); `size` in bytes."""
    if route in PROBES and status == 200:
        return
    fields = {
        "method": method[:12],
        "route": route,
        "status": status,
        "milliseconds": round((time.monotonic() - started) * 1000, 1),
        "bytes": size,
        **({} if account is None else {"account": account}),
        **({"client": client} if client and settings.LOG_CLIENTS else {}),
    }
    log.info("request", extra={"event": "request", "fields": fields})


class RouteMiddleware:
    """Leaves with a request which route it took and whose account it was, for whoever writes its line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        request.META["nextwave.route"] = match.view_name if match is not None else ""
        # Who signed in on a page, where anything asked; or whose token an operation was sent.
        account = getattr(request, "_cached_user", None) or getattr(request, "auth", None)
        request.META["nextwave.account"] = getattr(account, "pk", None)
        return response
