"""The tutorial's files and commands, run as written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

TEXT = (Path(__file__).parent.parent / "docs" / "first-rulebook.md").read_text("utf-8")


def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    for name, body in re.findall(r"```\w+ file=(\S+)\n(.*?)```", TEXT, re.S):
        path = tmp_path / "heating" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, "utf-8")
    session = re.search(r"(?:^    .*\n)+", TEXT[TEXT.index("Now check it") :], re.M)
    assert session
    steps = re.split(r"^\$ ", "\n".join(line[4:] for line in session[0].splitlines()), flags=re.M)[1:]
    assert len(steps) == 3
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for step in steps:
        command, _, expected = step.partition("\n")
        result = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        printed = "\n".join(line for line in result.stdout.splitlines() if not line.startswith("Law "))
        assert printed == expected.rstrip("\n"), result.stderr
