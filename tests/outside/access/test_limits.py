"""Limits on passwords and codes: whoever tries much waits, and no stranger's tries stop anyone else."""

from __future__ import annotations

import http.client
import re
import urllib.parse

import pytest

from tests.outside.service import PASSWORD, Service

#: As many processes as the product starts: a limit holds over all of them.
WORKERS = ""
WRONG = "not the password of anyone"
NO_CODE = "2222-2222-2222-2222"


class Client:
    """Sends forms from an address of its own on this machine (127.0.0.2 is another client than 127.0.0.3)."""

    def __init__(self, service: Service, address: str) -> None:
        self.at, self.address = urllib.parse.urlsplit(service.address), address
        self.cookies: dict[str, str] = {}
        self.status, self.location, self.text, self.wait, self.token = 0, "", "", "", ""

    def _ask(self, method: str, path: str, sent: str | None = None) -> str:
        connection = http.client.HTTPConnection(
            self.at.hostname or "", self.at.port, timeout=60, source_address=(self.address, 0)
        )
        headers = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items()), "Origin": self.at.geturl()}
        if sent is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, sent, headers)
        response = connection.getresponse()
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.status, self.location = response.status, response.headers.get("Location", "")
        self.wait, self.text = response.headers.get("Retry-After", ""), response.read().decode()
        connection.close()
        return self.text

    def send(self, path: str, page: str = "", **fields: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self._ask("GET", page or path))
        self.token = found[1] if found else ""
        return self.again(path, **fields)

    def again(self, path: str, **fields: str) -> str:
        """The form that was looked at last, sent once more."""
        return self._ask("POST", path, urllib.parse.urlencode({"csrfmiddlewaretoken": self.token, **fields}))

    def sign_in(self, name: str, password: str) -> str:
        return self.send("/staff/sign-in/", username=name, password=password)


@pytest.fixture(scope="module")
def code(service: Service) -> str:
    """The code of answers that a resident saved."""
    visitor = service.visitor()
    visitor.send("/screener/people/", {"name": "Ana", "action": "add"})
    visitor.send("/save/", {})
    visitor.follow()
    found = re.search(r'class="nw-code">([A-Z0-9-]+)<', visitor.text)
    assert found, visitor.text[:2000]
    return found[1]


def test_wrong_passwords_of_a_stranger_lock_nobody_out(service: Service) -> None:
    stranger = Client(service, "127.0.0.2")
    for _ in range(12):
        stranger.sign_in("wim", WRONG)
    stranger.sign_in("wim", PASSWORD)
    assert not stranger.location, "whoever guesses waits"
    owner = Client(service, "127.0.0.3")
    owner.sign_in("wim", PASSWORD)
    assert owner.location == "/staff/", owner.text[-3000:]


def test_a_device_on_which_someone_signed_in_before_is_not_stopped_by_others_at_the_same_address(
    service: Service,
) -> None:
    device = Client(service, "127.0.0.4")
    device.sign_in("sue", PASSWORD)
    assert device.location == "/staff/"
    device.send("/staff/sign-out/", page="/staff/")
    assert device.location == "/staff/sign-in/"
    stranger = Client(service, "127.0.0.4")
    for _ in range(12):
        stranger.sign_in("sue", WRONG)
    device.sign_in("sue", PASSWORD)
    assert device.location == "/staff/", device.text[-3000:]


def test_the_words_and_the_answer_say_how_long_to_wait(service: Service) -> None:
    stranger = Client(service, "127.0.0.5")
    for _ in range(11):
        stranger.sign_in("adam", WRONG)
    found = re.search(r"Wait \d+ (second|minute)s?", stranger.text)
    assert found, stranger.text[-3000:]
    assert (stranger.status, stranger.wait.isdecimal()) == (429, True)


def test_300_wrong_codes_from_30_addresses_stop_no_resident(service: Service, code: str) -> None:
    for number in range(30):
        stranger = Client(service, f"127.0.1.{number + 1}")
        stranger.send("/code/", code=NO_CODE)
        for _ in range(10):
            stranger.again("/code/", code=NO_CODE)
    for address in ("127.0.0.9", "127.0.1.1"):
        resident = Client(service, address)
        resident.send("/code/", code=code)
        assert resident.location == "/screener/answers/", resident.text[-3000:]
