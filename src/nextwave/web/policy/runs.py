"""Kept runs of reforms: the list, a run with its results, and what can be done with it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nextwave.casework.models.account import Role
from nextwave.reforms import asking
from nextwave.reforms.models import Standing, State
from nextwave.web.access.guard import open_to
from nextwave.web.downloads import attached, csv_file
from nextwave.web.entry.entries import Unclear
from nextwave.web.localization.languages import current, say
from nextwave.web.policy import runs_tables as tables
from nextwave.web.policy import runs_words as words
from nextwave.web.policy.runs_changed import changed
from nextwave.web.policy.runs_new import name_entered

READERS = (Role.POLICYMAKER, Role.AUDITOR)
#: Runs on a page of the list.
PAGE = 50
#: No run has a number of so many digits; databases take none that is much larger.
MOST_NUMBER = 10**18
#: Seconds after which the page of a run that is being worked on is shown anew.
AGAIN = 3


@open_to(*READERS)
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """The runs that are kept, the latest first."""
    return listed(request)


def listed(request: HttpRequest, error: Unclear | None = None) -> HttpResponse:
    """The list; with an error where the runs chosen on it cannot be compared."""
    asking.bury()
    before = request.GET.get("before", "")
    found = Standing.objects.select_related("run__asked_by").defer("result", "run__reform").order_by("-pk")
    if before.isascii() and before.isdigit() and len(before) < 18:
        found = found.filter(pk__lt=int(before))
    shown = list(found[: PAGE + 1])
    context = {
        "rows": shown[:PAGE],
        "following": shown[PAGE - 1].pk if len(shown) > PAGE else None,
        "first": not before,
        "states": words.states(),
        "chosen": request.GET.getlist("run"),
        "may_ask": request.user.role == Role.POLICYMAKER,
        "error": error,
    }
    return render(request, "nextwave/policy/runs.html", context, status=400 if error else 200)


def standing_of(number: int) -> Standing:
    """A run with how it stands. Raises Http404."""
    found = None
    if number < MOST_NUMBER:
        found = Standing.objects.select_related("run__asked_by").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@open_to(*READERS)
@require_safe
def run(request: HttpRequest, number: int) -> HttpResponse:
    """One run: how far it is, or what came of it."""
    return shown(request, number)


def shown(request: HttpRequest, number: int, error: Unclear | None = None) -> HttpResponse:
    """The page of a run; with an error where its name could not be changed."""
    asking.bury()
    standing = standing_of(number)
    working = standing.state in (State.WAITING, State.RUNNING)
    still = request.GET.get("still") == "1"
    book = asking.book_of(standing.run)
    context: dict[str, Any] = {
        "one": standing,
        "run": standing.run,
        "state": words.states()[standing.state],
        "doing": words.doing().get(standing.doing, ""),
        "failure": words.failures().get(standing.problem, ""),
        "programme": say(book.programmes[standing.run.programme].title),
        "changes": changed(standing.run),
        "working": working,
        "still": still,
        "again": AGAIN,
        "may_ask": request.user.role == Role.POLICYMAKER,
        "error": error,
        "data": request.POST if error else None,
    }
    if standing.state == State.DONE:
        context |= _results(request, standing)
    response = render(request, "nextwave/policy/run.html", context, status=400 if error else 200)
    if working and not still and not error:
        response["Refresh"] = str(AGAIN)
    return response


def _results(request: HttpRequest, standing: Standing) -> dict[str, Any]:
    result = tables.result_of(standing)
    those = "do_" if request.GET.get("who") == "do" and "do_totals" in result else ""
    steps = _steps(result["data"]["imputations"])
    ranked = sorted(result["data"]["sensitivity"].items(), key=lambda item: -abs(item[1]["cost_percent"]))
    return {
        "result": result,
        "totals": tables.totals(result),
        "about_costs": tables.about_costs(result),
        "groups": [tables.by_group(result, f, those) for f in ("decile", "type") if f"{those}by_{f}" in result],
        "tenths": "by_decile" in result,
        "invented": result["data"].get("invented", False),
        "last": [tables.by_size(result)] if "sizes" in result else [],
        "levels": [made(result, those) for made in (tables.by_level, tables.moved)] if "levels" in result else [],
        "those": those,
        "both": "do_totals" in result,
        "files": [name for name in tables.FILES if name in result],
        "imputed": [
            (*steps.get(s, (s, "en")), f"{change['cost_percent']:+.1f}%".replace("-", "−")) for s, change in ranked
        ],
        "imputations": [(*steps[i["step"]], i) for i in result["data"]["imputations"]],
    }


def _steps(imputations: list[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """What each step is called that filled in what the survey does not hold, and in which language where that is not
    the page's: its data sheet says it (`called`), by language."""
    found = {}
    for one in imputations:
        called = {"en": one["step"], **one.get("called", {})}
        language = current() if current() in called else "en"
        found[one["step"]] = called[language], "" if language == current() else language
    return found


@open_to(Role.POLICYMAKER)
@require_POST
def rename(request: HttpRequest, number: int) -> HttpResponse:
    """Calls a run otherwise."""
    standing = standing_of(number)
    try:
        asking.rename(standing.run, name_entered(request.POST.get("name", "")))
    except Unclear as error:
        return shown(request, number, error)
    return redirect("run", number)


@open_to(Role.POLICYMAKER)
@require_POST
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Ends a run that is not done."""
    asking.stop(standing_of(number).run)
    return redirect("run", number)


@open_to(Role.POLICYMAKER)
@require_POST
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Starts a run again that failed or was stopped."""
    try:
        asking.again(standing_of(number).run)
    except asking.TooMany:
        text = _("Too many runs are waiting. Try again when some of them are done")
        return shown(request, number, Unclear("send", text))
    return redirect("run", number)


@open_to(*READERS)
@require_safe
def reform_file(request: HttpRequest, number: int) -> HttpResponse:
    """The reform as the file that `nextwave simulate --reform` takes."""
    return attached(standing_of(number).run.reform, f"reform-{number}.yaml", "application/yaml; charset=utf-8")


@open_to(*READERS)
@require_safe
def table_csv(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """A table of a run, as `nextwave simulate --out` writes it."""
    result = done(number)
    if name not in tables.FILES or name not in result:
        raise Http404
    return csv_file(tables.as_csv(result, name), f"run-{number}-{name}")


@open_to(*READERS)
@require_safe
def chart(request: HttpRequest, number: int, name: str, size: str) -> HttpResponse:
    """A chart of a run as a picture, in the page's language."""
    done(number)
    try:
        drawn = _drawn(number, name, size, current())
    except LookupError:
        raise Http404 from None
    return HttpResponse(drawn, content_type="image/svg+xml")


def done(number: int) -> dict[str, Any]:
    """The result of a run. Raises Http404 where there is none yet."""
    standing = standing_of(number)
    if standing.state != State.DONE:
        raise Http404
    return tables.result_of(standing)


@lru_cache(maxsize=256)
def _drawn(number: int, name: str, size: str, language: str) -> bytes:
    """A chart, drawn once: what came of a run is never changed."""
    from nextwave.web.policy import runs_charts  # takes a second to load: only for who looks at one

    return runs_charts.chart(done(number), name, size)
