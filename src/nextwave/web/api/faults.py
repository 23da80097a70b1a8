"""What an operation answers where it cannot be done: {"problems": […]} with the status that fits."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser

from nextwave.casework.refusals import NotAllowed, Refused, Stale
from nextwave.engine.situations.problems import SituationError
from nextwave.gate.documents import NoJson, decoded
from nextwave.rulebook.problems import Place, Problem, RulebookError
from nextwave.web.api.authorizing import Forbidden
from nextwave.web.api.cases import NotThere


class Bodies(Parser):
    """Reads the JSON of every request by the one gate."""

    def parse_body(self, request: HttpRequest) -> Any:
        return decoded(request.body, "body")


_encoder = msgspec.json.Encoder()


def reply(data: Any, status: int = 200) -> HttpResponse:
    return HttpResponse(_encoder.encode(data), content_type="application/json", status=status)


def refused(problems: list[Problem], status: int) -> HttpResponse:
    return reply({"problems": [p.as_json() for p in problems]}, status)


def status_of(error: Refused) -> int:
    """403 where nothing permits it, 409 where the case changed, else 422."""
    if isinstance(error, NotAllowed):
        return 403
    return 409 if isinstance(error, Stale) else 422


def invalid(error: ValidationError) -> list[Problem]:
    """What is wrong with the form of a request, place by place."""
    found = []
    for one in error.errors:
        place = ".".join(str(part) for part in one["loc"] if part not in ("given", "filters"))
        found.append(Problem("form", str(one["msg"]), Place(place), "see /api/v1/openapi.json"))
    return found


def answer_with_problems(api: NinjaAPI) -> None:
    """Lets an API answer every refusal in this form."""

    def no_token(request: HttpRequest, error: Exception) -> HttpResponse:
        remedy = "send Authorization: Bearer and a token of `nextwave token add`"
        problem = Problem("no-token", "there is no token, or it opens nothing", Place("Authorization"), remedy)
        response = refused([problem], 401)
        response["WWW-Authenticate"] = "Bearer"
        return response

    def http(request: HttpRequest, error: HttpError) -> HttpResponse:
        problem = Problem("request", error.message, Place("body"), "correct it there")
        if isinstance(error.__cause__, NoJson):
            problem = error.__cause__.problem
        return refused([problem], error.status_code)

    api.add_exception_handler(AuthenticationError, no_token)
    api.add_exception_handler(HttpError, http)
    api.add_exception_handler(ValidationError, lambda r, e: refused(invalid(e), 422))
    api.add_exception_handler(Forbidden, lambda r, e: refused([e.problem], 403))
    api.add_exception_handler(NotThere, lambda r, e: refused([e.problem], 404))
    api.add_exception_handler(Refused, lambda r, e: refused([e.problem], status_of(e)))
    api.add_exception_handler(SituationError, lambda r, e: refused(e.problems, 422))
    api.add_exception_handler(RulebookError, lambda r, e: refused(e.problems, 422))
