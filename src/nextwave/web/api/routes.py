"""The JSON API: assessments, and what can be asked. Its description is at /api/v1/openapi.json.

Assessing reads and writes JSON with msgspec and touches no session.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from nextwave.engine.budget import REQUEST, Budget
from nextwave.engine.situations.problems import SituationError
from nextwave.gate.documents import NoJson, decoded
from nextwave.rulebook.finding import usual
from nextwave.rulebook.problems import Place, Problem, RulebookError
from nextwave.rulebook.publishing.listing import facts_of
from nextwave.version import __version__
from nextwave.web.api import cases, log
from nextwave.web.api.authorizing import NOBODY
from nextwave.web.api.faults import Bodies, answer_with_problems, refused, reply
from nextwave.web.rules import assessor, today

#: A list of requests has this many at the most.
MOST = 1_000

api = NinjaAPI(
    title="Nextwave",
    version=__version__,
    docs_url=None,
    description="What follows from the law for stated facts, and casework for programs. Money is text; a fact left "
    "out is not guessed.",
    auth=NOBODY,
    parser=Bodies(),
)
answer_with_problems(api)
api.add_router("", cases.router)
api.add_router("", log.router)

_REQUEST: dict[str, Any] = {
    "type": "object",
    "required": ["on", "situation"],
    "properties": {
        "rulebook": {"type": "string", "example": usual()},
        "on": {"type": "string", "format": "date", "example": "2026-11-01"},
        "situation": {
            "type": "object",
            "required": ["people"],
            "properties": {
                "people": {"type": "array", "maxItems": 20, "items": {"type": "object", "required": ["id"]}},
                "household": {"type": "object"},
                "complete": {"type": "boolean"},
            },
        },
    },
}


def answer(request: Any, budget: Budget) -> tuple[dict[str, Any], int]:
    """One answer or its problems, with the HTTP status that fits."""
    try:
        return assessor().assess(request, budget), 200
    except (SituationError, RulebookError) as error:
        return {"problems": [p.as_json() for p in error.problems]}, 422


@api.post(
    "/assessments",
    auth=None,
    summary="Assess one situation, or a list of them",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"oneOf": [_REQUEST, {"type": "array", "maxItems": MOST, "items": _REQUEST}]}
                }
            },
        },
        "responses": {
            "200": {"description": "The answer, or a list of answers in the same order, problems included"},
            "400": {"description": "No JSON"},
            "413": {"description": "More requests than one call takes"},
            "422": {"description": "A fact that cannot be taken: its name, place, reason and the nearest valid name"},
        },
    },
)
def assessments(request: HttpRequest) -> HttpResponse:
    """Work out what follows from stated facts."""
    try:
        given = decoded(request.body, "body")
    except RequestDataTooBig:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000
        what = f"this is more than {most} MB"
        return refused([Problem("too-many", what, Place("body"), "send it in parts")], 413)
    except NoJson as error:
        return refused([error.problem], 400)
    budget = Budget(REQUEST, ready=today().replace(day=1))
    if isinstance(given, list):
        if len(given) > MOST:
            what = f"{len(given)} requests; {MOST} at the most"
            return refused([Problem("too-many", what, Place("body"), "send them in parts")], 413)
        return reply([answer(one, budget)[0] for one in given])
    return reply(*answer(given, budget))


@api.get("/rulebooks", auth=None, summary="The rulebooks there are")
def rulebooks(request: HttpRequest) -> HttpResponse:
    """Name, title, programmes and the version of the law."""
    book = assessor().rulebook
    programmes = [{"name": p.name, "title": p.title, "cites": p.cites} for p in book.programmes.values()]
    return reply([{"name": book.name, "title": book.title, "programmes": programmes, **assessor().versions()}])


@api.get("/rulebooks/{name}/facts", auth=None, summary="The facts that can be stated")
def facts(request: HttpRequest, name: str) -> HttpResponse:
    """Every fact with its type, bounds, choices and question."""
    book = assessor().rulebook
    if name != book.name:
        return refused(
            [Problem("rulebook", f"there is no rulebook {name[:60]}", Place("name"), f"use {book.name}")], 404
        )
    return reply({"facts": facts_of(book)})
