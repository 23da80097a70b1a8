"""What is stated may be that there is nothing."""

from __future__ import annotations

from typing import Any

import pytest

from nextwave.engine.situations.nothing import is_nothing


@pytest.mark.parametrize(
    "value", [None, False, 0, [], "0", "0.00", "0.0", "00", "no", "none", {"amount": "0", "per": "month"}]
)
def test_nothing_is_nothing_however_it_is_written(value: Any) -> None:
    assert is_nothing(value)


@pytest.mark.parametrize(
    "value",
    [
        True,
        1,
        "0.01",
        "",
        "north",
        "2026-01-01",
        [{"pay": "0"}],
        {"amount": "5", "per": "month"},
        {"between": ["0", "5"]},
        {"one_of": ["no", "yes"]},
        {"amount": {"between": ["0", "5"]}, "per": "week"},
    ],
)
def test_something_is_not(value: Any) -> None:
    assert not is_nothing(value)
