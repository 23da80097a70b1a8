"""The service starts only with secrets of its own, settings that can be read, law that loads, and its database."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from nextwave.rulebook.finding import find
from nextwave.web.serving.law import law_problems
from nextwave.web.serving.readiness import demo_secrets, secret_problems, value_problems

LONG = "kW3-pT9_zQ5uXb7rLm2vYc8nJd4gHs6fAe"
KEY = Fernet.generate_key().decode()
REAL = {
    "NEXTWAVE_SECRET_KEY": LONG,
    "NEXTWAVE_MATCH_KEY": LONG[::-1],
    "NEXTWAVE_SESSION_KEYS": KEY,
    "NEXTWAVE_DATA_KEYS": f"{Fernet.generate_key().decode()}, {KEY}",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in [n for n in os.environ if n.startswith("NEXTWAVE_")]:
        monkeypatch.delenv(name)
    for name, value in REAL.items():
        monkeypatch.setenv(name, value)
    yield


def test_secrets_of_ones_own_are_taken() -> None:
    assert secret_problems() == []


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("NEXTWAVE_SECRET_KEY", "", "is not set"),
        ("NEXTWAVE_MATCH_KEY", "", "is not set"),
        ("NEXTWAVE_SESSION_KEYS", " , ", "is not set"),
        ("NEXTWAVE_DATA_KEYS", "", "is not set"),
        ("NEXTWAVE_SECRET_KEY", "for tests only, refused by the server", "of the tests"),
        ("NEXTWAVE_MATCH_KEY", "a key of the tests", "of the tests"),
        ("NEXTWAVE_SECRET_KEY", LONG[:31], "too easy to guess: it has 31 letters"),
        ("NEXTWAVE_MATCH_KEY", "ab" * 40, "2 of them different"),
        ("NEXTWAVE_DATA_KEYS", "no key", "is no Fernet key"),
        ("NEXTWAVE_DATA_KEYS", f"{KEY},{KEY[:-3]}", "(key 2 of 2) is no Fernet key"),
        ("NEXTWAVE_SESSION_KEYS", "é", "is no Fernet key"),
        *((name, value, "of a demonstration" if name.endswith("KEYS") else "of the demonstration")
          for name, value in demo_secrets().items()),
    ],
    # Keys are new in every process, and a test must have the same name in all of them.
    ids=lambda text: text if text.startswith("NEXTWAVE_") else "",
)  # fmt: skip
def test_a_secret_that_is_none_is_refused_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    (problem,) = secret_problems()
    assert problem.what.startswith(name)
    assert says in problem.what
    assert problem.remedy
    assert len(value) < 8 or value not in str(problem)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEXTWAVE_DRAFT_DAYS", "soon"),
        ("NEXTWAVE_DRAFT_DAYS", "0"),
        ("NEXTWAVE_DRAFT_DAYS", "²"),
        ("NEXTWAVE_TODAY", "2026-11-24"),
        ("NEXTWAVE_DEMO", "1"),
        ("DJANGO_SETTINGS_MODULE", "elsewhere.settings"),
        ("NEXTWAVE_DATABASE", "postgres-but://user:hunter2@host/name"),
    ],
)
def test_a_setting_that_cannot_be_read_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    (problem,) = value_problems()
    assert problem.what.startswith(name)
    assert "hunter2" not in str(problem)


def test_a_demonstration_takes_a_day_that_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**demo_secrets(), "NEXTWAVE_DEMO": "1", "NEXTWAVE_TODAY": "2026-11-24"}.items():
        monkeypatch.setenv(name, value)
    assert value_problems() == []
    monkeypatch.setenv("NEXTWAVE_TODAY", "24.11.2026")
    (problem,) = value_problems()
    assert "is no day" in problem.what


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        (
            "delegations/delegations.cedar",
            "permit (principal, action, resource) when { nonsense };",
            "delegations.cedar",
        ),
        ("delegations/reasons.toml", "[x]\nen = 'only English'", "reasons.toml"),
        ("snap/notice.toml", "[time_limits]\ndecision_days = 0", "notice.toml"),
        # Pages of the rules show sources and worked cases: what cannot be read would break them.
        ("snap/sources/town.yaml", "- citation: Town Code\n  paragraphs: nonsense", "town.yaml"),
        ("snap/cases.yaml", "nonsense: 1", "cases.yaml"),
    ],
)
def test_law_that_does_not_load_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str, text: str, place: str
) -> None:
    folder = tmp_path / "washington"
    shutil.copytree(find("washington"), folder)
    (folder / file).write_text(text)
    monkeypatch.setenv("NEXTWAVE_RULEBOOK", str(folder))
    found = law_problems()
    assert found
    assert all(place in str(p) and p.remedy for p in found)


def nextwave(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "nextwave"), *arguments]
    given = {**os.environ, **environment}
    return subprocess.run(command, env=given, capture_output=True, text=True, check=False, timeout=120)


def test_everything_that_is_wrong_is_said_at_once_and_migrating_mends_the_database(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        data = str(tmp_path / "data")
        done = nextwave("serve", "--port", port, "--json", NEXTWAVE_DATA=data, NEXTWAVE_MATCH_KEY="short")
        assert done.returncode == 2, done.stderr
        problems = json.loads(done.stdout)["problems"]
        assert [p["code"] for p in problems] == ["setting", "port", "database"]
        assert "nextwave migrate" in problems[2]["remedy"]
        assert nextwave("account", "list", NEXTWAVE_DATA=data).returncode == 2
        done = nextwave("migrate", NEXTWAVE_DATA=data)
        assert (done.returncode, "casework.0001_squashed_0012_decided" in done.stdout) == (0, True)
        assert nextwave("migrate", "--json", NEXTWAVE_DATA=data).stdout == '{"applied": []}\n'
        done = nextwave("serve", "--port", port, "--json", NEXTWAVE_DATA=data)
        assert [p["code"] for p in json.loads(done.stdout)["problems"]] == ["port"]


def test_a_database_that_cannot_be_reached_is_refused_without_its_password(tmp_path: Path) -> None:
    address = "postgresql://nextwave:hunter2@127.0.0.1:1/none"
    done = nextwave("serve", "--port", "1", NEXTWAVE_DATA=str(tmp_path), NEXTWAVE_DATABASE=address)
    assert done.returncode == 2
    assert "it cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr
    assert "hunter2" not in done.stderr


def test_a_demonstration_never_touches_data_that_the_environment_names(tmp_path: Path) -> None:
    code = "from nextwave.web.serving.starting import demo_settings; import os; demo_settings(); print(os.environ['NEXTWAVE_DATA'], os.environ.get('NEXTWAVE_DATABASE'))"
    given = {**os.environ, "NEXTWAVE_DATA": str(tmp_path), "NEXTWAVE_DATABASE": "postgresql://real/data"}
    done = subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True, check=True)
    folder, database = done.stdout.split()
    assert (folder != str(tmp_path), database) == (True, "None")
    shutil.rmtree(folder)
