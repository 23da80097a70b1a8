"""Which rule reads what, and what depends on it: for people who read the law, and for tools.

    found = dependencies(rulebook, date(2026, 11, 1))
    found.reads["grant.income"].rules      # ("earnings", "grant.left_out")
    found.rules["grant.income"]            # the names of the rules that read it

What a formula reads is counted for every rule that calls it too: its figures decide there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from nextwave.engine.building.changes import days_of_change
from nextwave.engine.building.checking import first_day
from nextwave.engine.building.plans import build
from nextwave.engine.plan.graph import Definition, Node
from nextwave.rulebook import expression as e
from nextwave.rulebook.model import Rule, Rulebook

FactKey = tuple[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reads:
    """What one rule or formula reads, by full name and in order: facts as (entity, name)."""

    facts: tuple[FactKey, ...] = ()
    rules: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dependencies:
    """`reads` by the full name of a rule or formula (over all its dated versions); the others by the name of
    what is read: the full names of the rules and formulas that read it."""

    reads: Mapping[str, Reads]
    facts: Mapping[FactKey, tuple[str, ...]]
    rules: Mapping[str, tuple[str, ...]]
    formulas: Mapping[str, tuple[str, ...]]
    figures: Mapping[str, tuple[str, ...]]


def dependencies(rulebook: Rulebook, on: date) -> Dependencies:
    """Who reads what: of every version of every rule, as of `on` where it is in force then.

    Raises RulebookError for a rulebook that cannot be built on one of its days.
    """
    reads: dict[str, Reads] = {name: _spoken(rulebook, v) for name, v in rulebook.formulas.items()}
    wanted = {id(rule) for versions in rulebook.rules.values() for rule in versions}
    start = first_day(rulebook)
    seen: set[int] = set()
    for day in (max(on, start), *(d for d in reversed(days_of_change(rulebook)) if d >= start)):
        if not wanted - seen:
            break
        for definition in build(rulebook, day, everything=True).definitions:
            rule = definition.rule
            # A definition with another name says when a fact applies; it is no rule of the law.
            if definition.name == rule.full_name and rule.kind != "constraint":
                read = _joined(_read(rulebook, definition), _calls(rulebook, rule))
                reads[rule.full_name] = _joined(reads.get(rule.full_name, Reads()), read)
                seen.add(id(rule))
    for name in rulebook.rules:
        reads.setdefault(name, Reads())
    return Dependencies(
        reads,
        _turned({n: r.facts for n, r in reads.items()}),
        _turned({n: r.rules for n, r in reads.items()}),
        _turned({n: r.formulas for n, r in reads.items()}),
        _turned({n: r.figures for n, r in reads.items()}),
    )


def _read(rulebook: Rulebook, definition: Definition) -> Reads:
    """What a rule reads by its plan: relatives, groups and figures resolved."""
    facts: dict[FactKey, None] = {}
    rules: dict[str, None] = {}
    figures: dict[str, None] = {}
    seen: set[int] = set()
    stack: list[Node] = [definition.body]
    while stack:
        node = stack.pop()
        if node.number in seen:
            continue
        seen.add(node.number)
        if node.operation == "fact":
            facts[node.detail.fact.entity, node.detail.fact.name] = None
        elif node.operation == "read":
            rules[node.detail.name] = None
        elif node.operation == "figure":
            figures[node.detail.figure.full_name] = None
        elif node.operation == "group":
            rules[rulebook.entities[node.detail].rule or ""] = None
        elif node.operation == "aggregate":
            rules[rulebook.entities[node.detail.variable.entity].rule or ""] = None
        # Whether a fact is asked at all is a matter of the fact, not of the rule that reads it.
        skipped = 1 if node.operation == "applied" else 0
        stack.extend(reversed(node.arguments[skipped:]))
    rules.pop("", None)
    rules.pop(definition.name, None)  # itself, in another month
    return Reads(tuple(facts), tuple(rules), (), tuple(figures))


def _calls(rulebook: Rulebook, rule: Rule) -> Reads:
    """The formulas that a body calls by name."""
    calls = [x for x in e.walk(rule.body) if isinstance(x, e.Call)]
    called = [x.name for x in calls if x.of is None]
    called += [f"{x.of.name}.{x.name}" for x in calls if isinstance(x.of, e.Name)]
    found = {full for name in called if (full := _named(rulebook, rule.namespace, name, rulebook.formulas))}
    return Reads(formulas=tuple(sorted(found)))


def _spoken(rulebook: Rulebook, versions: Iterable[Rule]) -> Reads:
    """What a formula reads by its text: it stands in no plan of its own."""
    reads = Reads()
    for rule in versions:
        laws = [p.name for p in rule.parameters if p.annotation == "Law"]
        entities = {p.annotation for p in rule.parameters} & set(rulebook.entities)
        facts: dict[FactKey, None] = {}
        rules: dict[str, None] = {}
        figures: dict[str, None] = {}
        for x in e.walk(rule.body):
            if not isinstance(x, e.Attribute):
                continue
            path = _law_path(x, laws)
            if path is not None:
                figure = _named(rulebook, rule.namespace, path, rulebook.figures)
                figures |= {figure: None} if figure else {}
                continue
            for entity in entities:
                if (entity, x.name) in rulebook.facts:
                    facts[entity, x.name] = None
            named = _named(rulebook, rule.namespace, x.name, rulebook.rules)
            if named and entities:
                rules[named] = None
        reads = _joined(reads, _joined(Reads(tuple(facts), tuple(rules), (), tuple(figures)), _calls(rulebook, rule)))
    return reads


def _law_path(x: e.Attribute, laws: Iterable[str]) -> str | None:
    """The path of a figure after `law` or `law.on(…)`; None where the chain of dots begins with another name."""
    parts: list[str] = []
    of: e.Expression = x
    while isinstance(of, e.Attribute):
        parts.insert(0, of.name)
        of = of.of
    if isinstance(of, e.Call) and of.name == "on" and of.of is not None:
        of = of.of
    return ".".join(parts) if isinstance(of, e.Name) and of.name in laws else None


def _named(rulebook: Rulebook, namespace: str, name: str, among: Mapping[str, object]) -> str | None:
    return next((space + name for space in rulebook.spaces(namespace) if space + name in among), None)


def _joined(one: Reads, other: Reads) -> Reads:
    return Reads(
        tuple(dict.fromkeys(one.facts + other.facts)),
        tuple(dict.fromkeys(one.rules + other.rules)),
        tuple(dict.fromkeys(one.formulas + other.formulas)),
        tuple(dict.fromkeys(one.figures + other.figures)),
    )


def _turned(reads: Mapping[str, Iterable[T]]) -> dict[T, tuple[str, ...]]:
    """By what is read, who reads it."""
    found: dict[T, list[str]] = {}
    for name, parts in reads.items():
        for part in parts:
            found.setdefault(part, []).append(name)
    return {part: tuple(sorted(names)) for part, names in found.items()}
