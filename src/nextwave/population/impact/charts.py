"""Charts of effects, drawn without a browser and without a network: the same bytes for the same numbers."""

from __future__ import annotations

import altair as alt
import polars as pl
import vl_convert

from nextwave.population.impact.effects import Effects
from nextwave.rulebook.jurisdiction import Jurisdiction
from nextwave.rulebook.wording.amounts import called

#: Okabe and Ito's colours, darkened where white needs contrast of 3:1 (WCAG 2.2, 1.4.11).
BEFORE, GAIN, LOSS = "#17414f", "#0072b2", "#b34a00"


def charts(effects: Effects, here: Jurisdiction | None = None) -> dict[str, alt.LayerChart]:
    """By name: cost (of a tier groups) by income, where there are tenths, by household and by level, or what changes there.
    Amounts are of the currency of `here`, which a simulation names."""
    money = f"million {called(here)} a month" if here and here.currency else "millions a month"
    if "once_before" in effects.totals.columns:
        money = money.removesuffix(" a month") + " once"
    made = {}
    if effects.by_decile is not None:
        axis = "Tenth of people by income (1 has the least)"
        made["by_decile"] = _bars(effects.by_decile, "decile", axis, effects.reform, money)
    made["by_type"] = _bars(effects.by_type, "type", "Household", effects.reform, money)
    if effects.levels is not None:
        made["levels"] = _bars(effects.levels, "level", "Level, the lowest first", effects.reform, money)
    return made


def _bars(frame: pl.DataFrame, first: str, axis: str, reform: bool, money: str) -> alt.LayerChart:
    what, by = next(((w, 1e6) for w in ("cost", "once") if f"{w}_before" in frame.columns), ("units", 1))
    measure = f"{what}_change" if reform else f"{what}_before"
    rows = [
        {
            "group": str(row[first]),
            "value": row[measure] / by,
            "low": (row[measure] - 1.96 * row[f"{measure}_error"]) / by,
            "high": (row[measure] + 1.96 * row[f"{measure}_error"]) / by,
        }
        for row in frame.iter_rows(named=True)
    ]
    data = alt.InlineData(values=rows)
    order = [r["group"] for r in rows]
    x = alt.X("group:N", sort=order, title=axis, axis=alt.Axis(labelAngle=0 if first == "decile" else -25))
    title = f"Change in cost, {money}" if reform else f"Cost, {money}"
    if what == "units":
        title = "Change in groups" if reform else "Groups"
    colour = alt.condition("datum.value < 0", alt.value(LOSS), alt.value(GAIN if reform else BEFORE))
    bars = alt.Chart(data).mark_bar(size=28).encode(x=x, y=alt.Y("value:Q", title=title), color=colour)
    errors = alt.Chart(data).mark_rule(color="#222222", strokeWidth=2).encode(x=x, y="low:Q", y2="high:Q")
    by_what = {"decile": "income", "type": "household"}.get(first, first)
    words = f"{'What changes' if reform else 'Groups at present' if what == 'units' else 'Present cost'} by {by_what}"
    below = "Lines: 95 % confidence, sampling only"
    chart: alt.LayerChart = (
        alt.layer(bars, errors)
        .properties(
            width=560,
            height=300,
            title=alt.Title(words, subtitle=below, anchor="start", fontSize=16, subtitleFontSize=13),
            background="white",
        )
        .configure_axis(labelFontSize=13, titleFontSize=13, labelLimit=220)
        .configure_view(stroke=None)
        .configure(font="DejaVu Sans, Verdana, sans-serif")
    )
    return chart


def drawn(chart: alt.LayerChart, form: str) -> bytes:
    """A chart as svg or png."""
    specification = chart.to_dict()
    if form == "svg":
        return vl_convert.vegalite_to_svg(specification, vl_version="5.20").encode()
    return bytes(vl_convert.vegalite_to_png(specification, vl_version="5.20", scale=2))
