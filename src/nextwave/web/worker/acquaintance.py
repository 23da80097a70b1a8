"""Are you in this case, or do you know who is? Asked before anything of a case is shown to someone whom it may concern."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nextwave.casework.access import own_case
from nextwave.casework.access.authority import require_permitted
from nextwave.casework.access.looking import look_at_names
from nextwave.casework.models import Case
from nextwave.web.access.onward import onward
from nextwave.web.entry.entries import Unclear
from nextwave.web.worker.opening import READERS, on_case, reason_of


@on_case(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def acquaintance(request: HttpRequest, case: Case) -> HttpResponse:
    """Shows the names that are like the reader's own, which is recorded, and takes the answer."""
    following = onward(request)
    require_permitted(request.user, "read", case)
    asked = own_case.asked_about(request.user, case)
    if not asked:
        return redirect(following) if following else redirect("case", case.reference)
    error = None
    if request.method == "POST":
        answer = request.POST.get("known", "")
        if answer in ("yes", "no"):
            own_case.say(request.user, case, answer == "yes")
            if answer == "yes":
                return redirect("queue")
            return redirect(following) if following else redirect("case", case.reference)
        error = Unclear("known", _("Choose whether you know them"))
    look_at_names(request.user, case, reason_of(request, case))
    context = {"reference": case.reference, "names": list(asked.values()), "next": following, "error": error}
    return render(request, "nextwave/worker/acquaintance.html", context, status=400 if error else 200)
