"""The end of applying: what papers are needed, everything on one page, the declaration, and the receipt."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nextwave.casework.access.actor import RESIDENT
from nextwave.casework.access.codes import case_of as case_of_code
from nextwave.casework.access.codes import code_hash, used
from nextwave.casework.access.limiting import FILING, attempt
from nextwave.casework.acts.act import Attempted
from nextwave.casework.acts.file_application import FILING_KEYS, Application, file, filed_already
from nextwave.casework.clock import today
from nextwave.casework.law.in_force import notice_rules
from nextwave.casework.models.case import Channel
from nextwave.casework.refusals import AnotherUse, Refused
from nextwave.engine.situations.problems import SituationError
from nextwave.screening.questions import asked_of_people, open_facts
from nextwave.web.access.client import network
from nextwave.web.access.guard import CASE, PUBLIC, RESIDENT_ROLE, case_of, open_to
from nextwave.web.entry import texts
from nextwave.web.entry.entries import Unclear
from nextwave.web.entry.waiting import Wait, page
from nextwave.web.localization.languages import current, offered
from nextwave.web.middleware.ended import ended, lost, unless_lost
from nextwave.web.resident.application import contact_entries, lost_reply
from nextwave.web.resident.application.applying import onward, step_page
from nextwave.web.resident.application.evidence_needed import papers
from nextwave.web.resident.application.form import Form, code_of, forget, renewed_code, started, stated
from nextwave.web.resident.screener.answers import sections
from nextwave.web.resident.screener.interview import Interview
from nextwave.web.rules import assessor
from nextwave.web.sessions import renew

#: Where the session keeps the code that the receipt shows, until the resident says that they have it.
NEW_CODE = "new-code"


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
@unless_lost(started)
def evidence(request: HttpRequest) -> HttpResponse:
    """Which papers show what was answered; they can be sent after applying."""
    interview = Interview.of(request)
    if not interview.people:
        return redirect("apply-names")
    if request.method == "POST":
        return onward(request, "apply-evidence")
    if interview.problem():
        return redirect("answers")
    return step_page(request, "apply-evidence", papers=papers(interview))


@open_to(PUBLIC)
@require_safe
@unless_lost(started)
def review(request: HttpRequest) -> HttpResponse:
    """Everything that would be filed, with a way to change each part."""
    interview, form = Interview.of(request), Form.of(request)
    missing = form.missing(interview) or ("answers" if interview.problem() else "")
    if missing:
        return redirect(missing)
    contact = [
        {"label": label, "value": value, "change": reverse(f"apply-{part}")}
        for part, label, value in contact_entries.shown(form.contact)
    ]
    letters = offered().get(form.language or current(), "")
    contact.append({"label": _("Language of letters"), "value": letters, "change": reverse("apply-language")})
    unreached = [page for page, key in (("apply-reach", "way"), ("apply-helper", "helper")) if key not in form.contact]
    book = assessor().rulebook
    context = {
        "names": list(form.people(interview).values()),
        "contact": contact,
        "unreached": unreached,
        "sections": sections(interview),
        "open": len(asked_of_people(book, interview.situation, open_facts(interview.answer()))),
    }
    return render(request, "nextwave/resident/apply/review.html", context)


@open_to(PUBLIC)
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest) -> HttpResponse:
    """The declaration with its signature; then it is filed."""
    interview, form = Interview.of(request), Form.of(request)
    if CASE in request.session and not Form.started(request):
        return redirect("applied")
    if lost_reply.left(request):
        return _again(request)
    if not started(request) and lost(request):
        return ended(request)
    missing = form.missing(interview)
    if missing:
        return redirect(missing)
    error = None
    if request.method == "POST":
        try:
            return _filed(request, interview, form)
        except Unclear as unclear:
            error = unclear
    rules = notice_rules()
    context = {
        "data": request.POST if request.method == "POST" else None,
        "error": error,
        "interview": rules.interview,
        "equal": rules.nondiscrimination.says[current()],
        "equal_cites": rules.nondiscrimination.cites,
    }
    # Kept before anything is filed: a repeated attempt has the same key and the same code.
    code_of(request)
    form.keep(request)
    if request.method == "GET":
        # Whoever knew the id of the session while it was filled in does not know the one from which it is filed.
        request.session.cycle_key()
    return page(request, "nextwave/resident/apply/declare.html", context)


def _filed(request: HttpRequest, interview: Interview, form: Form) -> HttpResponse:
    if request.POST.get("declared") != "yes":
        raise Unclear("declared", _("Tick the box if what you say is true"))
    signature = texts.name(request.POST, "signature")
    if not signature:
        raise Unclear("signature", _("Type your full name as your signature"))
    application = Application(
        people=form.people(interview),
        stated=stated(interview.situation),
        contact={**form.contact, "signed_by": signature},
        language=form.language or current(),
        channel=Channel.ONLINE,
    )
    new = not filed_already(form.key)
    if new and (seconds := attempt(FILING, network(request))):
        raise Wait("declared", seconds)
    code = code_of(request)
    if new and used(code):
        # The saved answers were filed from another device already; this is another application.
        code = renewed_code(request)
    try:
        file(RESIDENT, application, Attempted(form.key, space=FILING_KEYS), code)
    except AnotherUse:
        # It was filed, the reply was lost, and something was changed since.
        pass
    except SituationError:
        text = _("These answers cannot all be so. Go back to your answers and change the one that is wrong.")
        raise Unclear("declared", text) from None
    except Refused as refused:
        raise Unclear("declared", _("This could not be taken. Check your answers and try again.")) from refused
    return _receipt(request, code, signature)


def _receipt(request: HttpRequest, code: str, signature: str) -> HttpResponse:
    """Opens the case to the code of this session, and to nothing else that it holds."""
    if case_of_code(code) is None:
        request.session.flush()
        return redirect(reverse("enter-code") + "?sent=1")
    forget(request)
    lost_reply.forget(request)
    before = renew(request)
    request.session[CASE] = code_hash(code)
    request.session[NEW_CODE] = code
    lost_reply.leave(before, code, signature)
    return redirect("applied")


def _again(request: HttpRequest) -> HttpResponse:
    """The declaration was sent, and its reply was lost: sent again, it leads to the receipt."""
    signature = texts.name(request.POST, "signature")
    code = lost_reply.code(request, signature) if request.method == "POST" else ""
    return _receipt(request, code, signature) if code else redirect(reverse("enter-code") + "?sent=1")


@open_to(RESIDENT_ROLE)
@require_http_methods(["GET", "HEAD", "POST"])
def applied(request: HttpRequest) -> HttpResponse:
    """The receipt: reference, the code until they say that they have it, and the last day for the decision."""
    case = case_of(request)
    if request.method == "POST":
        request.session.pop(NEW_CODE, None)
        request.session.cycle_key()
        return redirect("own-papers" if request.POST.get("then") == "papers" else "own-case")
    rules = notice_rules()
    context = {
        "case": case,
        "code": request.session.get(NEW_CODE),
        "expedited": case.docket.expedited,
        "due": rules.decision_limit.end(case.filed_on),
        "fast": rules.expedited_limit.end(case.filed_on),
        "today": today(),
    }
    return render(request, "nextwave/resident/apply/applied.html", context)
