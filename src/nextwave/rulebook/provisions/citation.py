"""Citations read as places in the law, by their form alone: no name of any law stands here.

    "Town Code 27.9(d)(6)(ii)-(iii), (e); Town Orders 388-0190"
    "Market Regulations 2013, regulations 3(3), 8 to 10 and Schedule 4, paragraph 7"

Parts stand between semicolons, each with the law first. What follows it is read as long as it is numbers, letters in
brackets and words for parts of a law beside a number (“regulation 3”), in lists and ranges; an item without its
beginning (", (e)", "and 14") takes the place of the last one of its kind. Then comes a remark, which is not read:
", as amended by …", ": twenty hours", "(text of 2026)"; nor is a part in brackets. A part that begins with a number or such a word goes on with
the law before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

#: A place in the law from the whole to the part: ("town", "code", "27", ".9", "(d)", "(6)").
Path = tuple[str, ...]

_TOKEN = re.compile(r"\(\w{1,6}\)|\.\w+|-\w+|\w+")
_BRACKET = re.compile(r"\((\w{1,6})\)")
_LABEL = re.compile(r"\d+[A-Za-z]{0,3}")
#: A word, or its beginning with a point, or the sign of a section, with the number of the part of a law: section 5,
#: § 5, Art. 3, Part IX, Appendix A.
_UNIT = re.compile(r"(?:([^\W\d_]+)\.?\s+|§§?\s*)(\d+[A-Za-z]{0,3}|[IVXLC]+|[A-Z])(?!\w)")
_SEPARATOR = re.compile(r"\s*(?:,\s*(?:and|or)\b|,|\band\b|\bor\b)\s*")
_RANGE = re.compile(r"\s+to\s+|\s*[-–]\s*(?=[(\d])")
#: What may stand behind a number without a word before it, for it to be one of a list.
_ENDS = re.compile(r"\s*(?:$|[,;:(.)–-]|and\b|or\b|to\b)")
_ROMAN = re.compile(r"x{0,3}(ix|iv|v?i{0,3})")


def tokens(text: str) -> Path:
    """The tokens of a law's name: case and the plural of its words do not matter."""
    return tuple(_plain(t) for t in _TOKEN.findall(text))


def _plain(token: str) -> str:
    """A token as it is compared; letters in brackets keep their case, since (a) and (A) are different paragraphs."""
    if token.startswith("("):
        return token
    word = token.casefold()
    return word[:-1] if len(word) > 3 and word.isalpha() and word.endswith("s") else word


@dataclass(frozen=True, slots=True)
class Span:
    """One place, or those from `first` to `last` below `above`: (c)(1) to (5) is (…, "(c)"), "(1)", "(5)"."""

    above: Path
    first: str
    last: str

    def within(self, other: Span) -> bool:
        """Whether this lies wholly in another."""
        depth = len(other.above)
        if self.above[:depth] != other.above or len(self.above) < depth:
            return False
        if len(self.above) > depth:
            return other.has(self.above[depth])
        return other.has(self.first) and other.has(self.last)

    def touches(self, other: Span) -> bool:
        """Whether both have a place in common."""
        if len(self.above) > len(other.above):
            return other.touches(self)
        depth = len(self.above)
        if other.above[:depth] != self.above:
            return False
        if len(other.above) > depth:
            return self.has(other.above[depth])
        return self.has(other.first) or self.has(other.last) or other.has(self.first)

    def has(self, label: str) -> bool:
        """Whether a label just below `above` is one of these."""
        if label in (self.first, self.last):
            return True
        kind = self._kind()
        if not kind or kind not in _kinds(label):
            return False
        return _rank(self.first, kind) <= _rank(label, kind) <= _rank(self.last, kind)

    def _kind(self) -> str:
        """By what a range is counted; nothing where it is none. What may be letters or numbers, (i) to (v), is
        numbers below a letter, and where one of its ends has more than one letter."""
        kinds = _kinds(self.first) & _kinds(self.last)
        if self.first == self.last or not kinds:
            return ""
        if kinds == {"lower", "roman"}:
            numbers = any("lower" in _kinds(label) for label in self.above) or len(self.first + self.last) > 6
            return "roman" if numbers else "lower"
        return min(kinds)

    def each(self) -> Iterator[Span]:
        """Its places one by one, where they can be counted; else its two ends."""
        labels = [label for label in _EVERY.get(self._kind(), ()) if self.has(label)]
        for label in dict.fromkeys([self.first, *labels, self.last]):
            yield Span(self.above, label, label)


