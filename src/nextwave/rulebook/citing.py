"""Which paragraphs of the law a rulebook's citations name, and what is missing between both.

A citation finds the row of the paragraph that it names, else the one around it (a row for (a) speaks for (a)(1)),
else those below it (a rule that cites all of (c) is one for (c)(1)).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import Place, Problem
from nextwave.rulebook.provisions import citation
from nextwave.rulebook.provisions.citation import Cited, Path, Span
from nextwave.rulebook.provisions.source import Provision, Source

#: A name of the rulebook in a row's text.
NAME = re.compile(r"`([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)`")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the source in which it stands."""

    source: Source
    provision: Provision

    @property
    def name(self) -> str:
        return f"{self.source.citation} {self.provision.at}".strip()


class Citations:
    """The rows of a rulebook's sources, found by citations."""

    def __init__(self, book: Rulebook) -> None:
        self.rows = [Row(source, p) for source in book.sources for p in source.provisions]
        self._of: dict[Path, list[Row]] = {}
        self._own: dict[Path, Path] = {}
        for row in self.rows:
            own = row.source.names[0]
            self._of.setdefault(own, []).append(row)
            self._own |= dict.fromkeys(row.source.names, own)

    def read(self, text: str) -> Cited:
        """A citation with each law under its first name."""
        found = citation.read(text, self._own)
        return Cited(tuple(self._renamed(s) for s in found.spans), found.strange)

    def _renamed(self, span: Span) -> Span:
        path = (*span.above, span.first)
        if span.above in self._of or (span.first != span.last and path in self._own):
            return span  # a law under its first name, or a range of laws
        for depth in range(len(path), 0, -1):
            own = self._own.get(path[:depth])
            if own and depth == len(path):
                return citation.whole(own)
            if own:
                return Span((*own, *span.above[depth:]), span.first, span.last)
        return span

    def rows_of(self, span: Span) -> list[Row]:
        """The rows that speak for a place: the nearest around it, else all below it."""
        around: list[tuple[int, Row]] = []
        beside: list[Row] = []
        for row in self._near(span):
            for one in row.provision.spans:
                if span.within(one):
                    around.append((len(one.above), row))
                elif span.touches(one):
                    beside.append(row)
        if around:
            depth = max(d for d, _ in around)
            return list({id(row): row for d, row in around if d == depth}.values())
        return list({id(row): row for row in beside}.values())

    def _near(self, span: Span) -> Iterator[Row]:
        """The rows of the laws that a place may lie in."""
        path = (*span.above, span.first)
        for law, rows in self._of.items():
            if path[: len(law)] == law or law[: len(span.above)] == span.above:
                yield from rows

    def found(self, text: str) -> list[Row]:
        """The rows that a citation names, in its order, each once."""
        rows = [row for _part, rows in self.parts(text) for row in rows]
        return list({id(row): row for row in rows}.values())

    def parts(self, text: str) -> Iterator[tuple[str, list[Row]]]:
        """The parts of a citation between semicolons, each with the rows that it names."""
        for part, cited in citation.each_part(text, self._own):
            yield part, [row for span in cited.spans for row in self.rows_of(self._renamed(span))]


def citations(book: Rulebook) -> Iterator[tuple[str, str, Place]]:
    """Every citation of rules, groups, figures, notes, certification and procedure: who cites, what, and where."""
    for versions in (*book.rules.values(), *book.formulas.values()):
        for rule in versions:
            yield rule.full_name, rule.provisions, rule.place
    for constraint in book.constraints:
        yield constraint.name, constraint.cites, constraint.place
    for entity in book.entities.values():
        yield entity.name, entity.cites, entity.place
    for figure in book.figures.values():
        for text in dict.fromkeys(figure.references.values()):
            yield figure.full_name, text, figure.place
        if figure.left_open:
            yield figure.full_name, figure.left_open.cites, figure.left_open.place
    for programme in book.programmes.values():
        for text in (*(n.cites for n in programme.notes), *(c.cites for c in programme.certification)):
            yield programme.name, text, programme.place
    for text, place in book.cited:
        yield place.file, text, place


def problems(book: Rulebook) -> list[Problem]:
    """What is missing between citations and rows; nothing where a rulebook names no sources."""
    if not book.sources:
        return []
    index = Citations(book)
    found: list[Problem] = []
    cited: set[Span] = set()
    for who, text, place in dict.fromkeys(citations(book)):
        said = index.read(text)
        cited.update(said.spans)
        found += _unnamed(who, said, place)
        for span in said.spans:
            lacking = [one for one in span.each() if not index.rows_of(one)]
            if lacking:
                what = f"{who} cites {text[:120]}, of which {_shown(lacking[0])} has no row in the sources"
                remedy = "add the paragraph with its status, or correct the citation"
                found.append(Problem("uncovered", what, place, remedy, "warning"))
    for programme in book.programmes.values():
        # A programme names its law at large: the law must be a source, its chapters need no rows.
        said = index.read(programme.cites)
        found += _unnamed(programme.name, said, programme.place)
    return [*found, *_uncited(index, cited), *_names(book, index.rows)]


def _unnamed(who: str, said: Cited, place: Place) -> Iterator[Problem]:
    for part in said.strange:
        what = f"{who} cites {part[:120]}, which is no source of this rulebook, or cannot be read"
        remedy = "add it to the sources, or write it as they name it; a remark stands behind a colon or in brackets"
        yield Problem("uncovered", what, place, remedy, "warning")


def _shown(span: Span) -> str:
    words = " ".join((*span.above, span.first))
    return re.sub(r" (?=[.(-])", "", words)


def _uncited(index: Citations, cited: Iterable[Span]) -> Iterator[Problem]:
    """Rows said to be encoded that nothing cites, neither themselves nor a row that is the same."""
    cited = list(cited)
    same: dict[int, list[Row]] = {}
    for row in index.rows:
        if row.provision.same_as:
            for other in index.found(row.provision.same_as):
                same.setdefault(id(other.provision), []).append(row)
                same.setdefault(id(row.provision), []).append(other)
    for row in index.rows:
        if row.provision.status not in ("encoded", "in part"):
            continue
        # What cites more than the law at hand (Town Code 27, of 27.9) says nothing of its paragraphs.
        spans = [
            (s, len(r.source.names[0])) for r in (row, *same.get(id(row.provision), ())) for s in r.provision.spans
        ]
        if not any(len(one.above) >= depth - 1 and span.touches(one) for span, depth in spans for one in cited):
            what = f"{row.name} is {row.provision.status}, and no rule or figure cites it"
            remedy = "cite it where it is stated, or correct the status"
            yield Problem("uncited", what, row.provision.place, remedy, "warning")


def _names(book: Rulebook, rows: Iterable[Row]) -> Iterator[Problem]:
    """Names in the text of rows that are nothing of the rulebook."""
    known = {name for _entity, name in book.facts} | {*book.rules, *book.formulas, *book.figures, *book.programmes}
    known |= {name.rpartition(".")[2] for name in known}
    known |= {c for choice in book.choices.values() for c in choice.members}
    for row in rows:
        for name in NAME.findall(f"{row.provision.what} {row.provision.says}"):
            if name not in known:
                what = f"{row.name} speaks of {name}, which is no fact, rule or figure"
                remedy = "correct the name, or leave out the backticks"
                yield Problem("unknown-name", what, row.provision.place, remedy, "warning")
