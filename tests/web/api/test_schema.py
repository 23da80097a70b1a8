"""What the API's own description allows, and what it does not, breaks no operation.

Schemathesis makes the requests from /api/v1/openapi.json; NEXTWAVE_SCHEMA says how many of each operation and kind.
"""

from __future__ import annotations

import os

import pytest
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.openapi import from_wsgi

from nextwave.casework.access.actor import Actor
from nextwave.casework.access.tokens import add_token
from tests.casework.conftest import Filing, filed, keys, people

__all__ = ["filed", "keys", "people"]

COUNT = int(os.environ.get("NEXTWAVE_SCHEMA", "5"))


@pytest.fixture
def token(people: dict[str, Actor]) -> str:
    """A worker's token."""
    assert people["worker"].account is not None
    return add_token(people["worker"].account, "tests")


def test_no_operation_breaks(token: str, filed: Filing) -> None:
    reference = filed().reference
    schema = from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 14
    broken: list[str] = []
    for operation in operations:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @settings(
                max_examples=COUNT,
                deadline=None,
                derandomize=True,
                database=None,
                suppress_health_check=list(HealthCheck),
            )
            @given(operation.as_strategy(generation_mode=mode), st.booleans())
            def send(case: Case, known: bool) -> None:
                if known and "reference" in (case.path_parameters or {}):
                    case.path_parameters["reference"] = reference
                answer = case.call(headers={"Authorization": f"Bearer {token}"})
                if answer.status_code >= 500:
                    broken.append(f"{case.method} {case.formatted_path} {case.body!r}: {answer.status_code}"[:500])

            try:
                send()
            except Exception as error:
                # An operation that takes anything has nothing that it does not allow.
                if "Unsatisfiable" not in type(error).__name__:
                    raise
    assert broken == []
