"""What a process that answers has loaded: nobody waits at its start for what few pages need."""

from __future__ import annotations

import subprocess
import sys

PAGES = "import django; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns"
HEAVY = ("polars", "numpy", "altair")


def test_the_pages_and_the_api_are_there_before_tables_and_charts_are() -> None:
    asked = f"{PAGES}; import sys; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
