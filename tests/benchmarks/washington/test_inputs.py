"""What PolicyEngine-US is told: tax units from who is whose child, and households many times over."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from benchmarks.peers.washington.crowd import crowd
from benchmarks.peers.washington.tax_units import tax_units

ON = date(2026, 11, 1)


def people(*rows: tuple[str, str, str | None, list[str], bool]) -> pl.DataFrame:
    names, born, spouses, parents, studies = zip(*rows, strict=True)
    return pl.DataFrame(
        {
            "household": ["h"] * len(rows),
            "id": names,
            "birth_date": [date.fromisoformat(b) for b in born],
            "spouse": pl.Series(spouses, dtype=pl.String),
            "parents": pl.Series(parents, dtype=pl.List(pl.String)),
            "full_time": studies,
            "in_school": [False] * len(rows),
        }
    )


def test_a_couple_with_a_child_is_one_tax_unit() -> None:
    found = tax_units(
        people(
            ("kid", "2016-01-01", None, ["ana", "ben"], False),
            ("ana", "1990-01-01", "ben", [], False),
            ("ben", "1988-01-01", "ana", [], False),
        ),
        np.array([0, 0, 0]),
        ON,
    )
    assert len(set(found.tax_unit)) == 1
    assert (list(found.head), list(found.spouse)) == ([False, True, False], [False, False, True])
    assert found.marital_unit[1] == found.marital_unit[2] != found.marital_unit[0]


@pytest.mark.parametrize(("born", "studies", "dependent"), [("2007-11-02", False, True), ("2007-11-01", False, False)])
def test_children_are_dependents_until_19(born: str, studies: bool, dependent: bool) -> None:
    found = tax_units(
        people(("ana", "1980-01-01", None, [], False), ("kid", born, None, ["ana"], studies)), np.array([0, 0]), ON
    )
    assert (found.tax_unit[0] == found.tax_unit[1]) is np.bool_(dependent)


@pytest.mark.parametrize(("born", "dependent"), [("2002-11-02", True), ("2002-11-01", False)])
def test_full_time_students_are_dependents_until_24(born: str, dependent: bool) -> None:
    found = tax_units(
        people(("ana", "1970-01-01", None, [], False), ("kid", born, None, ["ana"], True)), np.array([0, 0]), ON
    )
    assert bool(found.tax_unit[0] == found.tax_unit[1]) is dependent


def test_a_child_without_parents_here_is_with_the_oldest_adult_of_the_food_unit() -> None:
    found = tax_units(
        people(
            ("ana", "1990-01-01", None, [], False),
            ("eva", "1950-01-01", None, [], False),
            ("kid", "2016-01-01", None, [], False),
        ),
        np.array([0, 0, 0]),
        ON,
    )
    assert found.tax_unit[2] == found.tax_unit[1] != found.tax_unit[0]


SMALL = {
    "person_household_id": np.array([0, 0, 1]),
    "person_spm_unit_id": np.array([0, 1, 2]),
    "person_tax_unit_id": np.array([0, 0, 1]),
    "age": np.array([40, 8, 70]),
    "tanf": np.array([1.0, 2.0, 3.0]),
    "county": np.array(["A", "B"]),
}


def test_a_crowd_has_units_of_its_own_in_every_copy() -> None:
    small = SMALL | {"tanf": np.arange(4.0), "person_spm_unit_id": np.array([0, 1, 3])}
    found = crowd(small, 3)
    assert list(found["person_household_id"]) == [0, 0, 1, 2, 2]
    assert list(found["age"]) == [40, 8, 70, 40, 8]
    assert list(found["county"]) == ["A", "B", "A"]
    assert len(set(found["person_tax_unit_id"])) == 3


def test_a_crowd_refuses_a_column_of_unknown_length() -> None:
    with pytest.raises(ValueError, match="other has 7 rows"):
        crowd(SMALL | {"tanf": np.arange(4.0), "other": np.zeros(7)}, 2)
