"""Strange fields and requests sent to every form and operation, by the tests that send a few of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent.parent.parent


def broken(posts: int, requests: int) -> list[str]:
    """Sends so many forms, and so many requests of each kind to each operation of the API: what broke."""
    sent = {"NEXTWAVE_POSTS": str(posts), "NEXTWAVE_SCHEMA": str(requests)}
    files = ("tests/web/test_generated_posts.py", "tests/web/api/test_schema.py")
    found = []
    for file in files:
        words = (sys.executable, "-m", "pytest", "-q", "-n", "0", "--no-header", "--show-capture=no", file)
        done = subprocess.run(words, cwd=HERE, env={**os.environ, **sent}, capture_output=True, check=False)
        if done.returncode:
            found.append(f"{file}: {done.stdout.decode('utf-8', 'replace')[-2_000:]}")
    return found
