"""Another code for a household that lost its own."""

from __future__ import annotations

from typing import Any

from nextwave.casework.access.codes import case_of, opened_by, used
from nextwave.casework.models import Case
from tests.web.resident.conftest import Visitor, code_on
from tests.web.worker.conftest import Officer


def replaced(worker: Officer, case: Case) -> str:
    worker.open(case)
    worker.on(case, "code/", {"sure": "yes"})
    assert worker.location == f"/cases/{case.reference}/taken-in/"
    return code_on(worker.get(worker.location))


def test_the_new_code_opens_the_case_and_the_old_one_nothing(worker: Officer, filed: Any) -> None:
    case = filed()
    first = replaced(worker, case)
    assert case_of(first) == case
    assert opened_by(case.code_hash) is None
    second = replaced(worker, case)
    assert second != first
    assert (case_of(second), case_of(first)) == (case, None)
    assert used(first)
    assert case.events.filter(action="replace-code", account=worker.actor.account).count() == 2


def test_it_is_asked_first_who_wants_it(worker: Officer, filed: Any) -> None:
    case = filed()
    worker.open(case)
    assert "Make sure who asks for the code" in worker.on(case, "code/")
    assert worker.mistakes() == ["sure"]
    assert opened_by(case.code_hash) == case


def test_sent_twice_it_is_one_new_code(worker: Officer, filed: Any) -> None:
    case = filed()
    worker.open(case)
    form = {**worker.hidden(f"/cases/{case.reference}/code/"), "sure": "yes"}
    worker.post(f"/cases/{case.reference}/code/", form)
    code = code_on(worker.get(worker.location))
    worker.post(f"/cases/{case.reference}/code/", form)
    assert code_on(worker.get(worker.location)) == code
    assert case.replaced_codes.count() == 1


def test_a_browser_in_which_the_case_is_open_by_the_old_code_has_to_enter_the_new_one(
    worker: Officer, filed: Any
) -> None:
    case, visitor = filed(), Visitor()
    visitor.come_back(replaced(worker, case))
    assert case.reference in visitor.get("/case/")
    code = replaced(worker, case)
    visitor.get("/case/")
    assert visitor.location == "/code/"
    visitor.come_back(code)
    assert "We gave you a new code" in visitor.get("/case/")
