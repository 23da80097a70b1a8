"""What a rulebook declares: entities, facts, relationships, groups, choices, rules, figures, programmes.

Plain data, made by `nextwave.rulebook.loading.load` and read by the engine. Names are as the rule-writer
wrote them; `full_name` adds the programme's namespace ("grant.income_test"; shared names have none).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from nextwave.rulebook.case import Case, Usual
from nextwave.rulebook.expression import Expression, Parameter
from nextwave.rulebook.jurisdiction import Jurisdiction
from nextwave.rulebook.places import Places
from nextwave.rulebook.problems import Place
from nextwave.rulebook.provisions.source import Source


@dataclass(frozen=True, slots=True)
class Choice:
    """An enumeration: `class ImmigrationStatus(Enum)`. A member's name is its JSON value; its string is the
    English wording and the key of its translation."""

    name: str
    members: tuple[str, ...]
    labels: Mapping[str, str]
    place: Place


#: What kinds of facts there are, by who can say them: the person's own; what another authority decided; what a
#: register or an expert says; what a worker weighs; and what the person chooses, an act of will.
FACT_KINDS = ("own", "decision", "register", "expert", "weighing", "election")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a person can state. `type` is bool, int, money, rate, date, choice, person (one or None) or
    people (a set of people of the household, such as parents). A relationship names whom it relates to in `whom`; an
    `optional` date may be none. `worked_out` is the rule whose value counts where the fact is not stated, or does not
    apply: `benefit`, `grant.benefit`. `authority`, `register` and `expert` name who else says it."""

    name: str
    entity: str
    type: str
    place: Place
    choice: str | None = None
    flow: bool = False
    ask: str = ""
    label: str = ""
    help: str = ""
    evidence: tuple[str, ...] = ()
    burden: int = 1
    sensitive: bool = False
    judgement: bool = False
    authority: str = ""
    register: str = ""
    expert: str = ""
    election: bool = False
    applies: str | None = None
    otherwise: bool | int | Fraction | date | str | None = None
    has_otherwise: bool = False
    worked_out: str = ""
    minimum: int | Fraction | date | None = None
    maximum: int | Fraction | date | None = None
    step: Fraction | None = None
    whom: str = ""
    optional: bool = False

    @property
    def kind(self) -> str:
        """One of FACT_KINDS."""
        said = {"decision": self.authority, "register": self.register, "expert": self.expert}
        said |= {"weighing": "yes" if self.judgement else "", "election": "yes" if self.election else ""}
        return next((kind for kind, given in said.items() if given), "own")

    @property
    def needs_no_statement(self) -> bool:
        """Whether its rule's value counts where it is not stated. One that says when it applies must be stated there."""
        return bool(self.worked_out) and self.applies is None

    @property
    def said_by(self) -> str:
        """Who else says it, with a day and a document: an authority, a register or an expert; nobody of other facts."""
        return self.authority or self.register or self.expert

    @property
    def asked(self) -> bool:
        """Whether people can be asked for it: they know what was decided about them, not what a register or an expert
        says."""
        return self.kind not in ("register", "expert")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of law: `whose` law it is, and the words by which its citations are known."""

    name: str
    whose: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """That a higher law leaves something open `to` a level, and by which provision."""

    to: str
    cites: str
    place: Place


@dataclass(frozen=True, slots=True)
class Entity:
    """`kind` is entity (Person; Job of Person), group (Household of Person), partition or circle.

    An entity without `of` is the person; entities `of` another hang below it (`at_most` a member of each): pages
    `ask` whether there are any, and call one by its `label`, several by their `labels`.
    A partition or circle has the rule that makes it: its full name in `rule` (together / includes).
    """

    name: str
    kind: str
    place: Place
    of: str | None = None
    within: str | None = None
    around: str | None = None
    rule: str | None = None
    namespace: str = ""
    at_most: int = 20
    cites: str = ""
    summary: str = ""
    ask: str = ""
    label: str = ""
    labels: str = ""


@dataclass(frozen=True, slots=True)
class OwnMonth:
    """`month_from(unit.claimed_on)`: months that begin on the day of a date, and what holds where one lacks the day
    ("usual" or "last_day")."""

    day: Expression
    missing: str


#: For what a rule holds: a month, a calendar year, or a year that begins as rulebook.toml says.
PERIODS = ("month", "year", "tax_year")


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated version of a rule. `entity` is the annotation of the first parameter (None for a formula);
    `returns` the annotation's text: bool int Money Weekly Yearly Stock Rate date or a choice's name.
    `kind` is rule, formula, constraint, together or includes. Period is one of PERIODS, or the text of what is read as
    `own_month`. What a higher law leaves open has `left_open`, and `fills` the citation that a lower law fills;
    `bodiless` is what the higher law does not state itself."""

    name: str
    namespace: str
    kind: str
    parameters: tuple[Parameter, ...]
    entity: str | None
    returns: str
    body: Expression
    cites: str
    summary: str
    place: Place
    period: str = "month"
    since: date | None = None
    until: date | None = None
    own_month: OwnMonth | None = None
    left_open: LeftOpen | None = None
    fills: str = ""
    bodiless: bool = False

    @property
    def full_name(self) -> str:
        return f"{self.namespace}.{self.name}" if self.namespace else self.name

    @property
    def provisions(self) -> str:
        """What it cites, and the provision that it fills."""
        return f"{self.cites}; {self.left_open.cites}" if self.left_open and self.fills else self.cites

    @property
    def by_month(self) -> bool:
        return self.period == "month" or self.own_month is not None


