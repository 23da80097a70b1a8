"""The table that effects are worked out from: one row for each unit of people that a programme concerns.

| column | type | meaning |
| --- | --- | --- |
| household | text | the household the unit is part of; households are what the survey drew |
| weight | whole number | for how many units this one stands, in hundredths |
| people | whole number | people in the unit |
| household_type | text or Enum | one of the given kinds of household |
| income | whole number | cents a year, of the whole household |
| household_people | whole number | people in the whole household |
| before, after | whole number | cents a month under each law; 0 where not eligible |
| eligible_before, eligible_after | true or false | whether the unit is eligible under each law |

Without a reform there are no `after` columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from nextwave.rulebook.problems import Place, Problem

HOUSEHOLD_TYPES = (
    "one adult",
    "one adult with children",
    "two or more adults",
    "two or more adults with children",
    "someone 60 or older",
)

NUMBERS = ("weight", "people", "income", "household_people", "before", "after")
LEAST = {"weight": 0, "people": 1, "household_people": 1, "before": 0, "after": 0}
BEFORE = ("household", "weight", "people", "household_type", "income", "household_people", "before", "eligible_before")
AFTER = ("after", "eligible_after")
# The exact sums are 64-bit; a year is twelve months and a decile's bound is twenty times a count of people.
MOST = 2**63 // 32


class UnitsError(Exception):
    """A table of units that cannot be taken, with every problem found; nothing was worked out."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(problems)  # the argument it is made from, so that it can be sent between processes

    def __str__(self) -> str:
        return "\n".join(str(p) for p in self.problems)


def types_of(units: pl.DataFrame, types: Sequence[str] | None) -> tuple[str, ...]:
    """The kinds of household in their order: as given, or of the column's Enum, or the usual ones."""
    if types is not None:
        return tuple(types)
    dtype = units.schema.get("household_type")
    return tuple(dtype.categories) if isinstance(dtype, pl.Enum) else HOUSEHOLD_TYPES


def checked(units: pl.DataFrame, reform: bool, types: Sequence[str]) -> pl.DataFrame:
    """The same units with plain types, and without those of weight 0, which stand for nobody.

    Raises UnitsError with every problem: its column as the place's file, its row (from 1) as the line.
    """
    columns = BEFORE + AFTER if reform else BEFORE
    problems = list(_form(units, columns, reform))
    if not problems:
        units = units.select(columns).with_columns(
            pl.col("household", "household_type").cast(pl.String),
            pl.col([c for c in NUMBERS if c in columns]).cast(pl.Int64, strict=False),
        )
        problems = list(_nulls(units)) or list(_values(units, reform, types))
    if problems:
        raise UnitsError(problems)
    return units.filter(pl.col("weight") > 0)


def _form(units: pl.DataFrame, columns: Sequence[str], reform: bool) -> Iterator[Problem]:
    for column in columns:
        if column not in units.columns:
            remedy = "add it, as nextwave.population.affected describes it"
            if column in AFTER:
                remedy += "; or ask for effects without a reform"
            yield Problem("missing-column", f"there is no column {column}", Place(f"units.{column}"), remedy)
            continue
        dtype = units.schema[column]
        if column in NUMBERS:
            fits, wanted = dtype.is_integer(), "a whole number (money in cents, weights in hundredths)"
        elif column.startswith("eligible"):
            fits, wanted = dtype == pl.Boolean, "true or false"
        else:
            fits = isinstance(dtype, pl.String | pl.Enum | pl.Categorical)
            wanted = "text"
        if not fits:
            what = f"{column} is {dtype}, not {wanted}"
            yield Problem("type", what, Place(f"units.{column}"), f"make it {wanted}")
    if reform is False and any(c in units.columns for c in AFTER):
        what = "there are results of a reform, but effects are asked for without one"
        yield Problem("after", what, Place("units.after"), "ask with reform=True, or drop after and eligible_after")
    if not units.height:
        yield Problem("empty", "there are no units", Place("units"), "give at least one row")


def _nulls(units: pl.DataFrame) -> Iterator[Problem]:
    for column in units.columns:
        yield from _first(units, column, pl.col(column).is_null(), "null", "is empty or too large", "state a value")


def _values(units: pl.DataFrame, reform: bool, types: Sequence[str]) -> Iterator[Problem]:
    for column, least in LEAST.items():
        if column in units.columns:
            remedy = f"give {least} or more"
            yield from _first(units, column, pl.col(column) < least, "too-small", f"is below {least}", remedy)
    unknown = ~pl.col("household_type").is_in(list(types))
    said = "is not a kind of household that was given"
    yield from _first(units, "household_type", unknown, "unknown-type", said, "use one of: " + "; ".join(types))
    for amount, eligible in (("before", "eligible_before"), ("after", "eligible_after"))[: 2 if reform else 1]:
        wrong = ~pl.col(eligible) & (pl.col(amount) != 0)
        said = f"is not 0 although {eligible} is false"
        yield from _first(units, amount, wrong, "not-eligible", said, "give 0 where the unit is not eligible")
    for column in ("income", "household_people", "household_type"):
        differs = pl.col(column) != pl.col(column).first().over("household")
        said = "is another than in the household's first row"
        yield from _first(units, column, differs, "differs", said, "give the household's value in each of its rows")
    if units["weight"].max() == 0:
        yield Problem("no-weight", "every weight is 0", Place("units.weight"), "give the survey's weights")
    most = {c: int(abs(units[c]).max() or 0) for c in NUMBERS if c in units.columns}  # type: ignore[arg-type]
    for column in ("people", "before", "after"):
        if units.height * most["weight"] * most.get(column, 0) > MOST:
            what = f"weight times {column} may add up to more than can be added exactly"
            yield Problem("too-large", what, Place(f"units.{column}"), "check that weights are hundredths, money cents")


def _first(units: pl.DataFrame, column: str, wrong: pl.Expr, code: str, said: str, remedy: str) -> Iterator[Problem]:
    """One problem for the first row that is wrong, with how many there are."""
    rows = units.select(wrong.arg_true()).to_series()
    if not rows.is_empty():
        row = int(rows[0])
        others = f" (and {rows.len() - 1} more)" if rows.len() > 1 else ""
        household = units["household"][row]
        value = units[column][row]
        shown = "" if value is None else f" {str(value)[:40]}"
        what = f"{column}{shown} {said}, in row {row + 1}, household {str(household)[:40]}{others}"
        yield Problem(code, what, Place(f"units.{column}", row + 1), remedy)
