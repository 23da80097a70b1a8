"""Every text of the pages is translated, with the same places; nothing is left over, and one command keeps it so."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings as django_settings
from typer.testing import CliRunner

from nextwave.cli import app
from nextwave.rulebook.problems import RulebookError
from nextwave.rulebook.wording.catalogues import SOURCE
from nextwave.web.localization import catalogues

LANGUAGES = [code for code, _ in django_settings.LANGUAGES if code != SOURCE]
run = CliRunner().invoke


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The Spanish catalogue of a copy of the pages."""
    shutil.copytree(catalogues.WEB, tmp_path / "web", ignore=shutil.ignore_patterns("static", "__pycache__"))
    monkeypatch.setattr(catalogues, "WEB", tmp_path / "web")
    return catalogues.path_of("es")


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_pages_is_translated(language: str) -> None:
    assert catalogues.missing(language) == []
    assert [p.what for p in catalogues.problems(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_as_the_command_writes_it(language: str) -> None:
    assert catalogues.path_of(language).read_bytes() == catalogues.updated(language)


def test_texts_are_found_in_templates_and_in_code() -> None:
    places = {text.id: {file for file, _ in text.locations} for text in catalogues.found() if text.id}
    assert places["Start now"] == {"templates/resident/start.html"}
    assert "entry/entries.py" in places["Choose how often"]
    assert ("%(count)s kind of income", "%(count)s kinds of income") in places


def test_a_text_without_a_translation_is_missing(copy: Path) -> None:
    changed(copy, 'msgstr "Empezar ahora"', 'msgstr ""')
    assert catalogues.missing("es") == ["Start now"]


def test_one_form_of_a_number_is_not_enough(copy: Path) -> None:
    changed(copy, 'msgstr[1] "%(count)s tipos de ingresos"', 'msgstr[1] ""')
    assert catalogues.missing("es") == ["%(count)s kind of income"]


def test_a_translation_that_someone_must_look_at_is_none(copy: Path) -> None:
    changed(copy, 'msgid "Start now"', '#, fuzzy\nmsgid "Start now"')
    assert catalogues.missing("es") == ["Start now"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"Nombre completo de %(name)s"', '"Nombre completo"'),
        ('"Nombre completo de %(name)s"', '"Nombre completo de %(nombre)s"'),
        ('"Nombre completo de %(name)s"', '"Nombre completo de %(name)"'),
        ('"Nombre completo de %(name)s"', '"Trabajos de %(name)s, 100% de %(name)s"'),
        ("<strong>no puede recibir</strong>", "<strong>no puede recibir"),
        ("%(count)s tipos de ingresos", "tipos de ingresos"),
    ],
)
def test_a_translation_with_other_places_or_tags_is_wrong(copy: Path, old: str, new: str) -> None:
    changed(copy, old, new)
    assert ["has other places" in p.what for p in catalogues.problems("es")] == [True]


def test_a_translation_that_is_left_over_is_wrong_until_the_command_drops_it(copy: Path) -> None:
    copy.write_text(copy.read_text() + '\nmsgid "Gone"\nmsgstr "Ido"\n')
    assert [p.what for p in catalogues.problems("es")] == ["“Gone” is no text of the pages any more"]
    assert run(app, ["wording", "pages", "--language", "es"]).exit_code == 1
    assert run(app, ["wording", "pages", "--language", "es", "--write"]).exit_code == 0
    assert "Gone" not in copy.read_text()


def test_a_malformed_catalogue_is_refused_with_its_place(copy: Path) -> None:
    copy.write_text(copy.read_text() + "\nmsgid Gone\n")
    with pytest.raises(RulebookError, match=r"locale/es/LC_MESSAGES/django.po.*malformed"):
        catalogues.read("es")
    assert run(app, ["wording", "pages", "--language", "es", "--write"]).exit_code == 2


def test_the_command_adds_a_new_text_and_keeps_the_others(copy: Path) -> None:
    before = copy.read_text()
    page = catalogues.WEB / "templates" / "resident" / "deleted.html"
    page.write_text(page.read_text() + "{% trans name=of %}\n  Good-bye,\n  {{ name }}\n{% endtrans %}")
    done = run(app, ["wording", "pages", "--language", "es", "--write", "--json"])
    assert json.loads(done.stdout) == {"language": "es", "missing": ["Good-bye, %(name)s"], "problems": []}
    assert copy.read_text().replace(
        '#: templates/resident/deleted.html\n#, python-format\nmsgid "Good-bye, %(name)s"\nmsgstr ""\n\n', ""
    ) == (before)


def test_the_command_starts_a_language(copy: Path) -> None:
    assert run(app, ["wording", "pages", "--language", "vi", "--write"]).exit_code == 0
    made = catalogues.read("vi")
    assert isinstance(made, Catalog)
    assert len(made) == len(catalogues.read("es"))
    assert len(catalogues.missing("vi")) == len(made)
