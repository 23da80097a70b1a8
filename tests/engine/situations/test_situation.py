"""What a situation may say, and how it is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.situations.problems import SituationError
from nextwave.engine.situations.situation import SituationReader
from tests.engine.unknowns.test_search import HOME
from tests.usual import person


def problems(assessor: Assessor, situation: Any, on: Any = "2026-11-01") -> list[tuple[str, str, str]]:
    with pytest.raises(SituationError) as raised:
        assessor.assess({"on": on, "situation": situation})
    return [(p.code, p.place.file, p.remedy) for p in raised.value.problems]


def test_an_unknown_name_is_refused_with_the_nearest_valid_one(assessor: Assessor) -> None:
    found = problems(assessor, {"people": [{"id": "ana", "birthdate": "1990-01-01"}]})
    assert found == [("unknown-fact", "people[0].birthdate", "did you mean birth_date?")]


@pytest.mark.parametrize(
    ("fact", "value", "code"),
    [
        ("has_disability", "yes", "wrong-type"),
        ("birth_date", "03/02/1986", "wrong-type"),
        ("birth_date", "1986-02-30", "wrong-type"),
        ("birth_date", "2027-01-01", "out-of-bounds"),
        ("birth_date", {"between": ["1990-01-01", "1980-01-01"]}, "out-of-bounds"),
        ("rent", "900", "wrong-type"),
        ("rent", {"amount": "900"}, "wrong-type"),
        ("rent", {"amount": 900.5, "per": "month"}, "wrong-type"),
        ("rent", {"amount": "900.005", "per": "month"}, "step"),
        ("rent", {"amount": "20000.01", "per": "month"}, "out-of-bounds"),
        ("rent", {"amount": "-1", "per": "month"}, "out-of-bounds"),
        ("rent", {"amount": "1e3", "per": "month"}, "wrong-type"),
        ("rent", {"amount": "900", "per": "day"}, "wrong-choice"),
        ("immigration_status", "citizn", "wrong-choice"),
        ("immigration_status", {"one_of": []}, "wrong-type"),
        ("spouse", "nobody-here", "unknown-person"),
        ("parents", "ana", "wrong-type"),
        ("parents", ["zoe"], "unknown-person"),
        ("jobs", {"pay": 1}, "wrong-type"),
        ("jobs", [{}] * 7, "too-many"),
        ("has_disability", {"value": True, "sorce": "document"}, "unknown-key"),
    ],
)
def test_a_value_that_cannot_be_taken_is_refused_at_its_place(
    assessor: Assessor, fact: str, value: Any, code: str
) -> None:
    found = problems(assessor, {"people": [person("ana", **{fact: value})]})
    assert [(c, p) for c, p, _ in found] == [(code, f"people[0].{fact}")]
    assert all(remedy for _, _, remedy in found)


@pytest.mark.parametrize(
    "situation", [None, [], {}, {"people": []}, {"people": "ana"}, {"people": [1]}, {"people": [{"id": ""}]}]
)
def test_a_situation_without_people_is_refused(assessor: Assessor, situation: Any) -> None:
    assert problems(assessor, situation)


def test_more_than_twenty_people_are_refused(assessor: Assessor) -> None:
    found = problems(assessor, {"people": [{"id": f"p{i}"} for i in range(21)]})
    assert found[0][0] == "too-many"


def test_two_people_with_one_id_are_refused(assessor: Assessor) -> None:
    assert problems(assessor, {"people": [{"id": "ana"}, {"id": "ana"}]})[0][:2] == ("id", "people[1].id")


@pytest.mark.parametrize("on", [None, 20261101, "tomorrow", "2026-13-01"])
def test_a_day_that_is_none_is_refused(assessor: Assessor, on: Any) -> None:
    assert problems(assessor, {"people": [person("ana")]}, on)[0][:2] == ("wrong-type", "on")


def test_facts_that_cannot_all_be_so_are_refused(assessor: Assessor) -> None:
    people = [person("ana", spouse="ben"), person("ben")]
    (found,) = problems(assessor, {"people": people, "household": HOME})
    assert found[0] == "impossible"


def test_a_dated_fact_counts_from_its_day(assessor: Assessor) -> None:
    pension = [
        {"from": "2026-01-01", "value": {"amount": "900", "per": "month"}},
        {"from": "2026-11-01", "value": {"amount": "0", "per": "month"}, "source": "document"},
    ]
    situation = {"people": [person("ana", pension=pension)], "household": HOME}
    before = assessor.assess({"on": "2026-10-31", "situation": situation})
    after = assessor.assess({"on": "2026-11-01", "situation": situation})
    values = [a["programmes"]["snap"]["results"][0]["amount"]["low"] for a in (before, after)]
    # 900 - 217 leaves 683; home 515, above half of it 173.50; net 509.50 rounds to 510; 306 - 153 = 153.
    assert values == ["153.00", "306.00"]


def test_a_day_before_the_law_begins_is_refused_with_the_first_day_that_there_is(assessor: Assessor) -> None:
    from nextwave.rulebook.problems import RulebookError

    with pytest.raises(RulebookError) as raised:
        assessor.assess({"on": "2019-01-01", "situation": {"people": [person("ana")], "household": HOME}})
    assert [p.code for p in raised.value.problems] == ["too-early"]


def test_what_was_stated_before_is_read_the_same_again(assessor: Assessor) -> None:
    family = {
        "people": [
            person("ana", spouse="ben", rent={"amount": "900.50", "per": "month"}),
            person("ben", spouse="ana", has_disability=True, birth_date="1950-05-05"),
        ],
        "household": HOME,
    }
    reader = SituationReader(assessor.at(date(2026, 11, 1)).plan)
    assert reader.read(family) == reader.read(family)
    # An id is somebody else in another household, whatever it was before.
    turned = {**family, "people": family["people"][::-1]}
    assert reader.read(turned) == SituationReader(reader.plan).read(turned) != reader.read(family)


@pytest.mark.parametrize(
    ("fact", "before", "now"),
    [
        ("has_disability", True, 1),
        ("has_disability", False, 0),
        ("has_disability", True, "yes"),
        ("weekly_hours", "1", True),
        ("rent", {"amount": "900", "per": "month"}, "900"),
        ("rent", {"amount": "900", "per": "month"}, {"amount": "900", "per": "900"}),
        ("rent", {"amount": "900", "per": "month"}, {"amount": "month", "per": "month"}),
        ("rent", {"amount": "900", "per": "month"}, {"amount": "900", "pre": "month"}),
        ("savings", "900", {"amount": "900", "per": "month"}),
    ],
)
def test_what_resembles_a_value_from_before_is_still_refused(
    assessor: Assessor, fact: str, before: Any, now: Any
) -> None:
    reader = SituationReader(assessor.at(date(2026, 11, 1)).plan)
    reader.read({"people": [person("ana", **{fact: before})], "household": HOME})
    with pytest.raises(SituationError):
        reader.read({"people": [person("ana", **{fact: now})], "household": HOME})
