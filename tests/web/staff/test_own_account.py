"""One's own account: the password, tokens, and what was done with it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings

from nextwave.casework.access.accounts import add
from nextwave.casework.access.tokens import MOST, account_of, add_token
from nextwave.casework.clock import as_of, now
from nextwave.casework.models import Account, Token
from tests.casework.conftest import keys
from tests.web.resident.conftest import Visitor

__all__ = ["keys"]

OLD, NEW = "correct horse battery", "another long password"
CHANGE = {"action": "password", "old": OLD, "new": NEW, "again": NEW}


@pytest.fixture
def robin(db: None, settings: LazySettings) -> Account:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return add("robin", "worker", OLD, "Robin Lee")


def signed_in(password: str = OLD) -> Visitor:
    visitor = Visitor()
    visitor.post("/staff/sign-in/", {"username": "robin", "password": password})
    return visitor


def mistakes(visitor: Visitor) -> list[str]:
    summary = re.search(r"govuk-error-summary__list.*?</ul>", visitor.text, re.S)
    return re.findall(r'<a href="#([^"]+)">', summary[0]) if summary else []


def test_a_changed_password_ends_other_sessions_and_all_tokens_and_keeps_this_session(robin: Account) -> None:
    here, elsewhere, token = signed_in(), signed_in(), add_token(robin, "trial")
    here.post("/staff/own/", CHANGE)
    assert "Your password is changed" in here.get("/staff/own/")
    assert "The token trial ended" in here.text
    assert elsewhere.get("/staff/own/") == ""
    assert account_of(token) is None
    assert signed_in(OLD).location == ""
    assert signed_in(NEW).location == "/staff/"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"old": "wrong"}, "old"),
        ({"again": "something else"}, "again"),
        ({"new": "short", "again": "short"}, "new"),
        ({"new": OLD, "again": OLD}, "new"),
        ({"action": ""}, "send"),
    ],
)
@pytest.mark.usefixtures("robin")
def test_a_password_that_cannot_be_changed_is_said_beside_the_field(changes: dict[str, str], field: str) -> None:
    here = signed_in()
    here.post("/staff/own/", {**CHANGE, **changes})
    assert (here.status, mistakes(here)) == (400, [field])
    assert signed_in(OLD).location == "/staff/"


@pytest.mark.usefixtures("robin")
def test_the_old_password_cannot_be_tried_without_end() -> None:
    here = signed_in()
    with as_of(now()):
        for _ in range(5):
            here.post("/staff/own/", {**CHANGE, "old": "wrong"})
        here.post("/staff/own/", CHANGE)
    assert (here.status, mistakes(here)) == (429, ["old"])


def test_a_token_is_made_shown_once_ends_in_time_and_is_revoked(robin: Account) -> None:
    here = signed_in()
    here.post("/staff/own/", {"action": "token", "token_name": "trial", "days": "30"})
    found = re.search(r'class="nw-code">([^<]+)<', here.get("/staff/own/"))
    assert found
    assert 'class="nw-code"' not in here.get("/staff/own/")
    assert account_of(found[1]) == robin
    with as_of(now() + timedelta(days=30, seconds=1)):
        assert account_of(found[1]) is None
    here.post("/staff/own/", {"revoke": "trial"})
    assert account_of(found[1]) is None


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"token_name": " "}, "token_name"),
        ({"token_name": "x" * 101}, "token_name"),
        ({"token_name": "there"}, "token_name"),
        ({"days": "0"}, "days"),
        ({"days": "366"}, "days"),
        ({"days": "9" * 400}, "days"),
        ({"days": "soon"}, "days"),
        ({"action": "", "revoke": "none"}, "send"),
    ],
)
def test_a_token_that_cannot_be_is_said_beside_the_field(robin: Account, form: dict[str, str], field: str) -> None:
    add_token(robin, "there")
    here = signed_in()
    given = {"action": "token", "token_name": "trial", "days": "90", **form}
    here.post("/staff/own/", {k: v for k, v in given.items() if v})
    assert mistakes(here) == [field]
    assert Token.objects.count() == 1


def test_one_account_has_so_many_tokens_at_once(robin: Account) -> None:
    for number in range(MOST):
        add_token(robin, f"token {number}")
    here = signed_in()
    here.post("/staff/own/", {"action": "token", "token_name": "one more", "days": "90"})
    assert mistakes(here) == ["token_name"]
