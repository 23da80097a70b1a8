"""Answers the screener's pages as a person would: by what each page asks, in whatever order they come."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.household import Answers
from tests.journeys.looking import Looking


class Resident(Looking):
    """Someone at the screener. `answers` maps (person's id, fact) to what they enter; `asked` lists what
    they were asked, in order. Pages are answered on the last of the screens that they are looked at on, so that they
    are answered on each in turn."""

    def __init__(
        self,
        page: Page,
        address: str,
        answers: Answers,
        check: bool = True,
        language: str = "en",
        widths: tuple[int, ...] = (),
    ) -> None:
        super().__init__(page, check, language, widths)
        self.address, self.answers = address, answers
        self.asked: list[tuple[str, str]] = []

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

    def path(self) -> list[str]:
        """What the address says of the page."""
        return self.page.url.removeprefix(self.address).strip("/").split("?")[0].split("/")

    def go_on(self, most: int = 80, hurried: bool = False) -> None:
        """Answers page after page until the result; who is hurried first goes on without an answer."""
        for _ in range(most):
            path = self.path()
            self.look()
            if path == ["screener", "result"]:
                return
            if hurried:
                self.leave_out()
            self.answer(path)
        raise AssertionError(f"no result after {most} pages; asked {self.asked}")

    def leave_out(self) -> None:
        """Nothing chosen or written: the page says so and keeps its question."""
        path, question = self.path(), self.page.get_by_role("heading", level=1).inner_text()
        self.button("Continue").click()
        expect(self.page).to_have_title(re.compile("^Error: "))
        assert self.path() == path
        self.look()
        assert self.page.get_by_role("heading", level=1).inner_text() == question

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
            self.button("Add another" if number < len(wanted) else "Continue").click()

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
