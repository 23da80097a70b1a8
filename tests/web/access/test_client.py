"""What counts as one client."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from nextwave.web.access.client import network


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("no address", "no address"),
    ],
)
def test_a_client_is_an_address_and_of_ipv6_the_network_of_one_household(address: str, client: str) -> None:
    assert network(RequestFactory().get("/", REMOTE_ADDR=address)) == client
