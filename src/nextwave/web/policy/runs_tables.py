"""What a run came to, as tables for a page and as files: the numbers of `nextwave simulate`, none worked out anew."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nextwave.reforms.models import Standing
from nextwave.rulebook.wording.amounts import written
from nextwave.web.localization.languages import current, say
from nextwave.web.policy import runs_words as words
from nextwave.web.rules import assessor

#: The tables of a run by the name of their file.
FILES = (
    *("totals", "by_decile", "by_type", "sizes", "levels", "movements"),
    *("do_totals", "do_by_decile", "do_by_type", "do_levels", "do_movements"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what it is of, its cells with their errors, and whether few households stand behind it."""

    label: str
    cells: Sequence[str]
    few: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is that of its file; `charts` the names of its charts, with what they show in words."""

    name: str
    title: str
    first: str
    columns: Sequence[str]
    lines: Sequence[Line]
    charts: Mapping[str, str]


def result_of(standing: Standing) -> dict[str, Any]:
    """The result of a run that is done."""
    found: dict[str, Any] = json.loads(standing.result)
    return found


def estimate(row: Mapping[str, Any], measure: str) -> str:
    """A value with its standard error, as `nextwave simulate` writes it."""
    value, error = row[measure], row[f"{measure}_error"]
    if measure.startswith("average"):
        return f"{amount(value, 2)} ±\N{NO-BREAK SPACE}{error:,.2f}"
    return f"{number(value, measure.startswith(('cost', 'once')))} ±\N{NO-BREAK SPACE}{error:,.0f}"


def number(value: float, money: bool) -> str:
    return amount(value) if money else f"{_minus(value, 0)}{abs(value):,.0f}"


def amount(value: float, places: int = 0) -> str:
    """An amount with the sign of the currency, where there is one."""
    return f"{_minus(value, places)}{written(assessor().rulebook.jurisdiction, abs(value), places, current())}"


def _minus(value: float, places: int) -> str:
    return "−" if round(value, places) < 0 else ""


def totals(result: Mapping[str, Any]) -> Table:
    """Cost, groups and people: of everyone who can get it, and of as many as do."""
    rows = [result[name][0] for name in ("totals", "do_totals") if name in result]
    lines = [Line(label, [estimate(row, m) for row in rows]) for m, label in words.measures().items() if m in rows[0]]
    heads = [_("Everyone who can"), _("As many as do")][: len(rows)]
    said = {k: amount(rows[0].get(f"{costs(result)}_{k}", 0)) for k in ("before", "after")}
    charts = {
        "cost": (
            _("Cost once: %(before)s under the present law, %(after)s under the reform. The table has every value.")
            if costs(result) == "once"
            else _("Cost a month: %(before)s under the present law, %(after)s under the reform. The table has every value.")
        )
        % said,
        "groups": _("Groups that get it: %(before)s under the present law, %(after)s under the reform. The table has every value.")
        % {k: number(rows[0][f"units_{k}"], False) for k in ("before", "after")},
    }  # fmt: skip
    if not costs(result):
        del charts["cost"]
        return Table("totals", _("Groups"), _("In a month"), heads, lines, charts)
    first = _("Paid once") if costs(result) == "once" else _("In a month")
    return Table("totals", _("Cost and groups"), first, heads, lines, charts)


def costs(result: Mapping[str, Any]) -> str:
    """What columns of what it costs begin with: "cost" of a month, "once" of what is paid once; "" where a run has none:
    of a tier there are levels in their place, and what is given in kind is counted only."""
    return next((what for what in ("cost", "once") if f"{what}_before" in result["totals"][0]), "")


def about_costs(result: Mapping[str, Any]) -> str:
    """What has to be said of costs beside the table; nothing where they are of a month, or levels stand in their place."""
    if costs(result) == "once":
        return _(
            "What is paid is paid once: these are whole amounts, which each group has once, and no cost of each month."
        )
    if costs(result) or "levels" in result:
        return ""
    return _("What is given is no money, and the rules state no value of it: groups and people are counted, and no cost can be told. It is not free of cost for that.")  # fmt: skip


def columns(result: Mapping[str, Any]) -> dict[str, str]:
    """Columns of the tables by income and by household that a run has."""
    return {m: text for m, text in words.columns().items() if m in result["by_type"][0]}


def by_group(result: Mapping[str, Any], first: str, those: str = "") -> Table:
    """What changes by income (first: decile) or by household (type). `those` is "do_" for as many as do."""
    name = f"{those}by_{first}"
    rows = result[name]
    labels = [label(first, row[first]) for row in rows]
    lines = [
        Line(head, [estimate(row, m) for m in columns(result)], row["few"])
        for head, row in zip(labels, rows, strict=True)
    ]
    title, head = (
        (_("By income"), _("Tenth of people"))
        if first == "decile"
        else (_("By household"), _("Household"))
    )  # fmt: skip
    change = f"{costs(result)}_change"
    least, most = (pick(rows, key=lambda r: r.get(change, 0)) for pick in (min, max))
    gain = max(rows, key=lambda r: r["people_gaining"])
    lose = max(rows, key=lambda r: r["people_losing"])
    charts = {
        f"{name}-cost": _("Change in cost: from %(least)s (%(low)s) to %(most)s (%(high)s). The table has every value.")
        % {
            "least": amount(least.get(change, 0)),
            "low": label(first, least[first]),
            "most": amount(most.get(change, 0)),
            "high": label(first, most[first]),
        },
        f"{name}-people": _("People who gain: most, %(gain)s, in %(up)s. People who lose: most, %(lose)s, in %(down)s. The table has every value.")
        % {
            "gain": number(gain["people_gaining"], False),
            "up": label(first, gain[first]),
            "lose": number(lose["people_losing"], False),
            "down": label(first, lose[first]),
        },
    }  # fmt: skip
    if not costs(result):
        del charts[f"{name}-cost"]
    return Table(name, title, head, list(columns(result).values()), lines, charts)


def by_level(result: Mapping[str, Any], those: str = "") -> Table:
    """Of a tier how many have each level; `those` as for `by_group`."""
    measures = {
        "units_before": _("Groups, present law"),
        "units_after": _("Groups, reform"),
        "units_change": _("Change in groups"),
        "people_before": _("People, present law"),
        "people_after": _("People, reform"),
    }
    name = f"{those}levels"
    # A run that was kept before changes were has none.
    measures = {m: said for m, said in measures.items() if m in result[name][0]}
    lines = [
        Line(level(result, row["level"]), [estimate(row, m) for m in measures], row["few"]) for row in result[name]
    ]
    said = [
        _("%(level)s: %(before)s under the present law, %(after)s under the reform.")
        % {"level": level(result, row["level"]), **{s: number(row[f"units_{s}"], False) for s in ("before", "after")}}
        for row in result[name]
    ]
    charts = {name: " ".join([*said, _("The table has every value.")])}
    return Table(name, _("By level"), _("Level, the lowest first"), list(measures.values()), lines, charts)


def moved(result: Mapping[str, Any], those: str = "") -> Table:
    """Of a tier who moves from which level to which; `those` as for `by_group`."""
    name = f"{those}movements"
    lines = [
        Line(
            _("%(one)s → %(other)s") % {"one": level(result, row["from"]), "other": level(result, row["to"])},
            [estimate(row, "units"), estimate(row, "people")],
            row["few"],
        )
        for row in result[name]
    ]
    title = _("Movements between levels")
    return Table(name, title, _("From one level to another"), [_("Groups"), _("People")], lines, {})


def level(result: Mapping[str, Any], name: str) -> str:
    """What a level is called, in the page's language."""
    titles = {one["level"]: one["title"] for one in result.get("scale", ())}
    return say(titles[name]) if name in titles else _("none")


