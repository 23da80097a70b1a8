"""Bars of counts and lines of shares, drawn on the server: the same bytes for the same figures and words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

DEEP, SAND, STONE, QUIET = "#17414f", "#a8761f", "#8a8a85", "#484949"
#: Of more series, such as levels: neighbours stand out from each other, and each from white by 3:1.
MANY = (DEEP, "#5b8ba1", SAND, "#6b2f3c", "#8f7a3c", "#2f6f4f")
#: Widths of the drawing, for a screen that has room and for a small one.
WIDTHS = {"wide": 620, "small": 240}
HEIGHT = 240
#: Height of a bar with its words above it.
BAND = 46


@dataclass(frozen=True, slots=True)
class Point:
    """A count or share in words, of a series ("" where there is one only); `value` is None where it is hidden or where there
    is none. A `quiet` series stands for what others hide, and is grey."""

    at: str
    series: str
    value: float | None
    says: str
    quiet: bool = False


@lru_cache(maxsize=256)
def over_time(points: tuple[Point, ...], size: str, share: bool = False) -> bytes:
    """Series over months as SVG: counts as bars one above the other, shares (0 to 1) as lines."""
    import altair as alt  # takes a second to load: only for who looks at a chart

    series = list(dict.fromkeys(p.series for p in points))
    quiet = {p.series for p in points if p.quiet}
    named = iter(itertools.cycle(MANY if len(series) > (2 + len(quiet) if quiet else 3) else (DEEP, SAND, STONE)))
    scale = alt.Scale(domain=series, range=[STONE if name in quiet else next(named) for name in series])
    axis = alt.Axis(format=".0%" if share else "~f", title=None, tickCount=4, tickMinStep=0 if share else 1)
    months = list(dict.fromkeys(p.at for p in points))
    x = alt.X("at:N", sort=months, title=None, axis=alt.Axis(labelAngle=-90 if size == "small" else -45, ticks=False))
    limits = alt.Scale(domain=[0, 1]) if share else alt.Scale(zero=True, nice=True)
    legend = alt.Legend(title=None, orient="top", labelLimit=WIDTHS[size], columns=1 if size == "small" else 3)
    color = alt.Color("series:N", scale=scale, legend=legend if any(series) else None)
    base = alt.Chart(alt.InlineData(values=_rows(points))).encode(x=x, y=alt.Y("value:Q", axis=axis, scale=limits))
    if share:
        shape = alt.Shape("series:N", scale=alt.Scale(domain=series), legend=legend if any(series) else None)
        marks = [
            base.mark_line(strokeWidth=2.5).encode(color=color),
            base.mark_point(filled=True, size=70, opacity=1).encode(color=color, shape=shape),
        ]
    else:
        marks = [base.mark_bar(stroke="white").encode(color=color, order="number:Q")]
    gone = [p for p in _rows(points) if p["value"] is None and p["says"]]
    if gone:
        # Where something is hidden it says so: an empty place would be read as nothing.
        written = alt.Chart(alt.InlineData(values=gone)).mark_text(angle=270, align="left", fontSize=12, color=QUIET)
        marks.append(written.encode(x=x, y=alt.value(HEIGHT - 4), text="says:N"))
    return _svg(alt.layer(*marks).properties(width=WIDTHS[size], height=HEIGHT, background="white"))


@lru_cache(maxsize=256)
def by_kind(points: tuple[Point, ...], size: str) -> bytes:
    """A bar for each kind as SVG, with its words above; what is hidden has words and no bar."""
    import altair as alt

    width = WIDTHS[size]
    rows = [{**row, "words": f"{row['at']}: {row['says']}"} for row in _rows(points)]
    y = alt.Y("at:N", sort=[p.at for p in points], axis=None)
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=y)
    x = alt.X("value:Q", axis=None, scale=alt.Scale(zero=True, domainMin=0))
    bars = base.mark_bar(color=DEEP, height={"band": 0.3}, yOffset=8).encode(x=x)
    words = base.mark_text(align="left", baseline="bottom", dx=2, dy=-3, fontSize=13, limit=width, color="#0b0c0c")
    chart = alt.layer(bars, words.encode(text="words:N", x=alt.value(0)))
    return _svg(chart.properties(width=width, height=BAND * len(rows), background="white"))


def _rows(points: Sequence[Point]) -> list[dict[str, Any]]:
    return [
        {"number": n, "at": p.at, "series": p.series, "value": p.value, "says": p.says} for n, p in enumerate(points)
    ]


def _svg(chart: Any) -> bytes:
    import vl_convert

    made = (
        chart.configure(font="DejaVu Sans, Verdana, sans-serif")
        .configure_axis(labelFontSize=13, gridColor="#e6e6e6")
        .configure_legend(labelFontSize=13)
        .configure_view(stroke=None)
    )
    return bytes(vl_convert.vegalite_to_svg(made.to_dict(), vl_version="5.20").encode())
