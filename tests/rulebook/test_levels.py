"""What a higher law leaves open is filled by a lower one, and both are cited."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from nextwave.engine.answers.assessment import Assessor
from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import RulebookError
from tests.rulebook.test_bad_rulebooks import GOOD
from tests.rulebook.test_kinds import ANA


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return shutil.copytree(GOOD, tmp_path / "riverton")


def changed(folder: Path, name: str, before: str, after: str) -> Path:
    path = folder / name
    text = path.read_text()
    assert text.count(before) == 1
    path.write_text(text.replace(before, after))
    return folder


def test_the_highest_level_comes_first_and_says_whose_law_it_is(town: Path) -> None:
    book = load(town)
    assert [(level.name, level.cites) for level in book.levels] == [
        ("kingdom", ("Kingdom Act",)),
        ("town", ("Riverton Code",)),
    ]
    assert book.whose("town") == "Riverton"


def test_a_figure_has_the_form_that_the_higher_law_gives_it_and_the_values_of_the_lower(town: Path) -> None:
    figure = load(town).figures["grant.light"]
    assert (figure.title, figure.unit, figure.minimum) == ("What light may cost", "money/month", 10)
    assert figure.values == {date(2026, 1, 1): 12}
    assert figure.references == {date(2026, 1, 1): "Riverton Code 14"}
    assert figure.left_open is not None
    assert (figure.left_open.to, figure.left_open.cites, figure.fills) == (
        "town",
        "Kingdom Act 3(1)",
        "Kingdom Act 3(1)",
    )


def test_a_table_is_filled_row_by_row_and_says_what_holds_beyond(town: Path) -> None:
    changed(town, "grant/parameters.yaml", "  minimum: 10\n", "  minimum: 10\n  table: int\n  beyond: refuse\n")
    filled = "values: {2026-01-01: {1: 12, 2: 15}}\n  beyond: {add: {2026-01-01: 10}}"
    changed(town, "grant/town.yaml", "values: {2026-01-01: 12}", filled)
    figure = load(changed(town, "grant/rules.py", "< law.light", "< law.light[3]")).figures["grant.light"]
    assert figure.values == {date(2026, 1, 1): {1: 12, 2: 15}}
    assert figure.beyond == {date(2026, 1, 1): 10}


def test_a_figure_that_is_filled_in_two_files_is_refused(town: Path) -> None:
    shutil.copy(town / "grant" / "town.yaml", town / "grant" / "town_more.yaml")
    with pytest.raises(RulebookError, match="light is filled here and at grant") as refused:
        load(town)
    assert [p.code for p in refused.value.problems] == ["filled-twice"]


def test_where_nobody_fills_a_figure_its_own_values_hold(town: Path) -> None:
    (town / "grant" / "town.yaml").write_text("{}\n")
    changed(town, "grant/parameters.yaml", "  open_to: town\n", "  open_to: town\n  values: {2026-01-01: 11}\n")
    figure = load(town).figures["grant.light"]
    assert figure.values == {date(2026, 1, 1): 11}
    assert figure.references == {date(2026, 1, 1): "Kingdom Act 3(1)"}
    assert not figure.fills


def test_where_somebody_fills_a_figure_its_own_values_do_not_hold(town: Path) -> None:
    changed(town, "grant/parameters.yaml", "  open_to: town\n", "  open_to: town\n  values: {2026-01-01: 11}\n")
    assert load(town).figures["grant.light"].values == {date(2026, 1, 1): 12}


def test_a_figure_that_is_called_open_to_is_a_figure(town: Path) -> None:
    """Only what says to whom something is left open is left open: a group may have such a name."""
    figure = (
        "more:\n  open_to:\n    unit: int\n    step: 1\n    reference: Riverton Code 1\n    values: {2026-01-01: 1}\n"
    )
    path = town / "grant" / "parameters.yaml"
    path.write_text(path.read_text() + figure)
    assert load(town).figures["grant.more.open_to"].left_open is None


def cited(book: Rulebook, name: str) -> str:
    request = {"on": "2026-11-01", "situation": {"people": [ANA], "household": {"tenure": "owner"}}}
    (result,) = Assessor(book).assess(request)["programmes"]["grant"]["results"]
    return next(r["cites"] for r in result["reasons"] if r["rule"] == f"grant.{name}")


def test_an_explanation_cites_who_filled_it_and_who_left_it_open(town: Path) -> None:
    more = '''

@rule(cites="Kingdom Act 7; Kingdom Act 8", open_to="town")
def bright(unit: Unit) -> bool:
    """There is light."""
    ...
'''
    filled = '''

@rule(cites="Riverton Code 19", fills="Kingdom Act 8")
def bright(unit: Unit) -> bool:
    """There is light."""
    return any(p.hours < 81 for p in unit.people)
'''
    for name, text in (("rules.py", more), ("town.py", filled)):
        path = town / "grant" / name
        path.write_text(path.read_text() + text)
    changed(town, "grant/programme.toml", '["income", ', '["income", "bright", ')
    assert cited(load(town), "bright") == "Riverton Code 19; Kingdom Act 7; Kingdom Act 8"
    assert cited(load(town), "income") == "Riverton Code 6"


def test_where_nobody_fills_a_rule_its_own_words_hold(town: Path) -> None:
    (rule,) = load(town).rules["grant.dark"]
    assert rule.left_open is not None
    assert (rule.fills, rule.bodiless, rule.provisions) == ("", False, "Kingdom Act 6")


def test_a_rule_is_filled_by_one_version_after_another(town: Path) -> None:
    path = town / "grant" / "town.py"
    first = path.read_text().replace('fills="Kingdom Act 4"', 'fills="Kingdom Act 4", until="2026-06-30"')
    second = path.read_text().partition("\n\n\n")[2].replace('4")', '4", since="2026-07-01")')
    path.write_text(f"{first}\n\n{second}")
    versions = load(town).rules["grant.usual_heating"]
    assert [(v.since, v.until, v.fills) for v in versions] == [
        (None, date(2026, 6, 30), "Kingdom Act 4"),
        (date(2026, 7, 1), None, "Kingdom Act 4"),
    ]


def test_a_formula_is_left_open_and_filled_too(town: Path) -> None:
    rules, filling = town / "grant" / "rules.py", town / "grant" / "town.py"
    left = '\n\n@formula(cites="Kingdom Act 9", open_to="town")\ndef part(a: int) -> int:\n    """A part."""\n    ...\n'
    rules.write_text(rules.read_text() + left)
    with pytest.raises(RulebookError, match="part is left open to town, and nobody fills it"):
        load(town)
    filled = left.replace("...", "return a").replace('9", open_to="town"', '9", fills="Kingdom Act 9"')
    filling.write_text(filling.read_text() + filled.replace('cites="Kingdom Act 9"', 'cites="Riverton Code 20"'))
    (formula,) = load(town).formulas["grant.part"]
    assert formula.provisions == "Riverton Code 20; Kingdom Act 9"


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ('levels = "town"', "levels is no table"),
        ('[levels.town]\nwhose = "Riverton"', "does not say whose law"),
        ('[levels.town]\nwhose = ""\ncites = ["Riverton Code"]', "does not say whose law"),
        ('[levels.town]\nwhose = "Riverton"\ncites = []', "does not say whose law"),
        ('[levels.town]\nwhose = "Riverton"\ncites = ["", "x"]', "does not say whose law"),
        ('[levels]\ntown = "Riverton"', "does not say whose law"),
    ],
)
def test_a_level_says_whose_law_it_is_and_how_that_is_cited(town: Path, levels: str, said: str) -> None:
    path = town / "rulebook.toml"
    path.write_text(path.read_text().partition("\nlevels.")[0] + "\n" + levels + "\n")
    with pytest.raises(RulebookError, match=said):
        load(town)


def test_what_is_known_by_a_word_is_not_known_by_a_part_of_it(town: Path) -> None:
    """“WAC” is not cited by “WACO”."""
    changed(town, "grant/town.yaml", '"Riverton Code 14"', '"Riverton Codex 14"')
    with pytest.raises(RulebookError, match="Riverton Codex 14 is no law of Riverton"):
        load(town)


def test_washington_says_what_federal_law_leaves_open_and_who_sets_it() -> None:
    book = load(find("washington"), with_cases=False)
    left = {f.full_name: (f.left_open.to, f.left_open.cites) for f in book.figures.values() if f.left_open}
    assert left == {
        "snap.time_limit.waived_counties": ("agriculture", "7 USC 2015(o)(4)(A)"),
        "snap.income.self_employment_costs_share": ("state", "7 CFR 273.11(b)(3)"),
        "snap.shelter.utility_allowance.standard": ("state", "7 CFR 273.9(d)(6)(iii)(A)(2)"),
        "snap.shelter.utility_allowance.limited": ("state", "7 CFR 273.9(d)(6)(iii)(A)(3)"),
        "snap.shelter.utility_allowance.telephone": ("state", "7 CFR 273.9(d)(6)(iii)(A)(1)"),
    }
    assert all(f.fills for f in book.figures.values() if f.left_open)
