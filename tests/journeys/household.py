"""The people of the journeys, and what they answer."""

from __future__ import annotations

from typing import Any

#: By person's id, or "household", and fact.
Answers = dict[tuple[str, str], Any]

NOTHING = {"amount": "0", "per": "month"}

#: Ana works, Ben gets Social Security, Cy is Ana's child. Worked by hand: 350 × 4.3 = 1,505.00 earned and
#: 400.00 other make 1,905.00; less 301.00 (20 %) and 217 leaves 1,387.00; shelter 900 + 515 less half of it
#: is 721.50; net 665.50, rounded 666; 30 % is 199.80, rounded up 200; 808 − 200 = 608.
FAMILY: Answers = {
    ("p1", "birth_date"): (1986, 2, 3),
    ("p1", "spouse"): "nobody",
    ("p1", "parents"): ["nobody"],
    ("p1", "eats_apart"): False,
    ("p1", "lives_here_as"): "part_of_home",
    ("p1", "immigration_status"): "citizen",
    ("p1", "has_disability"): False,
    **{
        (of, fact): value
        for of in ("p1", "p2", "p3")
        for fact, value in (
            ("in_college", False),
            ("time_limit_months", 0),
            ("disqualification", "no"),
            ("child_support_paid", NOTHING),
            ("care_costs", NOTHING),
        )
    },
    ("household", "homeless"): False,
    ("household", "owns_home"): False,
    ("household", "gets_energy_assistance"): False,
    ("household", "large_winnings"): False,
    ("p1", "jobs"): [{"amount": "$350", "per": "week"}],
    ("p1", "rent"): {"amount": "900", "per": "month"},
    ("p2", "birth_date"): (1987, 5, 6),
    ("p2", "spouse"): "nobody",
    ("p2", "parents"): ["nobody"],
    ("p2", "eats_apart"): False,
    ("p2", "lives_here_as"): "part_of_home",
    ("p2", "immigration_status"): "citizen",
    ("p2", "has_disability"): False,
    ("p2", "jobs"): [],
    ("p2", "income"): ["social_security"],
    ("p2", "social_security"): {"amount": "400.00", "per": "month"},
    ("p2", "rent"): {"amount": "0", "per": "month"},
    ("p3", "birth_date"): (2015, 1, 1),
    ("p3", "parents"): ["p1"],
    ("p3", "eats_apart"): False,
    ("p3", "lives_here_as"): "part_of_home",
    ("p3", "immigration_status"): "citizen",
    ("p3", "has_disability"): False,
    ("p3", "in_school"): True,
    ("p3", "jobs"): [],
    ("household", "pays_heating_or_cooling"): True,
    ("household", "other_utilities"): 2,
    ("household", "pays_phone"): True,
}

#: Ana and her child Cy alone: every kind of page, and fewer of them. 1,505.00 earned, less 301.00 (20 %) and 217,
#: leaves 987.00; shelter 900 + 515 less half of it is 921.50, of which 769 count; net 218.00; 30 % is 65.40, rounded
#: up 66; 562 − 66 = 496.
PAIR: Answers = {
    **{(of, fact): value for (of, fact), value in FAMILY.items() if of in ("p1", "household")},
    **{("p2", fact): value for (of, fact), value in FAMILY.items() if of == "p3"},
}
