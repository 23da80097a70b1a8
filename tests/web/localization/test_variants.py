"""English as it is written where the law holds: the texts that differ, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils.translation import gettext, override

from nextwave.web.localization import catalogues
from nextwave.web.localization.texts import ways_to_write
from tests.web.elsewhere import pages_of

#: What computes, and no benefit.
SOFTWARE = re.compile("computer program|program that (works|worked)|your program|a program does")
VARIANTS = sorted(p.name for p in (catalogues.WEB / "locale").iterdir() if "_" in p.name)


@pytest.mark.parametrize("home", VARIANTS)
def test_nothing_is_left_over_and_nothing_stays_as_it_was(home: str) -> None:
    assert [p.what for p in catalogues.problems(home)] == []
    assert [m.id for m in catalogues.read(home) if m.id and m.string == m.id] == []


def test_in_other_english_than_that_of_the_united_states_benefits_are_programmes() -> None:
    there = catalogues.read("en_001")
    texts = [m.id for m in catalogues.found() if isinstance(m.id, str) and re.search(r"(?<!\()\b[Pp]rograms?\b", m.id)]
    assert [t for t in texts if not SOFTWARE.search(t) and there.get(t) is None] == []


@pytest.mark.parametrize(
    ("language", "locale", "ways"),
    [
        ("en", "en_GB", ["en_GB", "en_001", "en"]),
        ("en", "en_CH", ["en_CH", "en_150", "en_001", "en"]),
        ("en", "en_US", ["en_US", "en"]),
        ("en", "en", ["en"]),
        ("es", "es_MX", ["es_MX", "es_419", "es"]),
    ],
)
def test_a_language_is_written_in_ways_from_the_nearest_to_the_most_general(
    language: str, locale: str, ways: list[str]
) -> None:
    assert ways_to_write(language, locale) == ways


@pytest.mark.parametrize(
    ("territory", "said"),
    [("GB", "Programmes"), ("IE", "Programmes"), ("CH", "Programmes"), ("US", "Programs"), ("PH", "Programs")],
)
def test_pages_take_the_words_of_where_the_law_holds(
    territory: str, said: str, tmp_path: Path, settings: LazySettings
) -> None:
    with pages_of(tmp_path, settings, f'territory = "{territory}"\n'), override("en"):
        assert gettext("Programs") == said
