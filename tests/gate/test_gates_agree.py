"""A value offered on a page, over the API (as at the command line) and in a cell of a table comes to the same, or all
refuse it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import polars as pl
import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nextwave.casework.law.in_force import assessor
from nextwave.engine.situations.problems import Refused
from nextwave.engine.situations.stating import Reader
from nextwave.population.tables.cells import typed
from nextwave.population.tables.faults import Faults
from nextwave.screening.questions import question
from nextwave.web.entry.entries import Unclear, entered
from tests.gate.test_text import decorated

ON = date(2026, 11, 1)
_AMOUNTS = st.sampled_from(["350", "350.5", "1,200", "$1,200.50", "1 200", "0", "12,00", "1.200", "-5", "1e3", "50%"])
_TEXTS = st.text("0123456789.,$ -_\u200b\u00a0\u0663²e%", max_size=8)


@pytest.fixture(scope="module")
def savings() -> Reader:
    reader = assessor().at(ON).reader
    slots = reader.slots["Person"]["savings"]
    return reader.readers[slots[0].number] if slots else reader.idle_readers("Person", "savings")[0]


def on_a_page(text: str) -> Decimal | None:
    asked = question(assessor().rulebook, {"people": [{"id": "p1"}]}, "savings", "p1")
    try:
        found: Any = entered(asked, QueryDict(urlencode({"answer": text})))
    except Unclear:
        return None
    return Decimal(found)


def over_the_api(reader: Reader, text: str) -> Decimal | None:
    try:
        found = reader.read(text, {})
    except Refused:
        return None
    assert isinstance(found, int)
    return Decimal(found) / 100


def in_a_cell(reader: Reader, text: str) -> Decimal | None:
    faults = Faults()
    found = typed(pl.Series([text], dtype=pl.String), "x.csv", "savings", pl.Decimal(12, 2), faults, reader.currency)[0]
    if faults or found is None or not reader.low <= found * 100 <= reader.high:
        return None
    return Decimal(found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(_AMOUNTS.flatmap(decorated), _TEXTS))
@example("1.00")
@example("\u0661\u0662")
def test_an_amount_is_the_same_everywhere_or_refused_everywhere(savings: Reader, text: str) -> None:
    assert on_a_page(text) == over_the_api(savings, text) == in_a_cell(savings, text)
