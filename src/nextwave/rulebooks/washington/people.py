"""The people of a home: the facts about each that programmes ask for."""

from __future__ import annotations

from datetime import date

from nextwave.language import Entity, age, constraint, fact, period_start


class Person(Entity):
    """Someone who lives in the home."""

    birth_date: date = fact(ask="When was {person} born?", evidence=["birth certificate", "passport"])
    spouse: Person | None = fact(
        ask="Is {person} married to someone who lives here?", applies=may_be_married, otherwise=None
    )
    parents: list[Person] = fact(ask="Who here is a parent or step-parent of {person}?")
    carer: Person | None = fact(
        ask="Who here is most responsible for the care of {person}?",
        help="The parent who does more than half of it. Or, in place of a parent, a grandparent, a guardian, a foster parent or another adult on whom {person} depends; if two of them do as much, either. Nobody, if two parents share it evenly, or if {person} depends on nobody here.",
        applies=is_minor,
        otherwise=None,
        burden=2,
    )
    eats_apart: bool = fact(
        ask="Does {person} usually buy food and make meals apart from everyone else here?",
        help="Answer no if {person} shares food or cooks with anyone here most of the time, or is under 18 and depends on an adult here. Answer yes if {person} rents a room or is a live-in helper, and eats apart. Answer yes also if the department counts {person} apart, as someone of 60 or older who can never buy food and cook because of a disability.",
    )
    lives_here_as: PlaceInHome = fact(
        ask="How does {person} live here?",
        help="A husband, a wife, a parent, or a child under 22 of someone here is part of the home, even if they pay. So is a foster child whom you want in your group.",
    )
    immigration_status: ImmigrationStatus = fact(
        ask="What is {person}'s citizenship or immigration status?",
        help="This is only used to work out food help. You can say that you are not sure.",
        evidence=["passport", "permanent resident card", "naturalization certificate"],
        sensitive=True,
    )
    five_years_in_status: bool = fact(
        ask="Has {person} had a green card, or another immigration status that counts for food help, for 5 years or more?",
        help="Statuses that count: permanent resident, refugee, asylee, someone withheld from deportation, Cuban or Haitian entrant, citizen of the Marshall Islands, Micronesia or Palau, someone paroled for a year or more, conditional entrant, and abused spouse or child with an approved petition. Years in several of them count together.",
        evidence=["permanent resident card"],
        applies=may_have_to_wait,
        otherwise=True,
        sensitive=True,
        burden=2,
    )
    was_refugee: bool = fact(
        ask="Did {person} come as a refugee or asylee, or from another group that need not wait 5 years for food help?",
        help="Also trafficking victims, Cuban or Haitian entrants, Amerasians, special immigrants from Iraq or Afghanistan, Afghans let in from 2021 to 2023 and Ukrainians from 2022 to 2024, citizens of the Marshall Islands, Micronesia or Palau, American Indians born in Canada, and Hmong or Highland Lao tribe members.",
        evidence=["permanent resident card"],
        applies=may_have_to_wait,
        otherwise=False,
        sensitive=True,
        burden=2,
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
        burden=2,
    )
    lived_here_in_1996: bool = fact(
        ask="Did {person} live lawfully in the US on August 22, 1996?",
        evidence=["immigration papers"],
        applies=was_65_in_1996,
        otherwise=False,
        sensitive=True,
        burden=2,
    )
    has_disability: bool = fact(
        ask="Does {person} get a disability benefit?",
        help="For example SSI, Social Security disability, or a veteran's payment for a total disability.",
        evidence=["award letter"],
        sensitive=True,
    )
    in_school: bool = fact(
        ask="Is {person} in elementary, middle or high school, or in GED classes, at least half time?",
        help="Home school and Running Start count, and so does a vacation after which {person} goes back. Under 18, fewer hours count too.",
        evidence=["school schedule"],
        applies=may_go_to_school,
        otherwise=False,
        burden=2,
    )
    in_college: bool = fact(
        ask="Is {person} in college, or in a trade school that asks for a high school diploma, at least half time?",
        help="The school says what half time is. Vacations between terms count. High school in college (Running Start), English classes and courses outside a regular program do not count here.",
        evidence=["school schedule"],
        applies=work_rules_may_apply,
        otherwise=False,
    )
    in_training: bool = fact(
        ask="Is {person} in a training program, or in a trade school that asks for no high school diploma, at least half time?",
        help="A certificate course that asks for no diploma and English classes count too. College and high school do not count here.",
        evidence=["school schedule", "letter of the program"],
        applies=work_rules_may_apply,
        otherwise=False,
        burden=2,
    )
    full_time: bool = fact(
        ask="Is {person} a full-time student in college or a trade school?",
        evidence=["school schedule"],
        applies=student_rules_may_apply,
        otherwise=False,
        burden=2,
    )
    work_study: bool = fact(
        ask="Is {person} in a work-study job this term, or cleared for one?",
        help="A job for students that the government or the state helps to pay.",
        evidence=["financial aid letter"],
        applies=student_rules_may_apply,
        otherwise=False,
        burden=2,
    )
    placed_in_school: bool = fact(
        ask="Did a work or training program place {person} in college or a trade school?",
        help="For example WorkFirst, Basic Food Employment and Training (BFET), Worker Retraining or WIOA. Answer yes also if an employer trains {person} on the job.",
        evidence=["letter of the program"],
        applies=student_rules_may_apply,
        otherwise=False,
        burden=2,
    )
    lacks_child_care: bool = fact(
        ask="Does {person} look after a child aged 6 to 11 and have no adequate care for that child, so that {person} cannot study and also work 20 hours a week?",
        applies=student_rules_may_apply,
        otherwise=False,
        judgement=True,
        burden=2,
    )
    unfit_for_work: bool = fact(
        ask="Is {person} physically or mentally unable to work?",
        help="For a short time or for good. A doctor, nurse or social worker may be asked to confirm it. Answer yes also if {person} gets a benefit for an illness or disability from the state, an insurance or an employer.",
        evidence=["statement of a doctor, nurse or social worker", "award letter"],
        applies=work_rules_may_apply,
        otherwise=False,
        sensitive=True,
        judgement=True,
        burden=2,
    )
    pregnant: bool = fact(
        ask="Is {person} pregnant?",
        evidence=["statement of a doctor or nurse"],
        applies=time_limit_may_apply,
        otherwise=False,
        sensitive=True,
        burden=2,
    )
    weekly_hours: int = fact(
        minimum=0,
        maximum=168,
        ask="How many hours a week does {person} work for pay?",
        help="All jobs and self-employment together, on average. Leave out parts of an hour; 80 hours a month are 19 a week. Unpaid or volunteer work does not count here.",
        evidence=["pay stubs of the last 30 days"],
        applies=work_rules_may_apply,
        otherwise=0,
        burden=2,
    )
    in_kind_hours: int = fact(
        minimum=0,
        maximum=168,
        ask="How many hours a week does {person} work for goods or services instead of money?",
        help="For example for a room, meals or repairs. On average.",
        evidence=["statement of who gets the work done"],
        applies=time_limit_may_apply,
        otherwise=0,
        burden=2,
    )
    unpaid_hours: int = fact(
        minimum=0,
        maximum=168,
        ask="How many hours a week does {person} work without pay?",
        help="For example as a volunteer, or in a family business. On average. The department may ask for proof.",
        evidence=["statement of who gets the work done"],
        applies=time_limit_may_apply,
        otherwise=0,
        burden=2,
    )
    missed_hours_for_good_cause: bool = fact(
        ask="Did {person} miss hours of work or of a work program for a short time and for a good reason, and would have had 80 hours this month?",
        help="For example an illness, an emergency at home or no way to get there. The department decides.",
        applies=time_limit_may_apply,
        otherwise=False,
        judgement=True,
        burden=2,
    )
    cares_for_incapacitated: bool = fact(
        ask="Does {person} look after someone who cannot look after themselves?",
        help="Of any age, related or not, here or elsewhere.",
        applies=work_rules_may_apply,
        otherwise=False,
        burden=2,
    )
    in_treatment: bool = fact(
        ask="Is {person} in a drug or alcohol treatment program?",
        evidence=["letter of the program"],
        applies=work_rules_may_apply,
        otherwise=False,
        sensitive=True,
        burden=2,
    )
    follows_workfirst: bool = fact(
        ask="Does {person} take part in WorkFirst, the work program of TANF, or wait for an answer about unemployment pay?",
        applies=work_rules_may_apply,
        otherwise=False,
        burden=2,
    )
    lacks_work_permit: bool = fact(
        ask="Is {person} without permission to work in the United States?",
        evidence=["employment authorization card"],
        applies=may_lack_work_permit,
        otherwise=False,
        sensitive=True,
        burden=2,
    )
    in_work_program: bool = fact(
        ask="Does {person} spend 80 hours a month or more in work or training programs, or in work and programs together?",
        help="For example BFET, workfare, volunteering that the department arranged, WIOA training, or a work program for veterans. Looking for a job counts for less than half of it.",
        evidence=["letter of the program"],
        applies=time_limit_may_apply,
        otherwise=False,
        burden=2,
    )
    tribal_member: bool = fact(
        ask="Is {person} an American Indian, Alaska Native, Urban Indian or California Indian?",
        evidence=["tribal enrollment card"],
        applies=time_limit_may_apply,
        otherwise=False,
        sensitive=True,
        burden=2,
    )
    was_in_foster_care: bool = fact(
        ask="Was {person} in foster care on the 18th birthday?",
        applies=may_have_left_foster_care,
        otherwise=False,
        sensitive=True,
        burden=2,
    )
    time_limit_months: int = fact(
        minimum=0,
        maximum=36,
        ask="In how many of the last 36 months did {person} get food help without working 80 hours or being excused?",
        help="The department counts these months. Answer 0 if {person} got no food help in the last 3 years, or has since worked 80 hours in 30 days.",
        evidence=["the department's record"],
        applies=time_limit_may_apply,
        otherwise=0,
    )
    in_extra_months: bool = fact(
        ask="Is {person} in the three extra months of food help for someone who had used up three months, worked again and lost that work?",
        evidence=["the department's record"],
        applies=time_limit_may_apply,
        otherwise=False,
        burden=3,
    )
    excused_from_time_limit: bool = fact(
        ask="Has the department excused {person} this month from the three-month limit on food help, by one of its own exemptions?",
        applies=time_limit_may_apply,
        otherwise=False,
        burden=3,
        judgement=True,
    )
    disqualification: Disqualification = fact(
        ask="Has the department stopped {person}'s food help, for example for breaking its rules?",
        evidence=["the department's notice"],
        sensitive=True,
    )


