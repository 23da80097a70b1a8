"""Limits are said with their unit, in one and in many, in every language of the pages."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from nextwave.casework.law.time_limit import TimeLimit
from nextwave.web.localization.formats import limit


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["1 day", "30 days", "1 working day", "10 working days", "1 week", "2 weeks", "1 month", "3 months"]),
        ("en-gb", ["1 day", "30 days", "1 working day", "10 working days", "1 week", "2 weeks", "1 month", "3 months"]),
        ("es", ["1 día", "30 días", "1 día hábil", "10 días hábiles", "1 semana", "2 semanas", "1 mes", "3 meses"]),
    ],
)
def test_a_limit_is_said_in_one_and_in_many(language: str, said: list[str]) -> None:
    each = (1, 30), (1, 10), (1, 2), (1, 3)
    units = ("days", "working_days", "weeks", "months")
    with override(language):
        assert [limit(TimeLimit(n, unit)) for unit, counts in zip(units, each, strict=True) for n in counts] == said
