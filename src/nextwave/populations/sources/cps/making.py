"""Households of the survey with the facts that a rulebook asks for, as tables by entity with a data sheet."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl

from nextwave.population.building.source import Progress
from nextwave.population.chance import Chance
from nextwave.population.tables.schema import columns, tables
from nextwave.populations.sources.cps.imputations import ASSUMPTIONS, PEOPLE_STEPS, STEPS
from nextwave.populations.sources.cps.money import KINDS, YEAR, cents, factor
from nextwave.populations.sources.cps.people import AGES_ON, Home, Someone, homes
from nextwave.populations.sources.cps.source import Survey, read
from nextwave.rulebook.model import Rulebook

#: What the whole of Washington must come to: a file of another form would differ.
WASHINGTON = (53, 4_786, 3_409, 9_461)


class CurrentPopulationSurvey:
    """The survey as what builds populations takes it; a place has the number of its state (FIPS), the nation none."""

    steps = tuple(step.name for step in (*PEOPLE_STEPS, *STEPS))

    def read(self, path: Path | None) -> Survey:
        return read(path)

    def made(
        self,
        survey: Survey,
        place: Mapping[str, Any],
        rulebook: Rulebook,
        seed: int,
        vary: Mapping[str, int],
        tell: Progress,
    ) -> tuple[dict[str, pl.DataFrame], dict[str, Any]]:
        return made(survey, place.get("state"), rulebook, seed, vary, tell)


SOURCE = CurrentPopulationSurvey()
#: What the steps are called, by language.
CALLED = tomllib.loads((Path(__file__).parent / "steps.toml").read_text("utf-8"))


def made(
    survey: Survey, state: int | None, rulebook: Rulebook, seed: int, vary: Mapping[str, int], tell: Progress
) -> tuple[dict[str, pl.DataFrame], dict[str, Any]]:
    """The tables and the data sheet."""
    units = survey.units if state is None else survey.units.filter(pl.col("fips") == state)
    chance = Chance(seed, vary)
    factors = {column: factor(survey.growth, column) for column in KINDS}
    found = homes(units.sort("FLPDYR", "h_seq", maintain_order=True).iter_rows(named=True), chance)
    for done, home in enumerate(found):
        if done % 2000 == 0:
            tell("filling in what the survey does not hold", done, len(found))
        _money(home, factors)
        for step in STEPS:
            step.run(home, chance)
    tell("writing", len(found), len(found))
    frames = _frames(found, rulebook)
    return frames, _sheet(survey, state, units.height, found, seed, vary)


def _money(home: Home, factors: Mapping[str, Fraction]) -> None:
    """What each person gets and pays in a month, in cents of the population's year, rounded once."""
    total = 0
    snap = 0
    for someone in home.people:
        unit = someone.unit
        part = {"head": "p", "spouse": "s"}.get(someone.role, "")

        def of(column: str, unit: Mapping[str, Any] = unit) -> int:
            return cents(unit[column], factors[column] / 12)

        facts = someone.facts
        facts["_pay"] = of(f"e00200{part}") if part else 0
        facts["_profit"] = of(f"e00900{part}") + of(f"e02100{part}") if part else 0
        facts["_interest"] = facts["_medical"] = 0
        if someone.role == "head":
            facts["_interest"] = of("e00300") + of("e00400")
            facts["interest"] = facts["_interest"] + of("e00600")
            facts["pension"] = of("e01500") + of("e01400")
            facts["unemployment"] = of("e02300")
            facts["alimony"] = of("e00800")
            facts["ssi"] = of("ssi_ben")
            facts["cash_assistance"] = of("tanf_ben")
            facts["veterans_benefits"] = of("vet_ben")
            facts["medical_costs"] = of("e17500")
            facts["care_costs"] = of("e32800")
            facts["property_tax"] = of("e18500")
            # The file holds the interest of mortgages; a quarter of it is taken to be paid back on top.
            facts["_mortgage"] = of("e19200") * 5 // 4
            snap += of("snap_ben")
        if someone is _gets_social_security(home, someone):
            facts["social_security"] = of("e02400")
        # The rulebook counts half of what self-employment brings in: twice the profit makes that the profit.
        facts["self_employment"] = max(0, 2 * facts["_profit"])
        facts["self_employment_costs"] = max(0, facts["_profit"])
        counted = ("interest", "pension", "unemployment", "alimony", "ssi", "cash_assistance", "veterans_benefits")
        total += facts["_pay"] + facts["_profit"] + facts.get("social_security", 0)
        total += sum(facts.get(name, 0) for name in counted)
    home.facts["_income"], home.facts["_snap"] = 12 * max(0, total), 12 * snap


def _gets_social_security(home: Home, someone: Someone) -> Someone:
    """A unit's Social Security goes to the older of head and spouse."""
    couple = [p for p in home.people if p.unit is someone.unit and p.role != "dependant"]
    return max(couple, key=lambda p: (p.age, p.role == "head"))


