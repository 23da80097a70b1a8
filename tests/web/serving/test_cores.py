"""Processes that answer keep to a core each, where there are enough; what they start does not."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from nextwave import cores

CHILD = "import json, os; from nextwave import cores; {before}; print(json.dumps(sorted(os.sched_getaffinity(0))))"


def where(before: str) -> list[int]:
    """The cores that a new process may be on after it did something."""
    words = [sys.executable, "-c", CHILD.format(before=before)]
    found: list[int] = json.loads(subprocess.run(words, capture_output=True, check=True, timeout=60).stdout)
    return found


def test_each_of_as_many_processes_as_cores_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "allowed", lambda: [2, 3, 7])
    assert {cores.core_of(number, 3) for number in range(3)} == {2, 3, 7}
    assert cores.core_of(0, 1) in (2, 3, 7)


def test_none_is_kept_where_there_are_too_few_or_the_operator_wants_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "allowed", lambda: [2, 3])
    assert cores.core_of(0, 3) is None
    monkeypatch.setenv("NEXTWAVE_OWN_CORES", "0")
    assert cores.core_of(0, 2) is None
    monkeypatch.delenv("NEXTWAVE_OWN_CORES")
    monkeypatch.setattr(cores, "allowed", lambda: [2])
    assert cores.core_of(0, 1) is None


@pytest.mark.skipif(not cores.allowed(), reason="this system does not say which cores there are")
def test_what_a_kept_process_starts_may_be_on_every_core_again() -> None:
    every = cores.allowed()
    assert where(f"cores.keep_to({every[-1]})") == every[-1:]
    assert where(f"cores.keep_to({every[-1]}); cores.spread()") == every
    assert where("cores.spread()") == every
