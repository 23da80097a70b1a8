"""The administrator's pages of accounts."""

from __future__ import annotations

import re

import pytest

from nextwave.casework.access.accounts import account_of
from nextwave.casework.keeping.sealing import matching
from nextwave.casework.models import Account, Token
from tests.web.worker.conftest import Officer, keys, officers, people

__all__ = ["keys", "officers", "people"]

ROBIN = {"username": "robin", "full_name": "Robin Lee", "role": "worker"}


@pytest.fixture
def administrator(officers: dict[str, Officer]) -> Officer:
    return officers["administrator"]


def secret(text: str) -> str:
    found = re.search(r'class="nw-code">([^<]+)<', text)
    return found[1] if found else ""


def test_an_account_is_added_and_its_password_shown_once(administrator: Officer) -> None:
    administrator.post("/staff/accounts/add/", ROBIN)
    robin = Account.objects.get(username="robin")
    password = secret(administrator.get(administrator.location))
    assert robin.check_password(password)
    assert (robin.role, robin.get_full_name(), robin.match) == ("worker", "Robin Lee", "")
    assert secret(administrator.get(f"/staff/accounts/{robin.pk}/")) == ""
    assert "robin" in administrator.get("/staff/accounts/")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "a b"}, "username"),
        ({"username": "worker"}, "username"),
        ({"full_name": ""}, "full_name"),
        ({"full_name": "x" * 101}, "full_name"),
        ({"role": ""}, "role"),
        ({"role": "resident"}, "role"),
        ({"birth-month": "2"}, "birth-month"),
        ({"birth-month": "2", "birth-day": "30", "birth-year": "1980"}, "birth-month"),
    ],
)
def test_an_account_that_cannot_be_is_refused_beside_the_field(
    administrator: Officer, changes: dict[str, str], field: str
) -> None:
    before = Account.objects.count()
    administrator.post("/staff/accounts/add/", {**ROBIN, **changes})
    assert administrator.status == 400
    assert administrator.mistakes() == [field]
    assert Account.objects.count() == before


def act(administrator: Officer, account: Account, **form: str) -> Account:
    administrator.post(f"/staff/accounts/{account.pk}/", form)
    return Account.objects.get(pk=account.pk)


@pytest.fixture
def account(officers: dict[str, Officer]) -> Account:
    found = officers["worker"].actor.account
    assert found is not None
    return found


def test_the_role_is_changed_and_holds_at_once(
    administrator: Officer, officers: dict[str, Officer], account: Account
) -> None:
    officers["worker"].get("/cases/")
    assert officers["worker"].status == 200
    assert act(administrator, account, action="role", role="policymaker").role == "policymaker"
    officers["worker"].get("/cases/")
    assert officers["worker"].status == 403
    act(administrator, account, action="role", role="resident")
    assert administrator.mistakes() == ["role"]


def test_a_closed_account_is_signed_out_and_its_tokens_open_nothing(
    administrator: Officer, officers: dict[str, Officer], account: Account
) -> None:
    act(administrator, account, action="token", token_name="trial")
    token = secret(administrator.get(administrator.location))
    assert account_of(token) == account
    act(administrator, account, action="close")
    officers["worker"].get("/cases/")
    assert officers["worker"].location.startswith("/staff/sign-in/")
    assert account_of(token) is None
    assert act(administrator, account, action="open").is_active


def test_a_new_password_ends_the_old_one(
    administrator: Officer, officers: dict[str, Officer], account: Account
) -> None:
    changed = act(administrator, account, action="password")
    assert changed.check_password(secret(administrator.get(administrator.location)))
    officers["worker"].get("/cases/")
    assert officers["worker"].location.startswith("/staff/sign-in/")


def test_of_name_and_birth_date_only_the_fingerprint_is_kept(administrator: Officer, account: Account) -> None:
    born = {"birth-month": "2", "birth-day": "3", "birth-year": "1986"}
    changed = act(administrator, account, action="person", full_name="Wanda Orker", **born)
    assert changed.match == matching("wanda orker", "1986-02-03")
    assert (changed.first_name, changed.last_name) == (account.first_name, account.last_name)
    act(administrator, account, action="person", full_name="Wanda Orker")
    assert administrator.mistakes() == ["birth-month"]
    act(administrator, account, action="person", full_name="", **born)
    assert administrator.mistakes() == ["full_name"]


def test_a_token_is_made_shown_once_and_revoked(administrator: Officer, account: Account) -> None:
    act(administrator, account, action="token", token_name="trial")
    token = secret(administrator.get(administrator.location))
    assert secret(administrator.get(f"/staff/accounts/{account.pk}/")) == ""
    act(administrator, account, action="token", token_name="trial")
    assert administrator.mistakes() == ["token_name"]
    act(administrator, account, action="token", token_name=" ")
    assert administrator.mistakes() == ["token_name"]
    act(administrator, account, revoke="trial")
    assert account_of(token) is None
    act(administrator, account, revoke="trial")
    assert administrator.mistakes() == ["send"]
    assert Token.objects.count() == 1


@pytest.mark.parametrize("form", [{"action": "role", "role": "worker"}, {"action": "close"}])
def test_nobody_takes_their_own_role_or_account_away(administrator: Officer, form: dict[str, str]) -> None:
    own = administrator.actor.account
    assert own is not None
    changed = act(administrator, own, **form)
    assert administrator.mistakes() == ["send"]
    assert (changed.role, changed.is_active) == ("administrator", True)


def test_other_roles_see_no_accounts(officers: dict[str, Officer], account: Account) -> None:
    for name, officer in officers.items():
        for path in ("/staff/accounts/", "/staff/accounts/add/", f"/staff/accounts/{account.pk}/"):
            officer.get(path)
            assert officer.status == (200 if name == "administrator" else 403), (name, path)


def test_a_form_without_an_action_and_an_account_that_is_none(administrator: Officer, account: Account) -> None:
    act(administrator, account)
    assert administrator.status == 400
    administrator.get("/staff/accounts/999999/")
    assert administrator.status == 404
