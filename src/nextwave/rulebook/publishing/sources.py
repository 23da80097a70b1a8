"""The sources of a rulebook with the status of their paragraphs, as plain data and as text."""

from __future__ import annotations

from typing import Any

from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.provisions.source import STATUSES, counted


def rows_of(book: Rulebook, status: str = "") -> list[dict[str, Any]]:
    """Every source with its rows, in the order of the rulebook; those of one status where it is named."""
    found = []
    for source in book.sources:
        rows = [
            {"at": p.at, "what": p.what, "status": p.status, "says": p.says, "same_as": p.same_as}
            for p in source.provisions
            if status in ("", p.status)
        ]
        if rows:
            found.append(
                {
                    "citation": source.citation,
                    "title": source.title,
                    "programme": source.namespace,
                    "read": source.read,
                    "text_of": source.text_of,
                    "note": source.note,
                    "also_cited": list(source.also_cited),
                    "paragraphs": rows,
                }
            )
    return found


def counts(book: Rulebook) -> dict[str, int]:
    """How many rows of a rulebook have each status."""
    return counted(book.sources)


def told(counts: dict[str, int]) -> str:
    """Counts as a line: 11 paragraphs: 6 encoded, 5 procedure."""
    number = sum(counts.values())
    each = ", ".join(f"{count} {status}" for status, count in counts.items())
    return f"{number} paragraph{'' if number == 1 else 's'}: {each}" if number else "no paragraphs"


def as_text(book: Rulebook, status: str = "") -> str:
    """The sources to be read on a screen."""
    lines = []
    for source in rows_of(book, status):
        lines += ["", f"{source['citation']}: {source['title']} ({_read(source['read'], source['text_of'])})"]
        lines += [f"  {source['note']}"] if source["note"] else []
        for row in source["paragraphs"]:
            head = " ".join(filter(None, (row["at"], row["what"])))
            lines.append(f"  {head or 'as a whole'}: {row['status']}{_tail(row)}")
    return "\n".join([f"{book.title}: {told(counts(book))}", *lines])


def as_markdown(book: Rulebook, status: str = "") -> str:
    """The sources as a page of tables."""
    statuses = [f"*{name}*: {meaning}" for name, meaning in STATUSES.items()]
    lines = [f"# {book.title}: the law and what the rules make of it", "", f"{_capital(told(counts(book)))}.", ""]
    lines += ["; ".join(statuses) + "."]
    for source in rows_of(book, status):
        read = _read(source["read"], source["text_of"])
        lines += ["", f"## {source['citation']}", "", f"{source['title']}; {read}. {source['note']}".strip(), ""]
        lines += ["| paragraph | status | what, and what not |", "| --- | --- | --- |"]
        for row in source["paragraphs"]:
            head = " ".join(filter(None, (row["at"], row["what"]))) or "as a whole"
            lines.append(f"| {_cell(head)} | {row['status']} | {_cell(_tail(row).lstrip('. '))} |")
    return "\n".join(lines) + "\n"


def _tail(row: dict[str, Any]) -> str:
    same = f" The same as {row['same_as']}." if row["same_as"] else ""
    return (f". {row['says']}" if row["says"] else "") + (f".{same}" if same and not row["says"] else same)


def _read(read: str, day: str) -> str:
    how = {"whole": "read whole", "in part": "read in part", "no": "not read"}[read]
    return f"{how}, text of {day}" if day else how


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
