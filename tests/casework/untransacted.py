"""Assessments may take long, and a transaction that is open meanwhile keeps everyone else from writing: during a
test that has this fixture an assessment inside a transaction is an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from nextwave.engine.answers.assessment import Assessor


def inside() -> bool:
    """Whether a transaction is open that is not the test's own."""
    return any(not block._from_testcase for block in connection.atomic_blocks)


@pytest.fixture(autouse=True)
def untransacted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every assessment of the test, by its day."""
    assess, made = Assessor.assess, []

    def checked(self: Assessor, request: Any, *more: Any, **named: Any) -> Any:
        assert not inside(), "an assessment runs inside a transaction"
        made.append(str(request.get("on") if isinstance(request, dict) else ""))
        return assess(self, request, *more, **named)

    monkeypatch.setattr(Assessor, "assess", checked)
    yield made
