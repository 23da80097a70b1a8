"""Answers the screener without looking at its pages, for journeys that are about what comes after it: the same
answers to the same addresses, with the browser's cookies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Page

from tests.journeys.household import Answers

#: Sends a form to an address; gives the address where that leads.
Sends = Callable[[str, dict[str, Any]], str]


def answer_everything(page: Page, address: str, names: tuple[str, ...], answers: Answers) -> None:
    """Leaves the browser on the result of these people, each asked what still matters. Answers must be known ones."""
    send, people = _sender(page), address + "/screener/people/"
    page.request.get(people)
    for name in names[:-1]:
        send(people, {"name": name, "action": "add"})
    answer_the_rest(page, send(people, {"name": names[-1], "action": "continue"}), answers)


def answer_the_rest(page: Page, at: str, answers: Answers) -> None:
    """Leaves the browser on the result, from the question at an address on."""
    send = _sender(page)
    while not at.endswith("/screener/result/"):
        at = answer(send, lambda to: page.request.get(to).url, at, answers)
    page.goto(at)


def answer(send: Sends, opened: Callable[[str], str], at: str, answers: Answers) -> str:
    """Answers one page; the address where that leads. `opened` gives where an address leads that is opened."""
    address, path = at.split("/screener/")
    kind, of, *fact = path.strip("/").split("/")
    if kind == "income":
        return send(at, {"kinds": answers.get((of, "income"), ["none"])})
    if kind == "ask":
        return send(at, _entered(answers[of, fact[0]]))
    if not answers[of, "jobs"]:
        return send(at, {"answer": "no"})
    for job in answers[of, "jobs"]:
        send(f"{at}add/", _entered(job))
    return opened(f"{address}/screener/next/")


def _sender(page: Page) -> Sends:
    """Sends forms as their pages would."""

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
