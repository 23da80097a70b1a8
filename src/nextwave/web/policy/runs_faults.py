"""What is wrong with a reform, in the language of the page: what `nextwave simulate` tells those who write rules,
said to those who change figures."""

from __future__ import annotations

from difflib import get_close_matches

from django.utils.translation import gettext as _
from markupsafe import Markup

from nextwave.rulebook.model import Figure, Rulebook
from nextwave.rulebook.problems import Problem
from nextwave.web.localization.formats import day
from nextwave.web.localization.languages import current
from nextwave.web.public.values import written as value


def told(problem: Problem, book: Rulebook, figure: Figure | None = None) -> str:
    """A problem of a field in which a value of this figure stands. What no one could enter by mistake has no text of
    its own here: it is told in English."""
    if figure is not None and problem.code == "off-step":
        return _("Enter a value in steps of %(step)s") % {"step": value(book, figure, figure.step)}
    if figure is not None and problem.code == "out-of-bounds" and None not in (figure.minimum, figure.maximum):
        ends = {"low": value(book, figure, figure.minimum), "high": value(book, figure, figure.maximum)}
        return _("Enter a value from %(low)s to %(high)s") % ends
    since = book.details.get("since")
    if problem.code in ("date-gap", "too-early", "too-late"):
        if not since:
            return _("The law has no value for this on that day. Choose another day")
        return _("The rules here cover days from %(day)s on. Choose one of them") % {"day": day(since)}
    text = _texts().get(problem.code)
    if text is not None:
        return text
    english = f"{problem.what}: {problem.remedy}"
    return english if current() == "en" else Markup('<span lang="en">{}</span>').format(english)


def told_of_text(problem: Problem, book: Rulebook, written: str) -> str:
    """A problem of a reform that was written, with its line where it has one."""
    line = problem.place.line
    if not line:
        return told(problem, book)
    names = [row.strip().partition(":")[0] for row in reversed(written.splitlines()[:line])]
    figure = next((book.figures[name] for name in names if name in book.figures), None)
    text = told(problem, book, figure)
    if problem.code == "unknown-figure":
        near = get_close_matches(next((name for name in names if "." in name), ""), book.figures, 1)
        text = _("There is no figure of this name. Did you mean %(name)s?") % {"name": near[0]} if near else text
    return Markup("{}: {}").format(_("Line %(line)s") % {"line": line}, text)


def _texts() -> dict[str, str]:
    """By the problem's code."""
    return {
        "date": _("This is not a day. Write it as year, month and day, such as 2026-10-01"),
        "declared-twice": _("This stands twice. Leave one of the two out"),
        "figure-table": _("Write the rows of this table as the law has them on that day, each with its value"),
        "fixed": _("This figure cannot be changed. Change another one"),
        "no-values": _("Nothing is changed here. Write the first day and the new value"),
        "number": _("This is not a number. Write digits, such as 1200 or 0.25"),
        "off-step": _("This value is finer than the steps of the figure"),
        "option": _("A reform has only a title and figures. Leave out what else is written"),
        "order": _("These values are not in the order of their days. Write the earliest first"),
        "out-of-bounds": _("This value is outside of what the figure can be"),
        "reform": _("A reform has a title and at least one changed figure. Write what is missing"),
        "too-deep": _("This is nested too deeply. Write a title and figures, each with its days and values"),
        "truth": _("Write true or false"),
        "unknown-figure": _("There is no figure of this name. The list of figures has the names there are"),
        "yaml": _("This cannot be read. A reform is YAML: a title, and figures with their days and values"),
    }
