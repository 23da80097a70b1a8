"""A new run: figures changed on a page, or a reform from a file."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nextwave.casework.models.account import Role
from nextwave.gate import text as gate
from nextwave.gate.text import Unreadable
from nextwave.population.reform import Reform
from nextwave.population.reform import read as read_reform
from nextwave.reforms.asking import FILE, Asked, NoHouseholds, TooMany, ask
from nextwave.reforms.drafting import drafted
from nextwave.rulebook.problems import RulebookError
from nextwave.web.access.guard import open_to
from nextwave.web.entry.entries import Unclear, day_entered
from nextwave.web.localization.languages import say
from nextwave.web.policy.runs_changed import short
from nextwave.web.policy.runs_changes import MOST, Block, added, blocks, changes, found
from nextwave.web.policy.runs_faults import told, told_of_text
from nextwave.web.public import values
from nextwave.web.rules import assessor, today

#: The longest name of a run, and the longest file of a reform.
LONGEST, LARGEST = 120, 100_000


class Wrong(Exception):
    """What stands on the page cannot be taken: texts by field."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        super().__init__(next(iter(texts.values())))


def first_day() -> date:
    """The day that is offered: the first of the next month, and no day before the rules begin."""
    now = today()
    following = date(now.year + now.month // 12, now.month % 12 + 1, 1)
    since = assessor().rulebook.details.get("since")
    return max(since, following) if isinstance(since, date) else following


@open_to(Role.POLICYMAKER)
@require_http_methods(["GET", "HEAD", "POST"])
def new_run(request: HttpRequest) -> HttpResponse:
    """Figures are looked for and added to the page with everything that is typed on it; then the run is asked."""
    book, data = assessor().rulebook, request.POST
    shown = blocks(book, data, today())
    act = next((a for a in ("add", "remove") if a in data), data.get("do", ""))
    of = data.get(act, "")
    wrong: dict[str, str] = {}
    to = ""
    if act == "run":
        try:
            return redirect("run", _asked(request, lambda: _typed(request, shown)))
        except Wrong as error:
            wrong = error.texts
    elif act == "add":
        block = added(book, of, shown, first_day(), today())
        if block is not None:
            shown.append(block)
            to = block.figure.full_name
        else:
            wrong = {"find": _("At most %(most)s changes fit in one run. Upload a file for more") % {"most": MOST}}
    elif act == "remove":
        shown = [b for b in shown if str(b.number) != of]
    question = data.get("find", "")[:100] if act != "add" else ""
    results = found(book, question)
    context = {
        "blocks": shown,
        "question": question,
        "searched": bool(question.strip()),
        "groups": _grouped(results),
        "count": len(results),
        "added": to,
        "now": lambda figure: short(book, figure, values.now(figure, today())),
        **_shared(request, wrong),
    }
    return render(request, "nextwave/policy/new_run.html", context, status=400 if wrong else 200)


@open_to(Role.POLICYMAKER)
@require_http_methods(["GET", "HEAD", "POST"])
def upload_reform(request: HttpRequest) -> HttpResponse:
    """A file of docs/reforms.md; what is wrong in it can be mended on the page."""
    wrong: dict[str, str] = {}
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if request.method == "POST":
        try:
            text = _uploaded(request, text)
            return redirect("run", _asked(request, lambda: _written(request, text)))
        except Wrong as error:
            wrong = error.texts
    context = {"text": text, **_shared(request, wrong)}
    return render(request, "nextwave/policy/upload_reform.html", context, status=400 if wrong else 200)


def _shared(request: HttpRequest, wrong: dict[str, str]) -> dict[str, Any]:
    """What both pages show: the programme, the day, and what is wrong."""
    first = first_day()
    data = request.POST if request.method == "POST" else None
    day = {"month": str(first.month), "day": str(first.day), "year": str(first.year)}
    errors = [Unclear(where, text) for where, text in wrong.items()]
    return {
        "key": (data or {}).get("key") or secrets.token_urlsafe(24),
        "data": data,
        "day": {p: data.get(f"on-{p}", "") if data is not None else day[p] for p in day},
        "programmes": [(p.name, say(p.title)) for p in assessor().rulebook.programmes.values()],
        "programme": (data or {}).get("programme") or next(iter(assessor().rulebook.programmes), ""),
        "error": errors[0] if errors else None,
        "errors": errors,
        "at": {e.where: {"text": e.text, "visuallyHiddenText": _("Error")} for e in errors},
    }


def _grouped(results: list[Any]) -> list[tuple[str, list[Any]]]:
    """Figures by the programme that they belong to."""
    book = assessor().rulebook
    groups: dict[str, list[Any]] = {}
    for figure in results:
        groups.setdefault(figure.namespace, []).append(figure)
    return [
        (say(book.programmes[space].title) if space in book.programmes else _("All programs"), figures)
        for space, figures in sorted(groups.items(), reverse=True)
    ]


Making = Callable[[], tuple[str, str, Callable[[RulebookError], dict[str, str]]]]


def _asked(request: HttpRequest, making: Making) -> int:
    """Asks for the run and gives its number. `making` gives name, reform, and where problems in it belong. Raises
    Wrong with everything that is wrong with the page."""
    wrong: dict[str, str] = {}
    data = request.POST
    on = first_day()
    name, reform = "", ""
    places: Callable[[RulebookError], dict[str, str]] | None = None
    try:
        name, reform, places = making()
    except Wrong as error:
        wrong |= error.texts
    try:
        on = date.fromisoformat(day_entered(data, "on"))
    except Unclear as error:
        wrong[error.where] = error.text
    programme = data.get("programme", "")
    if programme not in assessor().rulebook.programmes:
        wrong["programme"] = _("Choose the program")
    key = data.get("key", "")
    if not 16 <= len(key) <= 64 or not key.isprintable():
        wrong["send"] = _("This form was incomplete. Check it and send it again")
    if wrong or places is None:
        raise Wrong(wrong)
    try:
        changed = read_reform(reform, FILE, assessor().rulebook)
    except RulebookError as error:
        raise Wrong(places(error)) from error
    if not _begun(changed, on):
        raise Wrong({"on-month": _("On this day none of the changes has begun. Choose a later day")})
    try:
        called = name or "".join(c for c in changed.title if c.isprintable())[:LONGEST].strip() or FILE
        return int(ask(request.user, key, Asked(called, reform, on, programme)).pk)
    except RulebookError as error:
        if all(p.code in ("date-gap", "too-early", "too-late") for p in error.problems):
            raise Wrong({"on-month": told(error.problems[0], assessor().rulebook)}) from error
        raise Wrong(places(error)) from error
    except NoHouseholds as error:
        raise Wrong({"send": _("These rules have no households to work it out over")}) from error
    except TooMany as error:
        raise Wrong({"send": _("Too many runs are waiting. Try again when some of them are done")}) from error


def _begun(reform: Reform, on: date) -> bool:
    return any(first <= on for values_of in reform.figures.values() for first in values_of)


def _name(request: HttpRequest) -> str:
    return name_entered(request.POST.get("name", ""))


def name_entered(text: str) -> str:
    """The name of a run. Raises Unclear."""
    try:
        name = gate.name(text, LONGEST)
    except Unreadable:
        name = ""
    if not name:
        raise Unclear("name", _("Enter a name of up to %(most)s letters") % {"most": LONGEST})
    return name


def _typed(request: HttpRequest, shown: list[Block]) -> tuple[str, str, Callable[[RulebookError], dict[str, str]]]:
    """The reform that is typed on the page. Raises Wrong."""
    made, wrong = changes(shown, request.POST)
    name = ""
    try:
        name = _name(request)
    except Unclear as error:
        wrong = {error.where: error.text, **wrong}
    if not shown:
        wrong["find"] = _("Add a figure to change")
    if wrong:
        raise Wrong(wrong)
    draft = drafted(name, made)
    figures = {field: block.figure for block in shown for field in (block.field, *(r.field for r in block.rows))}

    def places(error: RulebookError) -> dict[str, str]:
        texts: dict[str, str] = {}
        for problem in error.problems:
            mine = problem.place.file == FILE
            where = draft.fields.get(problem.place.line, "find") if mine else "find"
            texts.setdefault(where, told(problem, assessor().rulebook, figures.get(where)))
        return texts

    return name, draft.source, places


def _uploaded(request: HttpRequest, text: str) -> str:
    """The text of the file, or what stands in the field for it. Raises Wrong."""
    file = request.FILES.get("file")
    if file is None:
        return text
    if file.size > LARGEST:
        raise Wrong({"file": _("The file is too large: a reform has up to 100 kB")})
    try:
        return str(file.read().decode("utf-8-sig")).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise Wrong({"file": _("This is no text file. Choose a file such as reform.yaml")}) from error


def _written(request: HttpRequest, text: str) -> tuple[str, str, Callable[[RulebookError], dict[str, str]]]:
    """The reform from a file. Raises Wrong."""
    wrong: dict[str, str] = {}
    name = ""
    if request.POST.get("name", "").strip():
        try:
            name = _name(request)
        except Unclear as error:
            wrong[error.where] = error.text
    if not text.strip():
        wrong["file"] = _("Choose a file, or write the reform below")
    elif len(text.encode("utf-8", "replace")) > LARGEST:
        wrong["text"] = _("This is too long: a reform has up to 100 kB")
    elif "\x00" in text:
        wrong["text"] = _("This is no text file. Choose a file such as reform.yaml")
    if wrong:
        raise Wrong(wrong)
    return name, text, lambda error: {"text": told_of_text(error.problems[0], assessor().rulebook, text)}
