"""The report counts what is equal, names causes that were found, and hides no difference without one."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.peers.washington import report
from benchmarks.peers.washington.causes import CAUSES

OURS = {
    "place": np.array([0, 1, 2, 2]),
    "unit.monthly_benefit": np.array([306_00, 25_00, 0, 0]),
    "unit.eligible": np.array([1, 1, 0, 0]),
}
THEIRS = {
    "snap": np.array([306.0, 26.0, 0.0, 0.0], dtype=np.float32),
    "is_snap_eligible": np.array([True, True, True, False]),
    "unexplained": np.array([False, True, False, False]),
}


def test_equal_units_are_counted_to_the_cent_and_to_the_dollar() -> None:
    found = dict(report.compared(OURS, THEIRS))
    assert found["households"] == "3"
    assert found["amount equal to the cent"] == "3 of all, 1 of the paid"
    assert found["amount equal to the dollar"] == "4 of all, 2 of the paid"
    assert found["eligible for both or for neither"] == "3"
    assert found["differ in amount or in being eligible"] == "2"


def test_a_difference_without_a_cause_is_counted_as_such() -> None:
    assert dict(report.compared(OURS, THEIRS))["of these without a cause"] == "1"


def test_causes_that_explain_nothing_are_left_out_and_the_most_frequent_stands_first() -> None:
    found = np.zeros((4, len(CAUSES)), dtype=bool)
    found[0, 1], found[1:3, 2], found[2, 1] = True, True, True
    found[3, 2] = True
    assert [row[:3] for row in report.causes(found)] == [(CAUSES[2].name, "2", "1"), (CAUSES[1].name, "1", "1")]


def test_a_difference_without_a_cause_fails_the_run(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    seconds = {"seconds": np.array(1.0), "crowded": np.array(2.0), "found": np.zeros((4, len(CAUSES)), dtype=bool)}
    household = {"first": np.array(1.0), "warm": np.array(0.1), "version": np.array("0")}
    monkeypatch.setattr(report, "read", {"ours": OURS, "theirs": THEIRS | seconds, "household": household}.__getitem__)
    monkeypatch.setattr(report, "record", lambda *_: None)
    assert report.main() == 1
    assert "1 units differ without a cause (counted from 0: 1)" in capsys.readouterr().out
