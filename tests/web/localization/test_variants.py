"""English as it is written where the law holds: the texts that differ, and nothing else."""

from __future__ import annotations

import copy
import re

import pytest
from django.utils.translation import gettext, override
from django.utils.translation.trans_real import translation

from nextwave.web.localization import catalogues

#: What computes, and no benefit.
SOFTWARE = re.compile("computer program|program that (works|worked)|your program|a program does")
VARIANTS = sorted(p.name for p in (catalogues.WEB / "locale").iterdir() if "_" in p.name)


@pytest.mark.parametrize("home", VARIANTS)
def test_nothing_is_left_over_and_nothing_stays_as_it_was(home: str) -> None:
    assert [p.what for p in catalogues.problems(home)] == []
    assert [m.id for m in catalogues.read(home) if m.id and m.string == m.id] == []


def test_in_the_united_kingdom_benefits_are_programmes() -> None:
    there = catalogues.read("en_GB")
    texts = [m.id for m in catalogues.found() if isinstance(m.id, str) and re.search(r"(?<!\()\b[Pp]rograms?\b", m.id)]
    assert [t for t in texts if not SOFTWARE.search(t) and there.get(t) is None] == []


def test_pages_take_the_words_of_where_the_law_holds() -> None:
    kept = copy.deepcopy(translation("en")._catalog)
    try:
        with override("en"):
            catalogues.install([], "en_IE")
            assert gettext("Programs") == "Programs"
            catalogues.install([], "en_GB")
            assert gettext("Programs") == "Programmes"
    finally:
        translation("en")._catalog = kept
