"""Names that may be one person's are found, however they were written, and few others are."""

from __future__ import annotations

import itertools

import pytest

from nextwave.casework.access.likeness import of_account, of_person
from nextwave.demo.script import read
from nextwave.rulebook.finding import find
from tests.casework.conftest import keys

__all__ = ["keys"]

BORN = "1990-02-03"
NAMES = read(find("washington"), ("en", "es")).names
ROBIN = ("Robin Hayes", BORN)


def alike(account: tuple[str, str], person: tuple[str, str]) -> bool:
    return bool(of_account(*account) & of_person(*person))


@pytest.mark.parametrize(
    "person",
    [
        ("Hayes, Robin", BORN),
        ("HAYES ROBIN", ""),
        ("Robin J. Hayes", BORN),
        ("Robin James Hayes", ""),
        ("Robin Hayes Jr", BORN),
        ("Robin Hayes, III", ""),
        ("Mr. Robin Hayes", ""),
        ("Rob Hayes", BORN),
        ("Bobby Hayes", BORN),
        ("R. Hayes", ""),
        ("Rob Hayes", ""),
        ("R\u043ebin H\u0430y\u0435s", BORN),  # Cyrillic
        ("R\u043ebin \u041dayes", ""),  # Cyrillic, a capital among them
        ("R\u03bfbin \u0397ayes", ""),  # Greek
        ("\uff32\uff4f\uff42\uff49\uff4e \uff28ayes", ""),  # full width
        ("R\U0001d428bin Hayes", ""),  # mathematical
        ("Rob\u200bin Ha\u00adyes", ""),
        ("R0b1n Hayes", ""),
        ("Rob\u00edn H\u00e0yes", ""),
        ("Ro-bin Hayes", ""),
        ("Rob in Hayes", ""),
        ("RobinHayes", ""),
        ("Robin Hayes", "1990-03-02"),
        ("Robin Hayes", "1980-01-01"),
        ("Robin Hayes", ""),
        ("Robyn Hayes", BORN),
        ("Robin Smith", BORN),
        ("Robbie Hays", BORN),
        ("A B C D E F G H I J K L Robin Hayes", "1980-01-01"),
        ("Maria de la Luz Ana Eva Zoe Kim Lee May Joy Sun Fay Robin Hayes", ""),
        ("\U0001f161\U0001f15e\U0001f151\U0001f158\U0001f15d \U0001f157\U0001f150\U0001f168\U0001f154\U0001f162", ""),
        ("Robin \u0265\u0250yes", "1980-01-01"),  # turned
        ("Robin H4y3s", "1980-01-01"),
    ],
)
def test_another_form_of_the_name_is_like_it(person: tuple[str, str]) -> None:
    assert alike(ROBIN, person)


@pytest.mark.parametrize(
    ("account", "person"),
    [
        ("Mary-Jane O\u2019Brien", "Maryjane OBrien"),
        ("Mary-Jane O\u2019Brien", "Mary Jane O'Brien"),
        ("Mary Jane O Brien", "O\u02bcBrien, Mary\u2010Jane"),
        ("Ana de la Cruz", "Ana Delacruz"),
        ("S\u00f8ren \u0141uk\u00e1\u0161", "Soren Lukas"),
        ("Ana Ruiz L\u00f3pez", "Lopez Ruiz Ana"),
        ("Ana Ruiz L\u00f3pez", "Ana L\u00f3pez"),
        ("Li Wu", "Wu Li"),
        ("Li Wu", "Li Wu Chen"),
        ("Li Wu Chen", "Wu Li"),
        ("Norma Wu", "Norrna Wu"),
        ("William Wu", "VVilliam Wu"),
        ("\u738b\u5c0f\u660e", "\u738b\u5c0f\u660e"),
        ("\u738b\u5c0f\u660e", "\u738b \u5c0f\u660e"),
        ("\u738b\u5c0f\u660e", "\u5c0f\u660e \u738b"),
    ],
)
def test_hyphens_apostrophes_spaces_and_two_surnames_are_read(account: str, person: str) -> None:
    assert alike((account, ""), (person, ""))


@pytest.mark.parametrize(
    ("account", "person"),
    [
        (ROBIN, ("Carol Hayes", "1964-05-06")),
        (ROBIN, ("Ray Hayes", "1964-05-06")),
        (ROBIN, ("Robin Foster", "1964-05-06")),
        (ROBIN, ("Robin Foster", "")),
        (ROBIN, ("", "")),
        (("", ""), ("Robin Hayes", BORN)),
        (("Ana de la Cruz", ""), ("Ben de la Torre", "")),
        (ROBIN, ("Carol Smith", BORN)),
    ],
)
def test_a_surname_or_a_first_name_alone_is_not(account: tuple[str, str], person: tuple[str, str]) -> None:
    assert not alike(account, person)


def test_among_all_names_of_the_demonstration_few_are_like_one_of_its_workers() -> None:
    workers = [("Robin Hayes", BORN), ("Elena Ramos", "1981-12-05"), ("Marcus Brooks", ""), ("Samuel Price", "")]
    names = [f"{g} {s}" for of in ("en", "es") for g, s in itertools.product(NAMES[of].given, NAMES[of].surnames)]
    of_all = {birth: sum(alike(w, (n, birth)) for w in workers for n in names) for birth in ("1975-06-07", "")}
    assert of_all["1975-06-07"] == len(workers), "with another birth date only the same full name"
    assert of_all[""] / (len(workers) * len(names)) < 0.003
