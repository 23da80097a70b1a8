"""What is owed for a year ends with it, and what is given until a day that the rules come to ends on that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from nextwave.casework.access.actor import Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.deciding.issue import Issue
from nextwave.casework.acts.deciding.propose import Propose, Proposed
from nextwave.casework.household.assessing import latest
from nextwave.casework.household.certifying import Period, certified, period_of
from nextwave.casework.models import Case, Notice, Proposal
from nextwave.casework.refusals import Refused
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import RulebookError
from tests.casework import riverton

#: A levy that is reckoned by the school year, from August on.
LEVY = {
    "programme.toml": """
title = "School levy"
kind = "owed"
concerns = "Person"
eligible = "owes"
amount = "levy"
reasons = ["owes", "levy"]
cites = "Riverton Code 50"

[[certification]]
until = "tax_year"
cites = "Riverton Code 51"
""",
    "rules.py": '''
from nextwave.language import Law, Yearly, rule


@rule(cites="Riverton Code 50", period="tax_year")
def levy(person: Person, law: Law) -> Yearly:
    """What everyone owes for the school year."""
    return law.a_year


@rule(cites="Riverton Code 50", period="tax_year")
def owes(person: Person) -> bool:
    """There is something to pay."""
    return person.levy > 0
''',
    "parameters.yaml": """
a_year:
  title: What everyone owes
  unit: money/year
  step: 1
  reference: Riverton Code 50
  values: {2025-08-01: 120}
""",
}
#: Leave to stay until a day of one's own, else for six months.
LEAVE = {
    "programme.toml": """
title = "Leave to stay"
kind = "permit"
concerns = "Person"
eligible = "may_stay"
reasons = ["may_stay", "ends"]
cites = "Riverton Code 60"

[[certification]]
until = "ends"
cites = "Riverton Code 61"

[[certification]]
usual = 6
most = 6
cites = "Riverton Code 62"
""",
    "rules.py": '''
from nextwave.language import rule, years


@rule(cites="Riverton Code 60")
def ends(person: Person) -> date:
    """The day on which they are 37."""
    return person.birth_date + years(37)


@rule(cites="Riverton Code 60")
def may_stay(person: Person) -> bool:
    """They are born."""
    return person.birth_date < period_start
''',
}


def book(folder: Path, begins: str = 'year_begins = "08-01"\n') -> Path:
    made = riverton.rulebook(folder)
    head = made / "rulebook.toml"
    head.write_text(begins + head.read_text())
    for name, files in (("levy", LEVY), ("leave", LEAVE)):
        (made / name).mkdir()
        for file, text in files.items():
            (made / name / file).write_text(text)
    return made


@pytest.fixture
def in_force(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    made = book(tmp_path)
    with riverton.in_force(made, settings):
        yield made


def period(case: Case, programme: str, on: date, **values: object) -> Period:
    result = latest(case).result["programmes"][programme]["results"][0]
    reasons = [{**r, "value": values.get(r["rule"].rpartition(".")[2], r["value"])} for r in result["reasons"]]
    found = period_of(case, programme, {**result, "reasons": reasons}, on)
    assert found is not None
    return found


@pytest.mark.usefixtures("in_force")
def test_what_is_owed_for_a_year_is_for_all_of_it_however_late_it_is_decided(people: dict[str, Actor]) -> None:
    case = riverton.case("Ana Ruiz")
    for on in (case.filed_on, date(2027, 9, 1)):
        found = period(case, "levy", on)
        assert (found.first, found.usual, found.longest) == (date(2026, 8, 1), date(2027, 7, 31), date(2027, 7, 31))


@pytest.mark.usefixtures("in_force")
def test_the_notice_says_that_it_holds_until_the_year_ends(people: dict[str, Actor]) -> None:
    case, worker = riverton.case("Ana Ruiz"), people["worker"]
    proposed = Proposed("levy", ("p1",), despite="Nothing is outstanding.")
    proposal = Proposal.objects.get(event=do(Propose(proposed), worker, case, Attempted("propose")))
    do(Issue(proposal.pk), worker, case, Attempted("issue"))
    said = " ".join(Notice.objects.get().content["paragraphs"])
    assert "This holds until July 31, 2027. The first month is August 2026." in said
    after = period(case, "levy", date(2027, 8, 2))
    assert (after.first, after.usual) == (date(2027, 8, 1), date(2028, 7, 31)), "once it has ended, for the next year"


@pytest.mark.usefixtures("in_force")
def test_what_is_given_until_a_day_ends_on_it_or_on_the_last_of_a_month_before(people: dict[str, Actor]) -> None:
    found = period(riverton.case("Ana Ruiz"), "leave", date(2026, 11, 24))
    assert found.usual == date(2027, 1, 1)
    assert found.ends() == [date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 1)]
    assert not found.by_month
    with pytest.raises(Refused, match="of a month, from 2026-11-30 on, or until 2027-01-01"):
        certified(found, date(2027, 1, 31), "A reason.")


@pytest.mark.usefixtures("in_force")
@pytest.mark.parametrize("ends", [None, "2026-11-23"])
def test_while_the_day_is_open_or_where_it_has_passed_what_stands_after_it_holds(
    people: dict[str, Actor], ends: str | None
) -> None:
    found = period(riverton.case("Ana Ruiz"), "leave", date(2026, 11, 24), ends=ends)
    assert (found.first, found.usual) == (date(2026, 11, 1), date(2027, 4, 30))
    assert found.cites == "Riverton Code 62"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("levy", 'until = "tax_year"', 'until = "next_year"', "certification is until next_year, which is no year"),
        ("levy", 'until = "tax_year"', 'until = "tax_year"\nusual = 6', "and for so many months too"),
        ("levy", 'until = "tax_year"', 'until = "owes"', "the last certification is not for everyone"),
        ("leave", 'until = "ends"', 'until = "may_stay"', "leave is given until may_stay, which comes to no day"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    made = book(tmp_path)
    path = made / file / "programme.toml"
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(RulebookError, match=said):
        load(made)


def test_a_year_that_does_not_begin_does_not_end(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="until the end of a tax year, and none begins"):
        load(book(tmp_path, begins=""))