_ROMANS = [
    "x" * tens + ones
    for tens in range(4)
    for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    if tens or ones
]

_LETTERS = [chr(ord("a") + i) for i in range(26)]
#: The labels of each kind that a range is counted by.
_EVERY = {
    "bare": [str(n) for n in range(1, 1000)],
    "digit": [f"({n})" for n in range(1, 200)],
    "roman": [f"({r})" for r in _ROMANS],
    "lower": [f"({c})" for c in _LETTERS],
    "upper": [f"({c.upper()})" for c in _LETTERS],
}


@lru_cache(maxsize=4096)
def _kinds(label: str) -> frozenset[str]:
    """What a label may be: (i) is a letter and a number."""
    if label.startswith("."):
        return frozenset({"dotted"})
    if label.startswith("-"):
        return frozenset({"dashed"})
    inside = label.strip("()")
    if inside == label:
        return frozenset({"bare"} if label[:1].isdigit() else {"word"})
    if inside[0].isdigit():
        return frozenset({"digit"})
    if inside.isupper():
        return frozenset({"upper"})
    lower = inside.casefold()
    found = {"lower"} if len(set(lower)) == 1 or len(lower) <= 2 or not _ROMAN.fullmatch(lower) else set()
    return frozenset(found | ({"roman"} if _ROMAN.fullmatch(lower) else set()))


@lru_cache(maxsize=8192)
def _rank(label: str, kind: str) -> tuple[int, str]:
    """The place of a label in the order of its kind: 27, 27A, 28; (a), (aa), (b); (ix), (x)."""
    inside = label.strip("().-").casefold()
    if kind == "roman":
        return _ROMANS.index(inside), ""
    digits = re.match(r"\d*", inside)
    number = digits[0] if digits else ""
    return int(number or 0), inside[len(number) :]


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation names: places of known laws, and parts that begin with no known law or cannot be read."""

    spans: tuple[Span, ...]
    strange: tuple[str, ...] = ()


def parts(text: str) -> list[str]:
    """The parts of a citation between semicolons, those within brackets left together."""
    found, depth = [""], 0
    for character in text:
        depth += (character in "([") - (character in ")]")
        if character == ";" and depth <= 0:
            found.append("")
        else:
            found[-1] += character
    return [part.strip() for part in found if part.strip()]


def read(text: str, laws: Iterable[Sequence[str]]) -> Cited:
    """A citation of laws of which these are the names, as tokens."""
    found = [cited for _part, cited in each_part(text, laws)]
    return Cited(tuple(s for c in found for s in c.spans), tuple(s for c in found for s in c.strange))


def each_part(text: str, laws: Iterable[Sequence[str]]) -> Iterator[tuple[str, Cited]]:
    """The parts of a citation, each with what it names; nothing where it is a remark."""
    known = sorted({tuple(law) for law in laws}, key=len, reverse=True)
    law: Path = ()
    for part in parts(text):
        end, named = _law(part, known)
        law = named or law
        if not named and part.startswith("(") and not _BRACKET.match(part):
            yield part, Cited(())
        elif not named and (not law or not (_UNIT.match(part) or _BRACKET.match(part))):
            yield part, Cited((), (part,))
        else:
            found, readable = _places(part[end:], law)
            yield part, Cited(tuple(found), () if readable else (part,))


def below(law: Path, text: str) -> Cited:
    """Places of one law without its name: "(c)(1)-(5), (8)", "regulation 5(2)"."""
    spans: list[Span] = []
    strange: list[str] = []
    for part in parts(text):
        found, readable = _places(part, law, alone=True)
        spans += [s for s in found if s.above[: len(law)] == law]
        if not readable or not found:
            strange.append(part)
    return Cited(tuple(spans), tuple(strange))


def whole(law: Path) -> Span:
    """The place of a whole law."""
    return _span(law)


def _span(path: Path) -> Span:
    return Span(path[:-1], path[-1], path[-1])


def _law(part: str, known: list[Path]) -> tuple[int, Path]:
    """Where the name of the law ends that a part begins with, and its tokens; the longest that fits. What names more
    than one law (Town Code 27, of 27.1 and others) is that beginning."""
    found = list(_TOKEN.finditer(part))
    said = [_plain(m[0]) for m in found]
    for law in known:
        if tuple(said[: len(law)]) == law:
            return found[len(law) - 1].end(), law
    for law in known:
        same = 0
        while same < min(len(law), len(said)) and law[same] == said[same]:
            same += 1
        # A beginning of a law's own name counts where the citation stops there, or a range of laws does.
        if same and same == len(said) and same > 1:
            return len(part), law[:same]
    return 0, ()


def _places(text: str, law: Path, alone: bool = False) -> tuple[list[Span], bool]:
    """What a part names behind the law's name, and whether all of it that is no remark could be read."""
    spans: list[Span] = []
    path, at = law, 0
    joint = "" if not alone else ","
    while True:
        item = _item(text, at, path, law, joint, bool(spans) or alone)
        if item is None:
            break
        if not item:
            return spans or [_span(law)], False
        path, at = item
        first = path
        ranged = _RANGE.match(text, at)
        last = _item(text, ranged.end(), path, law, "to", True) if ranged else None
        if ranged and last is not None:
            if not last:
                return [*spans, _span(first)], False
            path, at = last
            if path[:-1] != first[:-1]:
                return [*spans, _span(first)], False
        if spans and joint == "," and _below(first, spans[-1]):
            spans.pop()  # "Schedule 4, paragraph 7": one place, told in two steps
        spans.append(Span(first[:-1], first[-1], path[-1]))
        separator = _SEPARATOR.match(text, at)
        if not separator:
            break
        joint, at = separator[0].strip(), separator.end()
    if not spans and not alone and (over := re.match(r"\s+to\s+(-\w+|\.\w+)", text)):
        token = _plain(over[1])
        place = next((i for i in reversed(range(len(law))) if _kinds(law[i]) & _kinds(token)), None)
        if place is not None:
            return [Span(law[:place], law[place], token)], True
    return spans or ([] if alone else [_span(law)]), True


