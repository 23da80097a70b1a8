"""How pages look in a browser: one type, nothing wider than a small screen, what is printed, and what stands first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.outside.households import filed, issued, settled, statements
from tests.outside.screen import chromium, come_back, open_case, sign_in, too_wide
from tests.outside.service import Service

#: The width of a small screen.
SMALL = 320
LONG = "Wilhelmina" * 6
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@dataclass(frozen=True)
class Case:
    reference: str
    code: str


@pytest.fixture(scope="module")
def case(demo: Service) -> Case:
    """A decided case in which everything that someone could write is one word of 60 letters or more."""
    situation = settled(demo, [{"id": "p1", "birth_date": "1986-02-03"}], {})
    contact = {"fixed": "yes", "street": "S" * 60, "city": "C" * 60, "email": f"{'e' * 60}@{'x' * 50}.example"}
    made = filed(demo, {"p1": LONG}, statements(situation), "layout", contact=contact)
    reference, token = made["reference"], demo.printed["token"]

    def act(what: str, given: dict[str, object]) -> dict[str, object]:
        key = f"layout-{what.replace('/', '-')}"
        status, told = demo.api("POST", f"/cases/{reference}/{what}", given, token, **{"Idempotency-Key": key})
        assert status == 201, told
        return dict(told)

    act("notes", {"text": "N" * 200})
    proposed = {"programme": "snap", "people": ["p1"], "explanation": ""}
    if demo.api("GET", "/openapi.json")[1]["components"]["schemas"]["ProposalIn"]["properties"].get("despite"):
        proposed["despite"] = "D" * 80
    number = act("proposals", proposed)["proposal"]["number"]  # type: ignore[index]
    issued(demo, reference, number)
    return Case(reference, made["code"])


def a_page(browser: Browser, width: int, language: str = "en-US") -> Page:
    return browser.new_context(viewport={"width": width, "height": 900}, locale=language).new_page()


def at_home(page: Page, demo: Service) -> None:
    page.goto(f"{demo.address}/screener/people/")
    page.locator("#name").fill(LONG)
    page.locator("main button").last.click()


def visits(page: Page, demo: Service, case: Case) -> Iterator[str]:
    """Each kind of page once, for who may see it."""
    at_home(page, demo)
    yield page.url
    for path in (
        "/",
        "/screener/people/",
        "/screener/people/p1/",
        "/screener/income/p1/",
        "/screener/jobs/p1/",
        "/screener/answers/",
        "/screener/result/",
        "/apply/",
        "/apply/names/",
        "/apply/address/",
        "/rules/",
        "/rules/snap/",
        "/rules/snap/monthly_benefit/",
        "/rules/figures/",
        "/rules/figures/snap.benefit.maximum_allotment/",
        "/rules/facts/",
        "/rules/?q=" + "q" * 90,
        "/nothing/" + "n" * 90,
        "/statistics/",
    ):
        page.goto(demo.address + path)
        yield path
    come_back(page, demo, case.code)
    yield page.url
    for path in ("/case/facts/", "/case/papers/", "/case/papers/send/", "/case/notices/", "/case/looked/"):
        page.goto(demo.address + path)
        if path == "/case/papers/send/" and page.locator("input[type=file]").count():
            file = {"name": "f" * 120 + ".pdf", "mimeType": "application/pdf", "buffer": PDF}
            page.locator("input[type=file]").first.set_input_files(file)
            page.locator("main button").last.click()
        yield path
    page.goto(demo.address + "/case/notices/")
    page.locator("a[href^='/case/notices/']").first.click()
    yield page.url
    page.context.clear_cookies()
    sign_in(page, demo, "worker")
    yield page.url
    page.goto(demo.address + "/intake/")
    yield page.url
    page.goto(demo.address + "/cases/")
    yield page.url
    open_case(page, demo, case.reference)
    yield page.url
    here = f"{demo.address}/cases/{case.reference}"
    for path in ("/facts/", "/facts/p1/birth_date/", "/facts/p1/jobs/", "/evidence/ask/", "/decide/snap/0/", "/code/"):
        page.goto(here + path)
        yield path
    page.context.clear_cookies()
    sign_in(page, demo, "policymaker")
    for path in ("/policy/board/", "/policy/runs/", "/policy/runs/new/"):
        page.goto(demo.address + path)
        yield path
    page.context.clear_cookies()
    sign_in(page, demo, "administrator")
    for path in ("/staff/accounts/", "/staff/accounts/add/"):
        page.goto(demo.address + path)
        yield path


def families(page: Page) -> dict[str, str]:
    """Every typeface of a page with a text that is in it; codes and names of rules are in a type for code."""
    return dict(
        page.evaluate(
            """() => {
                const found = {};
                const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                    const text = walker.currentNode.data.trim(), element = walker.currentNode.parentElement;
                    if (!text || element.closest("script, style, code, pre, .nw-code, noscript")) continue;
                    found[getComputedStyle(element).fontFamily] ??= text.slice(0, 60);
                }
                for (const field of document.querySelectorAll("input:is([type=text], [type=tel], [type=email]), select, textarea, button"))
                    found[getComputedStyle(field).fontFamily] ??= field.outerHTML.slice(0, 60);
                return found;
            }"""
        )
    )


#: What only a screen can do: buttons, ways to other pages, and links that change something.
UNPRINTED = "header nav, header button, header [data-leave], footer, button, [role=button], [href*='/answers/']"


#: Addresses that paper would show behind links, and links in another type than the name at the head.
BEHIND = """() => [...document.querySelectorAll("main a")].filter(a => a.checkVisibility() && (
    getComputedStyle(a, "::after").content.includes("/") ||
    getComputedStyle(a).fontFamily !== getComputedStyle(document.body).fontFamily)).map(a => "link " + a.innerText)"""


@dataclass(frozen=True)
class Seen:
    """What was seen of every kind of page: by how much one is wider than a small screen, a text in each typeface, and
    what of it is printed though only a screen can do it."""

    wide: dict[str, int]
    types: dict[str, str]
    printed: dict[str, list[str]]


@pytest.fixture(scope="module")
def seen(demo: Service, case: Case, browser: Browser) -> Seen:
    """Every page once: as it comes on a small screen, then on a large one, then on paper."""
    found = Seen({}, {}, {})
    page = a_page(browser, SMALL)
    for path in visits(page, demo, case):
        if (by := too_wide(page)) > 0:
            found.wide[path] = by
        page.set_viewport_size({"width": 1280, "height": 900})
        for family, text in families(page).items():
            found.types.setdefault(family, f"{path}: {text}")
        page.emulate_media(media="print")
        left = page.locator(UNPRINTED).locator("visible=true").all_inner_texts()
        left += page.get_by_text("Delete my answers").locator("visible=true").all_inner_texts()
        left += page.get_by_role("link", name="Change", exact=False).locator("visible=true").all_inner_texts()
        left += page.evaluate(BEHIND)
        if left:
            found.printed[path] = left
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": SMALL, "height": 900})
    page.context.close()
    return found


def test_no_word_makes_a_page_wider_than_a_small_screen(seen: Seen) -> None:
    assert seen.wide == {}


def test_every_page_is_in_one_type(seen: Seen) -> None:
    assert len(seen.types) == 1, seen.types


def test_on_paper_there_is_nothing_that_only_a_screen_can_do(seen: Seen) -> None:
    assert seen.printed == {}


def test_a_printed_result_and_a_printed_notice_hold_what_was_worked_out(
    demo: Service, case: Case, browser: Browser
) -> None:
    page = a_page(browser, 1280)
    come_back(page, demo, case.code)
    page.emulate_media(media="print")
    shown = page.locator("body").inner_text()
    page.emulate_media(media="screen")
    page.goto(demo.address + "/case/notices/")
    page.locator("a[href^='/case/notices/']").first.click()
    page.emulate_media(media="print")
    notice = page.locator("body").inner_text()
    page.context.close()
    assert "Leave this page quickly" not in shown
    assert "Leave my application" not in shown
    assert "$306" in shown
    assert "$306" in notice
    assert "Nextwave" not in notice


@pytest.mark.parametrize("width", [768, 360])
def test_a_case_shows_status_time_limit_and_what_to_do_before_all_facts(
    demo: Service, case: Case, browser: Browser, width: int
) -> None:
    page = a_page(browser, width)
    sign_in(page, demo, "worker")
    open_case(page, demo, case.reference)
    tops = {
        name: page.locator("main").get_by_text(text, exact=exact).first.evaluate("e => e.getBoundingClientRect().top")
        for name, text, exact in (
            ("status", "Status", True),
            ("limit", "Time limit", True),
            ("next", "What to do next", True),
            ("facts", "Facts", True),
        )
        if page.locator("main").get_by_text(text, exact=exact).count()
    }
    height = page.evaluate("document.documentElement.scrollHeight")
    page.context.close()
    assert {"status", "limit", "facts"} <= set(tops)
    assert sorted(tops, key=lambda name: tops[name])[-1] == "facts", tops
    assert "next" in tops
    assert height < 6_000
