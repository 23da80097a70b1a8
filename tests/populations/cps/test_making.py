"""A population is made the same way every time, with every person and every cent of the survey."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextwave.population.building import building
from nextwave.population.building.source import SourceError, places
from nextwave.population.chance import Chance
from nextwave.population.tables.reading import read
from nextwave.populations.sources.cps import making, source
from nextwave.populations.sources.cps.money import BASE, YEAR, cents, factor
from nextwave.populations.sources.cps.people import homes
from nextwave.rulebook.model import Rulebook
from tests.population.conftest import washington
from tests.populations.cps.survey import HEADER, archive

__all__ = ["washington"]


@pytest.fixture
def survey(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path, sha256 = archive(tmp_path)
    real = source.read
    monkeypatch.setattr(making, "read", lambda p: real(p, sha256))
    return path


def built(survey: Path, out: Path, washington: Rulebook, **options: object) -> dict[str, bytes]:
    building.build(places()["washington"], survey, out, washington, **options)  # type: ignore[arg-type]
    return {p.name: p.read_bytes() for p in out.iterdir()}


def test_the_same_seed_gives_the_same_bytes(survey: Path, tmp_path: Path, washington: Rulebook) -> None:
    first = built(survey, tmp_path / "a", washington)
    assert built(survey, tmp_path / "b", washington) == first
    assert built(survey, tmp_path / "c", washington, seed=2) != first


def test_a_step_drawn_anew_leaves_the_others_as_they_were(survey: Path, tmp_path: Path, washington: Rulebook) -> None:
    built(survey, tmp_path / "a", washington)
    built(survey, tmp_path / "b", washington, vary={"schooling": 9})
    a, b = (pl.read_parquet(tmp_path / n / "person.parquet") for n in "ab")
    changed = {c for c in a.columns if not a[c].equals(b[c])}
    assert changed
    assert changed <= {"in_school", "in_college", "full_time", "work_study"}


def test_what_is_built_can_be_read_and_holds_everyone_of_the_survey(
    survey: Path, tmp_path: Path, washington: Rulebook
) -> None:
    built(survey, tmp_path / "a", washington)
    found = read(str(tmp_path / "a"), washington)
    assert found.households == 40
    assert found.tables["person"].height == found.sheet["counts"]["people"]
    home = found.tables["household"].row(0, named=True)
    assert home["weight"] == 50_000, "the householder's unit, not the other's"
    head = found.tables["person"].row(0, named=True)
    by = Fraction("1.02") ** (YEAR - BASE) / 12
    if head["social_security"]:
        assert head["social_security"] == Decimal(cents(14_000, by)) / 100
    children = found.tables["person"].filter(pl.col("parents").list.len() > 0)
    assert children.height > 0


@given(st.integers(-1000, 10**7), st.fractions(0, 50, max_denominator=997))
def test_money_is_rounded_once_to_the_nearest_cent(dollars: int, by: Fraction) -> None:
    assert abs(Fraction(cents(dollars, by)) - dollars * by * 100) <= Fraction(1, 2)


def test_growth_is_the_product_of_the_years_after_the_survey() -> None:
    growth = {"AWAGE": {year: "1.1" if year == 2015 else "2" if year == 2014 else "1" for year in range(2011, 2037)}}
    assert factor(growth, "e00200p") == Fraction("1.1")


def test_streams_of_chance_do_not_meet() -> None:
    one, two = Chance(1), Chance(1)
    two.number("rent")
    assert [one.number("county") for _ in range(5)] == [two.number("county") for _ in range(5)]


def test_another_file_is_refused_with_its_hash(tmp_path: Path) -> None:
    path, _ = archive(tmp_path)
    with pytest.raises(SourceError, match=r"not the file that this version knows(.|\n)*fetch"):
        source.read(path)


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    path, _ = archive(tmp_path)
    path.write_bytes(path.read_bytes()[:900])
    import hashlib

    with pytest.raises(SourceError, match=r"damaged|no taxcalc"):
        source.read(path, hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path, sha256 = archive(tmp_path, header=[c for c in HEADER if c != "e02400"])
    with pytest.raises(SourceError, match="no column e02400"):
        source.read(path, sha256)


def test_without_a_file_or_an_index_one_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(SourceError, match="--source FILE"):
        source.fetched(tmp_path)


def test_nobody_too_young_to_be_married_is_named_a_spouse() -> None:
    row = dict.fromkeys(HEADER, 0) | {"h_seq": 1, "FLPDYR": 2012, "ffpos": 1, "XTOT": 2, "s006": 1}
    for ages, named in (((40, 38), True), ((15, 38), False), ((40, 14), False), ((17, 18), True)):
        home = homes([{**row, "age_head": ages[0], "age_spouse": ages[1], "n21": 2}], Chance(1))[0]
        assert [p.facts["spouse"] is not None for p in home.people] == [named, named]


def test_every_step_is_called_something_in_the_languages_of_its_rulebook(
    survey: Path, tmp_path: Path, washington: Rulebook
) -> None:
    built(survey, tmp_path / "a", washington)
    sheet = read(str(tmp_path / "a"), washington).sheet
    assert {i["step"] for i in sheet["imputations"]} == set(making.SOURCE.steps)
    for step in sheet["imputations"]:
        assert set(step["called"]) == set(washington.languages)
        assert all(step["called"].values())
