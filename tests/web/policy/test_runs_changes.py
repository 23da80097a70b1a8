"""Changes of figures as they are typed on the page of a new run."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict
from django.utils.translation import override

from nextwave.web.policy.runs_changes import added, blocks
from tests.washington import washington

DAY = date(2026, 11, 1)


def test_a_new_change_has_a_number_that_none_on_the_page_has_and_the_day_of_the_last() -> None:
    form = QueryDict("change=4:snap.shelter.cap&change=2:snap.benefit.maximum_allotment&from-2-month=12")
    with override("en"):
        before = blocks(washington(), form, DAY)
        new = added(washington(), "snap.deductions.earned_income_share", before, DAY, DAY)
    assert new is not None
    assert (new.number, new.day["month"]) == (5, "12")


def test_a_change_of_no_figure_is_no_change() -> None:
    assert added(washington(), "snap.none", [], DAY, DAY) is None
