"""Effects for people to read and to keep: tables of text, files, charts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from nextwave.population.impact.charts import charts, drawn
from nextwave.population.impact.simulation import Simulation
from nextwave.rulebook.jurisdiction import Jurisdiction
from nextwave.rulebook.wording.amounts import written

#: Where fewer units come out than this, tables are not in thousands.
FEW_UNITS = 10_000
INVENTED = "These households are invented: what comes out shows how the rules work, and nothing about the world."
NO_TENTHS = (
    "There are no tables by tenths: the rulebook names no column of homes that they could be made by\n"
    "(ranked_by of rulebook.toml), or these tables do not have it."
)
ONCE = "What is paid is paid once: these are whole amounts, which each group has once, and no cost of each month."
IN_KIND = (
    "What is given is no money, and the rules state no value of it: groups and people are counted, and no cost\n"
    "can be told. It is not free of cost for that."
)
COVERS = (
    "± is one standard error: how far another sample of this size might have come out. It covers neither\n"
    "imputed facts nor measurement nor who applies. * rests on fewer than 30 sampled households."
)


def tables(found: Simulation) -> dict[str, pl.DataFrame]:
    """The tables of a run by the name of their file."""
    of, do = found.effects, found.as_many_as_do
    made = {"totals": of.totals, "by_decile": of.by_decile, "by_type": of.by_type, "sizes": of.sizes}
    made |= {"levels": of.levels, "movements": of.movements}
    if do is not None:
        made |= {"do_totals": do.totals, "do_by_decile": do.by_decile, "do_by_type": do.by_type}
        made |= {"do_levels": do.levels, "do_movements": do.movements}
    return {name: frame for name, frame in made.items() if frame is not None}


def as_json(found: Simulation) -> dict[str, Any]:
    """Everything of a run as data."""
    return {**about(found), **{name: frame.to_dicts() for name, frame in tables(found).items()}}


def about(found: Simulation) -> dict[str, Any]:
    """What a run rests on: enough to run it again."""
    return {
        "programme": found.programme,
        "on": found.on.isoformat(),
        **({"on_because": found.day.why} if found.day.why else {}),
        "law": found.law,
        "reform": None if found.reform is None else {"title": found.reform.title, "version": found.reform.version},
        "population": {
            "name": found.population.name,
            "version": found.population.version,
            "invented": found.population.invented,
        },
        **({"scale": [{"level": k, "title": v} for k, v in found.scale.items()]} if found.scale else {}),
        "costs": "levels" if found.scale else found.costs or "none",
        "weights": found.weights,
        "assumed": found.population.sheet.get("assumed", {}),
    }


def write(found: Simulation, folder: Path) -> list[str]:
    """CSV and Parquet of every table, charts as SVG and PNG, and what the run rests on; returns the names.

    Each file is written beside and then renamed, so that a file is never half written. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []

    def put(name: str, content: bytes) -> None:
        beside = folder / f".{name}.part"
        beside.write_bytes(content)
        beside.rename(folder / name)
        written.append(name)

    for name, frame in tables(found).items():
        put(f"{name}.csv", frame.write_csv(None).encode())
        beside = folder / f".{name}.parquet.part"
        frame.write_parquet(beside, statistics=False)
        beside.rename(folder / f"{name}.parquet")
        written.append(f"{name}.parquet")
    for name, chart in charts(found.effects, found.jurisdiction).items():
        put(f"{name}.svg", drawn(chart, "svg"))
        put(f"{name}.png", drawn(chart, "png"))
    put("run.json", json.dumps(about(found), indent=2).encode())
    return written


