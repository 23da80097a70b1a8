"""Sources of law and the status of their paragraphs, from sources.yaml or the files of a folder `sources`.

    - citation: Riverton Code 7       # as citations of rules and figures begin
      also_cited: [The Code 7]        # other names for it
      title: Limits
      read: whole                     # whole, in part or no: how much of the text was read
      text_of: 2026-03-01             # of which day that text was; a year or month where no more is known
      note: The schedule is older.    # what else must be known of it
      paragraphs:                     # in the order of the text
        - at: (1)-(2)
          what: the limit
          status: encoded             # one of STATUSES
          says: By the size of the group.
        - {at: (3), same_as: Riverton Act 4(1)}

A source without paragraphs has a status (and what, says, same_as) of its own, and one with some may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath

import yaml

from nextwave.rulebook.parsing.texts import compose, mapping, place_of, scalar
from nextwave.rulebook.problems import Place, Problem, RulebookError
from nextwave.rulebook.provisions import citation
from nextwave.rulebook.provisions.citation import Span
from nextwave.rulebook.provisions.source import READ, STATUSES, Provision, Source
from nextwave.rulebook.source import refuse

#: The file of a folder, and the folder of several files.
FILE, FOLDER = "sources.yaml", "sources"

_OF_PARAGRAPH = ("status", "what", "says", "same_as")
_OF_SOURCE = ("citation", "title", "also_cited", "read", "text_of", "note", "paragraphs", *_OF_PARAGRAPH)
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
#: Statuses of which it must be said what is not modelled, and why.
EXPLAINED = ("in part", "not modelled")


def is_one(path: PurePath) -> bool:
    """Whether a file of a rulebook holds sources."""
    return path.suffix == ".yaml" and (path.name == FILE or path.parent.name == FOLDER)


def read(text: str, file: str, namespace: str) -> tuple[list[Source], list[Problem]]:
    """The sources of one file, and its problems."""
    sources: list[Source] = []
    problems: list[Problem] = []
    try:
        root = compose(text, file)
        for node in _listed(root, file, "write - citation: … for each source") if root is not None else ():
            sources.append(_source(node, file, namespace, problems))
    except RulebookError as error:
        problems += error.problems
    return sources, problems


def _listed(node: yaml.Node, file: str, remedy: str) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        raise refuse("source", "a list is wanted here", place_of(node, file), remedy)
    return list(node.value)


def _source(node: yaml.Node, file: str, namespace: str, problems: list[Problem]) -> Source:
    items, place = mapping(node, file), place_of(node, file)
    for key in items:
        if key not in _OF_SOURCE:
            raise refuse("option", f"a source has no {key}", place_of(items[key], file), "use " + ", ".join(_OF_SOURCE))
    texts = {key: scalar(items[key], file).strip() for key in items if key not in ("also_cited", "paragraphs")}
    name = texts.get("citation", "")
    if not citation.tokens(name) or ";" in name:
        raise refuse("source", "this source has no citation", place, "write what citations of it begin with")
    if not texts.get("title"):
        problems.append(Problem("source", f"{name} has no title", place, "add title: what it is about"))
    read, day = texts.get("read", ""), texts.get("text_of", "")
    if read not in READ:
        what = f"{name} does not say how much of it was read"
        problems.append(Problem("source", what, place, "add read: one of " + ", ".join(READ)))
    elif read != "no" and not day and not texts.get("note"):
        what = f"{name} does not say of which day the text was that was read"
        problems.append(Problem("source", what, place, "add text_of: 2026-03-01, or a note that says why not"))
    if day and not _DAY.fullmatch(day):
        what = f"text_of of {name} is {day[:40]}, which is no day, month or year"
        problems.append(Problem("source", what, place_of(items["text_of"], file), "write such as 2026-03-01 or 2026"))
    also = (
        [scalar(n, file) for n in _listed(items["also_cited"], file, "write [a, b]")] if "also_cited" in items else []
    )
    found: list[Provision] = []
    law = citation.tokens(name)
    if any(key in items for key in _OF_PARAGRAPH):
        found.append(_provision(name, texts, (citation.whole(law),), place, problems))
    for row in _listed(items["paragraphs"], file, "write - at: … for each paragraph") if "paragraphs" in items else ():
        found.append(_row(name, law, row, file, problems))
    if not found:
        what = f"{name} has neither paragraphs nor a status"
        problems.append(Problem("source", what, place, "add paragraphs, each with at and status"))
    return Source(
        citation=name,
        title=texts.get("title", ""),
        namespace=namespace,
        read=read,
        text_of=day,
        place=place,
        provisions=tuple(found),
        note=texts.get("note", ""),
        also_cited=tuple(also),
    )


def _row(name: str, law: citation.Path, node: yaml.Node, file: str, problems: list[Problem]) -> Provision:
    items, place = mapping(node, file), place_of(node, file)
    for key in items:
        if key not in ("at", *_OF_PARAGRAPH):
            remedy = "use at, " + ", ".join(_OF_PARAGRAPH)
            raise refuse("option", f"a paragraph has no {key}", place_of(items[key], file), remedy)
    texts = {key: scalar(value, file).strip() for key, value in items.items()}
    at = texts.get("at", "")
    spans = citation.below(law, at)
    if not spans.spans or spans.strange:
        what = f"{at[:60] or 'nothing'} cannot be read as paragraphs of {name}"
        remedy = "write at: (b)(1)-(3), (5), or regulation 5(2); what the paragraph is about stands in what"
        problems.append(Problem("source", what, place, remedy))
    return _provision(f"{name} {at}", texts, spans.spans, place, problems)


def _provision(
    name: str, texts: dict[str, str], spans: tuple[Span, ...], place: Place, problems: list[Problem]
) -> Provision:
    status, same_as = texts.get("status", ""), texts.get("same_as", "")
    valid = ", ".join(STATUSES)
    if not status and not same_as:
        problems.append(Problem("no-status", f"{name} has no status", place, f"add status: one of {valid}"))
    elif status and status not in STATUSES:
        what = f"{name} is {status[:40]}, which is no status"
        problems.append(Problem("no-status", what, place, f"write one of {valid}"))
    elif status and same_as:
        what = f"{name} has a status and is the same as {same_as[:60]}"
        problems.append(Problem("no-status", what, place, "leave one of them out"))
    if status in EXPLAINED and not texts.get("says"):
        what = f"{name} is {status} and does not say why"
        remedy = "add says: what is left out, why, and which way a wrong answer would come out"
        problems.append(Problem("no-reason", what, place, remedy))
    return Provision(texts.get("at", ""), spans, status, place, texts.get("what", ""), texts.get("says", ""), same_as)


def together(sources: Iterable[Source]) -> tuple[tuple[Source, ...], list[Problem]]:
    """All sources of a rulebook, those rows that are the same as others with their status, and what is wrong between
    them: a law or a paragraph that stands twice, and what is the same as nothing."""
    found = list(sources)
    problems: list[Problem] = []
    laws: dict[citation.Path, Place] = {}
    for source in found:
        for name in source.names:
            if name in laws:
                what = f"{source.citation} stands here and at {laws[name]}"
                problems.append(Problem("declared-twice", what, source.place, "bring the paragraphs together"))
            laws.setdefault(name, source.place)
        problems += _twice(source)
    rows = [_Row(source, p) for source in found for p in source.provisions]
    named = {span: row for row in reversed(rows) for whole in row.provision.spans for span in whole.each()}
    settled = []
    for source in found:
        own = []
        for provision in source.provisions:
            if provision.same_as:
                row = _same(provision, named, laws)
                if row is None:
                    what = f"{source.citation} {provision.at} is the same as {provision.same_as}, which has no row"
                    remedy = "name a source and paragraph as they stand there, with a status of its own"
                    problems.append(Problem("unknown-name", what, provision.place, remedy))
                else:
                    provision = replace(provision, status=row.provision.status)
            own.append(provision)
        settled.append(replace(source, provisions=tuple(own)))
    return tuple(settled), problems


@dataclass(frozen=True, slots=True)
class _Row:
    source: Source
    provision: Provision


def _same(provision: Provision, named: dict[Span, _Row], laws: Iterable[citation.Path]) -> _Row | None:
    """The row that a row is the same as: the one that has the place, or one around it."""
    cited = citation.read(provision.same_as, laws)
    if cited.strange or not cited.spans:
        return None
    first = next(cited.spans[0].each())
    path = (*first.above, first.first)
    for depth in range(len(path), 0, -1):
        row = named.get(citation.whole(path[:depth]))
        if row is not None:
            return row if not row.provision.same_as else None
    return None


def _twice(source: Source) -> list[Problem]:
    seen: dict[Span, Place] = {}
    problems = []
    for provision in source.provisions:
        for one in dict.fromkeys(one for span in provision.spans for one in span.each()):
            if one in seen:
                what = f"{source.citation} {provision.at} stands here and at {seen[one]}"
                problems.append(Problem("declared-twice", what, provision.place, "leave one out"))
                break
            seen[one] = provision.place
    return problems
