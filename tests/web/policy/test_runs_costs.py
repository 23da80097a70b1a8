"""Pages of a run say what is paid once as that, and of what is given in kind that no cost can be told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.conf import LazySettings

from nextwave.population.impact.effects import effects
from nextwave.population.impact.reporting import as_json
from nextwave.population.impact.simulation import simulate
from nextwave.population.inventing.population import invent
from nextwave.population.reform import read as read_reform
from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from nextwave.web.policy import runs_charts
from nextwave.web.policy import runs_tables as tables
from tests.casework import riverton

ON = date(2026, 11, 1)


@pytest.fixture
def fee(tmp_path: Path, settings: LazySettings) -> Iterator[dict[str, Any]]:
    """What a run came to over the fee of a permit, which is paid once."""
    book = load(find("riverside"), with_cases=False)
    invent(book, tmp_path / "homes", 20, 7, ON)
    reform = read_reform("title: A fee\nfigures:\n  stall.fee_a_day: {2026-11-01: 3.00}\n", "reform.yaml", book)
    with riverton.in_force(find("riverside"), settings):
        yield json.loads(json.dumps(as_json(simulate(book, str(tmp_path / "homes"), reform, ON, "stall"))))


def words_of(table: tables.Table) -> str:
    return " ".join([table.first, *table.columns, *(one.label for one in table.lines), *table.charts.values()])


def test_what_is_paid_once_is_said_so_in_tables_and_charts(fee: dict[str, Any]) -> None:
    shown = [tables.totals(fee), tables.by_group(fee, "type"), tables.by_size(fee)]
    said = " ".join(map(words_of, shown))
    assert all(text in said for text in ("Cost once, present law", "Average once, reform", "Change, once"))
    assert "onth" not in said
    assert "paid once" in tables.about_costs(fee)
    drawn = [runs_charts.chart(fee, name, "wide").decode() for name in runs_charts.names(fee)]
    assert "Cost once" in drawn[0]
    assert not [svg for svg in drawn if "month" in svg]


def test_of_what_is_given_in_kind_no_cost_is_shown_and_why(db: None) -> None:
    units = pl.DataFrame(
        {"household": ["a", "b"], "weight": [10_000, 5_000], "people": [2, 1], "type": ["adults", "one adult"]}
        | {"household_people": [2, 1], "before": [0, 0], "after": [0, 0]}
        | {"eligible_before": [True, False], "eligible_after": [True, True]}
    )
    found = effects(units, tenths=False, costs="")
    result = {"totals": found.totals.to_dicts(), "by_type": found.by_type.to_dicts()}
    said = " ".join(words_of(t) for t in (tables.totals(result), tables.by_group(result, "type")))
    assert "ost" not in said.replace("People who gain: most", "").replace("People who lose: most", "")
    assert "no cost can be told" in tables.about_costs(result)
    assert runs_charts.names(result) == ["groups", "by_type-people"]
