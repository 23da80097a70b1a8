"""Answers the screener without looking at its pages, for journeys that are about what comes after it: the same
answers to the same addresses, with the browser's cookies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Page

from tests.journeys.household import Answers


def answer_everything(page: Page, address: str, names: tuple[str, ...], answers: Answers) -> None:
    """Leaves the browser on the result of these people, each asked what still matters. Answers must be known ones."""
    send, people = _sender(page), address + "/screener/people/"
    page.request.get(people)
    for name in names[:-1]:
        send(people, {"name": name, "action": "add"})
    at = send(people, {"name": names[-1], "action": "continue"})
    while not at.endswith("/screener/result/"):
        kind, of, *fact = at.removeprefix(address + "/screener/").strip("/").split("/")
        if kind == "income":
            at = send(at, {"kinds": answers.get((of, "income"), ["none"])})
        elif kind == "ask":
            at = send(at, _entered(answers[of, fact[0]]))
        elif answers[of, "jobs"]:
            for job in answers[of, "jobs"]:
                send(f"{at}add/", _entered(job))
            at = page.request.get(address + "/screener/next/").url
        else:
            at = send(at, {"answer": "no"})
    page.goto(at)


def _sender(page: Page) -> Callable[[str, dict[str, Any]], str]:
    """Sends a form as its page would; gives the address where that leads."""

    def send(to: str, fields: dict[str, Any]) -> str:
        token = next(c["value"] for c in page.context.cookies() if c["name"] == "csrftoken")
        form = urlencode({**fields, "csrfmiddlewaretoken": token}, doseq=True)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = page.request.post(to, data=form, headers=kind)
        assert answer.ok, f"{to} does not take {fields}"
        return answer.url

    return send


def _entered(value: Any) -> dict[str, Any]:
    """The fields of a question's page with this answer in them."""
    if isinstance(value, bool):
        return {"answer": "yes" if value else "no"}
    if isinstance(value, tuple):  # a date
        return {f"answer-{part}": text for part, text in zip(("year", "month", "day"), value, strict=True)}
    if isinstance(value, dict):
        return {"answer": value["amount"], "per": value["per"]}
    return {"answer": value}
