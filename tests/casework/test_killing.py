"""A server that is killed loses nothing that it acknowledged, and does nothing twice or by halves."""

from __future__ import annotations

from pathlib import Path

from tests.casework.killing import killed, new_database


def test_a_killed_server_keeps_what_it_acknowledged_and_does_nothing_twice(tmp_path: Path) -> None:
    told = killed(tmp_path, kills=5, of=1, database=new_database())
    assert told.problems == []
    assert told.counts["checked"] == 7
    assert told.counts["sent again"] > 0
    assert {"note", "give", "propose", "issue"} <= set(told.counts)
