"""Scheme, host and client of a request, from proxies that the settings name and from nobody else.

A proxy that ends TLS says in X-Forwarded-Proto, -Host and -For what the browser asked for. Anyone can write these
headers, so they count only in what a trusted proxy sent, and are taken away from every other request. After this
middleware `request.scheme`, `request.get_host()` and `request.META["REMOTE_ADDR"]` are the browser's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from nextwave.casework.security_log import security_event
from nextwave.web.middleware.trusted import Network, address_of, client_of, networks

#: Headers in which proxies speak of a request.
SPOKEN = (
    "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT",
    "HTTP_X_REAL_IP", "HTTP_FORWARDED",
)  # fmt: skip


@lru_cache(maxsize=4)
def _trusted(text: str) -> tuple[Network, ...]:
    return networks(text)


class ProxyMiddleware:
    """Puts a request as the browser sent it; comes before everything that looks at scheme, host or address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        said = {name: request.META.pop(name) for name in SPOKEN if name in request.META}
        if said:
            self._believe(request, said)
        return self.get_response(request)

    def _believe(self, request: HttpRequest, said: dict[str, str]) -> None:
        trusted = _trusted(settings.TRUSTED_PROXIES)
        peer = address_of(request.META.get("REMOTE_ADDR", ""))
        if peer is None or not any(peer in network for network in trusted):
            security_event("proxy-headers-refused")
            return
        request.META["REMOTE_ADDR"] = client_of(str(peer), said.get("HTTP_X_FORWARDED_FOR", ""), trusted)
        scheme = said.get("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2].strip().lower()
        if scheme in ("http", "https"):
            request.META["wsgi.url_scheme"] = scheme
        host = said.get("HTTP_X_FORWARDED_HOST", "").rpartition(",")[2].strip()
        if host:
            request.META["HTTP_HOST"] = host
