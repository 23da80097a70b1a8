"""What must hold between the rows of a population's tables: ids that are there once, and name what there is."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from nextwave.engine.situations.situation import MOST_PEOPLE
from nextwave.population.tables.faults import Faults
from nextwave.population.tables.schema import CALIBRATED, keys, lots, tables
from nextwave.rulebook.model import Entity, Rulebook

#: The largest weight, in hundredths of a household: sums of weights stay exact.
MOST_WEIGHT = 1_000_000_000_000


def joined(found: Mapping[str, pl.DataFrame], rulebook: Rulebook, files: Mapping[str, str], faults: Faults) -> None:
    """What must hold between rows: ids that are there once, and name what there is."""
    names = list(tables(rulebook))
    homes = found[names[0]]
    if not homes.height:
        faults.add(files[names[0]], "", [], "no households: nothing stands in it but names", "write a row for each")
        return
    faults.where(
        files[names[0]], "id", homes["id"].is_duplicated(), "this id stands twice", "give each household its own"
    )
    for column in ("weight", CALIBRATED):
        if column in homes.columns:
            wrong = homes[column] < 0
            faults.where(files[names[0]], column, wrong, "a weight is never below 0", "correct or leave out")
            wrong = homes[column] > MOST_WEIGHT
            faults.where(files[names[0]], column, wrong, f"this is above {MOST_WEIGHT}", "correct it")
    for column in map(lots, rulebook.programmes):
        if column in found[names[1]].columns:
            lot = found[names[1]][column]
            remedy = "calibrate again, or leave the column out"
            faults.where(files[names[1]], column, (lot < 0) | (lot > 999_999), "a lot is from 0 to 999999", remedy)
    for table, entity in tables(rulebook).items():
        if table == names[0]:
            continue
        frame, own = found[table], keys(rulebook, entity)
        inside = frame["household"].is_in(homes["id"].implode())
        what, remedy = "no household has this id", f"name one of {files[names[0]]}, or add it there"
        faults.where(files[table], "household", ~inside, what, remedy)
        double = frame.select(own).is_duplicated()
        faults.where(files[table], own[-1], double, "this id stands twice in its household", "give each its own")
        if len(own) > 2:
            above = found[own[1]].select("household", pl.col("id").alias(own[1]), pl.lit(True).alias("there"))
            lost = frame.join(above, on=own[:2], how="left", maintain_order="left")["there"].is_null()
            faults.where(files[table], own[1], lost, f"no {own[1]} of this household has this id", "correct it")
            _many(frame, own, entity, files[table], faults)
    people = found[names[1]]
    counts = people.group_by("household").len()
    empty = ~homes["id"].is_in(people["household"].implode())
    faults.where(files[names[0]], "id", empty, "nobody lives in this household", "add its people, or leave it out")
    many = homes["id"].is_in(counts.filter(pl.col("len") > MOST_PEOPLE)["household"].implode())
    faults.where(files[names[0]], "id", many, f"more than {MOST_PEOPLE} people live here", "split it into households")
    _relations(people, rulebook, files[names[1]], faults)


def _many(frame: pl.DataFrame, own: list[str], entity: Entity, file: str, faults: Faults) -> None:
    """No more of an entity than its parent may have: those that are too many are told."""
    above = frame.with_row_index("row").with_columns(place=pl.int_range(pl.len()).over(own[:-1]))
    rows = above.filter(pl.col("place") >= entity.at_most)["row"].to_list()
    what = f"more than {entity.at_most} of one {own[-2]}"
    faults.add(file, own[-1], rows, what, "add up the smallest, and leave the others out")


def _relations(people: pl.DataFrame, rulebook: Rulebook, file: str, faults: Faults) -> None:
    """Relatives are other people of the same household."""
    if any(fact.type == "people" for fact in rulebook.facts.values()):
        spaced = people["id"].str.contains(" ")
        faults.where(file, "id", spaced, "this id has a space, which parts ids in lists of people", "write it without")
    ids = people.select("household", pl.col("id").alias("named"), pl.lit(True).alias("there"))
    numbered = people.with_row_index("row")
    for fact in rulebook.facts.values():
        if fact.type not in ("person", "people"):
            continue
        named = numbered.select("row", "household", "id", pl.col(fact.name).alias("named"))
        if fact.type == "people":
            named = named.explode("named", empty_as_null=True)
        named = named.filter(pl.col("named").is_not_null())
        lost = named.join(ids, on=["household", "named"], how="left", maintain_order="left")
        rows = lost.filter(pl.col("there").is_null())["row"].unique(maintain_order=True).to_list()
        faults.add(file, fact.name, rows, "nobody in this household has this id", "name someone's id, or nobody")
        own = named.filter(pl.col("named") == pl.col("id"))["row"].to_list()
        faults.add(file, fact.name, own, "this names the person themselves", "name someone else, or nobody")
