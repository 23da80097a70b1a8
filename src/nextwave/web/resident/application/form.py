"""What a resident enters to apply, beside the answers of the screener: names, how to reach them safely, who helps.

It lives in the encrypted session, beside the interview, until it is filed, saved with a code or deleted.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from nextwave.casework.access.codes import new_code
from nextwave.casework.household.facts import Stated
from nextwave.casework.models.fact import as_now
from nextwave.web.access.guard import CASE, CODE
from nextwave.web.resident.screener.interview import Interview

#: Where the session keeps the form.
_KEY = "application"


@dataclass
class Form:
    """`names` are full names by person's id; `contact` is what `contact_entries` reads, page by page; `key` names
    the attempt to file it."""

    names: dict[str, str] = field(default_factory=dict)
    contact: dict[str, Any] = field(default_factory=dict)
    language: str = ""
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @classmethod
    def of(cls, request: HttpRequest) -> Form:
        found = cls(**request.session.get(_KEY, {}))
        found.contact = as_now(found.contact)
        return found

    def keep(self, request: HttpRequest) -> None:
        request.session[_KEY] = vars(self)

    @staticmethod
    def started(request: HttpRequest) -> bool:
        return _KEY in request.session

    def missing(self, interview: Interview) -> str:
        """The first page without which nothing can be filed: a name and an address; empty
        where both are there."""
        if not interview.people or not self.names.get(interview.people[0]["id"]):
            return "apply-names"
        return "" if "fixed" in self.contact else "apply-address"

    def people(self, interview: Interview) -> dict[str, str]:
        """Everyone's name: where no full name was given, the one of the screener."""
        return {p["id"]: self.names.get(p["id"]) or interview.name(p["id"]) for p in interview.people}


def started(request: HttpRequest) -> bool:
    """Whether this session has answers, a form that was begun, or a case that was filed from them."""
    return Form.started(request) or bool(Interview.of(request).people) or CASE in request.session


def forget(request: HttpRequest) -> None:
    """Takes answers and form out of the session."""
    for key in (_KEY, CODE):
        request.session.pop(key, None)
    Interview.forget(request)


def code_of(request: HttpRequest) -> str:
    """The code of this session's answers. It is made before anything is saved or filed under it, so that it can
    be shown again when a reply was lost on the way."""
    if CODE not in request.session:
        request.session[CODE] = new_code()
    return request.session[CODE]


def renewed_code(request: HttpRequest) -> str:
    """Another code, where the one so far already opens a case."""
    request.session.pop(CODE, None)
    return code_of(request)


def stated(situation: dict[str, Any], before: dict[str, Any] | None = None) -> list[Stated]:
    """The facts of a situation as statements of the resident; with `before`, only those that are other than
    there, and those that are not known any more."""
    now, then = _facts(situation), _facts(before or {})
    gone = [Stated(of, fact, None, known=False) for of, fact in then if (of, fact) not in now]
    changed = [(key, v) for key, v in now.items() if key not in then or then[key] != v]
    return [Stated(of, fact, value) for (of, fact), value in changed] + gone


def _facts(situation: dict[str, Any]) -> dict[tuple[str, str], Any]:
    records = [(p["id"], p) for p in situation.get("people", ())] + [("household", situation.get("household", {}))]
    return {(of, fact): value for of, record in records for fact, value in record.items() if fact != "id"}
