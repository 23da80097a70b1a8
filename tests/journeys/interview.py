"""Answers the screener's pages as a person would: by what each page asks, in whatever order they come."""

from __future__ import annotations

import hashlib
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Error, Locator, Page

from nextwave.rulebook.loading import find, load
from nextwave.web.localization import catalogues
from tests.journeys.household import Answers

#: axe-core, as its package brings it.
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: Outlines of pages that axe-core found nothing on, each as wide as it was. A page of the same outline is not examined
#: a second time: what the rules ask hangs on elements, attributes and style, and of a word only on whether it is there.
EXAMINED: set[tuple[int, str]] = set()
OUTLINE = (Path(__file__).parent / "outline.js").read_text("utf-8")


@lru_cache(maxsize=1)
def spanish() -> dict[str, str]:
    """What the pages and the rulebook say in Spanish by what they say in English."""
    pages = {m.id: m.string for m in catalogues.read("es") if m.id and isinstance(m.id, str)}
    return {**load(find("washington"), with_cases=False).wording["es"], **pages}


@lru_cache(maxsize=1)
def english() -> re.Pattern[str]:
    """Every text that says something else in Spanish, whatever name or amount stands in it."""
    texts = [re.escape(text) for text, other in spanish().items() if other != text]
    return re.compile("|".join(re.sub(r"%\\\(\w+\\\)s|\\\{\w+\\\}", ".+", text) for text in texts))


