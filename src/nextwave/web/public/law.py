"""The law in force as people read it: the whole rulebook with its texts, cases and who reads what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse

from nextwave.engine.building.dependencies import Dependencies, FactKey, dependencies
from nextwave.engine.building.lowering.names import snake
from nextwave.rulebook.case import Case
from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from nextwave.rulebook.model import Figure, Rule, Rulebook
from nextwave.rulebook.publishing.reading import Excerpt, excerpt, sources
from nextwave.web.rules import assessor, today

#: In addresses the place of what belongs to no programme; no programme may be called so.
SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Tests:
    """The worked cases of a rule: those that say what it must come to, and those in which someone differs from
    what is usual in a fact that it reads. `through`: the nearest rules that build on it and have cases which
    say what they must come to."""

    direct: tuple[Case, ...]
    beside: tuple[Case, ...]
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """`decides`: by the name of a rule, the facts that are asked only where it holds."""

    book: Rulebook
    sources: Mapping[str, str]
    reads: Dependencies
    decides: Mapping[str, tuple[FactKey, ...]]
    tests: Mapping[str, Tests]

    def versions(self, name: str) -> tuple[Rule, ...]:
        """The dated versions of a rule or formula by its full name; none where there is no such rule."""
        return self.book.rules.get(name) or self.book.formulas.get(name) or ()

    def text(self, rule: Rule) -> Excerpt:
        """A rule as it stands in its file."""
        return excerpt(self.sources[rule.place.file], rule.place)

    def names(self) -> list[str]:
        """Every rule and formula."""
        return [*self.book.rules, *self.book.formulas]


def law() -> Law:
    """The law that assessments are made by. Read when it is first asked for."""
    return _read(assessor().rulebook.law_version)


@lru_cache(maxsize=1)
def _read(version: str) -> Law:
    folder = find(settings.RULEBOOK)
    book = load(folder)
    found = dependencies(book, today())
    decides: dict[str, list[FactKey]] = {}
    for key, fact in book.facts.items():
        if fact.applies:
            name = next(n for n, v in book.rules.items() if v[0].name == fact.applies and v[0].entity == fact.entity)
            decides.setdefault(name, []).append(key)
    return Law(book, sources(folder), found, {n: tuple(k) for n, k in decides.items()}, _tests(book, found))


# Addresses: permanent, so that a notice or a judgment can name them.


def rule_page(name: str) -> str:
    """The address of a rule or formula by its full name."""
    space, _, rest = name.partition(".")
    if rest and space in assessor().rulebook.programmes:
        return reverse("rule", args=[space, rest])
    return reverse("rule", args=[SHARED, name])


def programme_page(name: str) -> str:
    return reverse("rule-programme", args=[name])


def figure_page(name: str) -> str:
    return reverse("rule-figure", args=[name])


def fact_page(key: FactKey) -> str:
    return f"{reverse('rule-facts')}#{'.'.join(key)}"


# Worked cases.


def _tests(book: Rulebook, found: Dependencies) -> dict[str, Tests]:
    direct: dict[str, list[Case]] = {}
    for case in book.cases:
        for name in dict.fromkeys(_expected(book, case)):
            direct.setdefault(name, []).append(case)
    unusual = _unusual(book)
    tests = {}
    for name, reads in found.reads.items():
        own = direct.get(name, [])
        namespace = (book.rules.get(name) or book.formulas[name])[0].namespace
        beside = [
            case
            for case, facts in zip(book.cases, unusual, strict=True)
            if namespace in ("", case.namespace) and facts & set(reads.facts) and case not in own
        ]
        tests[name] = Tests(tuple(own), tuple(beside), () if own else _through(found, name, direct))
    return tests


def _through(found: Dependencies, name: str, direct: Mapping[str, list[Case]]) -> tuple[str, ...]:
    """The nearest rules up the chain of those that read a rule which cases say the value of."""
    seen, level = {name}, {name}
    while level:
        above = {n for each in level for n in (*found.rules.get(each, ()), *found.formulas.get(each, ()))} - seen
        tested = above & set(direct)
        if tested:
            return tuple(sorted(tested))
        seen |= above
        level = above
    return ()


def _expected(book: Rulebook, case: Case) -> Iterator[str]:
    """The full names of the rules that a case says the value of."""
    programme = book.programmes.get(case.namespace)
    for wanted in case.expect.get("results", ()):
        if programme and "status" in wanted:
            yield book.rule_named(programme.name, programme.eligible)
        if programme and programme.amount and "amount" in wanted:
            yield book.rule_named(programme.name, programme.amount)
        if programme and programme.level and ("level" in wanted or "levels" in wanted):
            yield book.rule_named(programme.name, programme.level)
        for name in wanted.get("rules", ()):
            yield name if "." in name else f"{case.namespace}.{name}"


def _unusual(book: Rulebook) -> list[set[FactKey]]:
    """For each case the facts that someone in it has another value of than most people of all cases."""
    stated = [list(_stated(book, case)) for case in book.cases]
    counts: dict[FactKey, Counter[str]] = {}
    for facts in stated:
        for key, value in facts:
            counts.setdefault(key, Counter())[value] += 1
    usual = {key: found.most_common(1)[0][0] for key, found in counts.items()}
    return [{key for key, value in facts if value != usual[key]} for facts in stated]


def _stated(book: Rulebook, case: Case) -> Iterator[tuple[FactKey, str]]:
    """Every fact of everyone in a case with its value, or with nothing where it is not stated."""

    def record(entity: str, found: Any) -> Iterator[tuple[FactKey, str]]:
        if not isinstance(found, dict):
            return
        for of, name in book.facts:
            if of == entity:
                yield (of, name), repr(found.get(name))
        for child in book.entities.values():
            below = found.get(f"{snake(child.name)}s") if child.kind == "entity" and child.of == entity else None
            for item in below if isinstance(below, list) else ():
                yield from record(child.name, item)

    for person in case.situation.get("people", ()):
        yield from record(book.person.name, person)
    yield from record(book.household.name, case.situation.get("household", {}))


# Figures.


def overdue(figure: Figure) -> bool:
    """Whether a figure that has a value today is not confirmed for it."""
    if figure.confirmed_through is None or figure.confirmed_through >= today():
        return False
    begun = [day for day in figure.values if day <= today()]
    return not begun or figure.values[max(begun)] is not None
