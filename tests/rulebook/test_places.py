"""In which place a postcode lies is data, whatever form the postcodes have."""

from __future__ import annotations

import pytest

from nextwave.rulebook.places import read
from tests.washington import washington

HOME = {"ward": ("north", "south")}


def test_a_code_tells_of_longer_ones_that_begin_with_it() -> None:
    found, problems = read({"fact": "ward", "codes": {"north": "SW1A 1234", "south": "1234"}}, HOME)
    assert problems == []
    assert [found.of(code) for code in ("SW1A", "SW1A 2AA", "SW1", "SW1AB 1AA", "")] == [
        ("north",),
        ("north",),
        (),
        (),
        (),
    ]
    assert found.of("1234 AB") == ("north", "south")


@pytest.mark.parametrize("code", ["98101", "98101-1234"])
def test_washingtons_codes_tell_the_county(code: str) -> None:
    assert washington().places.of(code) == ("king",)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({}, "fact is missing"),
        ({"fact": "rent"}, "fact is rent, which is no fact of the home"),
        ({"fact": "ward", "codes": {"east": "1"}}, "east is nothing that ward can be"),
        ({"fact": "ward", "codes": {"north": 1}}, "codes is no table of texts"),
    ],
)
def test_what_is_wrong_is_said(written: dict[str, object], said: str) -> None:
    assert said in read(written, HOME)[1][0].what
