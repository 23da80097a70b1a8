"""Which papers show the facts that a result rests on, by the rulebook's own lists."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from nextwave.casework.household.facts import Stated
from nextwave.casework.household.outstanding import is_none
from nextwave.engine.budget import REQUEST, Budget
from nextwave.rulebook.model import Fact
from nextwave.screening.listed import as_fact
from nextwave.screening.questions import open_facts
from nextwave.web.localization.languages import say
from nextwave.web.resident.application.form import stated
from nextwave.web.resident.screener.interview import Interview
from nextwave.web.rules import assessor


@dataclass(frozen=True, slots=True)
class Paper:
    """A fact to show. `fact` is what a statement is called (all that a person has of a kind is one statement); `title`
    says it in the page's language, `shows` names papers of which one is enough."""

    of: str
    fact: str
    title: str
    shows: tuple[str, ...]


def papers(interview: Interview) -> list[Paper]:
    """The papers for a household's answers: of each fact without which the result would be open."""
    return [paper_of(interview, of, fact) for of, fact in _weighty(interview)]


def paper_of(interview: Interview, of: str, fact: str) -> Paper:
    """The paper that shows a fact. Raises KeyError for a fact that there is not."""
    declared = declared_of(of, fact)
    name = interview.name(of)
    text = say(declared.label or declared.ask).replace("{person}", name)
    title = f"{text} ({name})" if name and name not in text else text
    return Paper(of, fact, title, tuple(say(e) for e in declared.evidence))


def declared_of(of: str, fact: str) -> Fact:
    """The rulebook's declaration of a fact; a list of a person is one too. Raises KeyError."""
    book = assessor().rulebook
    owner = book.household.name if of == "household" else book.person.name
    if (owner, fact) in book.facts:
        return book.facts[owner, fact]
    several = as_fact(book, fact) if of != "household" else None
    if several is None:
        raise KeyError(fact)
    return several


def _weighty(interview: Interview) -> list[tuple[str, str]]:
    """(of, fact) of what was answered, can be shown, and would leave the result open if it were not known; also of
    what there was no room to look at."""
    found = []
    base = set(open_facts(interview.answer()))
    shown = [one for one in stated(interview.situation) if _can_be_shown(one)]
    budget = Budget(REQUEST)
    for k, one in enumerate(shown):
        with budget.share(budget.left // (len(shown) - k)):
            if (one.fact, one.of) in base or not budget.left or _open_without(interview, one, budget):
                found.append((one.of, one.fact))
    return found


def _can_be_shown(one: Stated) -> bool:
    """What someone says there is none of needs no paper."""
    return bool(declared_of(one.of, one.fact).evidence) and not is_none(one.value)


def _open_without(interview: Interview, one: Stated, budget: Budget) -> bool:
    without = copy.deepcopy(interview)
    record = without.record(one.of)
    assert record is not None
    del record[one.fact]
    return (one.fact, one.of) in open_facts(without.answer(budget))
