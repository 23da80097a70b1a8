"""For whoever watches over the service: /health/ says that it answers, /ready/ that it can do its work."""

from __future__ import annotations

import os
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from nextwave.casework.keeping.sealing import opened, sealed
from nextwave.web.access.guard import PUBLIC, open_to
from nextwave.web.rules import assessor

#: Sealed and opened again, to see that the keys do.
TEXT = "ready"


@open_to(PUBLIC)
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answered by any process that is alive; looks at nothing."""
    return JsonResponse({"alive": True})


@open_to(PUBLIC)
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """503 where something is missing, with what; never with why, which may name what is nobody's business."""
    found = {name: _so(look) for name, look in LOOKS.items()}
    return JsonResponse({"ready": all(found.values()), **found}, status=200 if all(found.values()) else 503)


def _so(look: Callable[[], bool]) -> bool:
    try:
        return look()
    except Exception:
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return bool(cursor.fetchone() == (1,))


def _disk() -> bool:
    free = os.statvfs(settings.DATA)
    return os.access(settings.DATA, os.W_OK) and free.f_bavail * free.f_frsize > 50_000_000


LOOKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "law": lambda: bool(assessor().rulebook.law_version),
    "keys": lambda: opened(sealed(TEXT)) == TEXT,
    "disk": _disk,
}
