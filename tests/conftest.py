"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("usual", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))

#: Folders and files whose tests need a server, a browser or a process of their own: `make quick` leaves them out.
SERVED = ("journeys", "outside", "casework/copies", "casework/test_killing.py", "casework/keeping/test_synced.py", "web/policy/test_runs.py", "test_notebooks.py", "test_tutorial.py")  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).as_posix().startswith(SERVED):
            item.add_marker("served")
