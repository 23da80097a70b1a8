"""The people of a household, their work and their home: the facts that several programmes ask for."""

from __future__ import annotations

from datetime import date
from enum import Enum

from nextwave.language import Entity, Group, Money, constraint, fact


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


class Person(Entity):
    """Someone who lives in the home."""

    birth_date: date = fact(ask="When was {person} born?", evidence=["birth certificate", "passport"])
    spouse: Person | None = fact(
        ask="Is {person} married to someone who lives here?",
        applies=may_be_married,
        otherwise=None,
    )
    parents: list[Person] = fact(ask="Who here is a parent or step-parent of {person}?")
    eats_apart: bool = fact(
        ask="Does {person} usually buy food and make meals apart from everyone else here?",
        help="Answer no if {person} shares food or cooks with anyone here most of the time.",
    )
    immigration_status: ImmigrationStatus = fact(
        ask="Which of these describes {person}?",
        help="This is only used to work out food help. You can say that you are not sure.",
        evidence=["passport", "permanent resident card", "naturalization certificate"],
        burden=2,
        sensitive=True,
    )
    five_years_in_status: bool = fact(
        ask="Has {person} had this status, or another one in this list that counts, for 5 years or more?",
        evidence=["permanent resident card"],
        applies=may_have_to_wait,
        otherwise=True,
        sensitive=True,
    )
    was_refugee: bool = fact(
        ask="Was {person} a refugee, asylee, trafficking victim, or Cuban or Haitian entrant before getting the green card?",
        evidence=["permanent resident card"],
        applies=may_have_to_wait,
        otherwise=False,
        sensitive=True,
    )
    forty_quarters: bool = fact(
        ask="Has {person} worked, or can {person} count, 40 quarters (10 years) of work under Social Security?",
        help="Work of a husband or wife, or of a parent before {person} was 18, can count.",
        evidence=["Social Security statement"],
        applies=may_have_to_wait,
        otherwise=False,
        burden=3,
    )
    military_service: bool = fact(
        ask="Is {person} on active duty in the US military, or a veteran with an honorable discharge?",
        evidence=["discharge papers (DD-214)"],
        applies=may_serve,
        otherwise=False,
    )
    lived_here_in_1996: bool = fact(
        ask="Did {person} live lawfully in the US on August 22, 1996?",
        evidence=["immigration papers"],
        applies=was_65_in_1996,
        otherwise=False,
        sensitive=True,
    )
    has_disability: bool = fact(
        ask="Does {person} get a disability benefit?",
        help="For example SSI, Social Security disability, or a veteran's payment for a total disability.",
        evidence=["award letter"],
        sensitive=True,
    )
    in_school: bool = fact(
        ask="Is {person} in elementary, middle or high school at least half time?",
        applies=is_minor,
        otherwise=False,
    )
    in_college: bool = fact(
        ask="Is {person} in college or a trade school at least half time?",
        evidence=["school schedule"],
        applies=student_rules_may_apply,
        otherwise=False,
    )
    full_time: bool = fact(
        ask="Is {person} a full-time student there?",
        evidence=["school schedule"],
        applies=student_rules_may_apply,
        otherwise=False,
    )
    work_study: bool = fact(
        ask="Is {person} in a work-study job this term, or cleared for one?",
        help="A job for students that the government or the state helps to pay.",
        evidence=["financial aid letter"],
        applies=student_rules_may_apply,
        otherwise=False,
    )
    placed_in_school: bool = fact(
        ask="Did a work or training program place {person} in this school?",
        help="For example WorkFirst, Basic Food Employment and Training (BFET), Worker Retraining or WIOA.",
        evidence=["letter of the program"],
        applies=student_rules_may_apply,
        otherwise=False,
    )
    lacks_child_care: bool = fact(
        ask="Is there no adequate care for the child aged 6 to 11 whom {person} looks after, so that {person} could study and work 20 hours a week?",
        applies=student_rules_may_apply,
        otherwise=False,
        judgement=True,
    )
    unfit_for_work: bool = fact(
        ask="Is {person} physically or mentally unable to work?",
        help="For a short time or for good. A doctor, nurse or social worker may be asked to confirm it.",
        evidence=["statement of a doctor, nurse or social worker"],
        applies=work_rules_may_apply,
        otherwise=False,
        sensitive=True,
        judgement=True,
    )
    pregnant: bool = fact(
        ask="Is {person} pregnant?",
        evidence=["statement of a doctor or nurse"],
        applies=may_be_pregnant,
        otherwise=False,
        sensitive=True,
    )
    weekly_hours: int = fact(
        minimum=0,
        maximum=100,
        ask="How many hours a week does {person} work?",
        help="All jobs and self-employment together, on average. Unpaid or volunteer work does not count here.",
        evidence=["pay stubs of the last 30 days"],
        applies=work_rules_may_apply,
        otherwise=0,
    )
    cares_for_incapacitated: bool = fact(
        ask="Does {person} look after someone who cannot look after themselves?",
        applies=work_rules_may_apply,
        otherwise=False,
    )
    in_treatment: bool = fact(
        ask="Is {person} in a drug or alcohol treatment program?",
        evidence=["letter of the program"],
        applies=work_rules_may_apply,
        otherwise=False,
        sensitive=True,
    )
    follows_workfirst: bool = fact(
        ask="Does {person} take part in WorkFirst, the work program of TANF?",
        applies=work_rules_may_apply,
        otherwise=False,
    )
    in_work_program: bool = fact(
        ask="Does {person} spend 80 hours a month or more in work or training programs, or in work and programs together?",
        help="For example BFET, workfare, volunteering that the department arranged, or WIOA training.",
        evidence=["letter of the program"],
        applies=time_limit_may_apply,
        otherwise=False,
    )
    tribal_member: bool = fact(
        ask="Is {person} an American Indian, Alaska Native, Urban Indian or California Indian?",
        evidence=["tribal enrollment card"],
        applies=time_limit_may_apply,
        otherwise=False,
        sensitive=True,
    )
    was_in_foster_care: bool = fact(
        ask="Was {person} in foster care on the 18th birthday?",
        applies=may_have_left_foster_care,
        otherwise=False,
        sensitive=True,
    )
    time_limit_months: int = fact(
        minimum=0,
        maximum=36,
        ask="In how many of the last 36 months did {person} get food help without working 80 hours or being excused?",
        help="The department counts these months. Answer 0 if {person} got no food help in the last 3 years.",
        evidence=["the department's record"],
        burden=3,
        applies=time_limit_may_apply,
        otherwise=0,
    )
    in_extra_months: bool = fact(
        ask="Is {person} in the three extra months that follow after working again and losing that work?",
        evidence=["the department's record"],
        applies=time_limit_may_apply,
        otherwise=False,
        burden=3,
    )
    excused_from_time_limit: bool = fact(
        ask="Has the department given {person} one of its own exemptions from the time limit this month?",
        applies=time_limit_may_apply,
        otherwise=False,
        burden=3,
        judgement=True,
    )
    disqualification: Disqualification = fact(
        ask="Has the department stopped {person}'s food help for one of these?",
        evidence=["the department's notice"],
        burden=2,
        sensitive=True,
    )
    self_employment: Money = fact(
        flow=True,
        label="Own business or gig work, before costs",
        maximum=20_000,
        ask="How much does {person}'s own business or gig work bring in, before costs?",
        evidence=["business records"],
    )
    social_security: Money = fact(
        flow=True,
        label="Social Security",
        maximum=20_000,
        ask="How much Social Security does {person} get?",
        evidence=["award letter"],
    )
    ssi: Money = fact(
        flow=True,
        label="Supplemental Security Income (SSI)",
        maximum=20_000,
        ask="How much Supplemental Security Income (SSI) does {person} get?",
        evidence=["award letter"],
    )
    unemployment: Money = fact(
        flow=True,
        label="Unemployment pay",
        maximum=20_000,
        ask="How much unemployment pay does {person} get?",
        evidence=["benefit letter"],
    )
    child_support_received: Money = fact(
        flow=True,
        label="Child support",
        maximum=20_000,
        ask="How much child support does {person} get?",
        evidence=["payment record"],
    )
    alimony: Money = fact(
        flow=True,
        label="Alimony or spousal support",
        maximum=20_000,
        ask="How much alimony or spousal support does {person} get?",
        evidence=["court order"],
    )
    pension: Money = fact(
        flow=True,
        label="A pension or annuity",
        maximum=20_000,
        ask="How much does {person} get from a pension or annuity?",
        evidence=["pension statement"],
    )
    veterans_benefits: Money = fact(
        flow=True,
        label="Veterans' benefits",
        maximum=20_000,
        ask="How much does {person} get in veterans' benefits?",
        evidence=["award letter"],
    )
    workers_compensation: Money = fact(
        flow=True,
        label="Workers' compensation (L&I) or paid family and medical leave",
        maximum=20_000,
        ask="How much workers' compensation (L&I) or paid family and medical leave does {person} get?",
        evidence=["benefit letter"],
    )
    cash_assistance: Money = fact(
        flow=True,
        label="TANF or state family assistance",
        maximum=20_000,
        ask="How much TANF or state family assistance does {person} get?",
        evidence=["award letter"],
    )
    abd: Money = fact(
        flow=True,
        label="Aged, Blind or Disabled (ABD) cash help",
        maximum=20_000,
        ask="How much Aged, Blind or Disabled (ABD) cash help does {person} get?",
        evidence=["award letter"],
    )
    interest: Money = fact(
        flow=True,
        label="Interest, dividends or royalties",
        maximum=20_000,
        ask="How much does {person} get in interest, dividends or royalties?",
        evidence=["bank statement"],
    )
    rental_income: Money = fact(
        flow=True,
        label="Rent from others, after costs",
        maximum=20_000,
        ask="How much does {person} get in rent from others, after costs?",
        evidence=["rent records"],
    )
    support_from_others: Money = fact(
        flow=True,
        label="Regular money from family or friends",
        maximum=20_000,
        ask="How much money does {person} get regularly from family or friends?",
        evidence=["statement of the giver"],
    )
    other_income: Money = fact(
        flow=True,
        label="Other regular money",
        maximum=20_000,
        ask="How much other money does {person} get regularly, not from work?",
        help="Leave out loans, tax refunds, school grants, help with energy bills and money paid back for costs.",
    )
    self_employment_costs: Money = fact(
        flow=True,
        maximum=20_000,
        ask="What does {person}'s own business cost, if more than half of what it brings in?",
        help="Half is taken off without proof. Leave out taxes, retirement savings, travel to work and depreciation.",
        evidence=["business records and receipts"],
        applies=is_self_employed,
        otherwise=0,
    )
    deemed_from_sponsor: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much of a sponsor's income counts as {person}'s?",
        help="The department works this out for green card holders whose sponsor signed an affidavit of support.",
        evidence=["sponsor affidavit (I-864)"],
        applies=may_be_sponsored,
        otherwise=0,
        judgement=True,
    )
    education_aid: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much does {person} get in school grants, scholarships or student loans?",
    )
    energy_payments: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much help does {person} get with energy bills?",
    )
    tax_refunds: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much does {person} get in tax refunds and tax credits?",
    )
    loans: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much does {person} borrow?",
    )
    reimbursements: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much does {person} get back for costs?",
    )
    one_time_payments: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much does {person} get in payments that come once?",
    )
    foster_care_payments: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much does {person} get for a foster child who is not in the group?",
    )
    work_program_payments: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much does {person} get from AmeriCorps, VISTA or a training program?",
    )
    child_support_paid: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much child support does {person} pay under a court or state order?",
        help="Count what is really paid to someone outside the home, with health insurance and arrears.",
        evidence=["court order and proof of payment"],
        applies=may_pay_bills,
        otherwise=0,
    )
    care_costs: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much does {person} pay for the care of a child or a disabled adult here, so that someone can work, look for work or study?",
        evidence=["bills of the carer"],
        applies=may_pay_bills,
        otherwise=0,
    )
    medical_costs: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much are {person}'s medical costs that no one pays back?",
        help="For example doctors, medicine, Medicare premiums, glasses, dentures, travel to a doctor, a service animal.",
        evidence=["bills and receipts"],
        applies=is_elderly_or_disabled,
        otherwise=0,
    )
    rent: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much does {person} pay for rent or a mortgage?",
        help="Only the part that {person} pays, with condo or association fees. Leave out heating and other bills.",
        evidence=["lease or mortgage statement"],
        applies=may_pay_bills,
        otherwise=0,
    )
    property_tax: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much property tax does {person} pay?",
        help="Leave it out if it is part of the mortgage payment.",
        evidence=["tax bill"],
        applies=may_own_the_home,
        otherwise=0,
    )
    home_insurance: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much does {person} pay to insure the building?",
        help="Leave it out if it is part of the mortgage payment. Insurance of furniture does not count.",
        evidence=["insurance bill"],
        applies=may_own_the_home,
        otherwise=0,
    )
    savings: Money = fact(
        maximum=1_000_000,
        ask="How much cash and money in the bank does {person} have?",
        help="Leave out retirement accounts, such as an IRA or 401(k).",
        evidence=["bank statement"],
    )
    investments: Money = fact(
        maximum=1_000_000,
        ask="What are {person}'s stocks, bonds and funds worth?",
        help="After what it would cost to sell. Leave out retirement and education accounts.",
        evidence=["account statement"],
    )
    other_property: Money = fact(
        maximum=1_000_000,
        ask="What is other property of {person} worth, after what is owed on it?",
        help="Leave out the home and land around it, household goods, property that brings in income, and vehicles.",
        evidence=["tax assessment"],
    )
    vehicle_value: Money = fact(
        maximum=200_000,
        ask="What could {person}'s car or truck be sold for?",
        help="One vehicle. 0 if it is worth $1,500 or less after what is owed, is used to earn income, is a home, or carries a disabled person, heating fuel or water.",
        evidence=["vehicle registration"],
        applies=may_pay_bills,
        otherwise=0,
    )
    other_vehicles_value: Money = fact(
        maximum=200_000,
        ask="What could {person}'s other vehicles be sold for?",
        evidence=["vehicle registration"],
        applies=may_pay_bills,
        otherwise=0,
    )
    other_vehicles_owed: Money = fact(
        maximum=200_000,
        ask="How much is owed on {person}'s other vehicles?",
        evidence=["loan statement"],
        applies=may_pay_bills,
        otherwise=0,
    )


