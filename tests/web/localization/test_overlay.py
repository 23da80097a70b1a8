"""A rulebook says on pages what it wants in words of its own, and brings a language that the pages lack."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from django.conf import LazySettings
from django.test import Client
from typer.testing import CliRunner

from nextwave.casework.models import Decision, Notice, Proposal
from nextwave.casework.notices.wording import words_in
from nextwave.cli import app
from nextwave.rulebook.finding import SHIPPED, find
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import RulebookError
from nextwave.rulebook.wording.catalogues import texts, written
from nextwave.web.localization import catalogues, overlay
from nextwave.web.localization.texts import installed_at_start
from nextwave.web.serving.law import law_problems
from tests.casework import riverton
from tests.casework.conftest import filed, keys, people
from tests.web.elsewhere import pages_of
from tests.web.resident.conftest import Visitor, visitor_of
from tests.web.worker.conftest import Officer, officers, worker

__all__ = ["filed", "keys", "officers", "people", "visitor_of", "worker"]

run = CliRunner().invoke
QUESTION = "Who lives in your home?"
RENAME = 'Change<span class="govuk-visually-hidden"> the name %(name)s</span>'


def put(book: Path, language: str, *texts: tuple[str, str]) -> Path:
    lines = [
        f"msgid {json.dumps(text, ensure_ascii=False)}\nmsgstr {json.dumps(other, ensure_ascii=False)}\n"
        for text, other in texts
    ]
    path = book / overlay.name_of(language)
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines))
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return riverton.rulebook(tmp_path)


@pytest.fixture
def farm(book: Path) -> Path:
    """The small rulebook, about a group that is no home."""
    for path in book.rglob("*.py"):
        path.write_text(re.sub(r"\bHousehold\b", "Farm", path.read_text()))
    return said_of_home(book, "home = false\n")


def said_of_home(book: Path, line: str) -> Path:
    """The rulebook with another line on whether its group is a home."""
    head = book / "rulebook.toml"
    head.write_text(head.read_text().replace("home = true\n", line))
    return book


def found(book: Path) -> list[tuple[str, str]]:
    return [(p.severity, p.what) for p in overlay.problems(load(book))]


def page(path: str = "/screener/people/", **headers: str) -> str:
    return Client(headers=headers).get(path).content.decode()


def in_german(text: str) -> str:
    """A text as if it were translated, with its places and tags."""
    return f"«{text}»"


def translated(book: Path, code: str, but: int = 0) -> Path:
    """The rulebook in another language: its texts, those of its notices, and those of pages but for some."""
    for path in book.rglob("*.toml"):
        text = path.read_text().replace('languages = ["en"]', f'languages = ["en", "{code}"]')
        text = re.sub(r"^es = .*\n", "", text, flags=re.M)
        path.write_text(re.sub(r'^en = "(.*)"$', rf'en = "\1"\n{code} = "«\1»"', text, flags=re.M))
    own = put(book, code, *((text, in_german(text)) for text in texts(load(book, with_cases=False))))
    (book / "wording" / code).mkdir(parents=True)
    own.rename(book / "wording" / code / "riverton.po")
    made = Catalog(locale=code)
    for message in [m for m in catalogues.known() if m.id][but:]:
        forms = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [in_german(form) for form in forms]
        made.add(message.id, strings[0] if len(strings) == 1 else strings, context=message.context)
    (book / overlay.name_of(code)).write_bytes(written(made))
    return book


def test_a_page_says_what_the_rulebook_says_and_escapes_what_is_filled_in(book: Path, settings: LazySettings) -> None:
    put(
        book,
        "en",
        (QUESTION, "Who works on the farm & in the barn?"),
        (RENAME, RENAME.replace("Change", "Rename")),
    )
    with riverton.in_force(book, settings):
        client = Client()
        client.post("/screener/people/", {"name": "<b>Ana", "action": "add"})
        text = client.get("/screener/people/").content.decode()
        assert "Who works on the farm" in text
        assert RENAME.replace("Change", "Rename").replace("%(name)s", "&lt;b&gt;Ana") in text


def test_rulebooks_of_one_process_do_not_mix(tmp_path: Path, settings: LazySettings) -> None:
    with pages_of(tmp_path / "a", settings) as one:
        put(one, "en", (QUESTION, "Who works on the farm?"))
        riverton.forget()
        with pages_of(tmp_path / "b", settings) as other:
            assert QUESTION in page()
            put(other, "en", (QUESTION, "Who sails on the boat?"))
            riverton.forget()
            assert "Who sails on the boat?" in page()
        assert "Who works on the farm?" in page()
    assert QUESTION in page()
    assert "¿Quién" in page(accept_language="es")


def test_spanish_is_said_otherwise_by_a_catalogue_of_its_own(book: Path, settings: LazySettings) -> None:
    head = book / "rulebook.toml"
    head.write_text(head.read_text().replace('["en"]', '["en", "es"]'))
    put(book, "es", (QUESTION, "¿Quién trabaja en la granja?"))
    with riverton.in_force(book, settings):
        assert QUESTION in page()
        assert "¿Quién trabaja en la granja?" in page(accept_language="es")


@pytest.mark.parametrize(
    "other",
    [
        "<script>alert(1)</script>", "Who works <b>here</b>?", "Who works here? <img src=x", 'Who" onclick="x',
        "Who is 100% here?", "Who works at %(place)s?",
    ],
)  # fmt: skip
def test_what_would_be_read_as_more_than_words_is_refused_and_not_taken(
    other: str, book: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(book, "en", (QUESTION, other))
    [(severity, what)] = found(book)
    assert (severity, "is not taken: it has" in what) == ("error", True)
    monkeypatch.setenv("NEXTWAVE_RULEBOOK", str(book))
    assert [p.what for p in law_problems()] == [what]
    with riverton.in_force(book, settings):
        text = page()
        assert QUESTION in text
        assert other not in text


def test_a_place_that_is_lost_or_invented_is_named(book: Path) -> None:
    put(book, "en", ("Full name of %(name)s", "Name of %(who)s"))
    [(severity, what)] = found(book)
    assert severity == "error"
    assert what.endswith("it lacks %(name)s and it has %(who)s, which the text has not")


def test_a_form_of_a_number_that_is_missing_is_an_error(book: Path) -> None:
    path = put(book, "en")
    path.write_text(
        'msgid "%(count)s kind of income"\nmsgid_plural "%(count)s kinds of income"\nmsgstr[0] "%(count)s sort"\n'
    )
    assert [(s, what.rpartition(": ")[2]) for s, what in found(book)] == [("error", "a form of the number is missing")]


@pytest.mark.parametrize("context", ["", 'msgctxt "letter"\n'])
def test_a_text_that_no_page_has_is_a_warning(context: str, book: Path) -> None:
    put(book, "en").write_text(f'{context}msgid "{QUESTION if context else "Gone"}"\nmsgstr "Away"\n')
    assert [(s, "is no text of the pages" in what) for s, what in found(book)] == [("warning", True)]


def test_a_catalogue_of_a_language_that_the_rulebook_has_not_or_that_is_malformed_is_an_error(book: Path) -> None:
    put(book, "fr", (QUESTION, "Qui habite ici ?"))
    assert [("none of the languages" in what) for _s, what in found(book)] == [True]
    (book / overlay.name_of("fr")).unlink()
    put(book, "en").write_text("msgid Gone\n")
    assert [("malformed" in what) for _s, what in found(book)] == [True]
    done = run(app, ["check", str(book)])
    assert (done.exit_code, "error[wording]: this catalogue is malformed" in done.output) == (1, True)


def test_a_catalogue_in_a_folder_of_its_own_is_refused(book: Path) -> None:
    (book / "pages" / "en").mkdir(parents=True)
    (book / "pages" / "en" / "django.po").write_text("")
    with pytest.raises(RulebookError, match=r"pages/<language>\.po"):
        load(book)


@pytest.mark.parametrize(("code", "called"), [("de", "Deutsch"), ("rm", "Rumantsch")])
def test_a_language_that_pages_lack_is_offered_once_the_rulebook_brings_all_of_it(
    code: str, called: str, book: Path, settings: LazySettings
) -> None:
    with riverton.in_force(translated(book, code), settings):
        assert f'hreflang="{code}">{called}</a>' in page()
        assert in_german(QUESTION) in page(accept_language=f"{code}-CH,en;q=0.5")
        client = Client()
        assert client.get(f"/language/{code}/").status_code == 302
        text = client.get("/screener/people/").content.decode()
        assert f'<html lang="{code}"' in text
        assert in_german(QUESTION) in text
        assert words_in(code)["reasons"] == "«How we came to this»"
    assert found(book) == []
    assert overlay.notes(load(book)) == []


def test_a_language_that_lacks_a_text_is_not_offered_and_check_says_so_in_one_line(
    book: Path, settings: LazySettings
) -> None:
    with riverton.in_force(translated(book, "de", but=3), settings):
        assert "hreflang" not in page()
        assert in_german(QUESTION) not in page(accept_language="de")
        assert Client().get("/language/de/").status_code == 404
    done = run(app, ["check", str(book)])
    assert done.exit_code == 0, done.output
    every = sum(1 for m in catalogues.known() if m.id)
    [line] = [line for line in done.output.splitlines() if "note for every page" in line]
    assert f"it is not offered in de: 3 of {every} texts of pages are missing" in line
    assert f"nextwave wording pages --rulebook {book} --language de --write" in line


def test_where_the_group_is_no_home_check_counts_what_speaks_of_one_and_names_what_lists_it(farm: Path) -> None:
    about = [m for m in catalogues.known() if m.id and overlay.speaks_of_homes(m)]
    [line] = [line for line in run(app, ["check", str(farm)]).output.splitlines() if "note for every page" in line]
    assert f"{len(about)} texts speak of a home in en, and these rules are about a Farm" in line
    words = line.partition("nextwave ")[2].rstrip(".").split()
    listed = run(app, words).output.splitlines()
    assert listed[-1] == f"{len(about)} texts have no wording in en of its own."
    assert QUESTION in listed
    put(farm, "en", (QUESTION, "Who works on the farm?"))
    assert overlay.notes(load(farm))[0].startswith(f"{len(about) - 1} texts speak of a home in en")


def test_what_is_said_otherwise_in_english_is_wanted_in_the_other_languages_of_the_rulebook(book: Path) -> None:
    head = book / "rulebook.toml"
    head.write_text(head.read_text().replace('["en"]', '["en", "es"]'))
    put(book, "en", (QUESTION, "Who works on the farm?"))
    whole = load(book)
    assert overlay.missing(whole, "es") == [QUESTION]
    [line] = overlay.notes(whole)
    assert line.startswith("1 text is said otherwise in English and not in es; to list them: nextwave ")
    put(book, "es", (QUESTION, "¿Quién trabaja en la granja?"))
    assert overlay.notes(load(book)) == []


def test_a_rulebook_about_a_home_is_not_told_to_say_anything_anew(book: Path) -> None:
    assert overlay.notes(load(book)) == []


@pytest.mark.parametrize(("name", "home"), [("Household", False), ("Menage", True)])
def test_whether_the_group_is_a_home_is_what_the_rulebook_says_and_no_name_says_it(
    book: Path, name: str, home: bool
) -> None:
    for path in book.rglob("*.py"):
        path.write_text(path.read_text().replace("Household", name))
    said_of_home(book, f"home = {str(home).lower()}\n")
    assert overlay.is_home(load(book)) is home


def test_a_law_that_does_not_say_it_loads_and_is_taken_for_one_of_homes_and_check_says_so(book: Path) -> None:
    said_of_home(book, "")
    assert overlay.is_home(load(book))
    assert overlay.notes(load(book)) == []
    overlay.hold(load(book))
    done = run(app, ["check", str(book)])
    assert done.exit_code == 0, done.output
    assert "it is not said whether a Household is a home, of which pages speak" in done.output
    assert "write home = true" in done.output
    head = book / "rulebook.toml"
    head.write_text('home = "yes"\n' + head.read_text())
    done = run(app, ["check", str(book)])
    assert done.exit_code == 1
    assert "home is not true or false" in done.output


def test_the_command_begins_the_file_keeps_what_is_said_and_drops_what_is_gone(farm: Path) -> None:
    path = put(farm, "en", (QUESTION, "Who works on the farm?"), ("Apply", "Ask for hay"), ("Gone", "Away"))
    words = ["wording", "pages", "--rulebook", str(farm), "--language", "en"]
    assert run(app, [*words, "--write"]).exit_code == 0
    text = path.read_text()
    assert 'msgstr "Who works on the farm?"' in text
    assert 'msgid "Apply"\nmsgstr "Ask for hay"' in text
    assert "Gone" not in text
    assert 'msgid "The home"\nmsgstr ""' in text
    assert '"Start now"' not in text
    assert found(farm) == []
    assert run(app, [*words, "--write"]).exit_code == 0
    assert path.read_text() == text


def test_texts_with_a_word_are_listed_and_added_to_be_said_otherwise(book: Path) -> None:
    words = ["wording", "pages", "--rulebook", str(book), "--language", "en", "--saying", "hearing", "--json"]
    listed = json.loads(run(app, words).stdout)["missing"]
    assert "Ask for a hearing" in listed
    assert all("hearing" in text.lower() for text in listed)
    assert json.loads(run(app, [*words, "--write"]).stdout)["missing"] == listed
    there = (book / overlay.name_of("en")).read_text()
    assert there.count('msgstr ""') >= len(listed)
    assert found(book) == []


@pytest.mark.parametrize(
    "words", [["riverside", "--rulebook", "riverside"], ["pages", "--saying", "hearing"], ["pages"]]
)
def test_the_command_says_what_its_options_go_with(words: list[str]) -> None:
    assert run(app, ["wording", *words, "--language", "en"]).exit_code == 2


def test_a_rulebook_s_plural_forms_are_its_own(book: Path, settings: LazySettings) -> None:
    put(book, "en").write_text(
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);\\n"\n\n'
        'msgid "%(count)s kind of income"\nmsgid_plural "%(count)s kinds of income"\n'
        'msgstr[0] "one %(count)s"\nmsgstr[1] "two %(count)s"\nmsgstr[2] "many %(count)s"\n'
    )
    from django.utils.translation import ngettext, override

    with riverton.in_force(book, settings), override("en"):
        forms = ("%(count)s kind of income", "%(count)s kinds of income")
        assert [ngettext(*forms, n) % {"count": n} for n in (1, 2, 5)] == ["one 1", "two 2", "many 5"]
        assert ngettext("%(count)s person", "%(count)s people", 2) == "%(count)s people"


@pytest.fixture
def decided(worker: Officer, book: Path, settings: LazySettings) -> Iterator[Decision]:
    """A decision whose notice is in the words of the rulebook."""
    put(book, "en").write_text(
        'msgctxt "notice"\nmsgid "How we came to this"\nmsgstr "By what the canton reckoned"\n\n'
        'msgctxt "notice"\nmsgid "If you do not agree"\nmsgstr "Your objection"\n'
    )
    with riverton.in_force(book, settings):
        case = riverton.case("Ana Ruiz")
        worker.open(case)
        worker.on(case, "decide/grant/0/", {"how": "assessed", "for": "p1", "despite": "", "action": "propose"})
        worker.on(case, f"proposals/{Proposal.objects.get().pk}/issue/")
        yield Decision.objects.get()


def test_a_notice_is_in_the_words_of_the_rulebook_and_stays_as_it_was_issued(
    decided: Decision, visitor_of: Any, book: Path
) -> None:
    own: Visitor = visitor_of(decided.case)
    there = f"/case/notices/{decided.pk}/"
    before, kept = own.get(there), Notice.objects.get().content
    assert kept["reasons_heading"] == "By what the canton reckoned"
    assert "Your objection" in before
    (book / overlay.name_of("en")).unlink()
    riverton.forget()
    assert words_in("en")["hearing"] == "If you do not agree"
    after = own.get(there)
    assert "By what the canton reckoned" in after
    assert "Your objection" in after
    assert Notice.objects.get().content == kept


def test_what_riverside_says_is_about_traders_and_no_page_speaks_of_homes(settings: LazySettings, db: None) -> None:
    with riverton.in_force(find("riverside"), settings):
        client = Client()
        assert "Find out whether you can trade on the street" in client.get("/").content.decode()
        client.post("/screener/people/", {"name": "Ana", "action": "add"})
        ahead, seen = ["/", "/screener/people/", "/screener/answers/", "/screener/result/", "/apply/", "/rules/"], set()
        spoke = []
        while ahead and len(seen) < 60:
            path = ahead.pop(0)
            seen.add(path)
            text = client.get(path, follow=True).content.decode()
            words = re.sub(r"<(script|style|code|pre)\b.*?</\1>|<[^>]+>", " ", text, flags=re.S)
            spoke += [(path, words[m.start() - 40 : m.end() + 20]) for m in overlay.OF_HOMES.finditer(words)]
            links = {h.split("#")[0] for h in re.findall(r'href="(/[^"?]*)', text)}
            ahead += sorted(
                h for h in links - seen - set(ahead) if not h.startswith(("/static", "/language", "/staff"))
            )
    assert spoke == []
    assert len(seen) > 15


@pytest.mark.parametrize("name", sorted(p.parent.name for p in SHIPPED.glob("*/rulebook.toml")))
def test_what_ships_says_nothing_in_place_of_a_text_that_no_page_has(name: str) -> None:
    whole = load(find(name), with_cases=False)
    assert overlay.problems(whole) == []
    assert overlay.notes(whole) == []


def test_a_new_language_needs_every_text_that_templates_and_code_have(book: Path) -> None:
    head = book / "rulebook.toml"
    head.write_text(head.read_text().replace('["en"]', '["en", "de"]'))
    assert len(overlay.missing(load(book), "de")) == len([m for m in catalogues.found() if m.id])


@pytest.mark.parametrize("name", ["", "nowhere"])
def test_without_a_rulebook_the_pages_have_their_own_languages(name: str, settings: LazySettings) -> None:
    settings.RULEBOOK = name
    assert installed_at_start() == ["en", "es"]
