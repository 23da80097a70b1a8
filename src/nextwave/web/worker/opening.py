"""Opening a case: the reason first, then a record of the reading, then the page.

The reason is kept in the session for this case for an hour; every page of the case is recorded under it.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nextwave.casework.access.authority import verdict
from nextwave.casework.access.cases import named
from nextwave.casework.access.looking import ASSIGNED, OTHER, REASONS, look
from nextwave.casework.access.own_case import Unanswered
from nextwave.casework.models import Account, Case, Event
from nextwave.casework.refusals import NotAllowed
from nextwave.web.access.guard import actor_of, open_to
from nextwave.web.access.onward import onward
from nextwave.web.entry.entries import Unclear
from nextwave.web.worker.acting import Refusal
from nextwave.web.worker.presentation.words import actions, reasons, statuses

#: Who may read cases, and who may work on them.
READERS = ("worker", "supervisor", "auditor")
HANDLERS = ("worker", "supervisor")

#: How long another reason may be, in letters.
MOST_WORDS = 300

#: Where a session keeps why each case is read, and for how many seconds.
_KEY = "looking"
KEPT = 60 * 60


class NoReason(Exception):
    """A case is to be shown and nobody said why."""

    def __init__(self, case: Case, back: str) -> None:
        self.case, self.back = case, back
        super().__init__(case.reference)


def case_at(reference: str) -> Case:
    """The case of an address. Raises Http404."""
    found = named(reference)
    if found is None:
        raise Http404
    return found


def remember(request: HttpRequest, case: Case, reason: str, words: str = "") -> None:
    """Keeps why someone reads a case, in words where it is another reason."""
    kept = {k: v for k, v in request.session.get(_KEY, {}).items() if v[1] > time.time() - KEPT}
    request.session[_KEY] = {**kept, str(case.pk): [reason, time.time(), words]}


def reason_of(request: HttpRequest, case: Case) -> str:
    """Why this case is read. What someone has typed is not lost when the hour ends meanwhile. Raises NoReason."""
    reason, since, _words = request.session.get(_KEY, {}).get(str(case.pk), ("", 0.0, ""))
    if reason and (request.method == "POST" or since > time.time() - KEPT):
        return str(reason)
    if case.docket.assigned_id == request.user.pk:
        return ASSIGNED
    raise NoReason(case, request.get_full_path() if request.method in ("GET", "HEAD") else "")


def on_case(*roles: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A page of the case in its address, open to these roles once they have said why they read it. The view gets
    the case in the place of its reference."""

    def marked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def page(request: HttpRequest, reference: str, **parts: Any) -> HttpResponse:
            case = case_at(reference)
            try:
                reason_of(request, case)
                # Whoever is at work stays signed in.
                request.session.modified = True
                return view(request, case, **parts)
            except NoReason as missing:
                there = reverse("open-case", args=[reference])
                return redirect(f"{there}?{urlencode({'next': missing.back})}" if missing.back else there)
            except Unanswered:
                there = reverse("acquaintance", args=[reference])
                back = request.get_full_path() if request.method in ("GET", "HEAD") else ""
                return redirect(f"{there}?{urlencode({'next': back})}" if back else there)
            except NotAllowed:
                return closed(request)

        return open_to(*roles)(page)

    return marked


def closed(request: HttpRequest) -> HttpResponse:
    """The case may not be read by whoever asks for it."""
    return render(request, "nextwave/worker/closed.html", {}, status=403)


def recorded(request: HttpRequest, case: Case, what: str) -> None:
    """Records that the case is read, before anything of it is shown. Raises NoReason, NotAllowed."""
    kept = request.session.get(_KEY, {}).get(str(case.pk), ("", 0.0, ""))
    look(actor_of(request), case, reason_of(request, case), what, kept[2])


def show(
    request: HttpRequest,
    case: Case,
    what: str,
    page: str,
    context: dict[str, Any],
    error: Unclear | None = None,
) -> HttpResponse:
    """A page of a case, once it is recorded that it is read; after a refused act with what was typed."""
    recorded(request, case, what)
    case.docket.refresh_from_db()
    refusal = error if isinstance(error, Refusal) else None
    shared = {
        "case": case,
        "docket": case.docket,
        "status": statuses()[case.docket.status],
        "key": secrets.token_urlsafe(24),
        "seen": case.docket.version,
        "error": error,
        "data": request.POST if request.method == "POST" else None,
        "changed": changed_since(case, refusal.seen) if refusal and refusal.seen is not None else [],
        "may_handle": may_handle(request.user, case),
    }
    status = refusal.status if refusal else 400 if error else 200
    return render(request, f"nextwave/worker/{page}.html", {**shared, **context}, status=status)


def may_handle(account: Account, case: Case) -> bool:
    return account.role in HANDLERS and verdict(account, "handle", case).allowed


def changed_since(case: Case, seen: int) -> list[dict[str, str]]:
    """What happened since someone opened a page, the first first."""
    events = Event.objects.filter(case=case, number__gt=seen).select_related("account").order_by("number")
    return [happened(e) for e in events]


def happened(event: Event) -> dict[str, str]:
    """An event in words."""
    at = timezone.localtime(event.at)
    return {
        "day": at.date().isoformat(),
        "time": f"{at:%H:%M}",
        "who": str(event.account) if event.account else _("The household"),
        "what": actions().get(event.action, event.action),
    }


@open_to(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def open_case(request: HttpRequest, reference: str) -> HttpResponse:
    """Why do you open this case? Nothing of it stands here but its reference."""
    case = case_at(reference)
    following = onward(request)
    error = None
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        words = " ".join(request.POST.get("words", "").split())
        if reason not in REASONS:
            error = Unclear("reason", _("Choose why you open this case"))
        elif reason == OTHER and not 0 < len(words) <= MOST_WORDS:
            error = Unclear("words", _("Say why, in up to %(most)s letters") % {"most": MOST_WORDS})
        else:
            remember(request, case, reason, words)
            return redirect(following) if following else redirect("case", reference)
    context = {
        "reference": reference,
        "reasons": reasons(),
        "next": following,
        "error": error,
        "data": request.POST if request.method == "POST" else None,
    }
    return render(request, "nextwave/worker/open.html", context, status=400 if error else 200)
