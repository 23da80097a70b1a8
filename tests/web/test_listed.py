"""What people have several of is asked, shown, corrected and stated in every seat, whatever a rulebook calls it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from typer.testing import CliRunner

from nextwave.casework.access.actor import RESIDENT
from nextwave.casework.acts.act import Attempted
from nextwave.casework.acts.file_application import Application, file
from nextwave.casework.household.facts import Stated, facts_of
from nextwave.casework.models import Case, Notice, Proposal, Statement
from nextwave.cli import app
from nextwave.engine.answers.assessment import Assessor
from nextwave.rulebook.loading import load
from tests.casework import riverton
from tests.casework.conftest import filed, keys, people
from tests.pasture import pasture
from tests.web.resident.conftest import Visitor, ana, visitor_of
from tests.web.worker.conftest import Officer, officers, worker

__all__ = ["ana", "filed", "keys", "officers", "people", "visitor_of", "worker"]

pytestmark = pytest.mark.django_db

GOAT: dict[str, Any] = {
    "id": "g1",
    "kind": "goat",
    "feed": {"amount": "12.50", "per": "month"},
    "born": "2020-05-01",
    "vaccinated": True,
    "teeth": 32,
}
#: What is typed on each page that asks of an animal.
TYPED = {
    "kind": {"answer": "goat"},
    "feed": {"answer": "12.50", "per": "month"},
    "born": {"answer-month": "5", "answer-day": "1", "answer-year": "2020"},
    "vaccinated": {"answer": "yes"},
    "teeth": {"answer": "32"},
}


@pytest.fixture
def book(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    made = pasture(tmp_path)
    with riverton.in_force(made, settings):
        yield made


def applied(*animals: dict[str, Any]) -> Case:
    """Someone alone with these animals and no badge."""
    fixed = {"birth_date": "1990-01-01", "animals": list(animals), "badges": []}
    stated = [Stated("p1", f, v) for f, v in fixed.items()]
    stated += [Stated("household", f, v) for f, v in {"part": "north", "lives_here": True}.items()]
    application = Application({"p1": "Ana Ruiz"}, stated, {"phone": "01 555 0101"}, "en", "online")
    return file(RESIDENT, application, Attempted("a"))[0]


def animals(case: Case) -> Any:
    return facts_of(case).situation()["people"][0].get("animals")


def test_check_finds_nothing_to_say_of_them(book: Path) -> None:
    done = CliRunner().invoke(app, ["check", str(book), "--json"])
    assert [p["what"] for p in json.loads(done.stdout)["problems"] if "page" in p["code"]] == []


def asked(ana: Visitor) -> str:
    """The page of the next question."""
    ana.get("/screener/next/")
    return ana.location


def to_the_animals(ana: Visitor) -> None:
    """Answers what is asked before them."""
    ana.post("/screener/people/", {"name": "Ana", "action": "add"})
    year = {"answer-month": "1", "answer-day": "1", "answer-year": "1990"}
    for page, typed in (("p1/birth_date/", year), ("household/lives_here/", {"answer": "yes"})):
        ana.post(f"/screener/ask/{page}", typed)
        assert ana.status == 302, page


def test_the_screener_asks_for_them_and_of_each_what_can_still_change_the_result(book: Path, ana: Visitor) -> None:
    to_the_animals(ana)
    seen: list[str] = []
    while (page := asked(ana)) != "/screener/result/":
        seen.append(page)
        text = ana.get(page)
        if page == "/screener/animals/p1/":
            assert "Does Ana keep animals?" in text
            ana.post(page, {"answer": "yes"})
            assert ana.location == "/screener/animals/p1/add/"
            ana.send(ana.location, TYPED["kind"])
        elif page == "/screener/badges/p1/":
            assert "Does Ana wear badges?" in text
            ana.send(page, {"answer": "yes"})
        else:
            assert "Animal 1 (Ana)" in text
            assert page.startswith("/screener/animals/p1/j")
            ana.send(page, TYPED[page.strip("/").split("/")[-1]])
            assert ana.location == "/screener/next/"
        assert ana.status == 302
        assert len(seen) < 12
    assert sorted(p.removesuffix("/p1/").strip("/").split("/")[-1] for p in seen) == [
        "animals",
        "badges",
        "born",
        "feed",
        "teeth",
        "vaccinated",
    ]
    assert "€52.50" in ana.get("/screener/result/")
    text = ana.get("/screener/answers/")
    assert "Kind: Goat, Feed: €12.50 a month, Born: 1 May 2020, Vaccinated: Yes, Teeth: 32" in text
    assert "Badge 1" in text
    there = ana.get("/screener/animals/p1/")
    assert "Animal 1: Kind" in there
    page = next(p for p in seen if p.endswith("feed/"))
    ana.send(f"{page}?from=list", {"answer": "20", "per": "month"})
    assert ana.location == "/screener/animals/p1/"
    assert "€60" in ana.get("/screener/result/")


def test_what_is_not_sure_of_one_stays_open_and_is_not_asked_again(book: Path, ana: Visitor) -> None:
    to_the_animals(ana)
    for _ in range(12):
        if (page := asked(ana)) == "/screener/result/":
            break
        if page in ("/screener/animals/p1/", "/screener/badges/p1/"):
            ana.post(page, {"answer": "yes" if "animals" in page else "no"})
        if "/animals/" in page:
            page = ana.location if page == "/screener/animals/p1/" else page
            unsure = {"action": "not-sure", "answer": "not-sure"}
            ana.send(
                page, unsure if page.endswith("feed/") else TYPED[page.strip("/").split("/")[-1].replace("add", "kind")]
            )
    text = ana.get("/screener/result/")
    assert "Animal 1 (Ana): Feed" in text
    assert '/feed/"' in text


def test_as_many_as_the_rulebook_says_can_be_added_and_one_taken_out(book: Path, ana: Visitor) -> None:
    to_the_animals(ana)
    for _ in range(3):
        ana.send("/screener/animals/p1/add/", TYPED["kind"])
        ana.send("/screener/badges/p1/add/")
    assert "Up to 3 animals can be entered" in ana.get("/screener/animals/p1/")
    text = ana.send("/screener/animals/p1/add/", TYPED["kind"])
    assert ana.status == 400 and "Up to 3 animals can be entered" in text
    assert "Up to 2 badges can be entered" in ana.get("/screener/badges/p1/")
    ana.post("/screener/animals/p1/j2/remove/")
    assert "Animal 3" not in ana.get("/screener/animals/p1/")


@pytest.mark.parametrize("path", ["cars/p1/", "cars/p1/add/", "animals/p9/", "animals/household/", "animals/p1/j9/", "animals/p1/j9/kind/", "badges/p1/j9/kind/"])  # fmt: skip
def test_what_there_is_not_has_no_page(path: str, book: Path, ana: Visitor) -> None:
    to_the_animals(ana)
    ana.get(f"/screener/{path}")
    assert ana.status == 404


def test_the_household_corrects_its_own_case(book: Path, keys: None, visitor_of: Any) -> None:
    case = applied(GOAT)
    own: Visitor = visitor_of(case)
    text = own.get("/case/facts/")
    assert "Kind: Goat, Feed: €12.50 a month" in text
    assert 'href="/case/animals/p1/"' in text
    own.send("/case/animals/p1/g1/teeth/", {"answer": "30"})
    assert animals(case) == [{**GOAT, "teeth": 30}]
    form = own.get("/case/animals/p1/add/")
    new = form.split('name="new" value="')[1].split('"')[0]
    own.send("/case/animals/p1/add/", {"new": new, **TYPED["kind"]})
    assert animals(case)[1] == {"id": new, "kind": "goat"}
    assert "Animals (Ana Ruiz)" in own.get("/case/facts/")
    own.send("/case/animals/p1/", {"ended": "g1"})
    assert [one["id"] for one in animals(case)] == [new]
    new = own.get("/case/badges/p1/").split('name="new" value="')[1].split('"')[0]
    own.send("/case/badges/p1/", {"new": new})
    assert Statement.objects.filter(fact="badges").latest("pk").value == [{"id": new}]


def test_a_worker_states_them_on_one_page_with_one_source(book: Path, keys: None, worker: Officer) -> None:
    case = applied({"id": "g1", "kind": "goat"})
    text = worker.open(case)
    assert f'href="/cases/{case.reference}/facts/p1/animals/"' in text
    rows = {"have": "yes", "source": "stated", "id-0": "g1", "there-0": "yes"}
    for fact, typed in TYPED.items():
        rows |= {f"0-{fact}-{name}": value for name, value in typed.items()}
    worker.on(case, "facts/p1/animals/", {**rows, "1-kind-answer": "cow", "1-teeth-answer": "many"})
    assert worker.mistakes() == ["1-teeth-answer"]
    worker.on(case, "facts/p1/animals/", {**rows, "1-kind-answer": "cow", "1-teeth-answer": "31"})
    assert animals(case) == [GOAT, {"id": "p1a1", "kind": "cow", "teeth": 31}]
    worker.on(case, "facts/p1/animals/", rows)
    assert animals(case) == [GOAT]


def test_a_decision_and_its_notice_rest_on_them(book: Path, keys: None, worker: Officer, visitor_of: Any) -> None:
    case = applied(GOAT)
    worker.open(case)
    worker.on(case, "decide/benefit/0/", {"how": "assessed", "for": "p1", "despite": "", "action": "propose"})
    worker.on(case, f"proposals/{Proposal.objects.get().pk}/issue/")
    told = " ".join(Notice.objects.get().content["paragraphs"])
    assert "€52.50" in told
    assert "€52.50" in visitor_of(case).get("/case/")


def test_a_document_that_shows_them_can_be_asked_for(book: Path, keys: None, worker: Officer) -> None:
    case = applied(GOAT)
    worker.open(case)
    assert "a passport of the animal" in worker.get(f"/cases/{case.reference}/evidence/ask/")
    worker.on(case, "evidence/ask/", {"wanted": "p1.animals"})
    assert "Animals" in worker.get(f"/cases/{case.reference}/").split('id="evidence"')[1]


def test_animals_that_were_stated_without_ids_have_pages_all_the_same(book: Path, keys: None, visitor_of: Any) -> None:
    case = applied({"kind": "goat"})
    own: Visitor = visitor_of(case)
    assert "Animal 1" in own.get("/case/animals/p1/")
    own.send("/case/animals/p1/animal1/teeth/", {"answer": "30"})
    assert animals(case) == [{"id": "animal1", "kind": "goat", "teeth": 30}]


def test_the_api_takes_them_and_lists_what_can_be_stated(book: Path) -> None:
    person: dict[str, Any] = {"id": "ana", "birth_date": "1990-01-01", "animals": [{**GOAT}], "badges": []}
    request = {
        "on": "2026-11-01",
        "situation": {"people": [person], "household": {"part": "north", "lives_here": True}},
    }
    answer = Client().post("/api/v1/assessments", json.dumps(request), content_type="application/json").json()
    [result] = answer["programmes"]["benefit"]["results"]
    assert result["amount"] == {"low": "52.50", "high": "52.50", "per": "month"}
    del person["animals"][0]["teeth"]
    answer = Client().post("/api/v1/assessments", json.dumps(request), content_type="application/json").json()
    [result] = answer["programmes"]["benefit"]["results"]
    assert result["needs"] == [{"fact": "teeth", "of": "g1"}]


def test_invented_homes_have_them_and_a_run_counts_them(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "homes"
    done = CliRunner().invoke(app, ["population", "invent", str(book), "--households", "40", "--seed", "3", "--on", "2026-11-01", "--out", str(folder)])  # fmt: skip
    assert done.exit_code == 0, done.output
    assert (folder / "animal.parquet").is_file() and (folder / "badge.parquet").is_file()
    done = CliRunner().invoke(app, ["population", "check", str(book), str(folder)])
    assert done.exit_code == 0, done.output


def test_one_of_them_may_name_anybody_of_the_household(tmp_path: Path) -> None:
    made = pasture(tmp_path)
    people, rules = made / "people.py", made / "benefit" / "rules.py"
    named = '    shared_with: Person | None = fact(ask="Who else owns it?")\n    kind: Kind = fact(ask="What kind'
    people.write_text(people.read_text().replace('    kind: Kind = fact(ask="What kind', named))
    shared = "return animal.shared_with is not None and animal.vaccinated and"
    rules.write_text(rules.read_text().replace("return animal.vaccinated and", shared))
    assessor = Assessor(load(made))
    goat: dict[str, Any] = {**GOAT, "shared_with": "ana"}
    both = [{"id": name, "birth_date": "1990-01-01", "animals": [], "badges": []} for name in ("ana", "ben")]
    both[1]["animals"] = [goat]
    request = {"on": "2026-11-01", "situation": {"people": both, "household": {"part": "north", "lives_here": True}}}
    amounts = []
    for who in ("ana", "ben", None, ...):
        goat["shared_with"] = who
        if who is ...:
            del goat["shared_with"]
        [result] = assessor.assess(request)["programmes"]["benefit"]["results"]
        amounts.append((result["amount"]["low"], result["amount"]["high"]))
    assert amounts == [("52.50", "52.50"), ("52.50", "52.50"), ("40.00", "40.00"), ("40.00", "52.50")]
