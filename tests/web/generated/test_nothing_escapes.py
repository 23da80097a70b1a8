"""No text escapes translation: every seat, gone through in a language that is nothing but translation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.test import Client
from typer.testing import CliRunner

from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.access.codes import in_force as code_in_force
from nextwave.casework.acts.act import Attempted
from nextwave.casework.acts.file_application import Application, file
from nextwave.casework.household.facts import Stated
from nextwave.casework.models import Case, Proposal
from nextwave.casework.statistics.releasing import release
from nextwave.cli import app
from nextwave.population.inventing.population import invent
from nextwave.reforms import asking
from nextwave.reforms.models import Run
from nextwave.rulebook.finding import SHIPPED, find
from nextwave.rulebook.loading import load
from nextwave.rulebook.model import Rulebook
from nextwave.web.access.guard import CASE
from nextwave.web.rules import assessor, today
from tests.casework.conftest import keys, people
from tests.web.generated.escapes import chart_escapes, escapes, table_escapes
from tests.web.generated.language import CODE, marked, rulebook, spoken
from tests.web.generated.walking import ADDRESS, NAME, Walk, Walker, plausible
from tests.web.policy.conftest import work
from tests.web.test_routes import ADDRESSES

__all__ = ["keys", "people"]

#: What everyone who works here is called.
STAFF = "Λέανδρος Μάρης"
NAMES = sorted(p.parent.name for p in SHIPPED.glob("*/rulebook.toml"))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: rulebook(tmp_path_factory.mktemp("generated"), name) for name in NAMES}


@pytest.fixture(params=[pytest.param(n, marks=[] if n == "riverside" else pytest.mark.long) for n in NAMES])
def book(
    request: pytest.FixtureRequest, books: dict[str, Path], settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    with spoken(books[request.param], settings, monkeypatch) as made:
        yield made


@lru_cache
def shipped(name: str) -> Rulebook:
    """A rulebook with its worked cases, read once."""
    return load(find(name))


def situations(wanted: str) -> Iterator[dict[str, Any]]:
    """Situations of worked cases in which the first programme has such a result, with nothing open."""
    whole = shipped(assessor().rulebook.name)
    first = next(iter(whole.programmes))
    for case in whole.cases:
        if case.namespace == first and any(r.get("status") == wanted for r in case.expect["results"]):
            answer = assessor().assess({"on": today().isoformat(), "situation": dict(case.situation)})
            found = answer["programmes"][first]["results"]
            if found and found[0]["status"] == wanted and not found[0]["needs"]:
                yield dict(case.situation)


def filed(situation: dict[str, Any], key: str, name: str = "", by: Actor = RESIDENT, on: date | None = None) -> Case:
    """An application of these people, by other names."""
    ids = {p["id"]: f"p{n}" for n, p in enumerate(situation["people"], 1)}

    def named(value: Any) -> Any:
        if isinstance(value, list):
            return [named(v) for v in value]
        return ids.get(value, value) if isinstance(value, str) else value

    stated = [Stated(ids[p["id"]], f, named(v)) for p in situation["people"] for f, v in p.items() if f != "id"]
    stated += [Stated("household", f, named(v)) for f, v in situation["household"].items()]
    letters = "ΑΒΓΔΕΖΗΘΙΚΛΜ"
    called = {of: f"Νίκη {letters[n]}άλλα" for n, of in enumerate(ids.values())}
    if name:
        called[next(iter(called))] = name
    filed_fact = assessor().rulebook.jurisdiction.filed_fact
    stated = [s for s in stated if s.fact != filed_fact]
    way = "online" if by is RESIDENT else "paper"
    return file(by, Application(called, stated, {"phone": "555 0101"}, CODE, way, on), Attempted(key))[0]


def screened(someone: Walker) -> None:
    """Through the screener with plausible answers, each page first left out and answered with nonsense."""
    someone.goes("/", "/screener/people/", "/screener/result/", posts=("people", "save", "enter-code"))
    for name in (NAME, "Κίμων Δρόσος"):
        someone.sends("/screener/people/", {"name": name, "action": "add"})
    tried: set[str] = set()
    for _ in range(90):
        there = someone.get("/screener/next/").headers.get("Location", "")
        if there == "/screener/result/":
            break
        page = someone.text(there)
        kind = re.sub(r"/p\d+/", "/", there)
        if kind not in tried:
            tried.add(kind)
            someone.nonsense(there, page)
        answer = someone.sends(there, plausible(page), page)
        if answer.status_code != 302 or answer.headers["Location"] == there:
            someone.sends(there, {"answer": "not-sure", "action": "not-sure", "have": "not-sure"}, page)
        elif "/ask/p1/" in there:
            # The second person is asked the same: that page is looked at too, without finding out first that it is next.
            other = there.replace("/p1/", "/p2/")
            if "<form" in (page := someone.text(other)):
                someone.sends(other, plausible(page), page)
    someone.goes(
        "/screener/result/", "/screener/answers/", "/screener/people/", "/save/", "/screener/delete/", posts=("person",)
    )


def applied(someone: Walker) -> None:
    pages = ("names", "address", "place", "fast", "contact", "language", "helper", "papers", "review", "declaration")
    for page in pages:
        there = f"/apply/{page}/"
        text = someone.text(there)
        if text and page not in ("papers", "review"):
            someone.nonsense(there, text)
    for n in ("name-p1", "name-p2"):
        someone.sends("/apply/names/", {n: NAME, "name-p1": NAME, "name-p2": "Κίμων Δρόσος"})
    someone.sends("/apply/address/", ADDRESS)
    someone.sends("/apply/contact/", {"way": "letter", "ways": "letter"})
    someone.sends("/apply/language/", {"language": CODE})
    someone.sends("/apply/helper/", {"helped": "no", "helper": "no"})
    someone.goes(*(f"/apply/{page}/" for page in pages))
    someone.sends("/apply/declaration/", {"declared": "yes", "signature": NAME})
    someone.text("/apply/done/")


def decided(worker: Walker, supervisor: Walker, case: Case, how: dict[str, str]) -> Proposal | None:
    """A decision on the first result: entered wrongly, looked at, proposed, agreed to and issued."""
    first = next(iter(assessor().rulebook.programmes))
    there = f"/cases/{case.reference}/decide/{first}/0/"
    form = {"despite": "Ωμέγα", **how}
    worker.sends(there, {**form, "action": "check"})
    answer = worker.sends(there, {**form, "action": "propose"})
    assert answer.status_code == 302, re.findall("error-summary.*?</ul>", answer.content.decode(), re.S)
    proposal = Proposal.objects.filter(case=case).last()
    if proposal is not None:
        at = f"/cases/{case.reference}/proposals/{proposal.pk}/"
        for officer in (worker, supervisor):
            officer.text(at)
        supervisor.sends(at, {"action": "approve"})
        worker.text(at + "issue/")
        worker.sends(at + "issue/")
        worker.text(at + "notice/")
    return proposal


OF_CASE = (
    "case-fact",
    "case-add-person",
    "ask-evidence",
    "give-evidence",
    "record-interview",
    "acquaintance",
    "conflict",
    "open-case",
    "case-list",
    "intake",
)
OF_OWN = (
    "own-fact",
    "own-list-item",
    "own-list-add",
    "moved-in",
    "own-contact",
    "send-paper",
    "send-other-paper",
    "own-list",
)
#: These end a visit, or are looked at in their place.
ENDS = ("sign-out", "close", "language", "delete", "remove-person")


def holder(walk: Walk, case: Case) -> Walker:
    """Someone who has the code of a case."""
    own = Walker(walk)
    session = own.session
    session[CASE] = code_in_force(case)
    session.save()
    own.cookies["nextwave"] = session.session_key or ""
    return own


def misused(walk: Walk, worker: Walker, case: Case) -> None:
    """A case in which everything is filled in wrongly, by the office and by the household."""
    at = f"/cases/{case.reference}/"
    worker.goes(at + "open/", posts=("open-case",))
    worker.sends(at + "open/", {"reason": "application"})
    first = next(iter(assessor().rulebook.programmes))
    there = f"{at}decide/{first}/0/"
    worker.nonsense(there, worker.text(there))
    worker.goes(at, f"{at}people/p1/remove/", but=(*ENDS, "rules"), posts=OF_CASE)
    own = holder(walk, case)
    own.goes("/case/", but=(*ENDS, "rules", "statistics", "start"), posts=OF_OWN)
    own.sends("/code/close/")
    own.text("/code/closed/")


def rare(walk: Walk, worker: Walker, case: Case) -> None:
    """What hangs on something rare: someone in a case who is called as the worker is, a paper that is asked for, a code
    that is replaced, a person who is taken out, answers that are kept and deleted."""
    at = f"/cases/{case.reference}/"
    worker.sends(at + "open/", {"reason": "application"})
    for known in ("", "no"):
        worker.sends(at + "known/", {"known": known})
    worker.post(at + "assign/", {"to": "1", "key": "assign"})
    choices = re.findall(r'name="wanted"[^>]*value="([^"]+)"', worker.text(at + "evidence/ask/"))
    worker.sends(at + "evidence/ask/", {"wanted": choices[0]})
    worker.text(at)
    own = holder(walk, case)
    own.goes(
        "/case/papers/", but=(*ENDS, *LAW, *NUMBERS, "start", "own-case", "own-facts"), posts=("send-asked-paper",)
    )
    worker.sends(at + "code/", {"sure": "yes"})
    worker.text(at + "taken-in/")
    someone = Walker(walk)
    for name in (NAME, "Κίμων Δρόσος"):
        someone.sends("/screener/people/", {"name": name, "action": "add"})
    someone.post("/screener/people/p2/remove/")
    someone.text("/screener/people/")
    someone.sends("/save/")
    someone.text("/save/code/")
    someone.sends("/screener/delete/", {"sure": "yes"})
    someone.text("/screener/deleted/")


def walked(walk: Walk, people: dict[str, Actor], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for actor in people.values():
        actor.account.full_name = STAFF  # type: ignore[union-attr]
        actor.account.save()  # type: ignore[union-attr]
    staff = {}
    for role, actor in people.items():
        staff[role] = Walker(walk)
        staff[role].force_login(actor.account)
    worker, supervisor = staff["worker"], staff["supervisor"]
    someone = Walker(walk)
    screened(someone)
    applied(someone)
    eligible = next(situations("eligible"))
    misused(walk, staff["worker"], filed(eligible, "misused"))
    rare(walk, staff["worker"], filed(eligible, "rare", STAFF))
    # What is granted as assessed, what is refused, and what is decided otherwise.
    hows = (
        ("eligible", {"how": "assessed"}),
        ("ineligible", {"how": "assessed"}),
        ("eligible", {"how": "otherwise", "outcome": "denied", "reason": "rulebook_error", "explanation": "Ωμέγα"}),
    )
    for number, (status, how) in enumerate(hows):
        case = filed(next(situations(status)), f"filed {number}")
        for officer in (worker, supervisor):
            officer.sends(f"/cases/{case.reference}/open/", {"reason": "application"})
        decided(worker, supervisor, case, how)
        worker.get(f"/cases/{case.reference}/")
        own = holder(walk, case)
        own.goes("/case/", but=(*ENDS, "own-facts", "start", "rules", "statistics"))
        for notice in re.findall(r"/case/notices/(\d+)/", own.text("/case/notices/")):
            own.goes(
                f"/case/notices/{notice}/hearing/", but=("own-case", "start", "statistics", *LAW), posts=("hearing",)
            )
            own.sends(f"/case/notices/{notice}/hearing/", {"why": "Ωμέγα", "sure": "yes"})
    worker.goes("/cases/", "/intake/", but=(*ENDS, "decide", *LAW, *NUMBERS), posts=("intake",))
    reformed(staff["policymaker"], folder, monkeypatch)
    # So many that their number is not hidden.
    for number in range(12):
        filed(eligible, f"counted {number}", by=people["worker"], on=today().replace(month=10, day=5))
    release(today().replace(month=10, day=1))
    # The pages of the law, and of one's own account, are everyone's: they differ in nothing but who is signed in. Another
    # worker sees what a worker does.
    public: tuple[str, ...] = ()
    posts = ("own-account", "add-account", "account")
    for role in (r for r in staff if not r.startswith("other")):
        staff[role].goes("/staff/", "/staff/own/", but=(*ENDS, *public), posts=posts)
        public, posts = (*LAW, *NUMBERS), posts[1:] if posts[0] == "own-account" else posts
    someone.goes("/rules/", "/statistics/", "/nowhere/", "/staff/sign-in/", posts=("sign-in",))


def reformed(maker: Walker, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reform of the first amount among the figures, worked out over a few invented households."""
    book = assessor().rulebook
    invent(book, folder / "few", 12, 1, today(), today())
    monkeypatch.setattr(asking, "population", lambda: str(folder / "few"))
    monkeypatch.setattr(asking, "start", lambda: None)
    monkeypatch.setattr(settings, "DATA", folder)
    maker.goes("/policy/runs/", posts=("new-run", "upload-reform", "compare-runs"))
    figure = next(f for f in book.figures.values() if f.unit.startswith("money") and not f.table)
    value = list(figure.values.values())[-1]
    text = f"title: Ωμέγα\nfigures:\n  {figure.full_name}: {{{today().replace(day=1)}: {float(value + figure.step)}}}\n"
    for name in ("Ωμέγα", "Θήτα"):
        answer = maker.sends("/policy/runs/upload/", {"text": text, "name": name})
        assert answer.status_code == 302, re.findall("error-summary.*?</ul>", answer.content.decode(), re.S)
        assert "policy/runs" in answer.headers["Location"], answer.headers
    assert Run.objects.count() == 2, text
    work()
    maker.goes("/policy/runs/", posts=("run", "rename-run"))
    numbers = [str(r.pk) for r in Run.objects.all()]
    maker.goes("/policy/runs/compare/?" + "&".join(f"run={n}" for n in numbers), but=(*LAW, *NUMBERS))
    # A run that waits is stopped, and asked for again.
    maker.sends("/policy/runs/upload/", {"text": text, "name": "Σίγμα"})
    last = Run.objects.latest("pk").pk
    maker.get(f"/policy/runs/{last}/")
    maker.post(f"/policy/runs/{last}/stop/")
    maker.text(f"/policy/runs/{last}/")
    maker.post(f"/policy/runs/{last}/again/")
    maker.post(f"/policy/runs/{last}/name/", {"name": ""})
    maker.post(f"/policy/runs/{last}/name/", {"name": "Ταυ"})


