"""Worked cases: a situation, a day, what must follow, and the source it was worked out from."""

from __future__ import annotations

from typing import Any

import yaml

from nextwave.rulebook.model import Case
from nextwave.rulebook.parameters import compose, day, mapping, place_of, scalar
from nextwave.rulebook.source import refuse

_KEYS = {"name", "on", "source", "situation", "expect", "note"}


def read(source: str, file: str, namespace: str) -> list[Case]:
    """The cases of one file. Raises RulebookError at the first that is malformed."""
    root = compose(source, file)
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        raise refuse("case", "a file of cases is a list", place_of(root, file), "write - name: …")
    found: list[Case] = []
    names: set[str] = set()
    for node in root.value:
        items = mapping(node, file)
        place = place_of(node, file)
        for key in items:
            if key not in _KEYS:
                raise refuse(
                    "case", f"a case has no {key}", place_of(items[key], file), "use " + ", ".join(sorted(_KEYS))
                )
        for key in ("name", "on", "source", "situation", "expect"):
            if key not in items:
                raise refuse("case", f"this case has no {key}", place, f"add {key}")
        name = scalar(items["name"], file)
        if name in names:
            raise refuse("declared-twice", f"the case “{name}” stands twice", place, "give it a name of its own")
        names.add(name)
        if not scalar(items["source"], file).strip():
            raise refuse("case", "this case names no source", place, "say which law or table it was worked out from")
        situation, expect = value(items["situation"], file), value(items["expect"], file)
        if not isinstance(situation, dict) or not isinstance(expect, dict):
            raise refuse("case", "situation and expect are mappings", place, "see docs/json.md")
        on = day(scalar(items["on"], file), items["on"], file)
        found.append(Case(name, namespace, on, situation, expect, scalar(items["source"], file), place))
    return found


def value(node: yaml.Node, file: str) -> Any:
    """A YAML value as JSON has it; dates and decimals stay the text they were written as."""
    if isinstance(node, yaml.MappingNode):
        return {k: value(v, file) for k, v in mapping(node, file).items()}
    if isinstance(node, yaml.SequenceNode):
        return [value(v, file) for v in node.value]
    text = scalar(node, file)
    if node.tag.endswith(":bool"):
        return text.lower() in ("true", "yes", "on")
    if node.tag.endswith(":null"):
        return None
    if node.tag.endswith(":int"):
        return int(text.replace("_", "")) if text.lstrip("-").replace("_", "").isdigit() else text
    return text
