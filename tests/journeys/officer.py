"""Someone who works for the agency, at a browser."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from tests.journeys.interview import Resident

#: Of every account that tests/journeys/staff.py makes.
PASSWORD = "a long enough one 7"


class Officer(Resident):
    """Signs in as one of the roles, opens cases and does what their pages offer."""

    def __init__(self, page: Page, address: str, language: str, widths: tuple[int, ...] = ()) -> None:
        super().__init__(page, address, {}, language=language, widths=widths)

    def sign_in(self, role: str) -> None:
        self.page.goto(f"{self.address}/staff/sign-in/")
        self.page.locator("#username").fill(f"pat-{role}")
        self.page.locator("#password").fill(PASSWORD)
        self.look()
        self.button("Sign in").click()

    def sign_out(self) -> None:
        self.button("Sign out").click()

    def open(self, reference: str, reason: str = "") -> None:
        """From the queue, with the reason; a case that is assigned to them opens without one."""
        self.page.goto(f"{self.address}/cases/")
        self.look()
        self.page.locator("#reference").fill(reference)
        self.button("Find").click()
        self.look()
        if reason:
            self.page.locator(f"input[name=reason][value={reason}]").check()
            self.button("Open the case").click()

    def button(self, english: str) -> Locator:
        return self.page.get_by_role("button", name=self.says(english), exact=True)

    def link(self, text: str) -> None:
        self.page.get_by_role("link", name=self.says(text)).first.click()
