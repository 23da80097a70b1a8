"""The people of a home: the facts about each that programmes ask for."""

from __future__ import annotations

from datetime import date

from nextwave.language import Entity, Facts, Money, age, constraint, fact, period_end


class Person(Entity):
    """Someone who lives in the home."""

    birth_date: date = fact(ask="When was {person} born?", evidence=["birth certificate", "passport"])
    partner: Person | None = fact(
        ask="Who here is {person}'s husband, wife, civil partner, or partner?",
        help="Someone {person} lives with as a couple counts, married or not.",
        applies=is_16_or_older,
        otherwise=None,
    )
    responsible: Person | None = fact(
        ask="Which adult here is responsible for {person}?",
        help="The adult who {person} normally lives with. If {person} lives with two people who are not a couple, the one with the main responsibility. If {person} lives with a couple, the one who gets or would claim Child Benefit. Nobody, if the council looks after {person}, or if {person} lives on their own feet.",
        applies=may_be_dependent,
        otherwise=None,
        evidence=["Child Benefit letter"],
    )
    in_education: bool = fact(
        ask="Is {person} at school, at college, or in training that the government approves?",
        help="For more than 12 hours a week, and not above A level: university does not count here. Someone aged 19 must have started, or been accepted, before their 19th birthday. Training under a contract of employment, such as an apprenticeship, does not count.",
        applies=is_16_to_19,
        otherwise=False,
        evidence=["letter of the school or college"],
    )
    student: bool = fact(
        ask="Is {person} a full-time student?",
        help="On a full-time course at university, or on another full-time course for which there is a student loan or grant to live on.",
        applies=is_adult,
        otherwise=False,
        evidence=["letter of the university or college"],
    )
    may_study: bool = fact(
        ask="Is one of these true of {person}?",
        help="Under 21, on a course that is not above A level, and without parents who can support them; or a foster parent with a child placed with them, and no partner; or a foster parent whose partner is a full-time student too.",
        applies=is_student,
        otherwise=False,
        judgement=True,
        burden=2,
    )
    may_claim_under_18: bool = fact(
        ask="Is one of these true of {person}?",
        help="Waiting to hear whether their health limits their work, with a fit note from a doctor; or pregnant with 11 weeks or less to go, or gave birth in the last 15 weeks; or without parents who can support them. Young people who have left care: only the first.",
        applies=is_adult_under_18,
        otherwise=False,
        judgement=True,
        sensitive=True,
        burden=2,
    )
    lives_in_great_britain: bool = fact(
        ask="Does {person} live in Great Britain, with the right to live here?",
        help="As a British or Irish citizen who lives here, with settled status, or with another right to reside that counts for benefits. Answer no if {person} is abroad for more than a month.",
        applies=is_adult,
        otherwise=True,
        sensitive=True,
        evidence=["passport", "share code"],
    )
    barred: Barred = fact(
        ask="Is one of these true of {person}?",
        applies=is_adult,
        otherwise=Barred.no,
        sensitive=True,
    )
    accepts_commitment: bool = fact(
        ask="Will {person} agree to a claimant commitment?",
        help="It says what {person} will do to find or prepare for work, as far as health and care for others allow. Answer yes also if {person} is not able to agree to it, or if something exceptional makes it unreasonable to ask.",
        applies=is_adult,
        otherwise=True,
    )
    health: Health = fact(
        ask="Has the Department for Work and Pensions decided that {person}'s health limits their work?",
        help="After a work capability assessment, or without one if {person} is terminally ill. Choose the last answer only once the extra money can start: three months after the first fit note, unless {person} is terminally ill or the wait does not apply.",
        applies=is_adult,
        otherwise=Health.no,
        sensitive=True,
        evidence=["decision letter"],
    )
    health_protection: HealthProtection = fact(
        ask="Is one of these true of {person}?",
        applies=has_health_element,
        otherwise=HealthProtection.no,
        sensitive=True,
        burden=2,
    )
    cares_for_disabled: bool = fact(
        ask="Does {person} look after a disabled person for 35 hours a week or more?",
        help="Someone who gets a disability benefit for their care. If two people look after the same person, only one of them can answer yes. Answer no if {person} is paid for it.",
        applies=is_adult,
        otherwise=False,
    )
    disability_benefit: DisabilityBenefit = fact(
        ask="Does {person} get Disability Living Allowance (DLA) or Personal Independence Payment (PIP)?",
        sensitive=True,
        evidence=["award letter"],
    )
    is_blind: bool = fact(
        ask="Is {person} certified as severely sight impaired or blind?",
        applies=may_get_addition_for_sight,
        otherwise=False,
        sensitive=True,
        evidence=["certificate of an eye specialist"],
        burden=2,
    )
    other_benefit: OtherBenefit = fact(
        ask="Does {person} get one of these?",
        applies=is_adult,
        otherwise=OtherBenefit.no,
        evidence=["award letter"],
    )
    gets_benefit_that_lifts_cap: bool = fact(
        ask="Does {person} get one of these?",
        help="Attendance Allowance, Employment and Support Allowance with the support component, Guardian's Allowance, a war pension, or a payment of the Armed Forces Compensation Scheme.",
        applies=is_adult,
        otherwise=False,
        burden=2,
    )
    pregnant: bool = fact(
        ask="Is {person} more than 10 weeks pregnant?",
        applies=may_be_pregnant,
        otherwise=False,
        sensitive=True,
    )
    in_state_school: bool = fact(
        ask="Does {person} go to a state school in England?",
        help="A school that the council or the government pays for, an academy or a free school too.",
        applies=is_of_school_age,
        otherwise=False,
    )
    is_excepted_from_limit: bool = fact(
        ask="Is one of these true of {person}?",
        help="Adopted; living with you because their own parents could not care for them; a twin or triplet born after your first child; or conceived without consent or in a relationship of control. You need not say which.",
        applies=two_child_limit_may_apply,
        otherwise=False,
        sensitive=True,
        burden=3,
    )
    opted_out: bool = fact(
        ask="Has {person} chosen not to be paid Child Benefit?",
        help="Some people claim it, but choose not to be paid, so that there is no tax on it.",
        applies=is_responsible_for_someone,
        otherwise=False,
        burden=2,
    )