def _frames(found: list[Home], rulebook: Rulebook) -> dict[str, pl.DataFrame]:
    wanted = {name: columns(rulebook, entity) for name, entity in tables(rulebook).items()}
    most = {f.name: int(f.maximum) * 100 for f in rulebook.facts.values() if isinstance(f.maximum, int | Fraction)}
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in wanted}
    for home in found:
        house = {"id": home.id, "weight": home.weight, **_row(home.facts, wanted["household"], most)}
        house["cps_income"] = Decimal(home.facts["_income"]) / 100
        house["cps_snap"] = Decimal(home.facts["_snap"]) / 100
        rows["household"].append(house)
        for someone in home.people:
            facts = someone.facts
            facts["rent"] = facts.get("_mortgage", 0) + facts["_rent"]
            rows["person"].append({"household": home.id, "id": someone.id, **_row(facts, wanted["person"], most)})
            if facts["_pay"] > 0:
                pay = {"pay": facts["_pay"]}
                job = {"household": home.id, "person": someone.id, "id": "j1", **_row(pay, wanted["job"], most)}
                rows["job"].append(job)
    frames = {}
    for name, listed in rows.items():
        schema = {"household": pl.String, "person": pl.String, "id": pl.String, "weight": pl.Int64, **wanted[name]}
        schema |= {"cps_income": pl.Decimal(14, 2), "cps_snap": pl.Decimal(14, 2)}
        own = [c for c in schema if listed and c in listed[0]]
        frames[name] = pl.DataFrame([{c: r[c] for c in own} for r in listed], schema={c: schema[c] for c in own})
    return frames


def _row(facts: Mapping[str, Any], wanted: Mapping[str, Any], most: Mapping[str, int]) -> dict[str, Any]:
    """A row with every column of the schema: what was worked out, what is assumed, else nothing (no money)."""
    row: dict[str, Any] = {}
    for name, dtype in wanted.items():
        if name.endswith("_per") and name.removesuffix("_per") in wanted:
            row[name] = "month"
        elif isinstance(dtype, pl.Decimal):
            # Amounts above what the rulebook takes are cut there; the sheet says so.
            row[name] = Decimal(min(int(facts.get(name, 0)), most[name])) / 100
        elif name in facts:
            row[name] = facts[name]
        elif name in ASSUMPTIONS:
            row[name] = ASSUMPTIONS[name][0]
        elif dtype == pl.Date:
            row[name] = AGES_ON
        else:
            row[name] = 0 if dtype == pl.Int64 else False
    return row


def _sheet(
    survey: Survey, state: int | None, units: int, found: list[Home], seed: int, vary: Mapping[str, int]
) -> dict[str, Any]:
    people = sum(len(h.people) for h in found)
    if state == WASHINGTON[0] and survey.units.height == 280_005 and (state, units, len(found), people) != WASHINGTON:
        raise AssertionError(f"Washington came to {units} units, {len(found)} households, {people} people")
    weighted = sum(h.weight * len(h.people) for h in found) / 100
    old = sum(h.weight * sum(p.age >= 65 for p in h.people) for h in found) / 100
    reported = [h for h in found if h.facts["_snap"] > 0]
    return {
        "title": "Households of the Current Population Survey, 2012 to 2014, brought to 2026",
        "state": "Washington" if state == 53 else "United States" if state is None else f"FIPS {state}",
        "source": f"{survey.name} (source distribution on PyPI), taxcalc/cps.csv.gz",
        "sha256": survey.sha256,
        "licence": "CC0-1.0",
        "money": f"dollars of {YEAR} a month: each kind times its growth factors of taxcalc from 2014 to {YEAR}, divided by "
        "12, rounded once to cents; amounts above what the rulebook takes are cut there",
        "weight": "hundredths of a household: the weight of the householder's filing unit; three survey years pooled, "
        "people as many as in 2012 to 2014",
        # Columns of the survey's own, beside those of facts.
        "further": ["cps_"],
        "ages_on": AGES_ON,
        "seed": seed,
        "varied": dict(vary),
        "counts": {"filing_units": units, "households": len(found), "people": people},
        "checks": {
            "people_weighted": round(weighted),
            "households_weighted": round(sum(h.weight for h in found) / 100),
            "share_65_and_over": round(old / weighted, 4) if weighted else 0,
            "households_with_reported_snap_weighted": round(sum(h.weight for h in reported) / 100),
            "reported_snap_dollars_a_year": round(sum(h.weight * h.facts["_snap"] for h in reported) / 10_000),
        },
        "imputations": [
            {"step": s.name, "called": CALLED[s.name], "facts": list(s.facts), "method": s.method, "source": s.source}
            for s in (*PEOPLE_STEPS, *STEPS)
        ],
        "assumptions": [{"fact": name, "value": value, "why": why} for name, (value, why) in ASSUMPTIONS.items()],
        "not_in_the_file": "all other money facts are 0; applied_on is the day of the ages",
    }