#: What names a row of a table: its number, a threshold (a number or a day), a member of a choice, or two of these.
Row = int | Fraction | date | str | tuple[int | str, int | str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A dated parameter. `unit` is one of: money/week money/month money/year money (a stock) rate int bool
    date choices.

    `values` maps the first day from which a value holds to it: an exact Fraction, bool, date, tuple of
    member names (choices), None (not in force), or for a table a mapping of its rows to such a value.
    `table` is what the rows are named by (nothing: no table): ("int",), ("threshold",), or choices, of which one of
    two may be int. `beyond` (of rows by number): "last" keeps the last row, "refuse" is an error, or a mapping of dates
    to what each further row adds. `references[d]` is the source of the value from d. `left_open` says which higher
    law leaves it open; `fills` that the values are those of whoever fills it.
    """

    path: str
    namespace: str
    unit: str
    title: str
    values: Mapping[date, Any]
    references: Mapping[date, str]
    step: Fraction | None
    place: Place
    table: tuple[str, ...] = ()
    beyond: str | Mapping[date, Fraction] | None = None
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    confirmed_through: date | None = None
    fixed: bool = False
    choice: str | None = None
    left_open: LeftOpen | None = None
    fills: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.namespace}.{self.path}" if self.namespace else self.path


@dataclass(frozen=True, slots=True)
class ProgrammeNote:
    """What people are told beside a result where the rule `when`, one of the reasons, is true of it or may be."""

    when: str
    says: str
    cites: str


#: The years with which what is given may end: one that begins as `year_begins` says, and that of the calendar.
YEARS = ("tax_year", "year")


@dataclass(frozen=True, slots=True)
class Certification:
    """For how many months something is given: `usual` and at the `most`, and until when its source is known to hold.
    Without months it is given `until` the end of one of YEARS, or the day that a rule of the reasons comes to. With
    `when` it is for those of whom that rule, one of the reasons, is true."""

    usual: int
    most: int
    cites: str
    confirmed_through: date | None = None
    when: str = ""
    until: str = ""

    def day_of(self, result: Mapping[str, Any]) -> date | None:
        """The day that its rule comes to with a result as an answer has it; None where it has no rule, or while that is
        open."""
        if self.until in ("", *YEARS):
            return None
        value = next((r["value"] for r in result["reasons"] if r["rule"].rpartition(".")[2] == self.until), None)
        return date.fromisoformat(value) if isinstance(value, str) else None


#: What can come of a programme: money that is paid or owed, something given in kind, leave to do something, or one of
#: several named levels.
KINDS = ("paid", "owed", "in kind", "permit", "tier")


@dataclass(frozen=True, slots=True)
class Programme:
    """`programme.toml`: who gets what. `concerns` is the entity a result is for; `eligible` and `amount` are
    rule names in its namespace; `reasons` the rules that explanations show, most telling first. It `follows`
    the rules of another programme except its own (see `following`); where the rule `applies` is false, it has
    no result for anyone. Its `kind`, one of KINDS, says what comes of it; `first` is the rule of the amount of the first
    period, where that is another. Of a tier `level` is the rule that says which of the levels it is. It may be
    `known_as` something else. `most` is the figure of the most that may be granted, by the number of people where it is
    a table."""

    name: str
    title: str
    concerns: str
    eligible: str
    amount: str | None
    place: Place
    reasons: tuple[str, ...] = ()
    summary: str = ""
    cites: str = ""
    follows: str = ""
    applies: str = ""
    most: str = ""
    known_as: str = ""
    kind: str = "paid"
    first: str = ""
    level: str = ""
    notes: tuple[ProgrammeNote, ...] = ()
    certification: tuple[Certification, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A whole rulebook as read from its folder; `pages` is what pages say in its own words, a catalogue a language."""

    name: str
    title: str
    jurisdiction: Jurisdiction
    languages: tuple[str, ...]
    folder: str
    entities: Mapping[str, Entity]
    facts: Mapping[tuple[str, str], Fact]
    choices: Mapping[str, Choice]
    rules: Mapping[str, tuple[Rule, ...]]
    formulas: Mapping[str, tuple[Rule, ...]]
    constraints: tuple[Rule, ...]
    figures: Mapping[str, Figure]
    programmes: Mapping[str, Programme]
    cases: tuple[Case, ...]
    law_version: str
    wording_version: str
    details: Mapping[str, Any] = field(default_factory=dict)
    wording: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    #: What is usual in the cases of a namespace; of "" in all.
    usual: Mapping[str, Usual] = field(default_factory=dict)
    #: What each file of rules is about, by its name.
    files: Mapping[str, str] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    #: The law it is written from, with the status of its paragraphs.
    sources: tuple[Source, ...] = ()
    #: Citations of procedure, notices and delegations, each with its file.
    cited: tuple[tuple[str, Place], ...] = ()
    #: Levels of law, the highest first.
    levels: tuple[Level, ...] = ()

    def whose(self, level: str) -> str:
        """Whose law a level is."""
        return next((one.whose for one in self.levels if one.name == level), level)

    def spaces(self, namespace: str) -> tuple[str, ...]:
        """The prefixes under which an unqualified name is looked up, its own namespace first."""
        if not namespace:
            return ("",)
        follows = self.programmes[namespace].follows if namespace in self.programmes else ""
        return (f"{namespace}.", f"{follows}.", "") if follows else (f"{namespace}.", "")

    def head_of(self, programme: str) -> str:
        """The programme that this one follows in the end, which is decided with it; itself where it follows none, or
        is none of this rulebook."""
        seen = {programme}
        while (found := self.programmes.get(programme)) and found.follows and found.follows not in seen:
            programme = found.follows
            seen.add(programme)
        return programme

    def notes_of(self, programme: str, result: Mapping[str, Any]) -> list[ProgrammeNote]:
        """The notes of a programme that concern a result as an answer has it: their rule is true of it, or it is not
        known that it is not."""
        found = self.programmes.get(programme)
        false = {r["rule"].rpartition(".")[2] for r in result["reasons"] if r["value"] is False}
        return [n for n in found.notes if n.when not in false] if found and result["status"] != "ineligible" else []

    def certification_of(
        self, programme: str, result: Mapping[str, Any], since: date = date.min
    ) -> Certification | None:
        """For how long a programme is given from a day on with a result as an answer has it: the first that holds.
        Another time than everyone's is for those only of whom it is known that its rule is true, or the day of its rule,
        which has not passed."""
        found = self.programmes.get(programme)
        true = {r["rule"].rpartition(".")[2] for r in result["reasons"] if r["value"] is True}

        def holds(one: Certification) -> bool:
            if one.when and one.when not in true:
                return False
            day = one.day_of(result)
            return one.until in ("", *YEARS) or (day is not None and day >= since)

        return next(filter(holds, found.certification), None) if found else None

    def rule_named(self, namespace: str, name: str) -> str:
        """The full name of a rule by the name it has in a namespace; the namespace's own where there is none."""
        found = (space + name for space in self.spaces(namespace) if space + name in self.rules)
        return next(found, f"{namespace}.{name}" if namespace else name)

    def scale(self, programme: str) -> Choice | None:
        """The levels that can come of a programme, the lowest first; None where it is no tier, or none of this
        rulebook."""
        found = self.programmes.get(programme)
        if found is None or not found.level:
            return None
        rules = self.rules.get(self.rule_named(programme, found.level))
        return self.choices.get(rules[0].returns) if rules else None

    @property
    def person(self) -> Entity:
        """The entity at the root of the tree: what a household is made of."""
        return next(e for e in self.entities.values() if e.kind == "entity" and e.of is None)

    @property
    def household(self) -> Entity:
        """The group that a situation describes."""
        return next(e for e in self.entities.values() if e.kind == "group")
