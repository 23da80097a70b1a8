"""What is paid by the week or owed by the year is a month's in what a run comes to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from nextwave.population import simulate
from nextwave.population.inventing.population import invent
from nextwave.rulebook.finding import SHIPPED
from nextwave.rulebook.loading import load

DAY = date(2026, 11, 1)


def test_amounts_by_week_and_by_year_are_those_of_a_month(tmp_path: Path) -> None:
    book = load(SHIPPED / "england", with_cases=False)
    invent(book, tmp_path / "homes", 80, 1, DAY)
    # 27.05 a week for the eldest and 17.90 for each other child, 52 times and by 12.
    by_children = {round((2705 + 1790 * others) * 52 / 12) for others in range(5)}
    found = simulate(book, tmp_path / "homes", programme="child_benefit", on=DAY).units
    paid = set(found.filter(found["eligible_before"])["before"].to_list())
    assert paid and paid <= by_children
    yearly = book.figures["child_benefit_charge.ceiling"]
    owed = simulate(book, tmp_path / "homes", programme="child_benefit_charge", on=DAY).units["before"].to_list()
    assert all(-int(yearly.values[date(2025, 4, 6)] * 100) // 12 <= amount <= 0 for amount in owed)