#: What no walk comes by, and why.
NO_PAGE = {
    "language": "leads back to the page that one came from",
    "list-remove": "leads back to the page of what there is several of, which is looked at",
    "sign-out": "leads to the page to sign in, which is looked at",
    "health": "says to a machine that the service is there",
    "ready": "says to a machine that the service is ready",
    "evidence-file": "is what somebody sent in",
    "own-paper": "is what somebody sent in",
}
#: Pages of the law, and of what is counted.
LAW = (
    "rules", "rule", "rule-programme", "rule-facts", "rule-figures", "rule-figure", "rule-figure-csv", "rule-figure-chart",
    "rule-sources", "rule-sources-csv", "rule-source",
)  # fmt: skip
NUMBERS = (
    "statistics", "statistics-csv", "statistics-chart", "statistics-month", "statistics-release", "statistics-json",
    "statistics-month-csv", "statistics-month-chart",
)  # fmt: skip
#: Pages of what people have several of and of kinds of income are those of a rulebook that asks for them.
BY_RULEBOOK = {
    "list-add",
    "list-item",
    "list",
    "income",
    "case-list",
    "own-list",
    "own-list-item",
    "own-list-add",
    "record-interview",
}


def test_no_text_escapes_translation(
    book: Path, people: dict[str, Actor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = load(book)
    ids = {p["id"] for case in whole.cases for p in case.situation["people"]}
    # A title of a page is in one language, and that of a source is its citation.
    cited = {source.citation for source in whole.sources}
    accounts = {a.account.username for a in people.values() if a.account}
    names = sorted({*accounts, *ids, *cited, str(tmp_path / "few")}, key=len)
    walk = Walk("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in reversed(names)))
    walked(walk, people, tmp_path, monkeypatch)
    assert walk.broken == []
    assert {what: sorted(set(routes)) for what, routes in walk.escaped.items()} == {}
    assert set(ADDRESSES) - set(walk.seen) - set(NO_PAGE) - BY_RULEBOOK == set()


def test_reasons_of_the_api_and_of_the_command_are_in_the_language(book: Path, tmp_path: Path) -> None:
    situation = next(situations("ineligible"))
    request = {"on": "2026-11-24", "language": CODE, "situation": situation}
    answer = Client().post("/api/v1/assessments", json.dumps(request), content_type="application/json").json()
    latin = re.compile("[A-Za-z]")
    for programme in answer["programmes"].values():
        said = [programme["title"], *(r["says"] for result in programme["results"] for r in result["reasons"])]
        assert [text for text in said if latin.search(text)] == []
    (tmp_path / "home.json").write_text(json.dumps(situation))
    words = ["explain", str(book), str(tmp_path / "home.json"), "--on", "2026-11-24", "--language", CODE]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    ids = "|".join(sorted((p["id"] for p in situation["people"]), key=len, reverse=True))
    for line in done.stdout.splitlines():
        # Facts are named as they are stated; what is cited, and days, stay as they are.
        told = re.sub(rf"\([^;]*; .*\)$|\b({ids})\b|US\$", "", line)
        assert not latin.search(told.split(marked("Still needed"))[0].replace(answer["versions"]["law"], "")), line


@pytest.mark.parametrize(
    "page",
    [
        "<p>Hello</p>",
        f"<p>{marked('Hello')} there</p>",
        f'<nav aria-label="Pages">{marked("Hello")}</nav>',
        '<input type="submit" value="Go on">',
        '<meta name="description" content="Of food">',
        "<title>Start</title>",
    ],
)
def test_what_escapes_is_found(page: str) -> None:
    assert len(escapes(page)) == 1


def test_what_escapes_in_a_chart_or_a_table_is_found() -> None:
    chart = (
        f'<svg aria-label="x"><style>.a {{}}</style><text class="a">{marked("Cost")}</text><text>Change</text></svg>'
    )
    assert chart_escapes(chart) == ["text: Change"]
    assert table_escapes(f"{marked('Cost')},Change\n1,2\n") == ["cell: Change"]


def test_what_may_stand_in_latin_letters_is_not_taken_for_an_escape() -> None:
    page = f'<title>{marked("Start")} – Nextwave</title><code>snap.rent</code><span lang="en">Code 5</span><p>5-a de Majo 2026 {marked("at")} 7QRK-2WXY</p>'
    assert escapes(page) == []
