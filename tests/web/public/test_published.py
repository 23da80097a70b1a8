"""Tables over the months, as they are put together from what was released."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from nextwave.openness.disclosure import Protected
from nextwave.web.public import published


def test_none_decided_is_said_where_nothing_was_decided_in_time_or_late() -> None:
    cells = {"other_in_time": 12, "other_late": 0, "expedited_in_time": 0, "expedited_late": 0}
    with override("en"):
        table = published._timeliness([(date(2026, 10, 1), {"decisions_by_timeliness": Protected(12, cells)})])
    assert table.rows == (("October 2026", "100%", "none decided"),)
    assert table.plain == (("2026-10", 12, 12, 0, 0),)


def test_where_the_law_has_no_short_limit_there_is_one_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "short_limits", lambda: False)
    october, november = date(2026, 10, 1), date(2026, 11, 1)
    own = Protected(24, {"other_in_time": 12, "other_late": 12})
    # As months were released before: the short limit's cells are there, and empty.
    before = Protected(12, {"other_in_time": 12, "other_late": 0, "expedited_in_time": 0, "expedited_late": 0})
    months = [(november, {"decisions_by_timeliness": own}), (october, {"decisions_by_timeliness": before})]
    with override("en"):
        table = published._timeliness(months)
    assert table.head == ("Month", "Share decided in time")
    assert table.rows == (("November 2026", "50%"), ("October 2026", "100%"))
    assert table.plain_head == ("month", "other_in_time", "other_decided")
    assert table.plain == (("2026-11", 12, 24), ("2026-10", 12, 12))
    assert {point.series for point in table.points} == {""}


def test_what_was_expedited_by_an_earlier_law_is_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "short_limits", lambda: False)
    own = Protected(24, {"other_in_time": 12, "other_late": 12})
    hidden = {"other_in_time": 12, "other_late": 0, "expedited_in_time": None, "expedited_late": None}
    months = [(date(2026, 11, 1), own), (date(2026, 10, 1), Protected(30, hidden))]
    with override("en"):
        table = published._timeliness([(month, {"decisions_by_timeliness": made}) for month, made in months])
    assert table.rows == (("November 2026", "50%", "none decided"), ("October 2026", "100%", "hidden"))