def errors_of(page: Page) -> list[str]:
    """What the browser complains of from now on."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


class Resident:
    """Someone at the screener. `answers` maps (person's id, fact) to what they enter; `asked` lists what
    they were asked, in order. With `widths` each page is examined on screens of these widths, one after the other,
    and answered on the last of them, so that pages are answered on each in turn."""

    def __init__(
        self,
        page: Page,
        address: str,
        answers: Answers,
        check: bool = True,
        language: str = "en",
        widths: tuple[int, ...] = (),
    ) -> None:
        self.page, self.address, self.answers, self.check, self.language = page, address, answers, check, language
        self.widths = widths
        self.asked: list[tuple[str, str]] = []
        self.looked = 0
        if check:
            page.add_init_script(AXE)

    def says(self, english: str) -> str:
        """What the page says where it says this in English."""
        return english if self.language == "en" else spanish()[english]

    def button(self, english: str) -> Locator:
        return self.page.get_by_role("button", name=self.says(english))

    def only_one_language(self) -> None:
        """Nothing on a Spanish page, seen or only heard, is a text that has a Spanish one."""
        assert self.page.locator("html").get_attribute("lang") == self.language
        if self.language == "en":
            return
        found: list[str] = self.page.evaluate(
            """() => {
                const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
                const texts = [document.title.split(" – ")[0]];
                while (walker.nextNode()) {
                    if (!walker.currentNode.parentElement.closest("script, style, [hreflang], body [lang=en]"))
                        texts.push(walker.currentNode.data.trim().replace(/\\s+/g, " "));
                }
                for (const element of document.querySelectorAll("[aria-label], [title], [alt], [placeholder]"))
                    for (const name of ["aria-label", "title", "alt", "placeholder"])
                        texts.push(element.getAttribute(name) ?? "");
                return texts;
            }"""
        )
        left = [text for text in found if english().fullmatch(text)]
        assert not left, f"{self.page.url} says in English: {left}"

    def look(self) -> None:
        """axe-core finds nothing on the page; with NEXTWAVE_SCREENSHOTS set, a picture is kept."""
        self.looked += 1
        self.only_one_language()
        for width in sorted(self.widths, key=lambda w: w != self.width()) or (self.width(),):
            if width != self.width():
                self.page.set_viewport_size({"width": width, "height": 800})
            self.picture()
            if self.check:
                wide = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
                assert not wide, f"{self.page.url} is wider than {width}"
                found = [(f["id"], [n["html"] for n in f["nodes"]]) for f in self.examined()]
                assert not found, f"{self.page.url}: {found}"

    def width(self) -> int:
        return self.page.viewport_size["width"] if self.page.viewport_size else 0

    def picture(self) -> None:
        folder = os.environ.get("NEXTWAVE_SCREENSHOTS")
        if folder:
            name = self.page.url.split("/", 3)[3].strip("/").replace("/", "-").split("?")[0] or "start"
            file = f"{self.language}-{self.width()}-{self.looked:02d}-{name}.png"
            self.page.screenshot(path=str(Path(folder) / file), full_page=True)

    def examined(self) -> list[dict[str, Any]]:
        """What axe-core finds on the page once it has settled: a page that is left while it runs is no page."""
        for _ in range(4):
            self.page.wait_for_load_state("load")
            try:
                return self._examined()
            except Error:
                self.page.wait_for_timeout(200)
        return self._examined()

    def _examined(self) -> list[dict[str, Any]]:
        shown = (self.width(), self._shown())
        if shown in EXAMINED:
            return []
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        # Only what is wrong is brought back: all that was looked at is much, and most of the time goes into it.
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        found: list[dict[str, Any]] = self.page.evaluate(
            "options => axe.run(document, options).then(result => result.violations)", options
        )
        if not found:
            EXAMINED.add(shown)
        return found

    def _shown(self) -> str:
        """What axe-core sees of the page: its elements as they nest, their attributes and what these refer to; of
        words, values and addresses only whether there are any. What stands in a row many times counts once."""
        said: str = self.page.evaluate(OUTLINE)
        return hashlib.sha256(said.encode()).hexdigest()

    def start(self, *names: str) -> None:
        page = self.page
        page.goto(self.address + "/")
        self.look()
        self.button("Start now").click()
        for name in names[:-1]:
            page.locator("#name").fill(name)
            self.button("Add this person").click()
        page.locator("#name").fill(names[-1])
        self.look()
        self.button("Continue").click()

    def go_on(self, most: int = 80) -> None:
        """Answers page after page until the result."""
        for _ in range(most):
            path = self.page.url.removeprefix(self.address).strip("/").split("?")[0].split("/")
            if path == ["screener", "result"]:
                self.look()
                return
            self.look()
            self.answer(path)
        raise AssertionError(f"no result after {most} pages; asked {self.asked}")

    def answer(self, path: list[str]) -> None:
        page = self.page
        kind, of = path[1], path[2]
        if kind == "income":
            self.asked.append((of, "income"))
            for name in self.answers.get((of, "income"), ["none"]):
                page.locator(f"input[name=kinds][value={name}]").check()
            self.button("Continue").click()
        elif kind == "jobs":
            self.asked.append((of, "jobs"))
            self.jobs(of)
        else:
            self.asked.append((of, path[3]))
            self.fill(self.answers.get((of, path[3]), "not-sure"))

    def jobs(self, of: str) -> None:
        page = self.page
        wanted = self.answers.get((of, "jobs"), [])
        if wanted == "not-sure" or not wanted:
            page.locator(f"input[name=answer][value={'not-sure' if wanted else 'no'}]").check()
            self.button("Continue").click()
            return
        page.locator("input[name=answer][value=yes]").check()
        self.button("Continue").click()
        for number, job in enumerate(wanted, 1):
            self.look()
            self.fill(job)
            self.look()
            self.button("Add another job" if number < len(wanted) else "Continue").click()

    def fill(self, value: Any) -> None:
        page = self.page
        if value == "not-sure":
            button = self.button("I am not sure")
            if button.count():
                button.click()
                return
            page.locator("input[name=answer][value=not-sure]").check()
        elif isinstance(value, bool):
            page.locator(f"input[name=answer][value={'yes' if value else 'no'}]").check()
        elif isinstance(value, tuple):  # a date
            for part, text in zip(("year", "month", "day"), value, strict=True):
                page.locator(f"#answer-{part}").fill(str(text))
        elif isinstance(value, dict):
            if "between" in value:
                page.get_by_text(self.says("I only know it roughly")).click()
                page.locator("#low").fill(value["between"][0])
                page.locator("#high").fill(value["between"][1])
            else:
                page.locator("#answer").fill(value["amount"])
            page.locator(f"input[name=per][value={value['per']}]").check()
        elif isinstance(value, int):
            page.locator("#answer").fill(str(value))
        else:
            for one in value if isinstance(value, list) else [value]:
                page.locator(f"input[name=answer][value={one}]").check()
        self.button("Continue").click()
