"""Who read what, for auditors' programs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from nextwave.casework.access.log import Asked, readings
from nextwave.casework.models.account import Role
from nextwave.web.api import shapes
from nextwave.web.api.authorizing import actor_of, operation

router = Router(tags=["audit"])


class Filters(shapes.Shape):
    """Which readings; `before` is the last page's `next`."""

    case: Annotated[str, Field(max_length=20, pattern=r"^[^\x00]*$")] = ""
    account: Annotated[str, Field(max_length=150, pattern=r"^[^\x00]*$")] = ""
    since: date | None = None
    until: Annotated[date | None, Field(le=date(9000, 1, 1))] = None
    before: Annotated[int | None, Field(ge=1, le=2**62)] = None


@operation(router.get, "/access-log", (Role.AUDITOR,), summary="Who read what")
def access_log(request: HttpRequest, filters: Annotated[Filters, Query()]) -> dict[str, Any]:
    """Who read which case when, in which role and why; nothing of what is in a case. Asking is recorded."""
    asked = Asked(filters.case, filters.account, filters.since, filters.until)
    found, following = readings(actor_of(request), asked, "api", filters.before)
    rows = [
        {
            "at": one.at.isoformat(),
            "case": one.case.reference,
            "account": one.account.username if one.account else None,
            "role": one.role,
            "reason": one.reason,
            "words": one.words or "",
            "what": one.what,
        }
        for one in found
    ]
    return {"readings": rows, "next": following}