def _below(path: Path, span: Span) -> bool:
    """Whether a path goes on from a place with a word: Schedule 4, paragraph …"""
    before = (*span.above, span.first)
    return (
        span.first == span.last and path[: len(before)] == before and any(t.isalpha() for t in path[len(before) :][:1])
    )


def _item(text: str, at: int, path: Path, law: Path, joint: str, listed: bool) -> tuple[Path, int] | tuple[()] | None:
    """The path of the item that begins here and where it ends; none where a remark begins, () where a label fits
    nowhere. `joint` is what stands before it in a list."""
    if not joint:
        # Just behind the name: labels that hang on it, or a word with a number.
        opening = re.match(r"\s*,\s*|\s+(?=\d|[^\W\d_]+\.?\s+\d|§)|", text[at:])
        start = at + (opening.end() if opening else 0)
        hangs = start == at
    else:
        start, hangs = at, False
    if unit := _UNIT.match(text, start):
        word, number = _plain(unit[1] or "section"), unit[2]
        if word in path[len(law) :]:
            base = path[: len(law) + path[len(law) :].index(word)]
        elif joint == ",":
            base = path if listed and len(path) > len(law) else law
        else:
            base = law
        return _labels(text, unit.end(), (*base, word, number.casefold()))
    if bracket := _BRACKET.match(text, start):
        if hangs:
            return _labels(text, start, path)
        token = bracket[0]
        where = _place(path, token, len(law))
        if path == law:
            return _labels(text, start, law)
        return () if where is None else _labels(text, start, path[:where])
    if (label := _LABEL.match(text, start)) and not hangs:
        end = _labels(text, label.end(), (label[0].casefold(),))[1]
        if not _ENDS.match(text, end):
            return None
        if path == law:
            return _labels(text, label.end(), (*law, label[0].casefold()))
        where = next((i for i in reversed(range(len(law), len(path))) if _kinds(path[i]) == {"bare"}), None)
        return () if where is None else _labels(text, label.end(), (*path[:where], label[0].casefold()))
    return None


def _labels(text: str, at: int, path: Path) -> tuple[Path, int]:
    """All letters and numbers in brackets that hang on a path."""
    while bracket := _BRACKET.match(text, at):
        path, at = (*path, bracket[0]), bracket.end()
    return path, at


def _place(path: Path, token: str, start: int) -> int | None:
    """The deepest place of a path that a label can take: that of a label of the same kind. A letter that is a number
    too, (i), is a letter where no letter stands before it."""
    wanted = _kinds(token)
    found = None
    letters = False
    for i in range(start, len(path)):
        kinds = _kinds(path[i])
        if kinds == {"lower", "roman"}:
            kinds = frozenset({"roman"} if letters else {"lower"})
        letters |= "lower" in kinds
        if kinds & wanted:
            found = i
    return found
