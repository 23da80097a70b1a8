"""The screener's pages in English, as they are sent: the way out is on each, and mistakes are said where they were made."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from tests.journeys.answering import answer
from tests.journeys.household import PAIR
from tests.web.resident.conftest import Visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/", "/screener/people/", "/screener/delete/", "/screener/deleted/", "/no-such-page/"]
)
def test_every_page_has_the_way_out_and_the_way_to_delete(ana: Visitor, path: str) -> None:
    text = unescape(ana.get(path))
    assert "Leave this page quickly</a>" in text
    assert re.search(r"<button[^>]*>\s*Delete my answers", text)
    assert load(find("washington"), with_cases=False).details["disclaimer"] in text


def test_mistakes_are_said_on_the_page_they_were_made_on_until_the_amount_with_its_reasons(ana: Visitor) -> None:
    def led(at: str) -> str:
        ana.get(at)
        return led(ana.location) if ana.location else at

    def send(to: str, fields: dict[str, Any]) -> str:
        ana.post(to, fields)
        assert ana.location, f"{to} does not take {fields}"
        return led(ana.location)

    def question() -> str:
        return re.findall(r"<h1.*?</h1>", ana.text, re.DOTALL)[0]

    ana.post("/screener/people/", {"action": "continue"})
    assert "Enter a name or nickname" in ana.text
    send("/screener/people/", {"name": "Ana", "action": "add"})
    at = send("/screener/people/", {"name": "Cy", "action": "continue"})
    while at != "/screener/result/":
        before = question()
        ana.post(at, {"action": "continue"})
        assert not ana.location, f"{at} goes on without an answer"
        assert re.search(r"<title>\s*Error: ", ana.text), at
        assert re.sub(r"<[^>]*>", "", question()) == re.sub(r"<[^>]*>", "", before)
        at = answer(send, led, at, PAIR)
    assert re.search(r'class="nw-amount__figure[^>]*>\s*\$496\s*<', ana.text)
    assert "Some figures are not confirmed for today. The true amount may differ." in ana.text
    assert "7 CFR 273.9(d)(6)(i)-(ii); 7 CFR 273.10(e)(1)(i)(G)-(H)" in ana.text
