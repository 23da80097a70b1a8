"""Whatever several people do in whatever order, no decision stands that the delegations do not allow."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.casework.sequences.casework import run
from tests.casework.sequences.world import world


@pytest.mark.django_db
def test_no_sequence_of_acts_leads_to_a_decision_that_nothing_allows(tmp_path: Path) -> None:
    with world(tmp_path) as there:
        # From a seed: what is not met among so few by chance is not missing. `make soak` draws 2,000 others.
        happened = run(there, 200, steps=12, of=20261130)
    for what in ("as assessed", "within the limit", "approved"):
        assert happened[f"decided {what}"] > 0
    for what in ("refused", "repeated", "forged", "withdraw", "ask-hearing", "give-evidence", "declare-conflict"):
        assert happened[what] > 0
