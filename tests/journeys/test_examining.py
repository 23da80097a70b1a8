"""What the journeys' looks find: they can fail."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.interview import Resident

FAULTS = {
    "image-alt": "document.querySelector('main').append(document.createElement('img'))",
    "color-contrast": "document.querySelector('h1').style.color = '#ddd'",
    "html-has-lang": "document.documentElement.removeAttribute('lang')",
    "document-title": "document.title = ''",
    "link-name": "document.querySelector('footer a').textContent = ''",
    "label": "document.querySelector('label').htmlFor = 'nothing'",
    "autocomplete-valid": "document.querySelector('input[type=text]').autocomplete = 'none-such'",
    "aria-valid-attr-value": "document.querySelector('input[type=text]').setAttribute('aria-invalid', 'perhaps')",
}


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_on_a_page_is_found_every_time_also_where_the_page_was_in_order_before(
    server: str, browser: Browser, rule: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    someone = Resident(page, server, {})
    page.goto(server + "/screener/people/")
    someone.look()
    someone.look()
    page.evaluate(FAULTS[rule])
    for _ in range(2):
        assert [found["id"] for found in someone.examined()] == [rule]
    context.close()


def test_a_page_wider_than_the_smaller_of_two_screens_and_an_english_text_on_a_spanish_page_are_found(
    server: str, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="es-US")
    page = context.new_page()
    someone = Resident(page, server, {}, language="es", widths=(320, 1280))
    page.goto(server + "/")
    someone.look()
    page.evaluate("document.querySelector('h1').style.minWidth = '500px'")
    with pytest.raises(AssertionError, match="wider than 320"):
        someone.look()
    page.reload()
    page.evaluate("document.querySelector('h1').textContent = 'Your result'")
    with pytest.raises(AssertionError, match="Your result"):
        someone.look()
    context.close()
