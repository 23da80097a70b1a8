"""Tables by thresholds and by choices: read, shown on pages and in files, and changed by a reform."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from django.utils import translation

from nextwave.population.reform import read, reformed
from nextwave.reforms.drafting import Change, drafted
from nextwave.rulebook.loading import load
from nextwave.web.public.values import as_csv, row_name, rows
from tests.rulebook.test_bad_rulebooks import GOOD

BOOK = load(GOOD)
RATE, BANDS, AGES = (BOOK.figures[f"grant.{name}"] for name in ("rate", "bands", "old_age"))
FIRST = date(2026, 1, 1)


def test_rows_are_numbers_days_and_members() -> None:
    assert rows(BANDS) == [0, 10, Fraction("20.5")]
    assert rows(AGES) == [date(1900, 1, 1), date(1960, 4, 6)]
    assert rows(RATE) == [("owner", 1), ("tenant", 1), ("tenant", 2), ("guest", 1)]


def test_rows_have_names_for_people_and_for_files() -> None:
    with translation.override("en"):
        assert [row_name(BOOK, BANDS, row) for row in rows(BANDS)] == ["0", "10", "20.5"]
        assert row_name(BOOK, AGES, date(1960, 4, 6)) == "April 6, 1960"
        assert row_name(BOOK, RATE, ("tenant", 2)) == "Rents the home, 2"
    assert '2026-01-01,,"tenant, 2",8,money/month,Riverton Code 16' in as_csv(RATE)
    assert "2026-01-01,,20.5,15,money/month,Riverton Code 12" in as_csv(BANDS)
    assert "2026-01-01,,1960-04-06,61,years,Riverton Code 16" in as_csv(AGES)


def test_a_reform_changes_the_rows_that_it_names_also_as_it_is_typed_on_a_page() -> None:
    typed = {("tenant", 1): "6", ("tenant", 2): "9", ("guest", 1): "3"}
    changes = [
        Change("grant.rate", "2026-03-01", typed, "value-1", "from-1", {}),
        Change("grant.bands", "2026-03-01", {Fraction("20.5"): "16"}, "value-2", "from-2", {}),
        Change("grant.old_age", "2026-03-01", {date(1960, 4, 6): "62"}, "value-3", "from-3", {}),
    ]
    book = reformed(BOOK, read(drafted("More", changes).source, "reform.yaml", BOOK))
    assert book.figures["grant.rate"].values[date(2026, 3, 1)] == {
        ("owner", 1): 0,
        ("tenant", 1): 6,
        ("tenant", 2): 9,
        ("guest", 1): 3,
    }
    assert book.figures["grant.bands"].values[date(2026, 3, 1)] == {0: 0, 10: 5, Fraction("20.5"): 16}
    assert book.figures["grant.old_age"].values[date(2026, 3, 1)][date(1960, 4, 6)] == 62
    assert BOOK.figures["grant.bands"].values[FIRST][Fraction("20.5")] == 15
