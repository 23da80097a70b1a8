"""A session that ended while someone was answering is said to have ended; what was just typed is shown again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.outside.service import Service
from tests.outside.visitor import Visitor


@pytest.fixture(scope="module")
def sessions(service: Service) -> Path:
    return Path(service.environment["NEXTWAVE_DATA"]) / "sessions"


def someone(service: Service) -> Visitor:
    visitor = service.visitor()
    visitor.send("/screener/people/", {"name": "Ana", "action": "add"})
    return visitor


def end(sessions: Path) -> None:
    """Everyone's hour is over."""
    for path in sessions.iterdir():
        path.unlink()


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/screener/jobs/p1/add/", {"answer": "351.27", "per": "week", "action": "continue"}),
        ("/screener/ask/p1/rent/", {"answer": "351.27", "per": "month", "action": "continue"}),
        ("/screener/people/", {"name": "351.27", "action": "add"}),
        ("/apply/names/", {"name-p1": "351.27"}),
        ("/apply/address/", {"fixed": "yes", "street": "351.27", "city": "X", "postcode": "", "letters_safe": "yes"}),
    ],
)
def test_what_was_just_typed_is_kept_on_the_page(service: Service, sessions: Path, path: str, fields: dict[str, str]) -> None:  # fmt: skip
    visitor = someone(service)
    form = visitor.form(path)
    end(sessions)
    page = visitor.post(path, {**form, **fields})
    assert "session has ended" in page, (visitor.status, visitor.location, page[:500])
    assert "351.27" in page and "/screener/people/" in page and "/code/" in page
    assert 400 <= visitor.status < 500
    visitor.get("/screener/people/")
    assert visitor.status == 200 and "Who lives in your home?" in visitor.text, "it is said once"


@pytest.mark.parametrize("path", ["/screener/ask/p1/rent/", "/screener/income/p1/", "/screener/people/", "/screener/answers/", "/screener/jobs/p1/"])  # fmt: skip
def test_a_page_that_is_opened_says_it_too(service: Service, sessions: Path, path: str) -> None:
    visitor = someone(service)
    end(sessions)
    page = visitor.get(path)
    assert "session has ended" in page, (visitor.status, visitor.location)


def test_whoever_never_began_is_not_told_of_an_end(service: Service) -> None:
    assert "session has ended" not in service.visitor().get("/screener/people/")
    visitor = service.visitor()
    visitor.get("/screener/ask/p1/rent/")
    assert visitor.location == "/screener/people/"


def test_staff_see_what_they_typed_and_sign_in_again(service: Service, sessions: Path) -> None:
    worker = service.staff("wim")
    form = worker.form("/intake/")
    end(sessions)
    page = worker.post("/intake/", {**form, "people": "Typed Name"})
    assert "session has ended" in page, (worker.status, worker.location)
    assert "Typed Name" in page and "/staff/sign-in/" in page
