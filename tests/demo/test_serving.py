"""`nextwave serve --demo` makes the demonstration and serves it with what it prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.journeys.service import free_port

COUNT = 42


def test_the_demonstration_serves_its_cases_to_the_token_that_it_prints() -> None:
    command = [str(Path(sys.executable).parent / "nextwave"), "serve", "--demo", "--json"]
    command += ["--applications", str(COUNT), "--port", str(free_port())]
    environment = {**os.environ, "NEXTWAVE_TODAY": "2026-11-24"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as server:
        try:
            assert server.stdout
            said = json.loads(server.stdout.readline())
            assert {a["role"] for a in said["accounts"]} >= {"worker", "supervisor", "auditor"}
            for _ in range(300):
                try:
                    request = urllib.request.Request(f"{said['address']}api/v1/cases?limit=200")
                    request.add_header("Authorization", f"Bearer {said['token']}")
                    with urllib.request.urlopen(request, timeout=5) as answer:
                        found = json.load(answer)["cases"]
                    break
                except urllib.error.URLError:
                    time.sleep(0.1)
                    if server.poll() is not None:
                        break
            assert len(found) == said["applications"] == COUNT
            assert {c["status"] for c in found} >= {"filed", "decided"}
        finally:
            server.terminate()
            server.wait(timeout=20)
