"""The report counts what is equal by programme, and hides no difference without a cause."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.peers.england import report
from benchmarks.peers.england.causes import CAUSES

OURS = {
    "uc": np.array([100_00, 50_00, 0]),
    "child_benefit": np.array([27_05, 0, 0]),
    "child_benefit_charge": np.array([0, 0, 0]),
}
THEIRS = {
    "universal_credit": np.array([1_200.0, 606.0, 0.0]),
    "child_benefit": np.array([27.05 * 52, 0, 0]),
    "CB_HITC": np.array([0, 0, 0]),
    "found": np.zeros((3, len(CAUSES)), dtype=bool),
    "unexplained": np.array([False, True, False]),
    "version": np.array("0"),
}


def test_equal_units_are_counted_by_programme() -> None:
    found = report.compared(OURS, THEIRS)
    assert found["Universal Credit: units with it by either"] == "2"
    assert found["Universal Credit: of these equal to the penny"] == "1"
    assert found["Child Benefit: of these equal to the penny"] == "1"
    assert found["of these without a cause"] == "1"


def test_a_difference_without_a_cause_fails_the_run(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(report, "read", lambda name: OURS if "ours" in name else THEIRS)
    monkeypatch.setattr(report, "record", lambda *_: None)
    assert report.main() == 1
    assert "2025-26: 1 units differ without a cause (from 0: [1])" in capsys.readouterr().out
