"""A worker takes in an application by phone, and decides otherwise than assessed with a second person; an
administrator adds an account. In a real browser."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.journeys.looking import errors_of
from tests.journeys.officer import Officer
from tests.journeys.service import Office
from tests.web.resident.conftest import PNG


def test_from_the_phone_to_the_notice_with_a_second_person(office: Office, browser: Browser) -> None:
    office.gets("namesakes")
    context = browser.new_context(viewport={"width": 320, "height": 800}, locale="es")
    page = context.new_page()
    problems = errors_of(page)
    one = Officer(page, office.address, "es", widths=(320, 1280))

    one.sign_in("worker")
    page.goto(f"{one.address}/intake/")
    one.look()
    page.locator("input[name=channel][value=phone]").check()
    page.locator("#people").fill("Ana Ruiz\nBen Ruiz\nCy Ruiz")
    page.locator("input[name=fixed][value=yes]").check()
    page.locator("#street").fill("12 Oak St")
    page.locator("#city").fill("Olympia")
    page.locator("input[name=letters_safe][value=yes]").check()
    page.locator("input[name=way][value=phone]").check()
    page.locator("#phone").fill("360 555 0100")
    page.locator("input[name=message_safe][value=yes]").check()
    page.locator("input[name=language][value=es]").check()
    page.locator("input[name=helped][value=no]").check()
    one.button("File the application").click()
    one.look()  # nobody signed it
    expect(page.locator("#people")).to_have_value(re.compile("Cy Ruiz"))
    page.locator("#signed_by").fill("Ana Ruiz")
    one.button("File the application").click()
    expect(page.locator(".nw-code")).to_have_text(re.compile(r"^\w{4}(-\w{4}){3}$"))
    one.look()
    one.button("They have the code: go on to the case").click()
    one.look()
    reference = page.url.rstrip("/").split("/")[-1]
    case = f"{one.address}/cases/{reference}/"

    page.goto(f"{case}facts/")
    one.look()
    page.locator("a[href$='/facts/p1/birth_date/']").click()
    page.locator("input[name=answer-year]").fill("1986")
    page.locator("input[name=source][value=document]").check()
    one.button("Save").click()
    one.look()  # no document was chosen, and the year is kept
    expect(page.locator("input[name=answer-year]")).to_have_value("1986")
    page.locator("input[name=answer-month]").fill("2")
    page.locator("input[name=answer-day]").fill("3")
    page.locator("input[name=source][value=stated]").check()
    one.button("Save").click()
    office.gets("facts", reference)

    page.goto(case)
    expect(page.get_by_role("heading", name=one.says("Perhaps in another case too"))).to_be_visible()
    one.look()
    expect(page.locator("[aria-labelledby=best]")).to_contain_text(
        one.says("Nothing else is needed: with it everything is settled.")
    )
    one.link("Ask for a document")
    expect(page.locator("input[value='p1.rent']")).to_be_checked()
    one.look()
    one.button("Ask for these").click()
    one.link("Add a file")
    page.locator("#file").set_input_files({"name": "x.txt", "mimeType": "text/plain", "buffer": b"no picture"})
    one.button("Add the file").click()
    one.look()
    page.locator("#file").set_input_files({"name": "lease.png", "mimeType": "image/png", "buffer": PNG})
    page.locator("#about").select_option("p1.rent")
    one.button("Add the file").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="lease.png").click()
    assert Path(download.value.path()).read_bytes() == PNG
    one.link("State it")
    page.locator("#answer").fill("900")
    page.locator("input[name=per][value=month]").check()
    page.locator("input[name=source][value=document]").check()
    page.locator("#document").select_option(label="lease.png")
    one.look()
    one.button("Save").click()
    one.look()
    expect(page.locator(".nw-result")).to_contain_text("$608")
    expect(page.locator("[aria-labelledby=best]")).to_have_count(0)
    for path in (
        "facts/p1/jobs/",
        "facts/p1/unfit_for_work/",
        "people/add/",
        "people/p3/remove/",
        "code/",
        "conflict/",
    ):
        page.goto(case + path)
        one.look()
    page.goto(case)
    page.locator("#text").fill("She called about the rent.")
    one.button("Add the note").click()
    one.button("Assign to me").click()
    one.look()

    page.locator("a[href$='/decide/snap/0/']").click()
    one.look()
    page.locator("input[name=how][value=otherwise]").check()
    page.locator("input[name=outcome][value=granted]").check()
    page.locator("#amount").fill("400")
    page.locator("input[name=reason][value=rulebook_error]").check()
    one.button("Continue").click()
    one.look()  # the reason is not explained, and the amount is kept
    expect(page.locator("#amount")).to_have_value("400")
    page.locator("#explanation").fill("R. 1–2")
    page.locator("#despite").fill("Talked on the phone.")
    one.button("Continue").click()
    one.look()
    one.button("Propose this").click()
    expect(page.get_by_role("button", name=one.says("See the notice and issue"))).to_have_count(0)
    one.look()
    proposal = page.url
    one.sign_out()

    one.sign_in("supervisor")
    one.open(reference, "review")
    one.look()
    page.goto(proposal)
    one.look()
    one.button("I agree: approve it").click()
    one.look()
    one.sign_out()

    one.sign_in("worker")
    one.open(reference)
    page.goto(proposal)
    one.button("See the notice and issue").click()
    one.look()
    expect(page.locator("article[lang=es]")).to_contain_text("$400")
    one.button("Issue the decision and send the notice").click()
    expect(page).to_have_url(re.compile("/notice/$"))
    expect(page.locator("article[lang=es]")).to_contain_text("273.15")
    one.look()
    one.sign_out()

    one.sign_in("auditor")
    one.open(reference, "review")
    one.look()
    expect(page.locator("#text")).to_have_count(0)
    one.sign_out()

    one.sign_in("administrator")
    page.goto(f"{one.address}/staff/accounts/")
    one.look()
    one.button("Add an account").click()
    one.look()
    page.locator("#username").fill("robin")
    page.locator("#full_name").fill("Robin Lee")
    page.locator("input[name=role][value=worker]").check()
    one.button("Add the account").click()
    expect(page.get_by_text(one.says("Another administrator must agree."))).to_be_visible()
    expect(page.locator(".nw-code")).to_have_count(0)
    one.look()
    for path in ("history/", "../own/"):
        page.goto(f"{one.address}/staff/accounts/{path}")
        one.look()
    assert [p for p in problems if "status of 4" not in p] == []
    context.close()
