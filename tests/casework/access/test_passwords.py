"""Passwords are kept by Argon2id; what was kept in another way still opens, and is kept so from then on."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password

from nextwave.casework.models import Account

pytestmark = pytest.mark.django_db

PASSWORD = "a password for tests only"


def test_a_password_is_kept_with_the_cost_that_is_meant() -> None:
    account = Account(username="wim", role="worker")
    account.set_password(PASSWORD)
    assert account.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_password_that_was_kept_by_an_earlier_version_opens_and_is_kept_anew() -> None:
    account = Account.objects.create(
        username="wim", role="worker", password=make_password(PASSWORD, hasher="pbkdf2_sha256")
    )
    assert authenticate(username="wim", password="another password") is None
    assert authenticate(username="wim", password=PASSWORD) == account
    account.refresh_from_db()
    assert account.password.startswith("argon2$argon2id$")
    assert authenticate(username="wim", password=PASSWORD) == account
