"""The files under `deploy/` are taken by the programs that read them, and do what they say."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.outside.service import NEXTWAVE, run, usual_environment

DEPLOY = Path(__file__).parents[3] / "deploy"
UNITS = sorted(DEPLOY.glob("*.service")) + sorted(DEPLOY.glob("*.timer"))


def daily(backups: Path, nextwave: str = NEXTWAVE) -> list[str]:
    """The command of the daily unit as systemd runs it, with folders of the tests."""
    text = (DEPLOY / "nextwave-daily.service").read_text().replace("\\\n", " ")
    (line,) = re.findall(r"^ExecStart=(.*)$", text, re.M)
    line = line.replace("$$", "$").replace("%%", "%")
    line = line.replace("/opt/nextwave/bin/nextwave", nextwave).replace("/var/backups/nextwave", str(backups))
    shell, option, script = line.split(" ", 2)
    return [shell, option, script.strip("'")]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return usual_environment(tmp_path_factory.mktemp("daily"))


def test_once_a_day_there_is_a_backup_and_what_is_not_needed_goes(environment: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(daily(tmp_path), env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    (backup,) = tmp_path.glob("*.zip")
    assert "draft" in done.stdout, "nothing was said of what was taken away"
    restored = {**environment, "NEXTWAVE_DATA": str(tmp_path / "restored")}
    status, told, said = run("restore", str(backup), environment=restored)
    assert status == 0, told + said


def test_what_fails_keeps_nothing_else_from_being_done(environment: dict[str, str], tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    done = subprocess.run(daily(nowhere), env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 1
    assert "draft" in done.stdout and "Traceback" not in done.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text().replace("/opt/nextwave/bin/nextwave", NEXTWAVE))
    made = [str(tmp_path / unit.name) for unit in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", *made], capture_output=True, text=True, check=False, timeout=60)
    wrong = [line for line in (done.stdout + done.stderr).splitlines() if str(tmp_path) in line or "nextwave" in line]
    assert wrong == []


def test_commands_of_the_units_are_commands() -> None:
    words = set()
    for unit in UNITS:
        text = re.sub(r"^#.*$", "", unit.read_text(), flags=re.M)
        words |= set(re.findall(r"/bin/nextwave ([a-z]+)", text))
    assert words == {"serve", "backup", "release", "purge"}
    status, told, _ = run("--help")
    assert status == 0 and all(word in told for word in words)
