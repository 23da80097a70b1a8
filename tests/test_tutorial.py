"""The files and commands of the tutorial and of the manual for agencies, run as written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.outside.service import demonstration

TEXT = (Path(__file__).parent.parent / "docs" / "first-rulebook.md").read_text("utf-8")
AGENCIES = (Path(__file__).parent.parent / "docs" / "agencies.md").read_text("utf-8")
FIRST, SECOND = TEXT.split("\n## A permit, for every seat\n")


def write(text: str, folder: Path) -> None:
    """The files that a text shows."""
    for name, body in re.findall(r"```\w+ file=(\S+)\n(.*?)```", text, re.S):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, "utf-8")


def typed(text: str, folder: Path) -> int:
    """Runs the commands of a text, each of which prints what stands below it; how many there were."""
    session = re.search(r"^    \$ .*\n(?:^    .*\n)*", text, re.M)
    assert session
    steps = re.split(r"^\$ ", "\n".join(line[4:] for line in session[0].splitlines()), flags=re.M)[1:]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for step in steps:
        command, _, expected = step.partition("\n")
        result = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        printed = "\n".join(line for line in result.stdout.splitlines() if not line.startswith("Law "))
        assert printed == expected.rstrip("\n"), result.stderr
    return len(steps)


def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    write(FIRST, tmp_path / "heating")
    assert typed(FIRST[FIRST.index("Now check it") :], tmp_path) == 3


def test_its_second_half_ends_with_a_permit_in_every_seat(tmp_path: Path) -> None:
    assert typed(SECOND, tmp_path) == 1
    write(SECOND, tmp_path)
    assert typed(SECOND[SECOND.index("Check it, and look at it") :], tmp_path) == 3
    with demonstration(4, "2026-11-24", NEXTWAVE_RULEBOOK=str(tmp_path / "stalls")) as service:
        assert service.printed["refused"] == {}
        seats = {
            "worker": "/cases/",
            "supervisor": "/policy/board/",
            "policymaker": "/policy/runs/",
            "auditor": "/staff/access-log/",
        }
        for role, page in seats.items():
            staff = service.staff(role)
            staff.get(page)
            assert staff.status == 200
        visitor = service.visitor()
        for page in ("/", "/rules/permit/", "/statistics/"):
            visitor.get(page)
            assert visitor.status == 200
        assert "permit to trade on the street" in visitor.get("/rules/permit/")


def test_an_agency_comes_from_nothing_to_a_demonstration_of_its_own(tmp_path: Path) -> None:
    parts = re.split(r"^## ", AGENCIES, flags=re.M)
    ran = 0
    for part in parts:
        write(part, tmp_path)
        ran += typed(part, tmp_path) if "\n    $ " in part else 0
    assert ran == 4
    policies = tmp_path / "heating" / "delegations" / "delegations.cedar"
    (shown,) = re.findall(r"```cedar\n(.*?)```", AGENCIES, re.S)
    policies.write_text(policies.read_text("utf-8") + shown, "utf-8")
    with demonstration(8, "2026-11-24", NEXTWAVE_RULEBOOK=str(tmp_path / "heating")) as service:
        assert service.printed["applications"] == 8
        assert service.printed["refused"] == {}
        worker = service.staff("worker")
        assert re.search(r"/cases/\w{4}-\w{4}/", worker.get("/cases/"))
