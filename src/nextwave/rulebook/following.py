"""Programmes that follow another's rules except where they state their own: `follows = "grant"`.

Law is often written so ("the state's program follows the rules of the federal one except for …"). Every rule of the other programme that builds on one
stated anew holds again in the follower's namespace; all others are shared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from nextwave.rulebook import expression as e
from nextwave.rulebook.model import Programme, Rule
from nextwave.rulebook.problems import Problem


def followed(rules: list[Rule], programmes: list[Programme]) -> tuple[list[Rule], list[Problem]]:
    """The rules that hold again for programmes that follow others, and what is wrong with whom they name."""
    named = {p.name: p for p in programmes}
    found: list[Rule] = []
    problems = []
    for programme in programmes:
        other = programme.follows
        if not other:
            continue
        if other not in named or other == programme.name or named[other].follows:
            what = f"{programme.name} follows {other}, which is no programme that stands by itself"
            remedy = "name another programme of this rulebook, one that follows none"
            problems.append(Problem("follows", what, programme.place, remedy))
            continue
        found += _again([r for r in rules if r.namespace in (other, programme.name)], programme.name)
    return found, problems


def _again(rules: list[Rule], follower: str) -> list[Rule]:
    """The others' rules that build on a name which the follower states itself, directly or not."""
    anew = {r.name for r in rules if r.namespace == follower}
    others = [r for r in rules if r.namespace != follower and r.kind in ("rule", "formula")]
    reads = {id(r): set(names(r.body, [p.name for p in r.parameters if p.annotation == "Law"])) for r in others}
    touched = set(anew)
    while True:
        more = {r.name for r in others if r.name not in touched and reads[id(r)] & touched}
        if not more:
            break
        touched |= more
    return [replace(r, namespace=follower) for r in others if r.name in touched - anew]


def names(body: e.Expression, without: Collection[str] = ()) -> Iterable[str]:
    """Every name that a body reads: facts, rules, figures and formulas; not what stands behind these names (a
    figure may be called as a rule is)."""
    for node in e.walk(body):
        match node:
            case e.Attribute() if _root(node) not in without:
                yield node.name
            case e.Call():
                yield node.name


def _root(node: e.Attribute) -> str:
    """The name that a chain of dots begins with; empty where it begins with something else."""
    of: e.Expression = node
    while isinstance(of, e.Attribute):
        of = of.of
    return of.name if isinstance(of, e.Name) else ""
