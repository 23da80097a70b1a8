"""Another code for a household that lost its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nextwave.casework.acts.replace_code import ReplaceCode
from nextwave.casework.models import Case
from nextwave.web.entry.entries import Unclear
from nextwave.web.worker.acting import act
from nextwave.web.worker.handling.codes import code_for, keep
from nextwave.web.worker.opening import HANDLERS, on_case, show


@on_case(*HANDLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def replace_code(request: HttpRequest, case: Case) -> HttpResponse:
    """Asks first whether it is them: whoever has the code reads the whole file."""
    error = None
    if request.method == "POST":
        try:
            if request.POST.get("sure") != "yes":
                raise Unclear("sure", _("Make sure who asks for the code, then tick the box"))
            code = code_for(request)
            act(request, case, ReplaceCode(code))
            keep(request, case, code)
            return redirect("taken-in", case.reference)
        except Unclear as wrong:
            error = wrong
    return show(request, case, "case", "replace_code", {}, error)