class Job(Entity, of=Person, at_most=6):
    """A job that a person is paid for."""

    pay: Money = fact(
        flow=True,
        maximum=100_000,
        ask="How much does this job pay {person}, before tax?",
        evidence=["pay stubs of the last 30 days"],
    )


class Household(Group, of=Person):
    """Everyone who lives in the home."""

    homeless: bool = fact(
        ask="Are you homeless?",
        help="Without a regular place to sleep at night, or in a shelter, a car, or for less than 90 days with someone else.",
    )
    free_shelter: bool = fact(
        ask="Does a place to sleep cost you nothing in the whole month?",
        applies=is_homeless,
        otherwise=True,
    )
    owns_home: bool = fact(
        ask="Does anyone here own the home?",
        evidence=["tax bill"],
        applies=has_a_home,
        otherwise=False,
    )
    pays_heating_or_cooling: bool = fact(
        ask="Does anyone here pay for heating or cooling, apart from the rent?",
        help="For example gas, oil, wood, or electricity for a heater or an air conditioner.",
        evidence=["utility bill"],
    )
    gets_energy_assistance: bool = fact(
        ask="Did anyone here get more than $20 of energy assistance in the last 12 months?",
        help="For example LIHEAP, or the payment that comes with food help.",
        evidence=["letter of the program"],
    )
    other_utilities: int = fact(
        minimum=0,
        maximum=4,
        ask="How many of these bills does anyone here pay: electricity or gas (not for heating), water, sewer, garbage?",
        evidence=["utility bill"],
    )
    pays_phone: bool = fact(ask="Does anyone here pay for a phone?", evidence=["phone bill"])
    county: County = fact(ask="Which county do you live in?")
    large_winnings: bool = fact(
        ask="Did anyone here win a large amount in the lottery or by gambling, and not yet spend it?",
        help="An amount above the limit on savings for elderly people, won at one time, before tax.",
        burden=2,
    )
    destitute_farmworkers: bool = fact(
        ask="Is anyone here a migrant or seasonal farm worker whose pay has ended, or comes later this month, and who has almost no money?",
        judgement=True,
    )
    applied_on: date = fact(ask="When did you apply for food help?", evidence=["application"])


@constraint
def spouses_name_each_other(person: Person) -> bool:
    """Two people who are married to each other are each named as the other's spouse."""
    return person.spouse is None or person.spouse.spouse == person


@constraint
def parents_are_older(person: Person) -> bool:
    """A parent is born before their child."""
    return all(parent.birth_date < person.birth_date for parent in person.parents)
