"""Reads a situation (the JSON of `docs/json.md`) into a household: its shape, what is known, what is not.

Nothing is guessed: a fact that is not stated may be anything its bounds allow, and a list of jobs that is
not stated may hold none or as many as the rulebook allows.
"""

from __future__ import annotations

from typing import Any

from nextwave.engine.budget import Budget
from nextwave.engine.situations.household import Household
from nextwave.engine.situations.ids import person_ids
from nextwave.engine.situations.problems import Problems, SituationError, problem
from nextwave.engine.situations.readers import FactReaders
from nextwave.engine.situations.reading import Reading

MOST_PEOPLE = 20


class SituationReader(FactReaders):
    """Reads situations of one day."""

    def read(self, situation: Any, budget: Budget | None = None) -> Household:
        """A household from a situation. Raises SituationError with its problems."""
        problems = Problems(budget or Budget())
        people = situation.get("people") if isinstance(situation, dict) else None
        if not isinstance(people, list) or not people:
            raise SituationError(
                [
                    problem(
                        "people",
                        "situation.people",
                        "a situation needs a list of people",
                        "name at least one person with an id",
                    )
                ]
            )
        for key in situation:
            if key not in ("people", "household", "complete"):
                problems.unknown(key, "situation", ["people", "household", "complete"])
        if len(people) > MOST_PEOPLE:
            what = f"{len(people)} people; a household has {MOST_PEOPLE} at the most"
            raise SituationError(
                [problem("too-many", "situation.people", what, "split it into the households there are")]
            )
        ids = person_ids(people, problems)
        if problems:
            raise problems.error()
        index = {name: i for i, name in enumerate(ids)}
        state = Reading(self, index, problems)
        state.add(self.household, [situation.get("household", {})], ["situation.household"], [-1])
        state.add(self.person, people, [f"people[{i}]" for i in range(len(people))], [0] * len(people))
        if problems:
            raise problems.error()
        complete = situation.get("complete", True)
        if not isinstance(complete, bool):
            raise SituationError(
                [
                    problem(
                        "wrong-type",
                        "situation.complete",
                        "complete is true or false",
                        "write false where people are missing",
                    )
                ]
            )
        state.result.complete = complete
        return state.result
