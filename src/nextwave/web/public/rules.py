"""Pages of the rules in force: the rulebook, a programme, a rule, and the facts that rules read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nextwave.rulebook.case import Case
from nextwave.rulebook.model import Fact, Programme, Rule
from nextwave.web.access.guard import PUBLIC, open_to
from nextwave.web.localization.languages import say
from nextwave.web.public.figures import shown
from nextwave.web.public.law import SHARED, Law, fact_page, law, overdue, rule_page
from nextwave.web.public.search import MOST_LETTERS, search
from nextwave.web.public.sources import words
from nextwave.web.public.unknown import unknown
from nextwave.web.rules import today

#: So many worked cases of a rule are listed at once; the others are folded.
CASES_AT_ONCE = 8


@open_to(PUBLIC)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The rulebook: whose law, which version, which programmes, how far it is confirmed; and the search."""
    there = law()
    question = request.GET.get("q", "")[:MOST_LETTERS]
    figures = list(there.book.figures.values())
    context = {
        "law": there.book,
        "question": question.strip(),
        "found": search(there, question),
        "overdue_figures": [f for f in figures if overdue(f)],
        "confirmed": sorted({f.confirmed_through for f in figures if f.confirmed_through and not overdue(f)}),
        "shared": SHARED,
        "counts": {"rules": len(there.names()), "figures": len(figures), "cases": len(there.book.cases)},
        **words(),
        **shown(),
    }
    return render(request, "nextwave/public/rules.html", context)


@open_to(PUBLIC)
@require_safe
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    """A programme's rules: what decides, what people are told, and all others by file."""
    there = law()
    found = there.book.programmes.get(programme)
    if found is None and programme != SHARED:
        pages = {n: reverse("rule-programme", args=[n]) for n in there.book.programmes}
        return unknown(request, programme, pages)
    first = _first(there, found) if found else []
    files: dict[str, list[str]] = {}
    for name in there.names():
        rules = there.versions(name)
        if rules[0].namespace == (programme if found else "") and name not in first:
            files.setdefault(rules[0].place.file, []).append(name)
    outcome = first[: 2 if found and (found.amount or found.level) else 1] if found else []
    scale = there.book.scale(programme) if found else None
    context = {
        "programme": found,
        "followed": there.book.programmes.get(found.follows) if found else None,
        "outcome": _rows(there, outcome),
        "levels": list(scale.labels.values()) if scale else [],
        "reasons": _rows(there, first[len(outcome) :]),
        "files": [(file, there.book.files.get(file, ""), _rows(there, names)) for file, names in files.items()],
        "figures": [f for f in there.book.figures.values() if f.namespace == (programme if found else "")],
        "sources": [s for s in there.book.sources if s.namespace == (programme if found else "")],
        **words(),
        **shown(),
    }
    return render(request, "nextwave/public/programme.html", context)


def _first(there: Law, programme: Programme) -> list[str]:
    """The rules that decide, then those that results are explained by."""
    names = [programme.eligible, *filter(None, (programme.amount, programme.level)), *programme.reasons]
    return list(dict.fromkeys(there.book.rule_named(programme.name, name) for name in names))


def _rows(there: Law, names: list[str]) -> list[tuple[str, Rule]]:
    return [(name, there.versions(name)[-1]) for name in names]


@open_to(PUBLIC)
@require_safe
def rule(request: HttpRequest, programme: str, name: str) -> HttpResponse:
    """A rule with all its dated versions, what it reads, what depends on it, and the cases that test it."""
    there = law()
    full = name if programme == SHARED else f"{programme}.{name}"
    versions = there.versions(full)
    if not versions or rule_page(full) != request.path:
        return unknown(request, full, {n: rule_page(n) for n in there.names()})
    reads, tests = there.reads.reads[full], there.tests[full]
    space = versions[0].namespace
    context = {
        "name": full,
        "versions": [(r, there.text(r)) for r in reversed(versions)],
        "newest": versions[-1],
        "today": today(),
        "programme": there.book.programmes.get(space),
        "shared": SHARED,
        "again": space not in ("", versions[0].place.file.partition("/")[0]),
        "about": there.book.entities.get(versions[-1].entity or ""),
        "comes_to": comes_to(versions[-1]),
        "decides_for": _decides(there, full),
        "facts": [(fact_page(k), there.book.facts[k]) for k in reads.facts],
        "rules": _rows(there, [*reads.rules, *reads.formulas]),
        "figures": [there.book.figures[n] for n in reads.figures],
        "used_by": _rows(there, sorted({*there.reads.rules.get(full, ()), *there.reads.formulas.get(full, ())})),
        "asks": [(fact_page(k), there.book.facts[k]) for k in there.decides.get(full, ())],
        "direct": [(c, _expectations(there, c, full)) for c in tests.direct],
        "beside": [(c, _expectations(there, c, full)) for c in tests.beside],
        "through": [(n, r, len(there.tests[n].direct)) for n, r in _rows(there, list(tests.through))],
        "at_once": CASES_AT_ONCE,
        "wording": wording,
        **words(),
        **shown(),
    }
    return render(request, "nextwave/public/rule.html", context)


