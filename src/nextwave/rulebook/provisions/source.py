"""A source of law and its paragraphs, each with a status: what the rules make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from nextwave.rulebook.problems import Place
from nextwave.rulebook.provisions.citation import Path, Span, tokens

#: What a paragraph can be, with what that means.
STATUSES = {
    "encoded": "a rule follows from facts",
    "in part": "a rule follows from facts, and leaves out what is said",
    "judgement": "a fact that an office judges",
    "stated": "a fact that an office decided or counted, or that people look up",
    "procedure": "what offices do, told in a notice or elsewhere",
    "not modelled": "said with why, and which way it comes out",
}

#: How much of a source's text was read.
READ = ("whole", "in part", "no")


@dataclass(frozen=True, slots=True)
class Provision:
    """One row of a source: the paragraphs `at` (none: the source as a whole), `what` they are about, their status,
    and what `says` how far they are modelled and which way a wrong answer would come out. What says the same as a
    row of another source has its citation in `same_as`, and that row's status."""

    at: str
    spans: tuple[Span, ...]
    status: str
    place: Place
    what: str = ""
    says: str = ""
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A statute, regulation, section or memo by the name that citations begin with (or one of `also_cited`), with
    its paragraphs in order. `read` says how much of its text was, `text_of` of which day that text was (a year or
    month where no more is known), `note` what else must be known of it. It belongs to a programme by its folder;
    without a namespace to all."""

    citation: str
    title: str
    namespace: str
    read: str
    text_of: str
    place: Place
    provisions: tuple[Provision, ...]
    note: str = ""
    also_cited: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[Path, ...]:
        """What citations of it begin with, as tokens; its own name first."""
        return tuple(map(tokens, (self.citation, *self.also_cited)))


def counted(sources: Iterable[Source]) -> dict[str, int]:
    """How many rows there are of each status, in the order of `STATUSES`."""
    found = Counter(p.status for source in sources for p in source.provisions)
    return {status: found[status] for status in STATUSES if found[status]}
