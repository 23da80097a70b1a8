"""The home that people share."""

from __future__ import annotations

from datetime import date

from nextwave.language import Group, Money, fact


class Household(Group, of=Person):
    """Everyone who lives in the home."""

    region: Region = fact(ask="Which part of England do you live in?", label="Part of England")
    landlord: Landlord = fact(ask="Who do you pay rent to?", label="Landlord", evidence=["tenancy agreement"])
    local_housing_allowance: Money = fact(
        flow=True,
        maximum=3_000,
        label="Local Housing Allowance",
        ask="What is the Local Housing Allowance where you live, for the bedrooms that you are allowed?",
        help="Look it up on gov.uk by your postcode. You are allowed one bedroom for yourself or your couple, one for each other adult, one for two children under 10, one for two boys or two girls under 16, and one for any other child; four at the most. A single person under 35 without children mostly gets the rate for a room in a shared home.",
        applies=has_private_landlord,
        otherwise=0,
        evidence=["page of the rates"],
        burden=3,
    )
    spare_bedrooms: int = fact(
        minimum=0,
        maximum=10,
        label="Spare bedrooms",
        ask="How many bedrooms does your home have beyond those that you are allowed?",
        help="You are allowed one bedroom for yourself or your couple, one for each other adult, one for two children under 10, one for two boys or two girls under 16, one for any other child, and one for a carer who stays overnight. Write 0 if there is no spare one.",
        applies=has_social_landlord,
        otherwise=0,
        evidence=["tenancy agreement"],
    )
    non_dependants: int = fact(
        minimum=0,
        maximum=10,
        label="Other adults",
        ask="How many other adults live with you who are expected to pay towards your rent?",
        help="Aged 21 or older, such as a grown-up child or a friend; not your partner, a lodger or a joint tenant. Leave out who gets Pension Credit, Carer's Allowance, or DLA or PIP for their care, who looks after a child under 5, and who is in prison.",
        applies=pays_rent,
        otherwise=0,
        burden=2,
    )
    in_grace_period: bool = fact(
        ask="In the last nine months, did your earnings drop after a year or more of good earnings?",
        help="In each of 12 months in a row you, and your partner together with you, took home as much as 16 hours a week at the National Living Wage pay: £846 a month in 2025-26, £881 in 2026-27.",
        label="Earnings dropped in the last nine months",
        burden=3,
    )
    claimed_on: date = fact(ask="When did you claim?", label="Day of the claim")
