"""Pages of the law that the rules are written from: each source, its paragraphs, and what the rules make of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from nextwave.rulebook.citing import NAME, Citations, Row, citations
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.provisions.source import STATUSES, Provision, Source, counted
from nextwave.rulebook.publishing.sources import rows_of
from nextwave.web.access.guard import PUBLIC, open_to
from nextwave.web.downloads import csv_file
from nextwave.web.localization.formats import day
from nextwave.web.localization.languages import say
from nextwave.web.public.law import Law, fact_page, figure_page, law, rule_page
from nextwave.web.public.unknown import unknown


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sources of the law in force: by the name in addresses, the anchor of each row, and by row who cites it."""

    book: Rulebook
    index: Citations
    sources: Mapping[str, Source]
    addresses: Mapping[int, str]
    cited_by: Mapping[int, tuple[tuple[str, str], ...]]

    def page(self, source: Source) -> str:
        return reverse("rule-source", args=[self.addresses[id(source)]])

    def anchor(self, provision: Provision) -> str:
        return self.addresses[id(provision)]

    def row_page(self, row: Row) -> str:
        """The address of a row."""
        return f"{self.page(row.source)}#{self.anchor(row.provision)}"


def shelf() -> Shelf:
    """The sources of the law that assessments are made by."""
    return _shelf(id(law().book))


@lru_cache(maxsize=1)
def _shelf(_book: int) -> Shelf:
    """Of the very rulebook that was read: its rows are told apart by which they are, not by what they say, and another
    reading of the same law has others. The shelf keeps it, so that no other can have its number meanwhile."""
    there = law()
    index = Citations(there.book)
    sources: dict[str, Source] = {}
    addresses: dict[int, str] = {}
    for source in there.book.sources:
        addresses[id(source)] = _unlike(source.citation.casefold(), sources)
        sources[addresses[id(source)]] = source
        anchors: dict[str, Provision] = {}
        for provision in source.provisions:
            addresses[id(provision)] = name = _unlike(f"p-{provision.at or 'whole'}", anchors)
            anchors[name] = provision
    return Shelf(there.book, index, sources, addresses, _cited_by(there, index))


def _unlike(text: str, taken: Mapping[str, object]) -> str:
    """A text as a part of an address that is none of those taken."""
    name = found = re.sub(r"[^0-9A-Za-z]+", "-", text).strip("-")
    number = 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def _cited_by(there: Law, index: Citations) -> dict[int, tuple[tuple[str, str], ...]]:
    """By row the rules and figures that cite it: the address of each and what it says."""
    found: dict[int, dict[str, str]] = {}
    for who, text, _place in citations(there.book):
        rule = there.versions(who)
        figure = there.book.figures.get(who)
        if not rule and not figure:
            continue
        page = rule_page(who) if rule else figure_page(who)
        for row in index.found(text):
            found.setdefault(id(row.provision), {})[page] = rule[-1].summary if rule else figure.title if figure else ""
    return {key: tuple(pages.items()) for key, pages in found.items()}


def linked(text: str) -> list[tuple[str, str]]:
    """The parts of a citation, each with the address of the first row that it names; empty where there is none."""
    there = shelf()
    return [(part, there.row_page(rows[0]) if rows else "") for part, rows in there.index.parts(text)]


def named(text: str, namespace: str) -> Markup:
    """A row's text, in which the names of facts, rules and figures lead to their pages."""
    there = law()
    facts: dict[str, tuple[str, str]] = {}
    for key in there.book.facts:
        facts.setdefault(key[1], key)
    found = Markup("")
    at = 0
    for match in NAME.finditer(text):
        name = match[1]
        rule = there.book.rule_named(namespace, name)
        page = fact_page(facts[name]) if name in facts else rule_page(rule) if there.versions(rule) else ""
        figures = (f"{namespace}.{name}", name)
        page = page or next((figure_page(f) for f in figures if f in there.book.figures), "")
        code = Markup('<code translate="no">{}</code>').format(name)
        found += Markup("{}").format(text[at : match.start()])
        found += Markup('<a class="govuk-link" href="{}">{}</a>').format(page, code) if page else code
        at = match.end()
    return found + text[at:]


def status_said(status: str) -> str:
    """A status as pages call it."""
    return {
        "encoded": _("Encoded"),
        "in part": _("Encoded in part"),
        "judgement": _("Judged by an office"),
        "stated": _("Stated as decided"),
        "procedure": _("Procedure"),
        "not modelled": _("Not modeled"),
    }[status]


def status_means(status: str) -> str:
    """What a status says."""
    return {
        "encoded": _("A rule works it out from facts."),
        "in part": _("A rule works it out from facts, and leaves out what is said."),
        "judgement": _("Asked as a fact that an office judges."),
        "stated": _("Asked as a fact that an office decided or counted, or that people look up."),
        "procedure": _("What offices do. It is told in a notice or elsewhere."),
        "not modelled": _("Left out. It is said why, and which way an answer may be wrong."),
    }[status]


def read_said(read: str) -> str:
    """How much of a text was read."""
    return {"whole": _("Whole"), "in part": _("In part"), "no": _("Not at all")}[read]


def text_of(source: Source) -> str:
    """The day of the text that was read as pages write it; a year or a month as it stands."""
    try:
        return day(date.fromisoformat(source.text_of))
    except ValueError:
        return source.text_of


def counts_said(counts: Mapping[str, int]) -> str:
    """Counts by status in one line."""
    return ", ".join(f"{status_said(status)} {count}" for status, count in counts.items())


def words() -> dict[str, object]:
    """What templates write sources with."""
    return {
        "status_said": status_said,
        "status_means": status_means,
        "counts_said": counts_said,
        "read_said": read_said,
        "text_of": text_of,
        "linked": linked,
        "shelf": shelf(),
        "counted": counted,
        "statuses": list(STATUSES),
    }


@open_to(PUBLIC)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every source by programme, with its counts."""
    there = law()
    groups: dict[str, list[Source]] = {name: [] for name in (*there.book.programmes, "")}
    for source in there.book.sources:
        groups[source.namespace].append(source)
    found = [(there.book.programmes.get(name), group) for name, group in groups.items() if group]
    context = {"groups": found, "all": there.book.sources, **words()}
    return render(request, "nextwave/public/sources.html", context)


@open_to(PUBLIC)
@require_safe
def source(request: HttpRequest, name: str) -> HttpResponse:
    """One source: what was read of it, and each paragraph with its status and who cites it."""
    there = shelf()
    found = there.sources.get(name)
    if found is None:
        return unknown(request, name, {n: there.page(s) for n, s in there.sources.items()})
    rows = [(p, there.anchor(p), there.cited_by.get(id(p), ())) for p in found.provisions]
    context = {
        "source": found,
        "programme": law().book.programmes.get(found.namespace),
        "rows": rows,
        "named": lambda text: named(text, found.namespace),
        "told": say,
        **words(),
    }
    return render(request, "nextwave/public/source.html", context)


@open_to(PUBLIC)
@require_safe
def sources_csv(request: HttpRequest) -> HttpResponse:
    """Every paragraph of every source as a file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["programme", "source", "title", "read", "text_of", "paragraph", "about", "status", "says", "same_as"]
    )
    for one in rows_of(law().book):
        head = [one["programme"], one["citation"], one["title"], one["read"], one["text_of"]]
        for row in one["paragraphs"]:
            writer.writerow([*head, row["at"], row["what"], row["status"], row["says"], row["same_as"]])
    return csv_file(out.getvalue(), "sources")
