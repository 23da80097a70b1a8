"""Whatever stands in an address, the answer is a page that says so: never an error of the server."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from nextwave.casework.access import tokens
from nextwave.casework.access.actor import Actor
from nextwave.casework.models import Account
from nextwave.web.access.guard import CASE
from nextwave.web.api.routes import api
from tests.casework.conftest import Filing, filed, keys, people
from tests.web.test_routes import OPEN, VALUES

__all__ = ["filed", "keys", "people"]

NUMBERS = ("0", str(2**63 - 1), "9" * 30, "9" * 5000)
WORDS = ("x" * 300, "9" * 30)
STRANGE = (
    "", "-1", "9" * 20, "9" * 5000, "2026-01-01_99999999999999999999", "9999-99-99", "9999-99-99_1", "a\0b", "\ud800",
    "١٢٣", "'\"><", "null", "../..",
)  # fmt: skip


def routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str, Any, Any]]:
    """Name, address, converters and view of every page."""
    for found in resolver.url_patterns:
        address = before + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from routes(found, address)
        elif isinstance(found, URLPattern) and not address.startswith("api/"):
            yield str(found.name), "/" + address, found.pattern.converters, found.callback


ROUTES = list(routes(get_resolver("nextwave.web.urls")))


def read_by(view: Any) -> set[str]:
    """The names that the module of a page reads from addresses."""
    source = inspect.getsource(sys.modules[inspect.unwrap(view).__module__])
    return set(re.findall(r'(?:GET|given)\.(?:get|getlist)\("([^"]+)"', source)) | (
        {"next"} if "onward(" in source else set()
    )


def encoded(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


@pytest.fixture
def visitors(filed: Filing, people: dict[str, Actor]) -> dict[str, Client]:
    """A browser of everyone who could come."""
    case = filed()
    found = {"everyone": Client(raise_request_exception=False), "resident": Client(raise_request_exception=False)}
    session = found["resident"].session
    session[CASE] = case.code_hash
    session.save()
    for role in ("worker", "supervisor", "policymaker", "auditor", "administrator"):
        found[role] = Client(raise_request_exception=False)
        found[role].force_login(people[role].account)
        if role in ("worker", "supervisor", "auditor"):
            found[role].post(f"/cases/{case.reference}/open/", {"reason": "question"})
    VALUES["reference"] = case.reference
    found["everyone"].post("/screener/people/", {"name": "Ana", "action": "add"})
    return found


def visitor_of(name: str, visitors: dict[str, Client]) -> Client:
    who = next(who for who, names in OPEN.items() if name in names)
    return visitors[who.split(", ")[0]]


def test_no_number_or_word_in_a_path_is_an_error_of_the_server(visitors: dict[str, Client]) -> None:
    wrong = []
    for name, address, converters, _view in ROUTES:
        for part, converter in converters.items():
            for value in NUMBERS if type(converter).__name__ == "IntConverter" else WORDS:
                path = address
                for other in converters:
                    path = re.sub(rf"<\w+:{other}>", value if other == part else str(VALUES[other]), path)
                client = visitor_of(name, visitors)
                for send in (client.get, client.post):
                    if (status := send(path).status_code) >= 500:
                        wrong.append((name, part, value[:40], send.__name__, status))
    assert wrong == []


def test_no_parameter_of_a_page_is_an_error_of_the_server(visitors: dict[str, Client]) -> None:
    wrong, tried = [], set()
    for name, address, converters, view in ROUTES:
        for part in converters:
            address = re.sub(rf"<\w+:{part}>", str(VALUES[part]), address)
        for parameter in sorted(read_by(view)):
            tried.add(parameter)
            for value in STRANGE:
                status = visitor_of(name, visitors).get(f"{address}?{parameter}={encoded(value)}").status_code
                if status >= 500:
                    wrong.append((name, parameter, value[:40], status))
    assert wrong == []
    assert {"after", "reference", "status", "q", "run"} <= tried


def test_a_place_in_the_queue_that_is_none_is_said_to_be_none(visitors: dict[str, Client]) -> None:
    for value in STRANGE[1:]:
        answer = visitors["worker"].get(f"/cases/?after={encoded(value)}")
        assert answer.status_code == 400, value[:40]
    assert (
        "The address of this page is not whole" in visitors["worker"].get("/cases/?after=2026-13-01_1").content.decode()
    )
    assert visitors["worker"].get("/cases/?after=2026-01-01_1").status_code == 200


def test_no_parameter_of_the_api_is_an_error_of_the_server(
    filed: Filing, people: dict[str, Actor], client: Client
) -> None:
    client.raise_request_exception = False
    account = people["worker"].account
    assert isinstance(account, Account)
    token = tokens.add_token(account, "strange", account, 1)
    reference, wrong = filed().reference, []
    for path, methods in api.get_openapi_schema(path_prefix="")["paths"].items():
        for method, operation in methods.items():
            parameters = operation.get("parameters", [])
            for tried in parameters:
                for value in STRANGE:
                    where, query, headers = f"/api/v1{path}", "", {"Authorization": f"Bearer {token}"}
                    for one in parameters:
                        usual = (
                            reference if one["name"] == "reference" else "question" if one["name"] == "reason" else "1"
                        )
                        given = value if one is tried else usual
                        if one["in"] == "path":
                            where = where.replace(f"{{{one['name']}}}", encoded(given) or "1")
                        elif one["in"] == "query" and (one is tried or one.get("required")):
                            query += f"&{one['name']}={encoded(given)}"
                        elif one["in"] == "header":
                            headers[one["name"]] = "a-key-of-tests" if one is not tried else encoded(given)[:900]
                    answer = client.generic(
                        method.upper(), f"{where}?{query}", "{}", "application/json", headers=headers
                    )
                    if answer.status_code >= 500:
                        wrong.append((method, path, tried["name"], value[:40], answer.status_code))
    assert wrong == []
