"""Who a request is from, and what it asked for, when proxies stand between."""

from __future__ import annotations

import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from nextwave.web.middleware.behind_proxy import ProxyMiddleware
from nextwave.web.middleware.trusted import client_of, networks

TRUSTED = networks("127.0.0.1, 10.0.0.0/8, ::1")


@pytest.mark.parametrize(
    ("peer", "hops", "client"),
    [
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        # What stands further left was written by the client itself.
        ("127.0.0.1", "192.0.2.1, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "192.0.2.1, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("203.0.113.9", "192.0.2.1", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9:4711", "203.0.113.9"),
        ("::1", "[2001:db8::7]:4711", "2001:db8::7"),
        ("::ffff:127.0.0.1", "2001:db8::7", "2001:db8::7"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "192.0.2.1, nonsense, 10.1.2.3", "10.1.2.3"),
        ("127.0.0.1", ", ".join(["10.0.0.1"] * 50_000), "10.0.0.1"),
    ],
    ids=lambda text: text[:30],
)
def test_the_client_is_the_last_hop_that_no_trusted_proxy_is(peer: str, hops: str, client: str) -> None:
    assert client_of(peer, hops, TRUSTED) == client


def asked(peer: str, **headers: str) -> HttpRequest:
    found: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        found.append(request)
        return HttpResponse()

    ProxyMiddleware(view)(RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_HOST="inside:8000", **headers))
    return found[0]


def test_a_trusted_proxy_is_believed(settings: pytest.FixtureRequest) -> None:
    settings.TRUSTED_PROXIES, settings.ALLOWED_HOSTS = "127.0.0.1", ["benefits.example"]  # type: ignore[attr-defined]
    request = asked(
        "127.0.0.1",
        HTTP_X_FORWARDED_PROTO="https",
        HTTP_X_FORWARDED_HOST="benefits.example",
        HTTP_X_FORWARDED_FOR="203.0.113.9",
    )
    assert (request.scheme, request.get_host(), request.META["REMOTE_ADDR"]) == (
        "https",
        "benefits.example",
        "203.0.113.9",
    )


@pytest.mark.parametrize("named", ["", "10.0.0.0/8"])
def test_nobody_else_is_and_it_is_a_security_event(
    settings: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture, named: str
) -> None:
    settings.TRUSTED_PROXIES, settings.ALLOWED_HOSTS = named, ["inside"]  # type: ignore[attr-defined]
    with caplog.at_level(logging.WARNING, "nextwave.security"):
        request = asked(
            "127.0.0.1",
            HTTP_X_FORWARDED_PROTO="https",
            HTTP_X_FORWARDED_HOST="evil.example",
            HTTP_X_FORWARDED_FOR="203.0.113.9",
            HTTP_FORWARDED="for=203.0.113.9",
        )
    assert (request.scheme, request.get_host(), request.META["REMOTE_ADDR"]) == ("http", "inside:8000", "127.0.0.1")
    assert not [name for name in request.META if "FORWARDED" in name]
    assert [record.event for record in caplog.records] == ["proxy-headers-refused"]  # type: ignore[attr-defined]
