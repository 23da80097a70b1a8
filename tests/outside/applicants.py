"""People who apply on the pages, and an office that works on what they sent."""

from __future__ import annotations

import http.cookiejar
import re
import urllib.parse

from tests.outside.service import Service
from tests.outside.visitor import Visitor

NAME = "Ana Quintanilla"
SIGNED = {"declared": "yes", "signature": NAME}
ADDRESS = {"fixed": "yes", "street": "12 Oak St", "city": "Olympia", "postcode": "98501", "letters_safe": "yes"}
PNG = b"\x89PNG\r\n\x1a\n" + bytes.fromhex(
    "0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fccff0bf1e000584027f9f8e1ecf0000000049454e44ae426082"
)


def fill_in(visitor: Visitor, name: str = NAME) -> None:
    """Everything that an application of someone alone needs, up to the declaration."""
    visitor.send("/apply/names/", {"name-": name})
    visitor.send("/apply/address/", ADDRESS)


def file(visitor: Visitor) -> tuple[str, str]:
    """Signs and sends it; gives the reference and the code of the receipt."""
    visitor.send("/apply/declaration/", SIGNED)
    text = visitor.follow()
    found = re.search(r"Reference (\w{4}-\w{4})", text)
    return found[1] if found else "", code_on(text)


def code_on(text: str) -> str:
    found = re.search(r'class="nw-code">([A-Z0-9-]+)<', text)
    return found[1] if found else ""


def opened(service: Service, reference: str, name: str = "worker") -> Visitor:
    """Someone who works here and has said why they open a case."""
    staff = service.staff(name)
    staff.send(f"/cases/{reference}/open/", {"reason": "application"})
    return staff


def replaced(service: Service, reference: str) -> str:
    """The code that takes the place of a case's code."""
    staff = opened(service, reference)
    staff.send(f"/cases/{reference}/code/", {"sure": "yes"})
    return code_on(staff.follow())


def cookie(visitor: Visitor, ending: str = "nextwave") -> str:
    """The value of a visitor's cookie; empty without one."""
    return next((c.value or "" for c in visitor.cookies if c.name.endswith(ending)), "")


def with_session(service: Service, value: str) -> Visitor:
    """Someone at another browser who has the session of this value."""
    other = service.visitor()
    there = urllib.parse.urlsplit(service.address)
    more = {"port": None, "port_specified": False, "domain_specified": False, "domain_initial_dot": False}
    kept = http.cookiejar.Cookie(
        version=0, name="nextwave", value=value, domain=there.hostname or "", path="/", path_specified=True,
        secure=False, expires=None, discard=True, comment=None, comment_url=None, rest={}, **more,
    )  # fmt: skip
    other.cookies.set_cookie(kept)
    return other
