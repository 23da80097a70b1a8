"""What people get, pay and own."""

from __future__ import annotations

from nextwave.language import Facts, Money, fact


class Income(Facts, of=Person):
    """Money that comes in, counted or left out."""

    self_employment: Money = fact(
        flow=True,
        label="Own business or gig work, before costs",
        maximum=20_000,
        ask="How much does {person}'s own business or gig work bring in, before costs?",
        help="With what people pay {person} for meals, or for a room with meals.",
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
        ask="How much other regular money does {person} get, apart from work, benefits, pensions, support, interest and rent?",
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
        burden=2,
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
        burden=3,
    )
    education_aid: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much does {person} get in school grants, scholarships or student loans?",
        help="With the pay of a federal work-study job.",
    )
    energy_payments: Money = fact(flow=True, maximum=20_000, ask="How much help does {person} get with energy bills?")
    tax_refunds: Money = fact(
        flow=True, maximum=20_000, ask="How much does {person} get in tax refunds and tax credits?"
    )
    loans: Money = fact(flow=True, maximum=20_000, ask="How much does {person} borrow?")
    reimbursements: Money = fact(flow=True, maximum=20_000, ask="How much does {person} get back for costs?")
    one_time_payments: Money = fact(
        flow=True, maximum=20_000, ask="How much does {person} get in payments that come once?"
    )
    foster_care_payments: Money = fact(
        flow=True, maximum=20_000, ask="How much does {person} get for a foster child who is not in the group?"
    )
    work_program_payments: Money = fact(
        flow=True, maximum=20_000, ask="How much does {person} get from AmeriCorps, VISTA or a training program?"
    )
    small_gifts: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much does {person} get in small gifts now and then, or from a charity?",
        help="Gifts of $30 or less in 3 months for all of you, and help from a charity of $300 or less in 3 months. More than that counts: state it as other money.",
    )
    paid_directly: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much do others pay for {person} straight to someone else, or give in things instead of money?",
        help="For example a landlord whom a friend pays, meals, clothes or a room for work. Wages that someone owes {person} count as pay, whoever gets them.",
    )


class Costs(Facts, of=Person):
    """Money that goes out and that some programme takes off."""

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
        burden=2,
    )
    rent: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much does {person} pay for rent or a mortgage?",
        help="Only the part that {person} pays, with condo or association fees. Leave out heating and other bills. Add repairs after a natural disaster that no one pays back, and the costs of a home that you left for a time for work, training, illness or a disaster.",
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
        burden=2,
    )
    home_insurance: Money = fact(
        flow=True,
        maximum=20_000,
        ask="How much does {person} pay to insure the building?",
        help="Leave it out if it is part of the mortgage payment. Insurance of furniture does not count.",
        evidence=["insurance bill"],
        applies=may_own_the_home,
        otherwise=0,
        burden=2,
    )


class Resources(Facts, of=Person):
    """What people own."""

    savings: Money = fact(
        maximum=1_000_000,
        ask="How much cash and money in the bank does {person} have?",
        help="Leave out retirement accounts, such as an IRA or 401(k).",
        evidence=["bank statement"],
        burden=3,
    )
    investments: Money = fact(
        maximum=1_000_000,
        ask="What are {person}'s stocks, bonds and funds worth?",
        help="After what it would cost to sell. Leave out retirement and education accounts.",
        evidence=["account statement"],
        burden=3,
    )
    other_property: Money = fact(
        maximum=1_000_000,
        ask="What is property of {person} worth, apart from the home, household goods and vehicles, after what is owed on it?",
        help="Leave out the home and land around it, household goods, property that brings in income, and vehicles.",
        evidence=["tax assessment"],
        burden=3,
    )
    vehicle_value: Money = fact(
        maximum=200_000,
        ask="What could {person}'s car or truck be sold for?",
        help="One vehicle. 0 if it is worth $1,500 or less after what is owed, is used to earn income, is a home, or carries a disabled person, heating fuel or water.",
        evidence=["vehicle registration"],
        applies=may_pay_bills,
        otherwise=0,
        burden=3,
    )
    other_vehicles_value: Money = fact(
        maximum=200_000,
        ask="What could {person}'s vehicles be sold for, leaving out one?",
        evidence=["vehicle registration"],
        applies=may_pay_bills,
        otherwise=0,
        burden=3,
    )
    other_vehicles_owed: Money = fact(
        maximum=200_000,
        ask="How much is owed on {person}'s vehicles, leaving out one?",
        evidence=["loan statement"],
        applies=may_pay_bills,
        otherwise=0,
        burden=3,
    )