def text(found: Simulation) -> str:
    """The tables in a hundred columns."""
    title = f"{found.programme} on {found.on} over {found.population.name}"
    lines = [title if found.reform is None else f"{title}, present law and: {found.reform.title}", ""]
    calibration = found.population.sheet.get("calibration", {}).get("title", "")
    if found.population.invented:
        lines[1:1] = [INVENTED]
    if found.day.why:
        lines[1:1] = [f"on {found.on}: {found.day.said()}"]
    lines[-1:-1] = [f"weights: {found.weights}" + (f" ({calibration})" if found.weights == "calibrated" else "")]
    if found.costs == "once":
        lines[-1:-1] = [ONCE]
    elif not found.costs and not found.scale:
        lines[-1:-1] = IN_KIND.split("\n")
    total = found.effects.totals.row(0, named=True)
    # What is small as a whole has no thousands in its parts.
    thousands = max(total["units_before"], total.get("units_after", 0)) >= FEW_UNITS
    do = None if found.as_many_as_do is None else found.as_many_as_do.totals.row(0, named=True)
    if do is not None:
        lines.append(f"{'':<24}{'everyone who can':>34}{'as many as do':>34}")
    for measure, words in (
        ("cost_before", "cost a month"),
        ("cost_after", "  under the reform"),
        ("cost_change", "  change"),
        ("once_before", "cost once"),
        ("once_after", "  under the reform"),
        ("once_change", "  change"),
        ("units_before", "groups that get it" if do is not None else "groups that can get it"),
        ("units_after", "  under the reform"),
        ("people_before", "people in them"),
        ("average_before", "average a month"),
        ("average_once_before", "average once"),
        ("people_gaining", "people who gain"),
        ("people_losing", "people who lose"),
    ):
        if measure in total:
            money = measure.startswith(("cost", "once", "average"))
            cells = [_number(row, measure, money, found.jurisdiction) for row in (total, do) if row is not None]
            lines.append(f"{words:<24}" + "".join(f"{cell:>34}" for cell in cells))
    for name, frame, first in (
        ("By income: tenths of people, the first has the least", found.effects.by_decile, "decile"),
        ("By household", found.effects.by_type, "type"),
    ):
        if frame is None:
            lines += ["", NO_TENTHS]
            continue
        shown = [("cost_before", "cost a month"), ("units_before", "groups")]
        if found.reform is not None:
            shown = [
                ("cost_before", "cost a month"),
                ("cost_change", "change"),
                ("people_gaining", "gain"),
                ("people_losing", "lose"),
            ]
        if "once_before" in frame.columns:
            shown = [(m.replace("cost", "once"), w.replace("a month", "once")) for m, w in shown]
        elif "cost_before" not in frame.columns:
            shown = [("units_before", "groups"), ("people_before", "people"), *shown[2:]]
        lines += [
            "",
            name,
            f"  {'':<23}" + "".join(f"{words:>22}" if i == 0 else f"{words:>17}" for i, (_, words) in enumerate(shown)),
        ]
        for row in frame.iter_rows(named=True):
            label = f"{row[first]}{'*' if row['few'] else ''}"
            cells = [_short(row, m, 22 if i == 0 else 17, thousands) for i, (m, _) in enumerate(shown)]
            lines.append(f"  {label:<23}" + "".join(cells))
    lines += _levels(found, thousands)
    if found.effects.sizes is not None:
        lines += ["", "By size of change, groups"]
        for row in found.effects.sizes.iter_rows(named=True):
            lines.append(f"  {row['change'] + ('*' if row['few'] else ''):<24}{_short(row, 'units', 24, thousands)}")
    return "\n".join([*lines, *imputed(found), "", COVERS])


def _levels(found: Simulation, thousands: bool) -> list[str]:
    """Of a tier how many have each level, and who moves between them."""
    of = found.effects
    lines: list[str] = []
    if of.levels is not None:
        sides = [("before", "groups")]
        sides += [("after", "under the reform"), ("change", "change")] if found.reform is not None else []
        heads = "".join(f"{words:>24}" for _, words in sides)
        lines += ["", "By level, the lowest first", f"  {'':<24}{heads}"]
        for row in of.levels.iter_rows(named=True):
            cells = "".join(_short(row, f"units_{side}", 24, thousands) for side, _ in sides)
            lines.append(f"  {row['level'] + ('*' if row['few'] else ''):<24}{cells}")
    if of.movements is not None:
        lines += ["", "Movements between levels, groups"]
        for row in of.movements.iter_rows(named=True):
            moved = f"{row['from']} to {row['to']}{'*' if row['few'] else ''}"
            lines.append(f"  {moved:<48}{_short(row, 'units', 24, thousands)}")
        if not of.movements.height:
            lines.append("  nobody moves")
    return lines


def imputed(found: Simulation) -> list[str]:
    """How much the present cost hangs on what was imputed: the largest change when one step is drawn anew."""
    known = found.population.sheet.get("sensitivity", {}).get(found.programme, {})
    if not known:
        return []
    ranked = sorted(known.items(), key=lambda item: -abs(item[1]["cost_percent"]))
    parts = [f"{step} {change['cost_percent']:+.1f} %" for step, change in ranked]
    lines, line = ["", "Imputed facts, each drawn anew by itself, change the present cost by:"], " "
    for part in parts:
        if len(line) + len(part) > 98:
            lines.append(line)
            line = " "
        line += f" {part};" if part is not parts[-1] else f" {part}"
    return [*lines, line]


def _number(row: dict[str, Any], measure: str, money: bool, here: Jurisdiction) -> str:
    value, error = row[measure], row[f"{measure}_error"]
    places = 2 if measure.startswith("average") else 0
    shown = written(here, value, places) if money else f"{value:,.0f}"
    if money and places:
        places = max(places, here.decimals)
    return f"{shown} ± {error:,.{places}f}"


def _short(row: dict[str, Any], measure: str, width: int, thousands: bool) -> str:
    by, sign = (1000, " k") if thousands else (1, "")
    value, error = row[measure] / by, row[f"{measure}_error"] / by
    return f"{f'{value:,.0f} ± {error:,.0f}{sign}':>{width}}"
