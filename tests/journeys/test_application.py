"""A resident applies and follows the application to its end, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.journeys.answering import answer_everything
from tests.journeys.household import FAMILY
from tests.journeys.interview import Resident
from tests.journeys.looking import errors_of
from tests.journeys.service import Office
from tests.web.resident.conftest import PNG


def test_a_family_applies_follows_is_decided_on_and_asks_for_a_hearing(office: Office, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, locale="es")
    page = context.new_page()
    problems = errors_of(page)
    ana = Resident(page, office.address, FAMILY, language="es", widths=(320, 1280))
    answer_everything(page, office.address, ("Ana", "Ben", "Cy"), FAMILY)
    ana.button("Apply").click()
    ana.look()
    ana.button("Start your application").click()
    ana.look()
    ana.button("Continue").click()
    ana.look()  # nobody was named
    for person, name in (("p1", "Ana Ruiz"), ("p2", "Ben Ruiz"), ("p3", "Cy Ruiz")):
        page.locator(f"#name-{person}").fill(name)
    ana.button("Continue").click()
    ana.look()
    page.locator("input[name=fixed][value=yes]").check()
    page.locator("#street").fill("12 Oak St")
    page.locator("#city").fill("Olympia")
    page.locator("input[name=letters_safe][value=no]").check()
    ana.look()
    ana.button("Continue").click()
    ana.look()  # no ZIP code tells the county
    page.locator("#answer").select_option("thurston")
    ana.button("Continue").click()
    ana.look()  # whether the short time limit holds is not settled
    ana.button("Go on without them").click()
    page.locator("input[name=way][value=text]").check()
    page.locator("#phone").fill("3605550100")
    ana.look()
    ana.button("Continue").click()
    ana.look()  # whether a message is safe was not said, and the number is kept
    expect(page.locator("#phone")).to_have_value("3605550100")
    page.locator("input[name=message_safe][value=no]").check()
    ana.button("Continue").click()
    ana.look()
    expect(page.locator("input[name=language][value=es]")).to_be_checked()
    ana.button("Continue").click()
    page.locator("input[name=helped][value=yes]").check()
    page.locator("#name").fill("Dee Helper")
    page.locator("#contact").fill("dee@example.com")
    page.locator("input[name=may][value=act]").check()
    ana.look()
    ana.button("Continue").click()
    ana.look()
    ana.button("Continue").click()
    ana.look()
    for said in ("Ana Ruiz", "12 Oak St, Olympia", "Dee Helper", "3605550100"):
        expect(page.get_by_role("main")).to_contain_text(said)
    ana.button("Save and come back later").click()
    ana.look()
    ana.button("Save and get a code").click()
    ana.look()
    saved = page.locator(".nw-code").inner_text()
    ana.button("Leave: keep nothing on this device").click()
    ana.look()

    page.goto(office.address + "/code/")
    page.locator("#code").fill("2222-2222-2222-2222")
    ana.button("Continue").click()
    ana.look()
    page.locator("#code").fill(saved.lower())
    ana.button("Continue").click()
    expect(page).to_have_url(re.compile("/apply/review/"))
    ana.button("Continue").click()
    ana.look()
    ana.button("Send my application").click()
    ana.look()
    page.locator("input[name=declared]").check()
    page.locator("#signature").fill("Ana Ruiz")
    ana.button("Send my application").click()
    ana.look()
    assert page.locator(".nw-code").inner_text() == saved
    ana.button("I have my code: follow my application").click()
    ana.look()
    reference = page.locator(".govuk-caption-l").inner_text().split()[-1]
    page.get_by_role("button", name=ana.says("Leave my application")).click()

    office.does("ask", reference)
    page.goto(office.address + "/code/")
    page.locator("#code").fill(saved)
    ana.button("Continue").click()
    ana.look()
    expect(page.get_by_text(ana.says("We are waiting for papers from you."))).to_be_visible()
    page.locator("a[href^='/case/papers/send/']").click()
    ana.look()
    page.locator("#file").set_input_files({"name": "x.txt", "mimeType": "text/plain", "buffer": b"no picture"})
    ana.button("Send").click()
    ana.look()
    page.locator("#file").set_input_files({"name": "rent.png", "mimeType": "image/png", "buffer": PNG})
    ana.button("Send").click()
    expect(page.get_by_text(ana.says("Your file came in. Thank you."))).to_be_visible()
    ana.look()
    with page.expect_download() as download:
        page.get_by_role("link", name="rent.png").click()
    assert Path(download.value.path()).read_bytes() == PNG

    page.goto(office.address + "/case/facts/")
    ana.look()
    page.locator("a[href='/case/facts/p1/rent/']").click()
    ana.look()
    page.locator("#answer").fill("much")
    ana.button("Save").click()
    ana.look()
    page.locator("#answer").fill("950")
    ana.button("Save").click()
    ana.look()
    for path in ("jobs/p1/", "jobs/p1/add/", "moved-in/", "moved-out/p3/", "contact/address/", "contact/reach/", "contact/helper/", "contact/language/", "papers/", "notices/"):  # fmt: skip
        page.goto(f"{office.address}/case/{path}")
        ana.look()

    office.does("decide", reference)
    page.goto(office.address + "/case/")
    ana.look()
    expect(page.get_by_text(ana.says("We have decided."))).to_be_visible()
    page.locator("a[href^='/case/notices/']").first.click()
    expect(page.locator("article[lang=es]")).to_contain_text("273.15")
    ana.look()
    page.emulate_media(media="print")
    expect(page.locator(".nw-footer")).to_be_hidden()
    page.emulate_media(media="screen")
    ana.button("I do not agree: ask for a hearing").click()
    ana.look()
    page.locator("#why").fill("The rent is higher.")
    ana.button("Ask for a hearing").click()
    expect(page.get_by_text("The rent is higher.")).to_be_visible()
    ana.look()
    page.goto(office.address + "/case/looked/")
    expect(page.get_by_role("main")).to_contain_text(ana.says("To work on your application"))
    ana.look()
    page.goto(office.address + "/screener/delete/")
    ana.look()
    assert [p for p in problems if "status of 400" not in p] == []
    context.close()


def test_everything_works_without_javascript(office: Office, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(office.address + "/")
    page.get_by_role("link", name="Apply for food help").click()
    page.get_by_role("button", name="Start your application").click()
    page.locator("input[name=name-]").fill("Ana Ruiz")
    page.get_by_role("button", name="Continue").click()
    page.locator("input[name=fixed][value=no]").check()
    expect(page.locator("#place")).to_be_visible()
    page.locator("input[name=letters_safe][value=no]").check()
    page.get_by_role("button", name="Continue").click()
    page.goto(office.address + "/apply/declaration/")
    page.locator("input[name=declared]").check()
    page.locator("#signature").fill("Ana Ruiz")
    page.get_by_role("button", name="Send my application").click()
    code = page.locator(".nw-code").inner_text()
    page.get_by_role("button", name="I have my code: send papers now").click()
    page.get_by_role("link", name="Send another paper").click()
    page.locator("#file").set_input_files({"name": "id.png", "mimeType": "image/png", "buffer": PNG})
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Your file came in.")).to_be_visible()
    page.get_by_role("button", name="Leave my application").click()
    page.get_by_role("link", name="Come back with your code").click()
    page.locator("#code").fill(code)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Nobody has worked on it yet.")).to_be_visible()
    context.close()
