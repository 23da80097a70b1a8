"""The whole loop in a real browser: a resident finds out and applies, a worker decides otherwise above the limit, a
second person agrees, the notice goes out, the resident asks for a hearing, and the public sees the figures. The resident
reads Spanish, who works there English, and the public either."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.clock import on
from tests.journeys.household import PAIR
from tests.journeys.interview import Resident
from tests.journeys.looking import errors_of
from tests.journeys.officer import Officer
from tests.journeys.service import NEXTWAVE, copied, served

NAMES = (("p1", "Ana Ruiz"), ("p2", "Cy Ruiz"))


def apply(ana: Resident) -> str:
    """From the screener's result to an application that is sent; the code with which to come back."""
    page, on = ana.page, ana.button("Continue")
    ana.button("Apply").click()
    ana.button("Start your application").click()
    for person, name in NAMES:
        page.locator(f"#name-{person}").fill(name)
    on.click()
    page.locator("input[name=fixed][value=yes]").check()
    page.locator("#street").fill("12 Oak St")
    page.locator("#city").fill("Olympia")
    page.locator("#postcode").fill("98501")
    page.locator("input[name=letters_safe][value=yes]").check()
    on.click()
    ana.button("Go on without them").click()
    page.locator("input[name=way][value=phone]").check()
    page.locator("#phone").fill("360 555 0100")
    page.locator("input[name=message_safe][value=yes]").check()
    on.click()
    on.click()  # the language of our letters is the one that is spoken here
    page.locator("input[name=helped][value=no]").check()
    on.click()
    ana.look()
    on.click()  # what evidence is needed
    ana.look()
    on.click()  # the review
    page.locator("input[name=declared]").check()
    page.locator("#signature").fill(NAMES[0][1])
    ana.button("Send my application").click()
    code = page.locator(".nw-code").inner_text()
    ana.button("I have my code: follow my application").click()
    return code


def propose(worker: Officer, reference: str, amount: str) -> str:
    """A grant other than assessed, for a reason; the address of the proposal."""
    page = worker.page
    worker.sign_in("worker")
    worker.open(reference, "application")
    page.locator("a[href$='/decide/snap/0/']").click()
    page.locator("input[name=how][value=otherwise]").check()
    page.locator("input[name=outcome][value=granted]").check()
    page.locator("#amount").fill(amount)
    page.locator("input[name=reason][value=rulebook_error]").check()
    page.locator("#explanation").fill("The rent was counted twice.")
    page.locator("#despite").fill("Talked on the phone.")
    worker.button("Continue").click()
    worker.button("Propose this").click()
    expect(page.get_by_role("button", name=worker.says("See the notice and issue"))).to_have_count(0)
    proposal = page.url
    worker.sign_out()
    return proposal


def at_work(browser: Browser, address: str) -> Officer:
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en").new_page()
    return Officer(page, address, "en")


def test_from_the_first_question_to_the_public_figures(
    prepared: dict[str, str], tmp_path: Path, browser: Browser
) -> None:
    environment = copied(prepared, tmp_path / "service")
    with served(environment) as address:
        until_the_hearing(address, browser)
    later = {**environment, **on("2026-12-15")}
    said = subprocess.run([NEXTWAVE, "release"], env=later, check=True, timeout=120, capture_output=True, text=True)
    assert "2026-11" in said.stdout
    with served(later) as address:
        for language in ("en", "es"):
            what_everyone_sees(address, browser, language)


def until_the_hearing(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="es")
    page = context.new_page()
    problems = errors_of(page)
    ana = Resident(page, address, PAIR, check=False, language="es")
    ana.start("Ana", "Cy")
    ana.go_on()
    ana.check = True
    code = apply(ana)
    reference = page.locator(".govuk-caption-l").inner_text().split()[-1]

    worker = at_work(browser, address)
    problems_there = errors_of(worker.page)
    proposal = propose(worker, reference, "400")

    worker.sign_in("supervisor")
    worker.open(reference, "review")
    worker.page.goto(proposal)
    worker.button("I agree: approve it").click()
    worker.sign_out()

    worker.sign_in("worker")
    worker.open(reference, "application")
    worker.page.goto(proposal)
    worker.button("See the notice and issue").click()
    worker.button("Issue the decision and send the notice").click()
    expect(worker.page).to_have_url(re.compile("/notice/$"))
    worker.sign_out()

    page.get_by_role("button", name=ana.says("Leave my application")).click()
    page.goto(address + "/code/")
    page.locator("#code").fill(code)
    ana.button("Continue").click()
    expect(page.get_by_text(ana.says("We have decided."))).to_be_visible()
    page.locator("a[href^='/case/notices/']").first.click()
    notice = page.locator("article[lang=es]")
    expect(notice).to_contain_text("$400")
    expect(notice).to_contain_text("273.15")
    ana.look()
    ana.button("I do not agree: ask for a hearing").click()
    page.locator("#why").fill("The rent is higher.")
    ana.button("Ask for a hearing").click()
    expect(page.get_by_text("The rent is higher.")).to_be_visible()
    ana.look()
    page.goto(address + "/case/looked/")
    for said in ("To work on your application", "A supervisor"):
        expect(page.get_by_role("main")).to_contain_text(ana.says(said))

    assert problems == []
    assert problems_there == []
    worker.page.context.close()
    context.close()


def what_everyone_sees(address: str, browser: Browser, language: str) -> None:
    """The month is over: its figures are public, and one application alone is not told."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale=language)
    page = context.new_page()
    problems = errors_of(page)
    someone = Resident(page, address, {}, language=language)
    page.goto(address + "/")
    page.get_by_role("link", name=someone.says("Statistics")).click()
    someone.look()
    page.locator(".nw-months a").first.click()
    someone.look()
    expect(page).to_have_url(re.compile("/statistics/2026-11/"))
    release = page.request.get(f"{address}/statistics/2026-11/1/release.json").json()
    assert {cell for table in release["tables"].values() for cell in table["cells"].values()} == {None}
    expect(page.get_by_role("heading", name=someone.says("Why some numbers are hidden"))).to_be_visible()
    assert problems == []
    context.close()
