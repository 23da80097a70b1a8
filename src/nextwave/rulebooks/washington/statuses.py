"""What some questions offer to choose from."""

from __future__ import annotations

from enum import Enum


class PlaceInHome(Enum):
    """How a person lives in the home, where that decides whether they may be in a group."""

    part_of_home = "As part of the home, with or without food of their own"
    boarder = "Pays a fair price for meals here"
    foster = "In foster care, and not wanted in the group"
    institution = "In a place that gives most meals, such as a nursing home, a hospital or a jail"


class ImmigrationStatus(Enum):
    """How a person may live in the United States, as far as food help asks."""

    citizen = "US citizen or US national"
    permanent_resident = "Permanent resident (green card)"
    cuban_haitian_entrant = "Cuban or Haitian entrant"
    cofa_citizen = "Citizen of the Marshall Islands, Micronesia or Palau (COFA)"
    refugee_or_asylee = "Refugee, asylee, trafficking victim, or withheld from deportation"
    parolee = "Paroled into the US for a year or more, or a conditional entrant"
    battered = "Abused spouse or child (VAWA) with an approved petition"
    lawfully_present = "Another lawful status to stay, such as an applicant for asylum"
    visitor = "A visa for a time, such as a student, worker or tourist"
    none = "None of these"


class Disqualification(Enum):
    """Why the department has stopped a person's food help, whatever the others in the home may get."""

    no = "No"
    broke_rules = "Yes, for breaking the food help rules on purpose"
    fleeing = "Yes, for fleeing a felony charge or breaking parole or probation"
    work_rules = "Yes, for breaking work rules"
    work_rules_as_head = "Yes, for breaking work rules as the head of the household"
    no_number = "Yes, for not giving or applying for a Social Security number"


class County(Enum):
    """A county of Washington."""

    adams = "Adams"
    asotin = "Asotin"
    benton = "Benton"
    chelan = "Chelan"
    clallam = "Clallam"
    clark = "Clark"
    columbia = "Columbia"
    cowlitz = "Cowlitz"
    douglas = "Douglas"
    ferry = "Ferry"
    franklin = "Franklin"
    garfield = "Garfield"
    grant = "Grant"
    grays_harbor = "Grays Harbor"
    island = "Island"
    jefferson = "Jefferson"
    king = "King"
    kitsap = "Kitsap"
    kittitas = "Kittitas"
    klickitat = "Klickitat"
    lewis = "Lewis"
    lincoln = "Lincoln"
    mason = "Mason"
    okanogan = "Okanogan"
    pacific = "Pacific"
    pend_oreille = "Pend Oreille"
    pierce = "Pierce"
    san_juan = "San Juan"
    skagit = "Skagit"
    skamania = "Skamania"
    snohomish = "Snohomish"
    spokane = "Spokane"
    stevens = "Stevens"
    thurston = "Thurston"
    wahkiakum = "Wahkiakum"
    walla_walla = "Walla Walla"
    whatcom = "Whatcom"
    whitman = "Whitman"
    yakima = "Yakima"
