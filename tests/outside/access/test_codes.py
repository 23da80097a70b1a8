"""A code that another took the place of opens nothing, and neither does anything that it had opened before."""

from __future__ import annotations

import pytest

from tests.outside.applicants import NAME, PNG, SIGNED, code_on, file, fill_in, replaced
from tests.outside.service import Service
from tests.outside.visitor import Visitor


class Household:
    """Someone who saved a draft that someone else in the home opened, and then applied."""

    def __init__(self, demo: Service) -> None:
        self.demo = demo
        self.owner, self.other = demo.visitor(), demo.visitor()
        fill_in(self.owner)
        self.owner.send("/save/", {})
        self.code = code_on(self.owner.follow())
        self.other.send("/code/", {"code": self.code})
        self.form = self.other.form("/apply/declaration/")
        self.reference, filed_with = file(self.owner)
        assert filed_with == self.code and self.reference

    def replace(self) -> str:
        return replaced(self.demo, self.reference)

    def opened(self, who: Visitor) -> bool:
        """Whether someone reads the case, on any of its pages."""
        for page in ("/case/", "/case/facts/", "/case/papers/", "/apply/done/"):
            who.get(page)
            if who.status == 200 and (self.reference in who.text or NAME in who.text):
                return True
        return False


@pytest.fixture
def household(demo: Service) -> Household:
    return Household(demo)


def test_the_form_of_a_draft_opens_the_case_no_more(household: Household) -> None:
    household.replace()
    household.other.post("/apply/declaration/", {**household.form, **SIGNED})
    assert not household.opened(household.other)


def test_the_same_form_with_something_else_in_it_opens_nothing_either(household: Household) -> None:
    household.replace()
    household.other.post("/apply/declaration/", {**household.form, "declared": "yes", "signature": "Someone Else"})
    assert not household.opened(household.other)


def test_answers_saved_anew_under_another_code_do_not_lead_to_the_case(household: Household) -> None:
    household.other.send("/save/", {})
    another = code_on(household.other.follow())
    assert another and another != household.code
    household.replace()
    late = household.demo.visitor()
    late.send("/code/", {"code": another})
    late.send("/apply/declaration/", SIGNED)
    assert not household.opened(late)


def test_a_draft_that_was_open_in_another_browser_shows_nothing_any_more(household: Household) -> None:
    household.replace()
    for page in ("/screener/people/", "/apply/names/", "/apply/review/", "/screener/answers/"):
        assert NAME not in household.other.get(page), page


def test_a_session_that_the_code_had_opened_reads_and_writes_nothing(household: Household) -> None:
    household.other.send("/code/", {"code": household.code})
    assert household.opened(household.other)
    form = household.other.form("/case/moved-in/")
    paper = household.other.form("/case/papers/send/")
    household.replace()
    household.other.post("/case/moved-in/", {**form, "name": "Nobody Known"})
    household.other.upload("/case/papers/send/", paper, {"file": ("rent.png", PNG, "image/png")}, page="/apply/")
    assert not household.opened(household.other)
    worker = household.demo.staff("worker")
    worker.send(f"/cases/{household.reference}/open/", {"reason": "question"})
    seen = worker.get(f"/cases/{household.reference}/")
    assert "Nobody Known" not in seen and "rent.png" not in seen


def test_the_old_code_opens_nothing_and_the_new_one_the_case(household: Household) -> None:
    new = household.replace()
    late = household.demo.visitor()
    late.send("/code/", {"code": household.code})
    assert late.status == 400
    late.send("/code/", {"code": new})
    assert household.opened(late)
