"""The types that a value of a rule can have, and the mismatch raised where they do not fit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Type:
    """`kind`: bool int rate money date choice one (a person, job … or none) flow (money as stated).

    `detail` is the period of money (week, month, year or stock), the name of a choice, or of an entity; of an int
    that is a length of time its unit (days, months or years), else nothing.
    `optional`: an `one` that may be nobody, a date that may be none.
    """

    kind: str
    detail: str = ""
    optional: bool = False

    def __str__(self) -> str:
        if self.kind == "money":
            return {
                "week": "money by week",
                "month": "money by month",
                "year": "money by year",
                "stock": "money (a stock)",
            }[self.detail]
        if self.kind == "int" and self.detail:
            return f"a number of {self.detail}"
        if self.kind == "choice":
            return f"a choice of {self.detail}"
        if self.kind == "one":
            return f"{self.detail} or none" if self.optional else self.detail
        if self.kind == "date" and self.optional:
            return "a date or none"
        return {
            "bool": "true or false",
            "int": "a whole number",
            "rate": "a rate",
            "date": "a date",
            "flow": "money as stated by week, month or year",
        }[self.kind]

    @property
    def numeric(self) -> bool:
        """Whether values are counted in quanta: arithmetic and order make sense."""
        return self.kind in ("int", "rate", "money")

    @property
    def whole(self) -> bool:
        """Whether values are counted one by one, whatever step a figure names: days, truths and counts."""
        return self.kind in ("bool", "int", "date")

    @property
    def sets(self) -> bool:
        """Whether an unknown value is a set of alternatives instead of a range."""
        return self.kind in ("choice", "one")


BOOL = Type("bool")
INT = Type("int")
DAYS = Type("int", "days")
MONTHS = Type("int", "months")
YEARS = Type("int", "years")
#: By the name that a fact or a figure has for it.
DURATIONS = {"days": DAYS, "months": MONTHS, "years": YEARS}
RATE = Type("rate")
DATE = Type("date")
WEEKLY = Type("money", "week")
MONTHLY = Type("money", "month")
YEARLY = Type("money", "year")
STOCK = Type("money", "stock")
FLOW = Type("flow")


class Mismatch(Exception):
    """An operation was given types it has no meaning for: what is wrong, and what to write instead."""

    def __init__(self, what: str, remedy: str, code: str = "type") -> None:
        self.what = what
        self.remedy = remedy
        self.code = code
        super().__init__(what)


def same_unit(left: Type, right: Type, verb: str) -> Type:
    """The type of a sum, difference, minimum or comparison of two values; ints widen to rates."""
    if left == right:
        return left
    kinds = {left.kind, right.kind}
    if left.detail and right.detail and kinds == {"int"}:
        raise Mismatch(f"cannot {verb} {left} and {right}", "bring both to the same unit of time", "unit")
    if kinds == {"int", "rate"} and not (left.detail or right.detail):
        return RATE
    if kinds == {"money"}:
        remedy = "bring both to the same period first: times or divided by 12, or per_month(...) for a stated flow"
        if "week" in (left.detail, right.detail):
            remedy = "say how many weeks a month or a year has: in_month(x, weeks=52 / 12), in_year(x, weeks=52)"
        elif STOCK in (left, right):
            period = (right if left == STOCK else left).detail
            remedy = f"set the stock beside what is of a {period}: in_{period}(x)"
        raise Mismatch(f"cannot {verb} {left} and {right}", remedy, "unit")
    raise Mismatch(f"cannot {verb} {left} and {right}", "use two values of the same kind", "unit")
