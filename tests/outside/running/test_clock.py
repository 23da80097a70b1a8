"""What is decided bears the day on which it was: nobody sets another but in a demonstration."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tests.outside.service import Service, run, usual_environment


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return usual_environment(tmp_path_factory.mktemp("clock"))


@pytest.mark.parametrize("words", [("release",), ("account", "list"), ("replay", "--all")])
def test_a_day_that_the_environment_names_is_refused_in_real_use(
    environment: dict[str, str], words: tuple[str, ...]
) -> None:
    status, told, said = run(*words, environment={**environment, "NEXTWAVE_TODAY": "2026-01-15"})
    assert "NEXTWAVE_TODAY" in told + said
    assert status == 2


def test_the_server_does_not_start_on_a_day_that_the_environment_names(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:  # so that it ends in any case
        words = ("serve", "--port", str(taken.getsockname()[1]))
        status, told, said = run(*words, environment={**environment, "NEXTWAVE_TODAY": "2026-01-15"})
    assert "NEXTWAVE_TODAY" in told + said
    assert status == 2


def test_saying_that_it_is_a_demonstration_does_not_make_it_one(environment: dict[str, str]) -> None:
    status, told, said = run("release", environment={**environment, "NEXTWAVE_DEMO": "1"})
    assert "NEXTWAVE_DEMO" in told + said
    assert status == 2


def test_settings_of_someone_elses_are_refused(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "elsewhere.py").write_text("from nextwave.web.settings import *\nTODAY = '2026-01-15'\n")
    path = os.pathsep.join(filter(None, [str(tmp_path), environment.get("PYTHONPATH", "")]))
    other = {"DJANGO_SETTINGS_MODULE": "elsewhere", "PYTHONPATH": path}
    status, told, said = run("account", "list", environment={**environment, **other})
    assert "DJANGO_SETTINGS_MODULE" in told + said
    assert status == 2


@pytest.mark.parametrize("day", ["2026-11-25", "2026-09-20", "1990-01-01"])
def test_an_application_came_in_on_a_day_that_can_be(demo: Service, day: str) -> None:
    sent = {"people": {"p1": "Ana Ruiz"}, "filed_on": day}
    key = {"Idempotency-Key": f"outside-{day}"}
    status, answer = demo.api("POST", "/applications", sent, demo.printed["token"], **key)
    assert status in (400, 409, 422), answer
    assert "filed_on" in str(answer)
    sent["filed_on"] = "2026-11-20"
    key = {"Idempotency-Key": f"outside-{day}-again"}
    assert demo.api("POST", "/applications", sent, demo.printed["token"], **key)[0] == 201
