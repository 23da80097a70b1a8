"""The administrator's pages of accounts."""

from __future__ import annotations

import re

import pytest

from nextwave.casework.access.accounts import change_role, set_person
from nextwave.casework.access.actor import Actor
from nextwave.casework.access.tokens import account_of, add_token
from nextwave.casework.keeping.sealing import matching
from nextwave.casework.models import Account, AccountEvent, Token
from tests.web.resident.conftest import Visitor
from tests.web.worker.conftest import Officer, keys, officers, people

__all__ = ["keys", "officers", "people"]

ROBIN = {"username": "robin", "full_name": "Robin Lee", "role": "worker"}


@pytest.fixture
def administrator(officers: dict[str, Officer]) -> Officer:
    return officers["administrator"]


def secret(text: str) -> str:
    found = re.search(r'class="nw-code">([^<]+)<', text)
    return found[1] if found else ""


@pytest.fixture
def second(administrator: Officer) -> Officer:
    """Another administrator."""
    return Officer(Actor(Account.objects.create(username="second", role="administrator")))


def answer(officer: Officer, account: Account, how: str = "agree") -> Account:
    """Answers what waits on an account's page."""
    page = officer.get(f"/staff/accounts/{account.pk}/")
    found = re.search(r'name="number" value="(\d+)"', page)
    waiting = AccountEvent.objects.filter(account=account, action__startswith="ask-", answer=None).last()
    number = found[1] if found else str(waiting.pk) if waiting else "0"
    return act(officer, account, action=how, number=number)


def test_an_account_that_one_administrator_adds_is_nothing_until_another_agrees(
    administrator: Officer, second: Officer
) -> None:
    administrator.post("/staff/accounts/add/", ROBIN)
    robin = Account.objects.get(username="robin")
    assert (robin.role, robin.get_full_name(), robin.match, robin.has_usable_password()) == ("", "Robin Lee", "", False)
    assert "Another administrator must agree" in administrator.get(administrator.location)
    assert secret(administrator.text) == ""
    assert answer(administrator, robin).role == "", "nobody agrees to what they asked for"
    assert "robin</a>: Asked for the role worker" in second.get("/staff/accounts/")
    robin = answer(second, robin)
    assert robin.role == "worker"
    assert robin.check_password(secret(second.get(second.location)))
    assert secret(second.get(f"/staff/accounts/{robin.pk}/")) == ""
    assert answer(second, robin).role == "worker"
    assert second.mistakes() == ["send"]


def test_a_password_that_someone_else_knows_opens_only_the_page_on_which_it_is_changed(
    administrator: Officer, second: Officer, account: Account
) -> None:
    act(administrator, account, action="password")
    answer(second, account)
    password = secret(second.get(second.location))
    worker = Visitor()
    worker.post("/staff/sign-in/", {"username": account.username, "password": password})
    worker.get("/cases/")
    assert worker.location == "/staff/own/"
    assert "Your password was made by someone else" in worker.get("/staff/own/")
    new = {"action": "password", "old": password, "new": "correct horse battery", "again": "correct horse battery"}
    worker.post("/staff/own/", new)
    worker.get("/cases/")
    assert worker.status == 200


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


def test_the_role_is_changed_once_another_agrees_and_holds_at_once(
    administrator: Officer, second: Officer, officers: dict[str, Officer], account: Account
) -> None:
    token = add_token(account, "trial")
    assert act(administrator, account, action="role", role="policymaker").role == "worker"
    assert act(administrator, account, action="role", role="auditor").role == "worker"
    assert administrator.mistakes() == ["send"], "it was asked for already"
    officers["worker"].get("/cases/")
    assert officers["worker"].status == 200
    assert account_of(token) == account
    assert answer(second, account).role == "policymaker"
    assert account_of(token) is None, "a changed role ends its tokens"
    officers["worker"].get("/cases/")
    assert officers["worker"].status == 403
    act(administrator, account, action="role", role="resident")
    assert administrator.mistakes() == ["role"]


def test_what_was_asked_for_is_refused_or_taken_back(administrator: Officer, second: Officer, account: Account) -> None:
    for officer in (second, administrator):
        act(administrator, account, action="role", role="supervisor")
        assert answer(officer, account, "refuse").role == "worker"
        assert answer(second, account).role == "worker", "it waits no more"


def test_nobody_agrees_to_what_concerns_themselves_and_nothing_comes_of_what_a_former_administrator_asked(
    administrator: Officer, second: Officer, account: Account
) -> None:
    own = second.actor.account
    assert own is not None
    act(administrator, own, action="role", role="worker")
    assert answer(second, own).role == "administrator"
    act(administrator, account, action="role", role="administrator")
    Account.objects.filter(username="administrator").update(is_active=False)
    assert answer(second, account).role == "worker"


def test_a_closed_account_is_signed_out_and_its_tokens_open_nothing(
    administrator: Officer, second: Officer, officers: dict[str, Officer], account: Account
) -> None:
    token = add_token(account, "trial")
    assert account_of(token) == account
    act(administrator, account, action="close")
    officers["worker"].get("/cases/")
    assert officers["worker"].location.startswith("/staff/sign-in/")
    assert account_of(token) is None
    assert not act(administrator, account, action="open").is_active
    assert answer(second, account).is_active
    assert account_of(token) is None


def test_a_new_password_takes_two_and_ends_sessions_and_tokens(
    administrator: Officer, second: Officer, officers: dict[str, Officer], account: Account
) -> None:
    token = add_token(account, "trial")
    act(administrator, account, action="password")
    assert secret(administrator.get(administrator.location)) == ""
    changed = answer(second, account)
    assert changed.check_password(secret(second.get(second.location)))
    assert account_of(token) is None
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


def test_an_administrator_makes_no_token_for_anyone_and_may_end_one(administrator: Officer, account: Account) -> None:
    act(administrator, account, action="token", token_name="trial", days="90")
    assert administrator.mistakes() == ["send"]
    assert Token.objects.count() == 0
    token = add_token(account, "trial")
    act(administrator, account, revoke="trial")
    assert account_of(token) is None
    act(administrator, account, revoke="trial")
    assert administrator.mistakes() == ["send"]


def test_what_was_done_stands_in_the_history_for_administrators_and_auditors(
    administrator: Officer, second: Officer, officers: dict[str, Officer], account: Account
) -> None:
    act(administrator, account, action="role", role="supervisor")
    answer(second, account)
    act(administrator, account, action="close")
    change_role(account, "worker", None)
    for officer in (administrator, officers["auditor"]):
        text = officer.get("/staff/accounts/history/")
        assert "Given the role supervisor" in text
        assert "second, asked by administrator" in text
        assert "the command line" in text
        assert text.index("May sign in no more") < text.index("Asked for the role supervisor"), "the latest first"
    assert "Given the role supervisor" in administrator.get(f"/staff/accounts/{account.pk}/")
    administrator.get("/staff/accounts/history/?before=x")
    assert administrator.status == 400


def test_the_history_is_turned_page_by_page(administrator: Officer, account: Account) -> None:
    for _ in range(51):
        change_role(account, "worker", None)
        set_person(account, "Robin Lee", "")
    text = administrator.get("/staff/accounts/history/")
    following = re.search(r"\?before=(\d+)", text)
    assert following
    assert "before=" not in administrator.get(f"/staff/accounts/history/?before={following[1]}")


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
