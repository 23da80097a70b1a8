"""A resident finds out what they can get, in a real browser."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from tests.journeys.answering import answer_everything, answer_the_rest
from tests.journeys.household import FAMILY, PAIR
from tests.journeys.interview import Resident
from tests.journeys.looking import errors_of


def test_a_family_that_is_hurried_sees_what_it_left_out_and_its_amount_with_reasons_on_every_size_of_screen(
    server: str, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, locale="es-US")
    page = context.new_page()
    problems = errors_of(page)
    resident = Resident(page, server, FAMILY, language="es", widths=(320, 1280))
    page.goto(server + "/screener/people/")
    resident.leave_out()
    expect(page.get_by_text(resident.says("Enter a name or nickname")).first).to_be_visible()
    resident.start("Ana", "Ben", "Cy")
    resident.go_on(hurried=True)
    expect(page.locator(".nw-amount__figure")).to_have_text("$608")
    expect(page.get_by_text("7 CFR 273.9(d)(6)(i)-(ii); 7 CFR 273.10(e)(1)(i)(G)-(H)").first).to_be_visible()
    expect(
        page.get_by_text(resident.says("Some figures are not confirmed for today. The true amount may differ."))
    ).to_be_visible()
    assert ("household", "other_utilities") not in resident.asked, "heating settles the allowance"
    page.locator(".nw-reasons").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/rules/snap/member_count/$"))
    page.goto(server + "/screener/answers/")
    resident.look()
    assert [p for p in problems if "status of 400" not in p] == []
    context.close()


def test_someone_who_is_not_sure_gets_a_range_and_what_is_missing(server: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    roughly = {
        **FAMILY,
        ("p1", "rent"): {"between": ["700", "950"], "per": "month"},
        ("p2", "social_security"): "not-sure",
    }
    resident = Resident(page, server, roughly, widths=(1280, 320))
    resident.start("Ana", "Ben", "Cy")
    resident.go_on()
    expect(page.get_by_text("still open")).to_be_visible()
    expect(page.locator(".nw-amount__figure")).to_have_text(re.compile(r"\$0 to \$\d+"))
    expect(page.get_by_role("link", name="How much Social Security does Ben get?")).to_be_visible()
    context.close()


def test_answers_can_be_reviewed_changed_and_deleted(server: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    resident = Resident(page, server, FAMILY)
    answer_everything(page, server, ("Ana", "Ben", "Cy"), FAMILY)
    resident.look()
    page.get_by_role("button", name="Change your answers").click()
    resident.look()
    page.get_by_role("link", name="Change How much Social Security", exact=False).or_(
        page.get_by_role("link", name="Change Social Security (Ben)")
    ).first.click()
    expect(page.locator("#answer")).to_have_value("400.00")
    page.locator("#answer").fill("nonsense")
    page.get_by_role("button", name="Continue").click()
    resident.look()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator("#answer")).to_have_value("nonsense")
    page.locator("#answer").fill("1,000.00")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("$1,000 a month")).to_be_visible()
    page.get_by_role("link", name="See the result so far").or_(
        page.get_by_role("button", name="See the result so far")
    ).click()
    expect(page.locator(".nw-amount__figure")).not_to_have_text("$608")
    page.get_by_role("button", name="Delete my answers").click()
    resident.look()
    expect(page.get_by_role("heading", name="Your answers are deleted")).to_be_visible()
    page.goto(server + "/screener/result/")
    expect(page).to_have_url(re.compile("/screener/people/"))
    context.close()


def test_the_first_pages_can_be_walked_by_keyboard(server: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(server + "/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Start now")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/")
    page.locator("#name").focus()
    page.keyboard.type("Ana")
    page.keyboard.press("Enter")
    expect(page.get_by_role("strong")).to_have_text("Ana")
    context.close()


def test_every_page_has_the_way_out_and_the_way_to_delete(server: str, browser: Browser) -> None:
    context = browser.new_context(locale="es-US", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    resident = Resident(page, server, {}, language="es", widths=(320, 1280))
    disclaimer = resident.says(load(find("washington"), with_cases=False).details["disclaimer"])
    for path in ("/", "/screener/people/", "/screener/delete/", "/screener/deleted/", "/no-such-page/"):
        page.goto(server + path)
        expect(page.get_by_role("link", name=resident.says("Leave this page quickly"))).to_be_visible()
        expect(resident.button("Delete my answers").first).to_be_visible()
        expect(page.get_by_text(disclaimer)).to_be_visible()
        resident.look()
    context.close()


def test_a_name_can_be_corrected_and_a_forgotten_person_added_later(server: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    # Cy comes after Ana's job, so that the number of his id is the next but one.
    cy = {("p4", fact): value for (of, fact), value in FAMILY.items() if of == "p3"}
    resident = Resident(page, server, {**FAMILY, **cy})
    answer_everything(page, server, ("Anna", "Ben"), FAMILY)
    page.goto(server + "/screener/people/")
    page.get_by_role("link", name="Change the name Anna").click()
    page.locator("#name").fill("ben")
    page.get_by_role("button", name="Save").click()
    resident.look()
    expect(page.get_by_text("Enter a name that is not in the list yet").first).to_be_visible()
    page.locator("#name").fill("Ana")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("strong").first).to_have_text("Ana")
    page.locator("#name").fill("Cy")
    resident.asked.clear()
    page.get_by_role("button", name="Continue").click()
    resident.go_on()
    assert ("p1", "spouse") in resident.asked, "nobody may have become somebody"
    assert ("p1", "birth_date") not in resident.asked
    expect(page.locator(".nw-amount__figure")).to_have_text("$608")
    context.close()


def in_another_language(page: Page, server: str) -> None:
    """The first question, reached in English and turned to Spanish."""
    Resident(page, server, PAIR, check=False).start("Ana", "Cy")
    before = page.url
    expect(page.get_by_role("heading", level=1)).to_have_text("When was Ana born?")
    page.get_by_role("link", name="Español").click()
    expect(page).to_have_url(before)
    expect(page.get_by_role("heading", level=1)).to_have_text("¿Cuándo nació Ana?")


def and_back(page: Page, server: str) -> None:
    """The result, in Spanish and turned to English."""
    expect(page.locator(".nw-amount__figure")).to_have_text("$496")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(server + "/screener/result/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your result")
    expect(page.locator(".nw-amount__figure")).to_have_text("$496")


def test_another_language_is_a_link_away_and_keeps_the_page_and_the_answers(server: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    in_another_language(page, server)
    answer_the_rest(page, page.url, PAIR)
    and_back(page, server)
    context.close()


def test_the_screener_and_its_other_language_work_without_javascript(server: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    in_another_language(page, server)
    Resident(page, server, PAIR, check=False, language="es").go_on()
    and_back(page, server)
    context.close()
