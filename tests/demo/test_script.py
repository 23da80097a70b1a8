"""What a demonstration is made of is said by the rulebook, and what is wrong with that is said by `nextwave check`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nextwave.cli import app
from nextwave.demo.script import problems_of, read
from nextwave.rulebook.finding import SHIPPED
from nextwave.rulebook.loading import load

RIVERTON = Path(__file__).parents[1] / "good_rulebook"


@pytest.mark.parametrize("folder", sorted(p.parent for p in SHIPPED.glob("*/rulebook.toml")), ids=lambda p: p.name)
def test_nothing_is_wrong_with_the_scripts_that_ship(folder: Path) -> None:
    assert problems_of(folder, load(folder, with_cases=False).languages) == []


def test_a_rulebook_that_says_nothing_has_the_usual_one() -> None:
    found = read(RIVERTON, ("en",))
    assert found.telephone_of(142) == "555-0142"
    assert found.names_in("en") == found.names["any"]
    assert found.otherwise == {"small": (), "large": (), "denied": ()}


def test_what_a_rulebook_says_stands_in_the_place_of_the_usual(tmp_path: Path) -> None:
    (tmp_path / "demonstration.toml").write_text(
        'telephone = "0171 ####"\n[share]\nnl = 0.5\n[staff]\nworker = "Wil de Wit"\n'
    )
    found = read(tmp_path, ("en", "nl"))
    assert found.telephone_of(98765) == "0171 8765"
    assert found.share == {"nl": 0.5}
    assert found.staff["worker"] == "Wil de Wit"
    assert found.staff["auditor"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("telephone = ", "this is not TOML"),
        ('phone = "1"', "there is no phone here"),
        ("notes = [1]", "notes is no list of texts"),
        ("[share]\nfr = 0.5", "share.fr is no part of those who apply"),
        ('[names.en]\ngiven = ["Ada"]', "names.en needs given and surnames"),
        ('[staff]\nbaker = "A B"', "staff.baker is no name of an account"),
        ('[[otherwise.small]]\nreason = "error"\nby = "1"', "otherwise.small needs reason, by and a text"),
        ('[[otherwise.denied]]\nreason = "bored"\nen = "Enough."', "there is no reason bored"),
    ],
)
def test_check_says_what_cannot_be_used(tmp_path: Path, source: str, said: str) -> None:
    folder = tmp_path / "riverton"
    shutil.copytree(RIVERTON, folder)
    shutil.copytree(SHIPPED / "riverside" / "delegations", folder / "delegations")
    (folder / "demonstration.toml").write_text(source)
    done = CliRunner().invoke(app, ["check", str(folder)])
    assert done.exit_code == 1
    assert said in done.stderr
