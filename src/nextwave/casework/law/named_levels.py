"""Programmes and levels that policies of the delegations name: each has to be one that the rulebook has. To Cedar they
are texts like any other, so that a slip would let through, or stop, what it never names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nextwave.rulebook.checking import nearest
from nextwave.rulebook.problems import Place, Problem

FILE = "delegations/delegations.cedar"

#: A condition as Cedar's JSON has it.
Node = Any


def wrong_names(
    policies: str, read: Mapping[str, Mapping[str, Any]], levels: Mapping[str, Sequence[str]]
) -> list[Problem]:
    """What is wrong with the names in policies, of which `read` is what Cedar makes of their text; `levels` has every
    programme with its levels, none for what is no tier."""
    problems = []
    for key, policy in read.items():
        called = policy.get("annotations", {}).get("id", key)
        bodies = [condition["body"] for condition in policy.get("conditions", ())]
        for attribute, name, of in dict.fromkeys(_named(bodies, ())):
            if found := _wrong(attribute, name, of, levels):
                what, remedy = found
                place = Place(FILE, _line(policies, called, name))
                problems.append(Problem("delegations", f"the policy {called} names the {what}", place, remedy))
    return problems


def _wrong(
    attribute: str, name: str, of: tuple[str, ...], levels: Mapping[str, Sequence[str]]
) -> tuple[str, str] | None:
    """What is wrong with a name, and what to do; `of` are the programmes to which the policy holds there."""
    if attribute == "programme":
        return None if name in levels else (f"programme {name[:60]}, and there is none", nearest(name, levels))
    known = [level for programme in of or levels for level in levels.get(programme, ())]
    if not name or name in known or any(programme not in levels for programme in of):
        return None
    who = " and ".join(of)
    lacks = f"which {who} {'does' if len(of) == 1 else 'do'} not have" if of else "which no programme has"
    remedy = (
        nearest(name, known) if known else 'leave the level out: levels are those of a programme of the kind "tier"'
    )
    return f"level {name[:60]}, {lacks}", remedy


def _named(all_of: Sequence[Node], of: tuple[str, ...]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """What conditions that hold together name: the attribute, the name, and the programmes to which they are bound."""
    parts = [part for node in all_of for part in _parts(node)]
    bound = [name for part in parts for attribute, name in _compared(part, ("==",)) if attribute == "programme"]
    of = tuple(bound) or of
    for part in parts:
        for attribute, name in _compared(part, ("==", "!=")):
            yield attribute, name, of if attribute == "level" else ()
        for inner in _inside(part):
            yield from _named([inner], of)


def _parts(node: Node) -> list[Node]:
    """The parts of a conjunction; the condition itself where it is none."""
    if isinstance(node, dict) and "&&" in node:
        return [*_parts(node["&&"]["left"]), *_parts(node["&&"]["right"])]
    return [node]


def _compared(node: Node, by: tuple[str, ...]) -> list[tuple[str, str]]:
    """What a comparison, or a look into a list, names of the proposal: (attribute, name)."""
    if not isinstance(node, dict):
        return []
    for operator in by:
        if operator in node:
            one, other = node[operator]["left"], node[operator]["right"]
            pairs = [(_attribute(one), _texts(other)), (_attribute(other), _texts(one))]
            return [(attribute, text) for attribute, texts in pairs if attribute for text in texts]
    if "contains" in node:
        attribute = _attribute(node["contains"]["right"])
        return [(attribute, text) for text in _texts(node["contains"]["left"])] if attribute else []
    return []


def _attribute(node: Node) -> str:
    """`programme` or `level` where it is this of the proposal."""
    found = node.get(".") if isinstance(node, dict) else None
    if found and found["left"] == {"Var": "resource"} and found["attr"] in ("programme", "level"):
        return str(found["attr"])
    return ""


def _texts(node: Node) -> list[str]:
    """Texts that stand there, alone or in a list."""
    if not isinstance(node, dict):
        return []
    found = node.get("Set", [node])
    return [one["Value"] for one in found if isinstance(one, dict) and isinstance(one.get("Value"), str)]


def _inside(node: Node) -> list[Node]:
    """The conditions within one."""
    if isinstance(node, dict):
        return [inner for inner in node.values() if isinstance(inner, dict | list)]
    return [inner for inner in node if isinstance(inner, dict | list)] if isinstance(node, list) else []


def _line(policies: str, called: str, name: str) -> int:
    """The line on which a policy names something."""
    begins = max(0, policies.find(f'@id("{called}")'))
    return policies.count("\n", 0, max(begins, policies.find(f'"{name}"', begins))) + 1
