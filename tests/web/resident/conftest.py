"""Someone at a browser who applies, comes back and follows their case."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from nextwave.casework.access.codes import in_force
from nextwave.casework.models import Case
from tests.casework.conftest import Filing, filed, keys, people

__all__ = ["filed", "keys", "people"]

PNG = b"\x89PNG\r\n\x1a\n" + bytes.fromhex(
    "0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fccff0bf1e000584027f9f8e1ecf0000000049454e44ae426082"
)
ADDRESS = {"fixed": "yes", "street": "12 Oak St", "city": "Olympia", "postcode": "98501", "letters_safe": "yes"}
NO_ADDRESS = {"fixed": "no", "place": "Harbor shelter", "letters_safe": "no"}
REACH = {"way": "text", "phone": "360 555 0100", "message_safe": "no"}
HELPER = {"helped": "yes", "name": "Dee Helper", "contact": "dee@example.com", "may": ["act", "notices"]}
SIGNED = {"declared": "yes", "signature": "Ana Ruiz"}


class Visitor:
    """A browser with its cookies; pages are read as text."""

    def __init__(self) -> None:
        self.client = Client()
        self.status = 0
        self.text = ""
        self.location = ""

    def get(self, path: str, **query: str) -> str:
        return self._seen(self.client.get(path, query))

    def post(self, path: str, data: dict[str, Any] | None = None) -> str:
        return self._seen(self.client.post(path, data or {}))

    def send(self, path: str, data: dict[str, Any] | None = None) -> str:
        """Fills in the form of a page: with its hidden fields, as a browser does."""
        return self.post(path, {**self.hidden(path), **(data or {})})

    def hidden(self, path: str) -> dict[str, str]:
        self.get(path)
        return dict(re.findall(r'<input type="hidden" name="(key|seen)" value="([^"]*)"', self.text))

    def _seen(self, response: Any) -> str:
        self.status = response.status_code
        self.location = response.headers.get("Location", "")
        self.text = response.content.decode("utf-8", "replace")
        return self.text

    def come_back(self, code: str) -> str:
        return self.post("/code/", {"code": code})

    def fill_in(self, **changes: dict[str, Any]) -> None:
        """Everything up to the declaration, for someone alone."""
        self.post("/apply/names/", changes.get("names", {"name-": "Ana Ruiz"}))
        self.post("/apply/address/", changes.get("address", ADDRESS))
        self.post("/apply/contact/", changes.get("reach", REACH))
        self.post("/apply/language/", changes.get("language", {"language": "en", "interpreter": "Tagalog"}))
        self.post("/apply/helper/", changes.get("helper", HELPER))

    def apply(self, **changes: dict[str, Any]) -> tuple[Case, str]:
        """Applies, and gives the case and its code."""
        self.fill_in(**changes)
        self.get("/apply/declaration/")
        self.post("/apply/declaration/", SIGNED)
        assert self.location == "/apply/done/"
        return Case.objects.latest("pk"), code_on(self.get("/apply/done/"))


def code_on(text: str) -> str:
    found = re.search(r'class="nw-code">([A-Z0-9-]+)<', text)
    return found[1] if found else ""


@pytest.fixture
def ana() -> Visitor:
    return Visitor()


@pytest.fixture
def visitor_of(filed: Filing) -> Any:
    """A browser in which the case of a household of three is open."""

    def made(case: Case) -> Visitor:
        visitor = Visitor()
        session = visitor.client.session
        session["case"] = in_force(case)
        session.save()
        visitor.client.cookies["nextwave"] = session.session_key or ""
        return visitor

    return made
