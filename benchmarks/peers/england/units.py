"""Random benefit units: what is told of each to both models, drawn by one seed."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

#: The tax years compared, by the year in which they begin, each by one month: the facts are the same in all twelve.
#: Everyone is born from January to August, so that ages are the same on 6 October, when PolicyEngine-UK reads them, and
#: the 1 September on which young people cease to count has come.
MONTHS = {2025: date(2025, 11, 1), 2026: date(2026, 11, 1)}

REGIONS = (
    "london",
    "south_east",
    "south_west",
    "east",
    "east_midlands",
    "west_midlands",
    "yorkshire",
    "north_west",
    "north_east",
)


def units(seed: int, count: int) -> list[dict[str, Any]]:
    """Situations (docs/json.md), each a home with one family in it: a single person or a couple, with children."""
    chance = random.Random(seed)
    return [_unit(chance) for _ in range(count)]


def _unit(chance: random.Random) -> dict[str, Any]:
    adults = [_adult(chance, number) for number in range(1 if chance.random() < 0.55 else 2)]
    if len(adults) == 2:
        adults[0]["partner"], adults[1]["partner"] = adults[1]["id"], adults[0]["id"]
    count = chance.choices(range(6), weights=(35, 20, 20, 12, 8, 5))[0]
    eldest = 16 + max(int(adult["birth_date"][:4]) for adult in adults)
    children = [_child(chance, number, max(2007, eldest)) for number in range(count if eldest < 2025 else 0)]
    if children and len(adults) == 2 and chance.random() < 0.3:
        # Another responsible adult than the elder: nothing hangs on it but who is asked for the charge.
        responsible = adults[1]["id"]
    else:
        responsible = adults[0]["id"]
    for child in children:
        child["responsible"] = responsible
    if children and chance.random() < 0.05:
        next(adult for adult in adults if adult["id"] == responsible)["opted_out"] = True
    works = [adult for adult in adults if adult["earnings"] != _month(0)]
    if len(works) == len(adults) and chance.random() < 0.5:
        for child in children:
            if _age(child) < 12:
                child["childcare"] = _month(chance.randrange(0, 1_200_00, 7_31))
    landlord = chance.choices(("nobody", "private", "social"), weights=(25, 40, 35))[0]
    rent = chance.randrange(250_00, 2_200_00, 13)
    if landlord != "nobody":
        adults[0]["rent"] = _month(rent)
    allowance = chance.choice((rent, rent - rent // 5, rent + 100_00))
    return {
        "people": [*adults, *children],
        "household": {
            "region": chance.choice(REGIONS),
            "landlord": landlord,
            "local_housing_allowance": _month(allowance),
            "spare_bedrooms": chance.choices((0, 1, 2), weights=(80, 14, 6))[0] if landlord == "social" else 0,
        },
    }


def _adult(chance: random.Random, number: int) -> dict[str, Any]:
    born = chance.choices((chance.randrange(1961, 2001), chance.randrange(2001, 2009), 1955), weights=(80, 17, 3))[0]
    pay = chance.choices((0, chance.randrange(80_00, 900_00), chance.randrange(900_00, 3_200_00)), (40, 25, 35))[0]
    adult: dict[str, Any] = {
        "id": f"adult{number}",
        "birth_date": _birthday(chance, born),
        "earnings": _month(pay),
        "health": chance.choices(("no", "work_and_activity"), (87, 13))[0],
        "cares_for_disabled": chance.random() < 0.08,
        "disability_benefit": chance.choices(("no", "middle", "highest"), (92, 5, 3))[0],
        "adjusted_net_income": {
            "amount": _pounds(chance.choice((0, chance.randrange(20_000_00, 95_000_00)))),
            "per": "year",
        },
    }
    if adult["health"] != "no":
        adult["health_protection"] = chance.choice(("no", "before_2026"))
    for name, likely in (("retirement_pension", 0.05), ("contributory_benefits", 0.05), ("other_income", 0.05)):
        if chance.random() < likely:
            adult[name] = _month(chance.randrange(20_00, 700_00))
    if chance.random() < 0.02:
        adult["injury_benefit"] = _month(chance.randrange(40_00, 500_00))
    if chance.random() < 0.35:
        adult["savings"] = _pounds(chance.randrange(0, 12_000_00))
    return adult


def _child(chance: random.Random, number: int, since: int) -> dict[str, Any]:
    born = chance.randrange(since, 2026)
    child: dict[str, Any] = {
        "id": f"child{number}",
        "birth_date": _birthday(chance, born),
        "disability_benefit": chance.choices(("no", "other", "middle", "highest"), (88, 3, 5, 4))[0],
        "is_blind": chance.random() < 0.01,
    }
    if born <= 2010:
        # Out of education a young person of 16 is no part of the family, and of no benefit unit here.
        child["in_education"] = True
    if born >= 2017:
        child["is_excepted_from_limit"] = chance.random() < 0.03
    return child


def _birthday(chance: random.Random, year: int) -> str:
    return date(year, chance.randrange(1, 9), chance.randrange(1, 29)).isoformat()


def _age(person: dict[str, Any]) -> int:
    return min(MONTHS) - int(person["birth_date"][:4])


def _month(pence: int) -> dict[str, str]:
    return {"amount": _pounds(pence), "per": "month"}


def _pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02}"
