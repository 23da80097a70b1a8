"""Tables over the months, as they are put together from what was released."""

from __future__ import annotations

from datetime import date

from django.utils.translation import override

from nextwave.openness.disclosure import Protected
from nextwave.web.public import published


def test_none_decided_is_said_where_nothing_was_decided_in_time_or_late() -> None:
    cells = {"other_in_time": 12, "other_late": 0, "expedited_in_time": 0, "expedited_late": 0}
    with override("en"):
        table = published._timeliness([(date(2026, 10, 1), {"decisions_by_timeliness": Protected(12, cells)})])
    assert table.rows == (("October 2026", "100%", "none decided"),)
    assert table.plain == (("2026-10", 12, 12, 0, 0),)
