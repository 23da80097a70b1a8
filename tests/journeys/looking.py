"""Looks at pages as a journey comes by: at what is wrong for those who do not see, hear or move as most do, at what is
wider than the screen, and at texts in another language than the page's."""

from __future__ import annotations

import hashlib
import os
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Error, Locator, Page

from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from nextwave.web.localization import catalogues
from tests import once

#: axe-core, as its package brings it.
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: Only what is wrong is brought back: all that was looked at is much, and most of the time goes into it.
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
#: All that a look is to know of a page, in one turn.
SEEN = (Path(__file__).parent / "seen.js").read_text("utf-8")


@lru_cache(maxsize=1)
def spanish() -> dict[str, str]:
    """What the pages and the rulebook say in Spanish by what they say in English."""
    pages = {m.id: m.string for m in catalogues.read("es") if m.id and isinstance(m.id, str)}
    return {**load(find("washington"), with_cases=False).wording["es"], **pages}


@lru_cache(maxsize=1)
def _english() -> tuple[frozenset[str], re.Pattern[str]]:
    """The texts that say something else in Spanish: those that stand alone, and those around a name or an amount."""
    plain, around = set(), []
    for text, other in spanish().items():
        if other == text:
            continue
        pattern, places = re.subn(r"%\\\(\w+\\\)s|\\\{\w+\\\}", ".+", re.escape(text))
        if places:
            around.append(pattern)
        else:
            plain.add(text)
    return frozenset(plain), re.compile("|".join(around))


@cache
def is_english(text: str) -> bool:
    """Whether this says something else in Spanish, whatever name or amount stands in it."""
    plain, around = _english()
    return text in plain or around.fullmatch(text) is not None


def _examined(width: int, outline: str) -> Path:
    """The mark of a page on which axe-core found nothing, in whichever process of this run. A page of the same outline
    and width is not examined a second time: what the rules ask hangs on elements, attributes and style, and of a word
    only on whether it is there."""
    folder = Path(os.environ[once.FOLDER]) / "examined"
    folder.mkdir(exist_ok=True)
    return folder / f"{width}-{hashlib.sha256(outline.encode()).hexdigest()}"


def errors_of(page: Page) -> list[str]:
    """What the browser complains of from now on."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


class Looking:
    """Someone at a browser who looks at the pages they come by. With `widths` each is looked at on screens of these
    widths, one after the other, and left on the last of them, so that screens take turns. Without `check` only the
    language is looked at."""

    def __init__(self, page: Page, check: bool = True, language: str = "en", widths: tuple[int, ...] = ()) -> None:
        self.page, self.check, self.language, self.widths = page, check, language, widths
        self.looked = 0

    def says(self, english: str) -> str:
        """What the page says where it says this in English."""
        return english if self.language == "en" else spanish()[english]

    def button(self, english: str) -> Locator:
        return self.page.get_by_role("button", name=self.says(english))

    def look(self) -> None:
        """The page speaks one language, is no wider than the screen, and axe-core finds nothing on it; with
        NEXTWAVE_SCREENSHOTS set, a picture is kept."""
        self.looked += 1
        for width in sorted(self.widths, key=lambda w: w != self.width()) or (self.width(),):
            if width != self.width():
                self.page.set_viewport_size({"width": width, "height": 800})
            self.picture()
            seen, wrong = self._settled()
            self.only_one_language(seen)
            assert not (self.check and seen["wide"]), f"{self.page.url} is wider than {width}"
            found = [(f["id"], [n["html"] for n in f["nodes"]]) for f in wrong]
            assert not found, f"{self.page.url}: {found}"

    def only_one_language(self, seen: dict[str, Any]) -> None:
        """Nothing on a Spanish page, seen or only heard, is a text that has a Spanish one."""
        assert seen["language"] == self.language
        left = [text for text in seen["texts"] if self.language != "en" and is_english(text)]
        assert not left, f"{self.page.url} says in English: {left}"

    def width(self) -> int:
        return self.page.viewport_size["width"] if self.page.viewport_size else 0

    def picture(self) -> None:
        folder = os.environ.get("NEXTWAVE_SCREENSHOTS")
        if folder:
            name = self.page.url.split("/", 3)[3].strip("/").replace("/", "-").split("?")[0] or "start"
            file = f"{self.language}-{self.width()}-{self.looked:02d}-{name}.png"
            self.page.screenshot(path=str(Path(folder) / file), full_page=True)

    def examined(self) -> list[dict[str, Any]]:
        """What axe-core finds on the page."""
        return self._settled()[1]

    def _settled(self) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The page once it has settled, and what axe-core finds on it: one that is left meanwhile is no page."""
        for _ in range(4):
            self.page.wait_for_load_state("load")
            try:
                return self._seen()
            except Error:
                self.page.wait_for_timeout(200)
        return self._seen()

    def _seen(self) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        seen: dict[str, Any] = self.page.evaluate(SEEN)
        if not self.check:
            return seen, []
        examined = _examined(self.width(), seen["outline"])
        if examined.exists():
            return seen, []
        # The script is half a megabyte, so a page that is not examined does without it.
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found: list[dict[str, Any]] = self.page.evaluate(
            "options => axe.run(document, options).then(result => result.violations)", OPTIONS
        )
        if not found:
            examined.touch()
        return seen, found