def comes_to(rule: Rule) -> str:
    """What a rule's value is, in words."""
    return {
        "bool": _("yes or no"),
        "int": _("a number"),
        "Days": _("days"),
        "Months": _("months"),
        "Years": _("years"),
        "Rate": _("a share or factor"),
        "date": _("a day"),
        "Money": _("an amount a month"),
        "Weekly": _("an amount a week"),
        "Yearly": _("an amount a year"),
        "Stock": _("an amount"),
    }.get(rule.returns, _("a choice"))


def _decides(there: Law, full: str) -> list[tuple[str, Programme]]:
    """What a programme takes a rule for."""
    found = []
    for each in there.book.programmes.values():
        named = there.book.rule_named
        if full == named(each.name, each.eligible):
            found.append(("eligible", each))
        if each.amount and full == named(each.name, each.amount):
            found.append(("amount", each))
        if each.level and full == named(each.name, each.level):
            found.append(("level", each))
        if each.applies and full == named(each.name, each.applies):
            found.append(("applies", each))
        if full in [named(each.name, reason) for reason in each.reasons]:
            found.append(("reason", each))
    return found


def _expectations(there: Law, case: Case, full: str) -> list[dict[str, Any]]:
    """What a case expects: by group of people its status, its amount or level, and the value of this rule."""
    scale = there.book.scale(case.namespace)
    titles = scale.labels if scale else {}
    lines = []
    for wanted in case.expect.get("results", ()):
        amount = wanted.get("amount")
        values = {n if "." in n else f"{case.namespace}.{n}": v for n, v in wanted.get("rules", {}).items()}
        lines.append(
            {
                "people": ", ".join(wanted.get("for", ())),
                "status": wanted.get("status", ""),
                "low": amount["low"] if isinstance(amount, dict) else amount,
                "high": amount["high"] if isinstance(amount, dict) else amount,
                "levels": [
                    titles.get(x, x) for x in wanted.get("levels", [wanted[k] for k in ("level",) if k in wanted])
                ],
                "comes": values.get(full),
                "others": [(n, v) for n, v in values.items() if n != full],
            }
        )
    return lines


@open_to(PUBLIC)
@require_safe
def facts(request: HttpRequest) -> HttpResponse:
    """Every fact that rules read: how it is asked for, when, and by which rules it is read."""
    there = law()
    asked_where = {key: name for name, keys in there.decides.items() for key in keys}
    entities = []
    for entity in there.book.entities.values():
        found = [f for (of, _name), f in there.book.facts.items() if of == entity.name]
        if found:
            rows = [
                {
                    "fact": f,
                    "anchor": fact_page((f.entity, f.name)).partition("#")[2],
                    "choices": list(there.book.choices[f.choice].labels.values()) if f.choice else [],
                    "asked_where": asked_where.get((f.entity, f.name), ""),
                    "read_by": _rows(there, list(there.reads.facts.get((f.entity, f.name), ()))),
                }
                for f in found
            ]
            entities.append((entity, rows))
    context = {
        "entities": entities,
        "constraints": there.book.constraints,
        "wording": wording,
        "of_anyone": of_anyone,
        "summary_of": lambda name: there.versions(name)[-1].summary,
        **shown(),
    }
    return render(request, "nextwave/public/facts.html", context)


def wording(fact: Fact) -> str:
    """A fact's short name, or its question asked of nobody in particular."""
    return say(fact.label) if fact.label else of_anyone(say(fact.ask or fact.name))


def of_anyone(text: str) -> str:
    """A text with a name in it, of no one in particular: it may begin with that name."""
    if "{person}" not in text:
        return text
    named = text.replace("{person}", _("the person"))
    first = next(i for i, letter in enumerate(named) if letter.isalpha())
    return named[:first] + named[first].upper() + named[first + 1 :]