class Income(Facts, of=Person):
    """Money that comes in, and savings."""

    earnings: Money = fact(
        flow=True,
        maximum=100_000,
        label="Take-home pay",
        ask="How much does {person} earn, after tax?",
        help="What is left after Income Tax, National Insurance and payments into a pension. From every job, and from self-employment after its costs; sick pay and maternity pay from an employer count too.",
        applies=is_adult,
        otherwise=0,
        evidence=["payslips", "accounts"],
    )
    retirement_pension: Money = fact(
        flow=True,
        maximum=20_000,
        label="Retirement pension",
        ask="How much does {person} get from a State, workplace or private pension?",
        applies=is_adult,
        otherwise=0,
        evidence=["pension statement"],
    )
    contributory_benefits: Money = fact(
        flow=True,
        maximum=20_000,
        label="Jobseeker's Allowance, Employment and Support Allowance, Maternity Allowance, widow's benefits",
        ask="How much does {person} get in Jobseeker's Allowance, Employment and Support Allowance, Maternity Allowance or widow's benefits?",
        applies=is_adult,
        otherwise=0,
        evidence=["award letter"],
    )
    carers_allowance: Money = fact(
        flow=True,
        maximum=20_000,
        label="Carer's Allowance",
        ask="How much Carer's Allowance does {person} get?",
        applies=is_adult,
        otherwise=0,
        evidence=["award letter"],
    )
    injury_benefit: Money = fact(
        flow=True,
        maximum=20_000,
        label="Industrial Injuries benefit",
        ask="How much Industrial Injuries benefit does {person} get?",
        help="Leave out what is paid because {person} needs constant or exceptional care.",
        applies=is_adult,
        otherwise=0,
        evidence=["award letter"],
    )
    other_income: Money = fact(
        flow=True,
        maximum=20_000,
        label="Maintenance, insurance, an annuity, a trust, student income or training pay",
        ask="How much does {person} get from any of these?",
        help="Maintenance from a former husband, wife or partner (not for a child); insurance against losing income; an annuity or a trust; student loans and grants as the department counts them; pay for training; benefits or pensions from abroad; royalties. Leave out Child Benefit, DLA, PIP, maintenance for a child and gifts.",
        applies=is_adult,
        otherwise=0,
        evidence=["bank statement"],
    )
    savings: Money = fact(
        maximum=10_000_000,
        label="Savings",
        ask="How much does {person} have in savings?",
        help="Money in the bank, in cash, in shares and bonds, and property other than the home. Half of what two people own together. Leave out personal things and pensions that are not paid yet.",
        applies=is_adult,
        otherwise=0,
        evidence=["bank statement"],
    )
    adjusted_net_income: Money = fact(
        flow=True,
        maximum=10_000_000,
        label="Income of the tax year",
        ask="How much is {person}'s income for the whole tax year, before tax?",
        help="From 6 April to 5 April. Pay, profits, pensions, rent, interest and dividends, less payments into a pension and gifts to charity (“adjusted net income”). A rough amount is enough where it is well below £60,000.",
        applies=may_owe_charge,
        otherwise=0,
        evidence=["P60", "tax return"],
    )


class Costs(Facts, of=Person):
    """What is paid for the home and for the care of children."""

    rent: Money = fact(
        flow=True,
        maximum=5_000,
        label="Rent",
        ask="How much rent does {person} have to pay?",
        help="For the home that {person} lives in. If you pay it together, write it once, or each your share. Add charges for the upkeep of shared parts; leave out heating, water, meals, parking and mortgage payments.",
        applies=is_adult,
        otherwise=0,
        evidence=["tenancy agreement"],
    )
    childcare: Money = fact(
        flow=True,
        maximum=5_000,
        label="Childcare",
        ask="How much do you pay for childcare for {person}, so that you can work?",
        help="To a registered nursery, childminder, nanny, after-school or holiday club. Leave out what an employer or someone else pays.",
        applies=is_of_childcare_age,
        otherwise=0,
        evidence=["invoice", "receipt"],
    )


@constraint
def partners_name_each_other(person: Person) -> bool:
    """Two people who are a couple are each named as the other's partner."""
    return person.partner is None or person.partner.partner == person


@constraint
def nobody_is_responsible_for_themselves(person: Person) -> bool:
    """Whoever is responsible for someone is another person."""
    return person.responsible is None or person.responsible != person


@constraint
def the_responsible_are_16_or_older(person: Person) -> bool:
    """Whoever is responsible for someone is 16 or older."""
    return person.responsible is None or age(person.responsible.birth_date, period_end) >= 16


@constraint
def partners_are_not_responsible_for_each_other(person: Person) -> bool:
    """Nobody is responsible for their own partner."""
    return person.responsible is None or person.partner is None or person.responsible != person.partner
