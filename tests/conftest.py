"""What all tests share."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from nextwave.engine.stack_room import roomy
from tests import once

settings.register_profile("usual", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))

#: Files that try very much, each for ten seconds or more: `make quick` leaves them out too.
LONG = ("casework/test_sequences.py", "cli/test_commands.py", "casework/copies", "demo/test_making.py", "engine/evaluators/test_columnar.py", "engine/evaluators/test_exact.py", "engine/unknowns/test_search.py", "population/calibration", "population/impact/test_simulation.py", "population/test_evaluation.py", "rulebook/test_source.py", "web/public/test_rules.py", "web/test_less_of_a_rulebook.py", "web/public/test_figures.py", "web/serving/test_readiness.py", "web/test_strange_addresses.py", "web/api/test_schema.py")  # fmt: skip

#: Folders and files whose tests need a server, a browser or a process of their own: `make quick` leaves them out.
SERVED = ("journeys", "outside", "casework/copies", "casework/test_killing.py", "casework/keeping/test_synced.py", "web/policy/test_runs.py", "web/policy/test_runs_new.py", "web/policy/test_runs_working.py", "test_notebooks.py", "test_tutorial.py")  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    if once.begin():
        config.add_cleanup(once.end)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).as_posix().startswith(SERVED):
            item.add_marker("served")
        if item.path.relative_to(here).as_posix().startswith(LONG):
            item.add_marker("long")


def pytest_collection_finish() -> None:
    """What is there by now stays there: to look through it for garbage again and again took a seventh of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> None:
    """How deep pytest stands is no matter of a test, yet tests took a quarter longer for it."""
    pyfuncitem.obj = roomy(pyfuncitem.obj)


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """The database of the tests, which on PostgreSQL the owner makes and the application's role uses."""
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from nextwave.casework.keeping.database_roles import as_owner

    request.getfixturevalue("django_db_modify_db_settings")
    with django_db_blocker.unblock(), as_owner():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        owner = as_owner()
        owner.__enter__()
        connection.close()
        teardown_databases(made, verbosity=0)
