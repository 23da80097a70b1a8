"""A figure of the law over time, drawn on the server: the same bytes for the same values, language and day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import altair as alt
import vl_convert
from django.utils.translation import gettext as _

from nextwave.rulebook.model import Figure, Rulebook
from nextwave.rulebook.wording.amounts import signs
from nextwave.web.localization.languages import current, say
from nextwave.web.public.values import SIZES, Period, has_chart, periods, row_name, rows, written

DEEP, QUIET = "#17414f", "#595959"
#: Tables with more rows are drawn by these only: their lines would be one surface.
MOST_LINES = 12
#: Height of a member of a list, with its name.
BAND = 52
#: How long the last value is drawn on, so that it is seen to hold.
ON = timedelta(days=150)


def drawn(book: Rulebook, figure: Figure, on: date, size: str) -> bytes:
    """The chart as SVG. Raises LookupError for a figure without one."""
    if not has_chart(figure):
        raise LookupError(figure.full_name)
    found = periods(figure)
    end = max(on, found[-1].first) + ON
    small = size == "small"
    if figure.unit == "choices":
        lines = _members(book, figure, found, end, SIZES[size][0])
    else:
        lines = _steps(book, figure, found, end, small)
    today = (
        alt.Chart(alt.InlineData(values=[{"day": on.isoformat(), "says": _("today")}]))
        .mark_rule(color=QUIET, strokeDash=[4, 4])
        .encode(x=alt.X("day:T"))
    )
    said = today.mark_text(color=QUIET, fontSize=13, baseline="bottom").encode(text=alt.Text("says:N"), y=alt.value(-4))
    width, height = SIZES[size]
    if figure.unit == "choices":
        height = BAND * len(_names(found))
    chart = (
        alt.layer(*lines, today, said)
        .properties(width=width, height=height, background="white")
        .configure(font="DejaVu Sans, Verdana, sans-serif")
        .configure_axis(labelFontSize=13, gridColor="#e6e6e6")
        .configure_view(stroke=None)
    )
    # Channels are named by their classes, and nothing is checked against the schema once more: for words, and for what
    # does not change from figure to figure, that takes longer than the drawing.
    return vl_convert.vegalite_to_svg(chart.to_dict(validate=False), vl_version="5.20").encode()


def _x(end: date, first: date) -> alt.X:
    years = [date(year, 1, 1).isoformat() for year in range(first.year, end.year + 1) if date(year, 1, 1) >= first]
    scale = alt.Scale(type="utc", domain=[first.isoformat(), end.isoformat()])
    return alt.X("day:T", title=None, scale=scale, axis=alt.Axis(format="%Y", values=years, grid=True))


def _steps(book: Rulebook, figure: Figure, found: list[Period], end: date, small: bool) -> list[alt.Chart]:
    """A line of steps, for a table one a row with its number at the end."""
    numbers = rows(figure)[:MOST_LINES] if figure.table else [0]
    points: list[dict[str, Any]] = []
    for number in numbers:
        name = row_name(book, figure, number) if figure.table else ""
        for period in found:
            value = period.value if not figure.table or period.value is None else period.value.get(number)
            says = written(book, figure, value) if value is not None else ""
            at = {"day": period.first.isoformat(), "value": _count(value)}
            points.append({"row": name, **at, "says": says, "end": False})
        points.append({**points[-1], "day": end.isoformat(), "says": "", "end": True})
    values = [p["value"] for p in points if p["value"] is not None]
    scale = alt.Scale(domain=_room(values, bool(figure.table)), nice=True)
    if figure.unit == "bool":
        scale = alt.Scale(domain=[0, 1.15], nice=False)
        yes_or_no = alt.expr.if_(alt.expr.toNumber(alt.datum.value), _("Yes"), _("No"))
        axis = alt.Axis(values=[0, 1], labelExpr=str(yes_or_no), title=None)
    else:
        axis = alt.Axis(labelExpr=_label(book, figure.unit.partition("/")[0], values), title=None, tickCount=5)
    base = alt.Chart(alt.InlineData(values=points)).encode(
        x=_x(end, found[0].first), y=alt.Y("value:Q", scale=scale, axis=axis), detail=alt.Detail("row:N")
    )
    line = base.mark_line(interpolate="step-after", color=DEEP, strokeWidth=2.5)
    if len(numbers) > 1:
        ends = base.transform_filter("datum.end")
        return [line, ends.mark_text(align="left", dx=5, fontSize=13, color=DEEP).encode(text=alt.Text("row:N"))]
    dots = base.transform_filter("datum.says != ''")
    labels = dots.mark_text(align="left", dx=2, dy=-11, fontSize=12 if small else 14, color=DEEP, fontWeight="bold")
    return [line, dots.mark_circle(size=60, color=DEEP, opacity=1), labels.encode(text=alt.Text("says:N"))]


def _label(book: Rulebook, unit: str, values: list[float]) -> str:
    """How a tick of the axis is written, as an expression of Vega."""
    if unit == "money":
        before, behind = signs(book.jurisdiction, current())
        return str(before + alt.expr.format(alt.datum.value, ",~f") + behind)
    return str(alt.expr.format(alt.datum.value, ".0%" if unit == "rate" and max(values) <= 2 else "~f"))


def _room(values: list[float], from_zero: bool) -> list[float]:
    """Ends of the axis, with room for what is written above the highest value of a single line."""
    low, high = min(values), max(values)
    if from_zero:
        return [min(low, 0), high]
    if low == high:
        return [min(low, 0), high * 1.2 or 1]
    return [low - (high - low) / 10, high + (high - low) / 5]


def _names(found: list[Period]) -> list[str]:
    """The members of a list over all its time, in order."""
    return list(dict.fromkeys(name for p in found for name in p.value or ()))


def _members(book: Rulebook, figure: Figure, found: list[Period], end: date, width: int) -> list[alt.Chart]:
    """A bar for each member of a list, over the days on which it stands there, with its name above."""
    labels = book.choices[figure.choice or ""].labels
    bars = [
        {
            "day": p.first.isoformat(),
            "until": (p.last + timedelta(days=1) if p.last else end).isoformat(),
            "member": say(labels[name]),
        }
        for p in found
        for name in p.value or ()
    ]
    names = [{"member": say(labels[name])} for name in _names(found)]
    y = alt.Y("member:N", sort=[n["member"] for n in names], title=None, axis=None)
    drawn = alt.Chart(alt.InlineData(values=bars)).mark_bar(color=DEEP, height={"band": 0.3})
    said = alt.Chart(alt.InlineData(values=names)).mark_text(
        align="left", baseline="bottom", dy=-9, dx=2, fontSize=13, limit=width, color="#0b0c0c"
    )
    return [
        drawn.encode(x=_x(end, found[0].first), x2=alt.X2("until:T"), y=y),
        said.encode(text=alt.Text("member:N"), x=alt.value(0), y=y),
    ]


def _count(value: Any) -> float | None:
    """A place on the axis; a chart needs no exact value."""
    return None if value is None else float(value)
