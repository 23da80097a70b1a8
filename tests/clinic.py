"""The good rulebook with a programme of named levels: how much of a clinic's bills the town takes over."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.rulebook.test_bad_rulebooks import GOOD

COVERAGE = """

class Coverage(Enum):
    emergency = "Emergencies only"
    limited = "Limited coverage"
    full = "Full coverage"
"""

RULES = '''"""How much of the clinic's bills the town takes over."""

from __future__ import annotations

from nextwave.language import Law, rule


@rule(cites="Riverton Code 21")
def any_coverage(unit: Unit) -> bool:
    """Somebody in the group is not a student, or works."""
    return any(not person.student or person.hours > 0 for person in unit.people)


@rule(cites="Riverton Code 22")
def has_little(unit: Unit, law: Law) -> bool:
    """Earnings are not above the limit for the clinic."""
    return unit.earned <= law.clinic


@rule(cites="Riverton Code 22")
def earned(unit: Unit) -> Money:
    """What the group earns and is paid."""
    return sum(person.earnings_of_a_month for person in unit.people)


@rule(cites="Riverton Code 22")
def earnings_of_a_month(person: Person) -> Money:
    """What a person is paid."""
    return per_month(person.wage, week=4, two_weeks=2, half_month=2, year=1 / 12)


@rule(cites="Riverton Code 22")
def coverage(unit: Unit, law: Law) -> Coverage:
    """How much is taken over."""
    if unit.has_little or any(person.hardship for person in unit.people):
        return Coverage.full
    if unit.earned <= law.clinic_some and all(person.savings <= law.clinic_savings for person in unit.people):
        return Coverage.limited
    return Coverage.emergency
'''

PROGRAMME = """title = "Riverton clinic"
kind = "tier"
concerns = "Unit"
eligible = "any_coverage"
level = "coverage"
reasons = ["any_coverage", "has_little", "earned", "coverage"]
cites = "Riverton Code"
"""

FIGURES = """clinic: {title: Limit for the clinic, unit: money/month, step: 1, reference: Riverton Code 22, values: {2026-01-01: 500}}
clinic_some: {title: Limit for some of it, unit: money/month, step: 1, reference: Riverton Code 22,
  values: {2026-01-01: 900}}
clinic_savings: {title: Savings that count little, unit: money, step: 1, reference: Riverton Code 22,
  values: {2026-01-01: 2000}}
"""


def clinic(folder: Path, programme: str = PROGRAMME, rules: str = RULES) -> Path:
    """The rulebook in a folder that is not there yet."""
    shutil.copytree(GOOD, folder)
    return added(folder, programme, rules)


def added(folder: Path, programme: str = PROGRAMME, rules: str = RULES) -> Path:
    """The same in a folder that holds the good rulebook already."""
    people = folder / "people.py"
    people.write_text(people.read_text() + COVERAGE)
    (folder / "clinic").mkdir()
    (folder / "clinic" / "programme.toml").write_text(programme)
    (folder / "clinic" / "rules.py").write_text(rules)
    (folder / "clinic" / "parameters.yaml").write_text(FIGURES)
    return folder
