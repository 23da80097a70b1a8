"""Signing in: wrong passwords make whoever sends them wait, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client

from nextwave.casework.access.accounts import add
from nextwave.casework.access.limiting import MANY, wrong_password
from nextwave.casework.clock import as_of, now
from nextwave.casework.models import Account
from tests.casework.conftest import keys

__all__ = ["keys"]

PASSWORD = "correct horse battery"
HERE, THERE = "192.0.2.1", "198.51.100.9"


@pytest.fixture(autouse=True)
def stopped(settings: LazySettings) -> Iterator[None]:
    """The clock stands still, however long a test takes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with as_of(now()):
        yield


@pytest.fixture
def robin(db: None) -> Account:
    return add("robin", "worker", PASSWORD)


def sign_in(client: Client, password: str, address: str = HERE, name: str = "robin") -> tuple[int, str]:
    response = client.post("/staff/sign-in/", {"username": name, "password": password}, REMOTE_ADDR=address)
    return response.status_code, response.headers.get("Location") or response.content.decode()


def guess(times: int, address: str = HERE, name: str = "robin") -> int:
    return [sign_in(Client(), "wrong", address, name)[0] for _ in range(times)][-1]


@pytest.mark.usefixtures("robin")
def test_after_five_wrong_passwords_there_is_a_wait_that_the_words_and_the_answer_say() -> None:
    assert [guess(1) for _ in range(6)] == [400, 400, 400, 400, 400, 429]
    response = Client().post("/staff/sign-in/", {"username": "robin", "password": PASSWORD}, REMOTE_ADDR=HERE)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "2"
    assert "There were too many tries. Wait 2 seconds, then try again" in response.content.decode()
    with as_of(now() + timedelta(seconds=3)):
        assert guess(1) == 400
        assert "Wait 4 seconds" in sign_in(Client(), PASSWORD)[1]
    with as_of(now() + timedelta(seconds=8)):
        assert sign_in(Client(), PASSWORD) == (302, "/staff/")


@pytest.mark.usefixtures("robin")
def test_wrong_passwords_from_elsewhere_or_for_others_stop_nobody() -> None:
    assert guess(30, THERE) == 429
    assert guess(30, HERE, "someone-else") == 429
    assert sign_in(Client(), PASSWORD, HERE) == (302, "/staff/")


@pytest.mark.usefixtures("robin")
def test_a_device_on_which_someone_signed_in_before_never_waits_for_others_in_the_same_network() -> None:
    own = Client()
    assert sign_in(own, PASSWORD)[0] == 302
    own.post("/staff/sign-out/")
    assert guess(30) == 429
    assert sign_in(own, PASSWORD)[0] == 302
    own.post("/staff/sign-out/")
    assert [sign_in(own, "wrong")[0] for _ in range(6)][-1] == 429, "its own wrong ones count"


def test_a_cookie_of_a_device_is_no_use_for_another_account_and_cannot_be_made(robin: Account) -> None:
    add("dee", "worker", PASSWORD)
    device = Client()
    assert sign_in(device, PASSWORD, name="dee")[0] == 302
    assert guess(6) == 429
    assert sign_in(device, PASSWORD)[0] == 429
    device.cookies["nextwave-device"] = f"made-up.{robin.pk}"
    assert sign_in(device, PASSWORD)[0] == 429


@pytest.mark.usefixtures("robin")
def test_where_an_account_is_guessed_from_everywhere_each_network_has_one_try_and_the_owner_gets_in() -> None:
    for _ in range(MANY):
        wrong_password("robin")
    assert [guess(1, THERE) for _ in range(2)] == [400, 429]
    assert sign_in(Client(), PASSWORD, HERE) == (302, "/staff/")


@pytest.mark.usefixtures("robin")
def test_all_addresses_of_one_network_of_ipv6_are_one_client() -> None:
    for number in range(5):
        guess(1, f"2001:db8:1:1::{number}")
    assert guess(1, "2001:db8:1:1:ffff::1") == 429
    assert guess(1, "2001:db8:1:2::1") == 400
    assert guess(5, "::ffff:192.0.2.1") == 400
    assert guess(1, HERE) == 429
