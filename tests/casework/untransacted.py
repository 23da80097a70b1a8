"""Assessments may take long, and a transaction that is open meanwhile keeps everyone else from writing: during a
test that has this fixture an assessment inside a transaction is an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.budget import Budget


def inside() -> bool:
    """Whether a transaction is open that is not the test's own."""
    return any(not block._from_testcase for block in connection.atomic_blocks)


@pytest.fixture(autouse=True)
def untransacted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every assessment of the test, by its day. What begins one without finishing it (a check, the figures of a
    refusal) is an error inside a transaction too."""
    assess, begun, made = Assessor.assess, Assessor.begun, []

    def listed(self: Assessor, request: Any, *more: Any, **named: Any) -> Any:
        made.append(str(request.get("on") if isinstance(request, dict) else ""))
        return assess(self, request, *more, **named)

    def checked(self: Assessor, request: Any, budget: Budget) -> Any:
        assert not inside(), "an assessment runs inside a transaction"
        return begun(self, request, budget)

    monkeypatch.setattr(Assessor, "assess", listed)
    monkeypatch.setattr(Assessor, "begun", checked)
    yield made
