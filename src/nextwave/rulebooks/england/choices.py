"""What some questions may be answered with."""

from __future__ import annotations

from enum import Enum


class Barred(Enum):
    no = "None of these"
    immigration_control = (
        "Their visa says “no public funds”, or they are here without leave (subject to immigration control)"
    )
    prisoner = "In prison"
    religious_order = "A member of a religious order that pays for everything they need"


class Health(Enum):
    no = "No, or not decided yet"
    work = "Yes: limited capability for work"
    work_and_activity = "Yes: limited capability for work and work-related activity (LCWRA)"


class HealthProtection(Enum):
    no = "None of these"
    before_2026 = "Their Universal Credit had the health element before 6 April 2026, and has had it ever since"
    severe_conditions = "The department decided that they meet the severe conditions criteria"
    terminally_ill = "They are terminally ill"


class DisabilityBenefit(Enum):
    no = "No"
    other = "Yes: another rate than those below"
    middle = "Yes: DLA care at the middle rate, or PIP daily living at the standard rate"
    highest = "Yes: DLA care at the highest rate, or PIP daily living at the enhanced rate"


class OtherBenefit(Enum):
    no = "None of these"
    pension_credit = "Pension Credit (guarantee credit)"
    income_support = "Income Support, or income-based Jobseeker's Allowance"
    income_related_esa = "Income-related Employment and Support Allowance"
    asylum_support = "Support for asylum seekers from the Home Office"


class Landlord(Enum):
    nobody = "Nobody: we pay no rent"
    private = "A private landlord"
    social = "The council or a housing association"


class Region(Enum):
    london = "Greater London"
    south_east = "South East"
    south_west = "South West"
    east = "East of England"
    east_midlands = "East Midlands"
    west_midlands = "West Midlands"
    yorkshire = "Yorkshire and the Humber"
    north_west = "North West"
    north_east = "North East"
