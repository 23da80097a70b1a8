"""Where a request comes from, as far as limits count it: an address, or the network that one household has."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.http import HttpRequest


def network(request: HttpRequest) -> str:
    """The network from which a request came."""
    return network_of(request.META.get("REMOTE_ADDR", ""))


def network_of(given: str) -> str:
    """An address; of IPv6 the first 64 bits, since everyone has all addresses of such a network."""
    try:
        address = ip_address(given.partition("%")[0])
    except ValueError:
        return given[:64]
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ip_network((address, 64), strict=False))
    return str(address)
