"""Accounts, tokens and replays from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import LazySettings

from nextwave.casework.access.tokens import account_of
from nextwave.casework.models import Account, Token
from tests.cli.test_commands import run

PASSWORD = "quite a long password"


@pytest.fixture(autouse=True)
def keys(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    settings.MATCH_KEY = "a key of the tests"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setenv("NEXTWAVE_DATA", str(tmp_path / "data"))


@pytest.fixture
def secret(tmp_path: Path) -> str:
    path = tmp_path / "password"
    path.write_text(PASSWORD + "\n")
    return str(path)


def test_an_account_is_made_and_listed(secret: str) -> None:
    status, _, err = run("account", "add", "robin", "--role", "worker", "--password-file", secret)
    assert (status, err) == (0, "")
    assert Account.objects.get(username="robin").check_password(PASSWORD)
    found = json.loads(run("account", "list", "--json")[1])["accounts"]
    assert found == [{"account": "robin", "role": "worker", "name": "", "open": True}]
    assert "robin  worker" in run("account", "list")[1]


def test_with_name_and_birth_date_someone_is_found_in_their_own_case(secret: str) -> None:
    from nextwave.casework.keeping.sealing import matching

    own = ["--full-name", "Ana Ruiz", "--birth-date", "1990-02-03"]
    assert run("account", "add", "ana", "--role", "worker", "--password-file", secret, *own)[0] == 0
    assert Account.objects.get().match == matching("ana ruiz", "1990-02-03")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("robin", "--role", "king"), "choose one of worker, supervisor, policymaker, auditor, administrator"),
        (("robin b", "--role", "worker"), "choose another name"),
        (("robin", "--role", "worker", "--birth-date", "soon"), "date"),
    ],
)
def test_an_account_that_cannot_be_is_refused(secret: str, arguments: tuple[str, ...], says: str) -> None:
    status, _, err = run("account", "add", *arguments, "--password-file", secret)
    assert status == 2
    assert says in err
    assert not Account.objects.exists()


@pytest.mark.parametrize("password", ["", "short", "password1234", "robin-robin-robin"])
def test_a_password_that_is_easy_to_guess_is_refused(tmp_path: Path, password: str) -> None:
    (tmp_path / "weak").write_text(password)
    status, _, err = run(
        "account", "add", "robin-robin-robin", "--role", "worker", "--password-file", str(tmp_path / "weak")
    )
    assert status == 2
    assert "choose a longer one" in err
    assert not Account.objects.exists()


def test_where_nobody_can_be_asked_a_file_is_asked_for() -> None:
    status, _, err = run("account", "add", "robin", "--role", "worker")
    assert status == 2
    assert "--password-file" in err


def test_the_same_name_is_taken_once(secret: str) -> None:
    add = ("account", "add", "robin", "--role", "worker", "--password-file", secret)
    assert [run(*add)[0] for _ in range(2)] == [0, 2]
    assert Account.objects.count() == 1


def test_a_token_is_printed_once_kept_as_a_hash_and_revoked(secret: str) -> None:
    run("account", "add", "robin", "--role", "worker", "--password-file", secret)
    token = run("token", "add", "robin", "--name", "intake")[1].strip()
    assert account_of(token) == Account.objects.get()
    assert token not in str(Token.objects.values())
    listed = run("token", "list")[1]
    assert "robin  intake" in listed
    assert token not in listed
    assert run("token", "add", "robin", "--name", "intake")[0] == 2
    assert run("token", "revoke", "robin", "--name", "intake")[0] == 0
    assert account_of(token) is None
    assert run("token", "revoke", "robin", "--name", "intake")[0] == 2
    assert run("token", "add", "nobody", "--name", "intake")[0] == 2


@pytest.mark.parametrize(("arguments", "says"), [((), "name cases, or --all"), (("NONE-SUCH",), "no such case")])
def test_a_replay_of_nothing_is_refused(arguments: tuple[str, ...], says: str) -> None:
    status, _, err = run("replay", *arguments)
    assert status == 2
    assert says in err


def test_months_that_are_due_are_released_once(settings: LazySettings) -> None:
    settings.TODAY = "2026-11-24"
    assert run("release")[:2] == (0, "0 months released.\n"), "without a case nothing is due"
    made = json.loads(run("release", "2026-10", "--json")[1])["releases"]
    assert [(r["month"], r["release"], len(r["sha256"])) for r in made] == [("2026-10", 1, 64)]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("2026-11",), "release it from 2026-12-11 on"),
        (("October",), "write it as 2026-10"),
        (("--correct", "why"), "a correction is of one month"),
        (("2026-10", "--correct", "why"), "leave the reason out"),
    ],
)
def test_a_month_that_cannot_be_released_is_refused(
    settings: LazySettings, arguments: tuple[str, ...], says: str
) -> None:
    settings.TODAY = "2026-11-24"
    status, _, err = run("release", *arguments)
    assert status == 2
    assert says in err
