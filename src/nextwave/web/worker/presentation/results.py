"""The assessment in words: each programme's results with their reasons, and what would settle most of what is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nextwave.casework.household.settling import Settling
from nextwave.casework.household.trying import tried
from nextwave.casework.models import AssessmentRecord, Case
from nextwave.engine.answers.assessment import is_settled
from nextwave.rulebook.model import Fact, ProgrammeNote
from nextwave.rulebook.wording.catalogues import spoken
from nextwave.screening.listed import items
from nextwave.web.localization.formats import currency, listed
from nextwave.web.localization.languages import current, say
from nextwave.web.localization.outcomes import between, each, either, eligible, grant, ineligible, refuse, value_shown
from nextwave.web.rules import assessor
from nextwave.web.worker.presentation.facts import Household, declared_of, link


@dataclass(frozen=True, slots=True)
class Reason:
    """A line of the trace: what it says, its value in words, and its law."""

    says: str
    value: str
    cites: str


@dataclass(frozen=True, slots=True)
class Result:
    """What follows for some people. `amount` is in words with its period, or the levels of a tier that it may be, empty
    where nothing can be got, and `words` say a settled result by its kind; `number` its place among
    the programme's results; `cut_short` says that not everything was looked at."""

    number: int
    people: str
    status: str
    amount: str
    words: str
    kind: str
    grant: str
    refuse: str
    settled: bool
    reasons: list[Reason]
    needs: list[str]
    unconfirmed: list[str]
    notes: list[ProgrammeNote]
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Programme:
    name: str
    title: str
    results: list[Result]


def results(assessment: AssessmentRecord, household: Household) -> list[Programme]:
    """Every programme that has a result for someone."""
    book = assessor().rulebook
    said = spoken(assessment.result, book.wording.get(current(), {}), book)
    found = []
    for name, programme in said["programmes"].items():
        each = [result_shown(n, r, household, name) for n, r in enumerate(programme["results"])]
        if each:
            found.append(Programme(name, say(book.programmes[name].title), each))
    return found


def result_shown(number: int, result: dict[str, Any], household: Household, programme: str) -> Result:
    amount, kind, words = result.get("amount"), assessor().rulebook.programmes[programme].kind, ""
    if amount and result["status"] != "ineligible":
        words = each(between(currency(amount["low"]), currency(amount["high"])), amount["per"])
    if result.get("levels"):
        words = either(programme, result["levels"])
    needs = dict.fromkeys(need_shown(n["of"], n["fact"], household) for n in result["needs"])
    return Result(
        number=number,
        people=listed([household.names.get(p, p) for p in result["for"]]),
        status=result["status"],
        amount=words,
        words=ineligible(kind) if result["status"] == "ineligible" else eligible(kind, words),
        kind=kind,
        grant=grant(kind),
        refuse=refuse(kind),
        settled=is_settled(result),
        reasons=[Reason(r["says"], value_shown(r), r["cites"]) for r in result["reasons"]],
        needs=list(needs),
        unconfirmed=[f["title"] for f in result["rests_on_unconfirmed"]],
        cut_short=not result.get("everything_looked_at", True),
        notes=assessor().rulebook.notes_of(programme, result),
    )


def statement_of(of: str, fact: str, household: Household) -> tuple[str, str]:
    """The (of, fact) under which what is needed would be stated: what is not known of one of what somebody has several
    of, with all of them."""
    one = (
        None if of == "household" or of in household.names else items(assessor().rulebook, household.situation).get(of)
    )
    return (one.owner, one.list) if one else (of, fact)


def need_shown(of: str, fact: str, household: Household) -> str:
    """What is needed, in words."""
    owner, named = statement_of(of, fact, household)
    label, name = household.label(owner, named), household.name(owner)
    return label if name in label else f"{name}: {label}"


def _ends(best: Settling, declared: Fact | None, named: str, request: dict[str, Any]) -> list[tuple[Any, str]]:
    """Two ways in which the fact could be, each with what it then comes to: of amounts nothing and one that people
    have, of others what the assessment supposed. A day or a list is not supposed."""
    if declared is None or declared.type == "list":
        return []
    if declared.type in ("money", "int"):
        found = tried(assessor(), request, declared, best.of)
        return [
            (t.value, _came(t.programme, t.levels) if not t.per else each(_span(t.low, t.high), t.per)) for t in found
        ]
    if declared.type not in ("bool", "choice"):
        return []
    return [
        (o.value, each(currency(o.amount or "0"), o.per) if o.per else _came(best.programme, filter(None, (o.level,))))
        for o in best.outcomes
    ]


def _came(programme: str, levels: Iterable[str]) -> str:
    """The levels of a tier that it may be, or that there is none."""
    return either(programme, levels) or _("nothing: not eligible")


def _span(low: str | None, high: str | None) -> str:
    if low is None or high is None:
        return currency("0")
    if low == high:
        return currency(low)
    return _("%(low)s to %(high)s") % {"low": currency(low), "high": currency(high)}


@dataclass(frozen=True, slots=True)
class Best:
    """The fact that would settle most, why it is that one, and how it can be shown."""

    what: str
    why: list[str]
    shows: list[str]
    change: str
    of: str
    fact: str


def wanted(best: Settling, household: Household, case: Case, request: dict[str, Any]) -> Best:
    owner, named = statement_of(best.of, best.fact, household)
    declared = declared_of(owner, named)
    why = []
    if best.alone:
        why.append(_("Nothing else is needed: with it everything is settled."))
    elif best.open_results > 1:
        text = ngettext(
            "%(some)s of %(all)s open results needs it.", "%(some)s of %(all)s open results need it.", best.results
        )
        why.append(text % {"some": best.results, "all": best.open_results})
    ends = _ends(best, declared, named, request)
    if ends:
        (one, amount), (two, other) = ends
        text = _("With “%(one)s” it comes to %(amount)s, with “%(two)s” to %(other)s.")
        values = household.value(owner, named, one), household.value(owner, named, two)
        why.append(text % {"one": values[0], "amount": amount, "two": values[1], "other": other})
    if not best.alone:
        text = ngettext(
            "%(count)s other fact is open too; this one makes the most difference, and between equals it costs least to find out.",
            "%(count)s other facts are open too; this one makes the most difference, and between equals it costs least to find out.",
            best.others,
        )
        why.append(text % {"count": best.others})
    return Best(
        what=need_shown(best.of, best.fact, household),
        why=why,
        shows=[say(e) for e in declared.evidence] if declared else [],
        change=link(case, owner, named),
        of=owner,
        fact=named,
    )