def by_size(result: Mapping[str, Any]) -> Table:
    """How many gain or lose how much."""
    rows = result["sizes"]
    lines = [
        Line(label("change", row["change"]), [estimate(row, "units"), estimate(row, "people")], row["few"])
        for row in rows
    ]
    moved = [row for row in rows if row["change"] != "no change"]
    most = max(moved, key=lambda r: r["units"])
    text = _("Groups by the size of their change: most, %(units)s, in “%(change)s”. The table has every value.") % {
        "units": number(most["units"], False),
        "change": label("change", most["change"]),
    }
    heads = [_("Groups"), _("People")]
    first = _("Change, once") if costs(result) == "once" else _("Change a month")
    return Table("sizes", _("By size of change"), first, heads, lines, {"sizes": text})


def label(first: str, value: Any) -> str:
    """A row's name in the page's language."""
    if first == "decile":
        if value == 1:
            return _("1 (least income)")
        return _("10 (most income)") if value == 10 else str(value)
    named = words.types() if first == "type" else words.sizes()
    return named.get(str(value), str(value))


def as_csv(result: Mapping[str, Any], name: str) -> str:
    """A table as `nextwave simulate --out` writes it. Raises KeyError where there is none."""
    import polars as pl

    return pl.DataFrame(result[name], infer_schema_length=None).write_csv(None)
