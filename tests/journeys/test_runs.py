"""A policymaker changes a figure, sees it worked out, uploads a reform, and compares both. In a real browser, with
the process that works runs out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.journeys.looking import errors_of
from tests.journeys.officer import Officer
from tests.journeys.service import Office

#: A run takes seconds, and longer where much else is run.
DONE = 180_000
REFORM = "title: Children\nfigures:\n  snap.benefit.maximum_allotment:\n    2026-11-01:\n      1: 250\n"


def test_a_reform_is_changed_worked_out_named_downloaded_and_compared(
    office: Office, browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, locale="es")
    page = context.new_page()
    problems = errors_of(page)
    one = Officer(page, office.address, "es", widths=(320, 1280))
    one.sign_in("policymaker")
    page.goto(f"{one.address}/policy/runs/")
    one.look()
    page.locator("a[href$='/policy/runs/new/']").click()
    one.look()

    page.locator("#find").fill("shelter.cap")
    page.keyboard.press("Enter")
    page.locator("button[value='snap.shelter.cap']").click()
    page.locator("summary").first.click()
    page.locator("button[value='snap.benefit.maximum_allotment']").click()
    page.locator("#value-1").fill("900.5")
    page.locator("#row-2-1").fill("320")
    page.locator("#row-2-2").fill("x")
    one.button("Run it").click()
    one.look()  # neither the name nor the values can be taken
    expect(page.locator("#row-2-1")).to_have_value("320")
    page.locator("#name").fill("A")
    one.button("Run it").click()
    expect(page.locator("#value-1-error")).to_be_visible()
    expect(page.locator("#row-2-2-error")).to_be_visible()
    one.look()
    page.locator("#value-1").fill("$900")
    page.locator("#row-2-2").fill("")
    for add in ("snap.time_limit.waived_counties", "snap.time_limit.tribal_members_exempt"):
        page.locator("summary").first.click()
        page.locator(f"button[value='{add}']").click()
    one.look()
    for number in (4, 3):
        page.locator(f"button[name=remove][value='{number}']").click()
    page.locator("#name").fill("Homes")
    one.button("Run it").click()
    expect(page).to_have_url(re.compile(r"/policy/runs/\d+/$"))
    first = page.url
    page.goto(f"{first}?still=1")
    one.look()
    page.goto(f"{one.address}/policy/runs/")
    one.look()

    page.locator("a[href$='/policy/runs/upload/']").click()
    one.look()
    bad = {"name": "r.yaml", "mimeType": "text/plain", "buffer": REFORM.replace("250", "2.5").encode()}
    page.locator("#file").set_input_files(bad)
    one.button("Run it").click()
    expect(page.locator("#text-error")).to_contain_text("5: ")
    one.look()
    page.locator("#text").fill(REFORM)
    one.button("Run it").click()
    expect(page).to_have_url(re.compile(r"/policy/runs/\d+/$"))
    second = page.url
    one.button("Stop the run").click()
    expect(page.locator(".nw-result")).to_contain_text(one.says("Stopped"))
    one.look()
    one.button("Start it again").click()

    page.goto(first)
    expect(page.locator(".nw-shares")).to_be_visible(timeout=DONE)
    for picture in page.locator("main img").all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("p => p.decode().then(() => p.naturalWidth > 0)")
    one.look()
    page.locator("a[href$='who=do#who']").click()
    one.look()
    page.locator("#name").fill("")
    one.button("Change the name").click()
    one.look()
    page.locator("#name").fill("Homes and food")
    one.button("Change the name").click()
    expect(page.locator("h1")).to_have_text("Homes and food")
    with page.expect_download() as download:
        page.locator("a[href$='reform.yaml']").click()
    file = tmp_path / "reform.yaml"
    download.value.save_as(file)
    with page.expect_download() as download:
        page.locator("a[href$='/totals.csv']").click()
    csv = Path(download.value.path()).read_text()
    words = ["simulate", "washington", "--population", "washington", "--reform", str(file), "--on", "2026-12-01"]
    command = [str(Path(sys.executable).parent / "nextwave"), *words, "--json"]
    printed = json.loads(subprocess.run(command, env={**os.environ}, capture_output=True, check=True).stdout)
    assert str(printed["totals"][0]["cost_change"]) in csv

    page.goto(second)
    expect(page.locator(".nw-shares")).to_be_visible(timeout=DONE)
    page.goto(f"{one.address}/policy/runs/")
    one.button("Compare the chosen runs").click()
    one.look()  # none is chosen
    for run in (first, second):
        page.locator(f"#run-{run.rstrip('/').split('/')[-1]}").check()
    one.button("Compare the chosen runs").click()
    expect(page.locator("table").first).to_be_visible()
    one.look()
    assert [p for p in problems if "status of 4" not in p] == []
    context.close()
