"""Which machine a request comes from, by what trusted proxies say of it."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: More hops than this are no chain of proxies.
MOST_HOPS = 20


def networks(text: str) -> tuple[Network, ...]:
    """Addresses and networks that commas separate. Raises ValueError."""
    return tuple(ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip())


def address_of(text: str) -> Address | None:
    """The address in what a proxy wrote, with or without a port; None where it is none."""
    plain = text.strip().strip('"')
    if plain.startswith("["):
        plain = plain[1:].partition("]")[0]
    elif plain.count(":") == 1:
        plain = plain.partition(":")[0]
    try:
        found = ipaddress.ip_address(plain)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def client_of(peer: str, hops: str, trusted: Sequence[Network]) -> str:
    """The last hop that no trusted proxy is: from right to left, as each proxy adds whom it heard at the end."""
    client = address_of(peer)
    for hop in reversed(hops.split(",")[-MOST_HOPS:]):
        if client is None or not any(client in network for network in trusted):
            break
        before = address_of(hop)
        if before is None:
            break
        client = before
    return str(client) if client is not None else peer
