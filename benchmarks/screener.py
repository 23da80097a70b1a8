"""One person who answers the screener's questions one after the other, for a bounded time, on loopback."""

from __future__ import annotations

import http.client
import re
import time
import urllib.parse

from benchmarks.api import demonstration

SECONDS = 6.0

Sent = list[tuple[str, str]]


class Browser:
    """Keeps cookies and one connection; `page` and `path` are where it is."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.origin = f"http://127.0.0.1:{port}"
        self.cookies: dict[str, str] = {}
        self.page = self.path = ""

    def go(self, path: str, sent: Sent | None = None) -> None:
        """Asks for a page, or sends a form to it, and follows where the answer leads."""
        for _ in range(6):
            head = {"Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items()), "Origin": self.origin}
            body = None if sent is None else urllib.parse.urlencode(sent)
            if body is not None:
                head["Content-Type"] = "application/x-www-form-urlencoded"
            self.connection.request("GET" if body is None else "POST", path, body, head)
            answer = self.connection.getresponse()
            self.page, self.path = answer.read().decode(), path
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    key, _, rest = value.partition("=")
                    self.cookies[key] = rest.partition(";")[0]
            if answer.status not in (302, 303):
                if answer.status != 200:
                    raise RuntimeError(f"{path}: {answer.status}")
                return
            path, sent = answer.getheader("Location", ""), None
        raise RuntimeError(f"{path} leads on and on")

    def hidden(self) -> Sent:
        """What the page's forms send whatever is entered."""
        found = re.findall(r'<input[^>]*type="hidden"[^>]*>', self.page)
        pairs = [(re.search(r'name="([^"]*)"', f), re.search(r'value="([^"]*)"', f)) for f in found]
        return list({name[1]: (name[1], value[1] if value else "") for name, value in pairs if name}.values())


def questions() -> float:
    """Questions a second: an answer sent and the next question's page read; each person anew, until time is over."""
    with demonstration() as port:
        _answered(port, 1.0)
        count, seconds = _answered(port, SECONDS)
    return count / seconds


def _answered(port: int, most: float) -> tuple[int, float]:
    count, spent = 0, 0.0
    while spent < most:
        browser = Browser(port)
        browser.go("/screener/people/")
        browser.go("/screener/people/", [*browser.hidden(), ("name", "Ana"), ("action", "add")])
        browser.go("/screener/next/")
        while browser.path != "/screener/result/" and spent < most:
            sent = [*browser.hidden(), *_answer(browser.page)]
            start = time.perf_counter()
            browser.go(browser.path, sent)
            spent += time.perf_counter() - start
            count += 1
    return count, spent


def _answer(page: str) -> Sent:
    """No where that is an answer, else what someone sends who is not sure."""
    if re.search(r'name="answer"[^>]*value="no"', page):
        return [("answer", "no")]
    return [("action", "not-sure"), ("answer", "not-sure"), ("kinds", "none")]
