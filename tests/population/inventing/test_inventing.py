"""Invented households: possible under any rulebook, the same for the same seed, and never without saying what they are."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nextwave.cli import app
from nextwave.engine.answers.assessment import compiled
from nextwave.population import read, simulate
from nextwave.population.impact.reporting import as_json, text
from nextwave.population.inventing.households import households, impossible
from nextwave.population.inventing.population import invent
from nextwave.population.situations import situations
from nextwave.rulebook.finding import SHIPPED
from nextwave.rulebook.loading import load

run = CliRunner().invoke
RIVERTON = Path(__file__).parents[2] / "good_rulebook"
DAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty invented homes of Riverton."""
    folder = tmp_path_factory.mktemp("invented") / "homes"
    done = run(app, ["population", "invent", str(RIVERTON), "--households", "60", "--seed", "3", "--on", str(DAY), "--out", str(folder)])  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "they are nobody's" in done.stdout
    return folder


def test_invented_homes_have_no_faults_and_every_kind_of_fact(homes: Path) -> None:
    done = run(app, ["population", "check", str(RIVERTON), str(homes)])
    assert "60 households" in done.stdout
    found = read(str(homes), load(RIVERTON))
    assert found.invented
    assert found.people["partner"].is_not_null().any()
    assert found.people["parents"].list.len().max() == 2
    assert found.tables["job"].height > 5
    assert found.people["wage"].n_unique() > 10


def test_the_same_seed_makes_the_same_homes_and_another_makes_others(homes: Path) -> None:
    book = load(RIVERTON)
    first = list(households(book, DAY, 60, 3))
    assert first == list(households(book, DAY, 60, 3))
    assert first[:5] != list(households(book, DAY, 5, 4))
    assert list(situations(read(str(homes), book), book)) == first


def test_none_of_them_breaks_a_condition_of_the_rulebook() -> None:
    book = load(RIVERTON)
    there = compiled(book, DAY)
    assert [impossible(there, s) for s in households(book, DAY, 100, 9)] == [""] * 100


def test_no_day_is_later_than_the_one_that_is_named() -> None:
    made = list(households(load(RIVERTON), DAY, 50, 1, latest=date(2026, 2, 1)))
    days = re.findall(r"\d{4}-\d{2}-\d{2}", json.dumps(made))
    assert days
    assert max(days) <= "2026-02-01"


def test_a_run_over_them_says_that_they_are_invented(homes: Path) -> None:
    found = simulate(RIVERTON, homes, on=DAY)
    assert "These households are invented" in text(found)
    assert as_json(found)["population"]["invented"] is True
    assert found.effects.totals["units_before"][0] > 0


def test_a_rulebook_that_lets_nobody_be_is_told_why(tmp_path: Path) -> None:
    shutil.copytree(RIVERTON, tmp_path / "riverton")
    path = tmp_path / "riverton" / "people.py"
    rule = (
        '\n\n@constraint\ndef nobody(person: Person) -> bool:\n    """Nobody can be."""\n    return person.hours < 0\n'
    )
    path.write_text(path.read_text() + rule)
    done = run(app, ["population", "invent", str(tmp_path / "riverton"), "--on", str(DAY), "--out", str(tmp_path / "out")])  # fmt: skip
    assert done.exit_code == 1
    assert "no possible household was found: Nobody can be." in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep me")
    done = run(app, ["population", "invent", str(RIVERTON), "--households", "2", "--on", str(DAY), "--out", str(tmp_path)])  # fmt: skip
    assert done.exit_code == 2
    assert "something else than a population" in done.stderr
    assert (tmp_path / "letter.txt").read_text() == "keep me"


def test_a_day_before_the_rules_is_refused_in_words(tmp_path: Path) -> None:
    done = run(app, ["population", "invent", str(RIVERTON), "--on", "2020-01-01", "--out", str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "2026" in done.stderr
    assert "Traceback" not in done.output


def test_a_date_that_there_need_not_be_is_there_now_and_then(tmp_path: Path) -> None:
    shutil.copytree(RIVERTON, tmp_path / "riverton")
    path = tmp_path / "riverton" / "people.py"
    asked = '    ended: date | None = fact(ask="When did the job end?")\n'
    path.write_text(path.read_text().replace("    pay: Money", asked + "    pay: Money"))
    rules = tmp_path / "riverton" / "grant" / "rules.py"
    rules.write_text(
        rules.read_text().replace("for job in person.jobs\n", "for job in person.jobs if job.ended is None\n")
    )
    homes = str(tmp_path / "homes")
    done = run(app, ["population", "invent", str(tmp_path / "riverton"), "--on", str(DAY), "--out", homes])
    assert done.exit_code == 0, done.output
    ended = read(homes, load(tmp_path / "riverton")).tables["job"]["ended"]
    assert 0 < ended.null_count() < len(ended)
    assert simulate(tmp_path / "riverton", homes, on=DAY).effects.totals["units_before"][0] > 0


@pytest.mark.parametrize("folder", sorted(p.parent for p in SHIPPED.glob("*/rulebook.toml")), ids=lambda p: p.name)
def test_of_every_shipped_rulebook_some_households_get_something_and_others_nothing(
    folder: Path, tmp_path: Path
) -> None:
    book = load(folder, with_cases=False)
    invent(book, tmp_path / "homes", 80, 1, DAY)
    found = simulate(book, tmp_path / "homes", on=DAY).units["eligible_before"]
    assert 0 < found.sum() < len(found)
