"""Who claims together: a single person or a couple, with the children and young people they are responsible for."""

from __future__ import annotations

from nextwave.language import Money, Partition, Person, Yearly, formula, per_month, per_year, round_half_up


class Family(Partition, of=Person, within=Household, cites="Welfare Reform Act 2012, sections 1(2), 39 and 40"):
    """A single person or a couple, and the children and young people whom they are responsible for."""

    def together(a: Person, b: Person) -> bool:
        """They are a couple, or one is responsible for the other."""
        if a.partner is not None and a.partner == b:
            return True
        return a.is_dependent and a.responsible is not None and a.responsible == b


@formula(cites="UC Regulations 2013, regulation 6(1); Schedule 4, paragraph 7(2)")
def by_month(flow: Money) -> Money:
    """An amount as it was stated, brought to a month and rounded to the penny: 52 weeks are 12 months."""
    return round_half_up(per_month(flow, week=52 / 12, two_weeks=26 / 12, half_month=2, year=1 / 12), 0.01)


@formula(cites="ITA 2007, section 58")
def by_year(flow: Money) -> Yearly:
    """An amount as it was stated, brought to a year: 52 weeks, 26 times two weeks, 24 half months or 12 months."""
    return per_year(flow, week=52, two_weeks=26, half_month=24, month=12)
