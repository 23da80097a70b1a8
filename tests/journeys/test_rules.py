"""Anyone reads the rules in force, in a real browser: every kind of page, on small and large screens."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.journeys.interview import Resident
from tests.journeys.looking import errors_of

KINDS = [
    "/rules/",
    "/rules/?q=income",
    "/rules/?q=nothing-of-this",
    "/rules/snap/",
    "/rules/fap/",
    "/rules/shared/",
    "/rules/snap/gross_income_limit/",
    "/rules/snap/FoodUnit.together/",
    "/rules/shared/is_homeless/",
    "/rules/figures/",
    "/rules/figures/snap.benefit.maximum_allotment/",
    "/rules/figures/snap.statuses.at_once/",
    "/rules/figures/snap.shelter.cap/",
    "/rules/facts/",
    "/rules/sources/",
    "/rules/sources/7-cfr-273-9/",
    "/rules/snap/no_such_rule/",
]


# Spanish is the longer of the two languages, so what fits a screen in Spanish does in English.
def test_every_kind_of_page_fits_the_screen_and_axe_finds_nothing(server: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, locale="es-US")
    page = context.new_page()
    problems = errors_of(page)
    resident = Resident(page, server, {}, language="es", widths=(320, 768, 1280))
    for path in KINDS:
        page.goto(server + path)
        for details in page.locator("details").all()[:3]:
            details.locator("summary").first.click()
        resident.look()
        charts = page.locator("img.nw-law__chart")
        if charts.count():
            charts.scroll_into_view_if_needed()
            shown = charts.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
            assert shown, f"{path} shows no chart"
    assert [p for p in problems if "404" not in p] == []
    context.close()


def test_someone_searches_and_follows_a_rule_to_its_figure_without_javascript(server: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-US")
    page = context.new_page()
    page.goto(server + "/")
    page.get_by_role("link", name="The rules").click()
    page.get_by_label("Search by a word, a name or a citation").fill("273.9(d)(6)")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Home costs above half of the income that is left").first.click()
    expect(page.get_by_text("def excess_shelter_deduction(")).to_be_visible()
    page.get_by_role("link", name="Most that is taken off for home costs").click()
    expect(page.get_by_role("row", name="October 1, 2026 today until it is changed $769")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the values (CSV)").click()
    assert download.value.suggested_filename == "snap.shelter.cap.csv"
    context.close()


def test_the_text_of_a_rule_can_be_moved_by_keyboard_on_a_small_screen(server: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(server + "/rules/snap/gross_income_limit/")
    code = page.get_by_role("region", name="Text of the rule")
    code.focus()
    page.keyboard.press("ArrowRight")
    expect(code).not_to_have_js_property("scrollLeft", 0)
    context.close()
