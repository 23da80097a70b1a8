"""Every text of a declared language is there, with the same places, and answers speak it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nextwave.cli import app
from nextwave.engine.answers.assessment import Assessor
from nextwave.engine.situations.problems import SituationError
from nextwave.rulebook.checking import advice
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import RulebookError
from nextwave.rulebook.wording.catalogues import catalogue, texts
from tests.usual import home, person
from tests.washington import washington

run = CliRunner().invoke
SITUATION = {"people": [person("ana")], "household": home()}


@pytest.fixture
def riverton(tmp_path: Path) -> Path:
    """The good rulebook with a complete catalogue of made-up Spanish."""
    folder = tmp_path / "riverton"
    shutil.copytree(Path(__file__).parents[2] / "good_rulebook", folder)
    head = folder / "rulebook.toml"
    head.write_text(head.read_text().replace('["en"]', '["en", "es"]'))
    book = load(folder)
    lines = [
        f"msgid {json.dumps(t, ensure_ascii=False)}\nmsgstr {json.dumps('¡' + t, ensure_ascii=False)}\n"
        for t in texts(book)
    ]
    (folder / "wording" / "es").mkdir(parents=True)
    (folder / "wording" / "es" / "riverton.po").write_text("\n".join(lines))
    return folder


def wordings(folder: Path) -> list[tuple[str, str]]:
    return [(p.severity, p.what) for p in advice(load(folder)) if p.code == "wording"]


def changed(folder: Path, old: str, new: str) -> None:
    path = folder / "wording" / "es" / "riverton.po"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def test_a_complete_catalogue_has_no_problems(riverton: Path) -> None:
    assert wordings(riverton) == []


def test_washington_is_complete_in_spanish() -> None:
    book = washington()
    assert "es" in book.languages
    assert [p for p in advice(book) if p.code == "wording"] == []
    assert len(texts(book)) > 290


def test_a_missing_translation_is_an_error(riverton: Path) -> None:
    first = next(iter(texts(load(riverton))))
    changed(riverton, f"msgstr {json.dumps('¡' + first, ensure_ascii=False)}", 'msgstr ""')
    assert [s for s, what in wordings(riverton) if first[:80] in what] == ["error"]


def test_however_many_translations_are_missing_it_is_said_in_one_line_with_the_command(riverton: Path) -> None:
    (riverton / "wording" / "es" / "riverton.po").write_text("")
    book = load(riverton)
    [found] = [p for p in advice(book) if p.code == "wording"]
    assert found.what.startswith(f"{len(texts(book))} texts have no wording in es, first “")
    assert "nextwave wording riverton --language es --write" in found.remedy


def test_a_translation_without_the_person_s_place_is_an_error(riverton: Path) -> None:
    text = next(t for t in texts(load(riverton)) if "{person}" in t)
    changed(riverton, f"msgstr {json.dumps('¡' + text, ensure_ascii=False)}", 'msgstr "¿Quién?"')
    assert [s for s, what in wordings(riverton) if "other places" in what] == ["error"]


def test_a_translation_that_someone_must_look_at_is_none(riverton: Path) -> None:
    path = riverton / "wording" / "es" / "riverton.po"
    path.write_text("#, fuzzy\n" + path.read_text())
    assert [s for s, _ in wordings(riverton)] == ["error"]


def test_a_translation_that_is_left_over_is_a_warning(riverton: Path) -> None:
    path = riverton / "wording" / "es" / "riverton.po"
    path.write_text(path.read_text() + '\nmsgid "Gone"\nmsgstr "Ido"\n')
    assert wordings(riverton) == [("warning", "“Gone” in es is no text of this rulebook any more")]


def test_a_malformed_catalogue_is_refused(riverton: Path) -> None:
    path = riverton / "wording" / "es" / "riverton.po"
    path.write_text(path.read_text() + "\nmsgid Gone\n")
    with pytest.raises(RulebookError, match="malformed"):
        load(riverton)


def test_the_catalogue_keeps_what_is_translated_and_adds_what_is_not(riverton: Path) -> None:
    first, second = list(texts(load(riverton)))[:2]
    changed(riverton, f"msgstr {json.dumps('¡' + second, ensure_ascii=False)}", 'msgstr ""')
    text = catalogue(load(riverton), "es").decode()
    assert f"msgstr {json.dumps('¡' + first, ensure_ascii=False)}" in text
    done = run(app, ["wording", str(riverton), "--language", "es", "--json"])
    assert json.loads(done.stdout)["missing"] == [second]
    written = run(app, ["wording", str(riverton), "--language", "es", "--write"])
    assert written.exit_code == 0
    assert catalogue(load(riverton), "es").decode() == text


def test_an_answer_speaks_the_language_that_is_asked_for() -> None:
    assessor = Assessor(washington())
    request = {"on": "2026-11-01", "situation": SITUATION}
    english, spanish = assessor.assess(request), assessor.assess({**request, "language": "es"})
    ours, theirs = (a["programmes"]["snap"]["results"][0] for a in (english, spanish))
    assert [r["value"] for r in ours["reasons"]] == [r["value"] for r in theirs["reasons"]]
    assert "Basic Food por un mes completo." in [r["says"] for r in theirs["reasons"]]
    assert all(a["says"] != b["says"] for a, b in zip(ours["reasons"], theirs["reasons"], strict=True))
    with pytest.raises(SituationError, match="use one of en, es"):
        assessor.assess({**request, "language": "fr"})


def test_an_explanation_is_spanish_throughout(tmp_path: Path) -> None:
    path = tmp_path / "situation.json"
    path.write_text(json.dumps(SITUATION))
    done = run(app, ["explain", "washington", str(path), "--on", "2026-11-01", "--language", "es"])
    assert done.stdout.startswith("Basic Food para ana: puede recibirlo, $306.00 al mes.")
    assert "(sí;" in done.stdout
