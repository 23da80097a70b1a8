"""Charts of a run, drawn on the server in the page's language: the same bytes for the same numbers."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping
from typing import Any

import altair as alt
from django.utils.translation import gettext as _

from nextwave.population.impact.charts import BEFORE, GAIN, LOSS, drawn
from nextwave.rulebook.wording.amounts import signs
from nextwave.web.localization.languages import current
from nextwave.web.policy.runs_tables import costs, label, level
from nextwave.web.rules import assessor

#: Width of the drawing for a screen that has room and for a small one, without the names of the rows.
SIZES = {"wide": 560, "small": 180}
#: Height of a row.
BAND = 30
#: What each further line of a row's name takes, and how many letters a line has on a small screen.
LINE, LETTERS = 14, 16
#: Half of an interval of 95 % in standard errors.
HALF = 1.96

Rows = list[dict[str, Any]]


def names(result: Mapping[str, Any]) -> list[str]:
    """The charts that a run has."""
    there = [t for t in ("by_decile", "by_type", "do_by_decile", "do_by_type") if t in result]
    kinds = ("cost", "people") if costs(result) else ("people",)
    totals, sizes = ["cost"] if costs(result) else [], ["sizes"] if "sizes" in result else []
    levels = [t for t in ("levels", "do_levels") if t in result]
    return [*totals, "groups", *(f"{t}-{kind}" for t in there for kind in kinds), *levels, *sizes]


def chart(result: Mapping[str, Any], name: str, size: str) -> bytes:
    """A chart as SVG. Raises LookupError where there is no such chart."""
    if name not in names(result) or size not in SIZES:
        raise LookupError(name)
    if name in ("cost", "groups"):
        return _drawn(_totals(result, name), _scale(result, name), size, money=name == "cost")
    if name == "sizes":
        rows = [_bar(label("change", r["change"]), r, "units", GAIN if _up(r) else LOSS) for r in result["sizes"]
                if r["change"] != "no change"]  # fmt: skip
        return _drawn(rows, _("Groups"), size)
    if name in ("levels", "do_levels"):
        return _drawn(_levels(result, name), _("Groups"), size)
    table, _sep, kind = name.partition("-")
    first = table.rpartition("_")[2]
    rows = []
    for row in result[table]:
        head = label(first, row[first])
        if kind == "cost":
            measure = f"{costs(result)}_change"
            rows.append(_bar(head, row, measure, LOSS if row[measure] < 0 else GAIN))
        else:
            rows.append(_bar(head, row, "people_gaining", GAIN))
            rows.append(_bar(head, row, "people_losing", LOSS, -1))
    title = _("People who lose (left), gain (right)")
    if kind == "cost":
        title = _("Change in cost, once") if costs(result) == "once" else _("Change in cost a month")
    return _drawn(rows, title, size, money=kind == "cost")


def _scale(result: Mapping[str, Any], name: str) -> str:
    if name != "cost":
        return _("Groups that get it")
    return _("Cost once") if costs(result) == "once" else _("Cost a month")


def _up(row: Mapping[str, Any]) -> bool:
    return row["change"] == "newly eligible" or row["change"].startswith("gains")


def _totals(result: Mapping[str, Any], name: str) -> Rows:
    measure = costs(result) if name == "cost" else "units"
    rows = []
    for table, those in (("totals", _("Everyone who can")), ("do_totals", _("As many as do"))):
        if table in result:
            for when, law, colour in (("before", _("present law"), BEFORE), ("after", _("reform"), GAIN)):
                rows.append(_bar(f"{those}, {law}", result[table][0], f"{measure}_{when}", colour))
    return rows


def _levels(result: Mapping[str, Any], name: str) -> Rows:
    """How many have each level, the lowest first, under the present law and under the reform."""
    return [
        _bar(f"{level(result, row['level'])}, {law}", row, f"units_{when}", colour)
        for row in result[name]
        for when, law, colour in (("before", _("present law"), BEFORE), ("after", _("reform"), GAIN))
    ]


def _bar(head: str, row: Mapping[str, Any], measure: str, colour: str, sign: int = 1) -> dict[str, Any]:
    value, error = row[measure] * sign, row[f"{measure}_error"]
    return {
        "row": head,
        "value": value,
        "low": value - HALF * error,
        "high": value + HALF * error,
        "colour": colour,
        "shown": error > 0,
    }


def _axis(size: str, money: bool) -> alt.Axis:
    """The axis of numbers in short: 3M, $3M, −$3M, 3M €."""
    small = size == "small"
    before, behind = signs(assessor().rulebook.jurisdiction, current()) if money else ("", "")
    number = "(datum.value < 0 ? '−' : '') + {} + format(abs(datum.value), '~s') + {}"
    shown = number.format(json.dumps(before, ensure_ascii=False), json.dumps(behind, ensure_ascii=False))
    return alt.Axis(tickCount=3 if small else 6, labelExpr=shown, titleAnchor="end" if small else "middle")


def _drawn(rows: Rows, title: str, size: str, money: bool = False) -> bytes:
    small = size == "small"
    for row in rows:
        row["row"] = "\n".join(textwrap.wrap(row["row"], LETTERS)) if small else row["row"]
    order = list(dict.fromkeys(r["row"] for r in rows))
    lines_most = max(name.count("\n") + 1 for name in order)
    data = alt.InlineData(values=rows)
    names = alt.Axis(labelLimit=260, labelExpr="split(datum.label, '\\n')")
    y = alt.Y("row:N", sort=order, title=None, axis=names)
    x = alt.X("value:Q", title=_split(title) if small else title, axis=_axis(size, money), stack=False)
    bars = alt.Chart(data).mark_bar(size=18).encode(x=x, y=y, color=alt.Color("colour:N", scale=None))
    errors = alt.Chart(data).transform_filter("datum.shown").mark_rule(color="#222222", strokeWidth=2)
    zero = alt.Chart(alt.InlineData(values=[{"value": 0}])).mark_rule(color="#595959").encode(x="value:Q")
    made: alt.LayerChart = (
        alt.layer(bars, errors.encode(x="low:Q", x2="high:Q", y=y), zero)
        .properties(width=SIZES[size], height=(BAND + LINE * (lines_most - 1)) * len(order), background="white")
        .configure_axis(labelFontSize=13, titleFontSize=13, titleFontWeight="normal", gridColor="#e6e6e6")
        .configure_view(stroke=None)
        .configure(font="DejaVu Sans, Verdana, sans-serif")
    )
    return drawn(made, "svg")


def _split(title: str) -> list[str]:
    """A title in two lines, parted at the space nearest to its middle."""
    places = [i for i, c in enumerate(title) if c == " "]
    middle = min(places, key=lambda i: abs(i - len(title) // 2), default=len(title))
    return [part for part in (title[:middle], title[middle + 1 :]) if part]
