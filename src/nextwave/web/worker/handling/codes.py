"""A household's code on the worker's screen: made before it is recorded, and shown until it was handed over."""

from __future__ import annotations

from django.http import HttpRequest

from nextwave.casework.access.codes import code_hash, in_force, new_code
from nextwave.casework.models import Case

#: Where a session keeps codes that were not handed over yet, by the key of the attempt and by case.
_KEY = "codes"


def code_for(request: HttpRequest) -> str:
    """The code of an attempt. A reply that was lost can be asked for again with the same one."""
    key = request.POST.get("key", "")
    codes = request.session.get(_KEY, {})
    code = str(codes.get(key) or new_code())
    request.session[_KEY] = {**codes, key: code}
    return code


def keep(request: HttpRequest, case: Case, code: str) -> None:
    """From now on it is shown with the case."""
    request.session[_KEY] = {**request.session.get(_KEY, {}), str(case.pk): code}


def kept(request: HttpRequest, case: Case) -> str:
    """The code to be handed over; empty where that was done, or where another took its place."""
    code = str(request.session.get(_KEY, {}).get(str(case.pk), ""))
    return code if code and code_hash(code) == in_force(case) else ""


def handed_over(request: HttpRequest, case: Case) -> None:
    """Forgets the code."""
    code = kept(request, case)
    request.session[_KEY] = {k: v for k, v in request.session.get(_KEY, {}).items() if v != code}