@constraint
def spouses_name_each_other(person: Person) -> bool:
    """Two people who are married to each other are each named as the other's spouse."""
    return person.spouse is None or person.spouse.spouse == person


@constraint
def nobody_is_their_own_carer(person: Person) -> bool:
    """Whoever is most responsible for someone is another person."""
    return person.carer is None or person.carer != person


@constraint
def young_children_break_no_rules(person: Person) -> bool:
    """A child under 8 has broken no rule of food help and has not fled from justice; work rules bind from 16 on."""
    # RCW 9A.04.050: children under the age of eight years are incapable of committing crime. 7 CFR 273.7(b)(1)(i).
    if person.disqualification in {Disqualification.work_rules, Disqualification.work_rules_as_head}:
        return age(person.birth_date, period_start) >= 16
    innocent = person.disqualification in {Disqualification.no, Disqualification.no_number}
    return innocent or age(person.birth_date, period_start) >= 8


@constraint
def small_children_are_no_parents(person: Person) -> bool:
    """A parent or step-parent is 10 or older."""
    return all(age(parent.birth_date, period_start) >= 10 for parent in person.parents)


@constraint
def parents_are_older(person: Person) -> bool:
    """A parent is born before their child."""
    return all(parent.birth_date < person.birth_date for parent in person.parents)
