"""Worked cases: a situation, a day, what must follow, and the source it was worked out from.

A file is a list of cases, or `usual:` and `cases:`. What is usual (facts by entity: `person: {…}`) is stated in
every case that does not say otherwise, so that a case shows only what it is about; the usual facts of the
cases.yaml beside rulebook.toml hold in all programmes. `not_known: [birth_date]` in a record leaves facts open
that are usual.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import yaml

from nextwave.rulebook.case import Case, Usual
from nextwave.rulebook.parsing.texts import compose, day, mapping, place_of, scalar
from nextwave.rulebook.problems import Place
from nextwave.rulebook.source import refuse

_KEYS = {"name", "on", "source", "situation", "expect", "note"}
#: What is compared of a result.
RESULT = {"for", "status", "amount", "level", "levels", "rules"}

#: Digits of a whole number, far beyond what any fact has; a longer one stays the text it is, which no fact takes.
MOST_DIGITS = 40

#: Nothing that is usual.
NOTHING = Usual()


def read(source: str, file: str, namespace: str) -> tuple[list[Case], Usual]:
    """The cases of one file and what is usual in them. Raises RulebookError at the first that is malformed."""
    root = compose(source, file)
    usual = NOTHING
    if isinstance(root, yaml.MappingNode):
        parts = mapping(root, file)
        for key in parts:
            if key not in ("usual", "cases"):
                raise refuse("case", f"a file of cases has no {key}", place_of(parts[key], file), "use usual and cases")
        usual = _usual(parts["usual"], file) if "usual" in parts else NOTHING
        root = parts.get("cases")
    if root is None:
        return [], usual
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
        _comparable(expect, place)
        on = day(scalar(items["on"], file), items["on"], file)
        found.append(Case(name, namespace, on, situation, expect, scalar(items["source"], file), place))
    return found, usual


def _comparable(expect: dict[str, Any], place: Place) -> None:
    """What a case expects is compared, all of it. Raises RulebookError."""
    results = expect.get("results")
    for result in results if isinstance(results, list) else []:
        for key in result if isinstance(result, dict) else ():
            if key not in RESULT:
                what = f"{str(key)[:60]} of a result is what nothing compares"
                raise refuse("case", what, place, "use " + ", ".join(sorted(RESULT)))
    for key in expect:
        if key != "results":
            raise refuse("case", f"{str(key)[:60]} of expect is what nothing compares", place, "write results:")


def _usual(node: yaml.Node, file: str) -> Usual:
    facts = value(node, file)
    if not isinstance(facts, dict) or not all(isinstance(v, dict) for v in facts.values()):
        raise refuse("case", "usual holds facts by entity", place_of(node, file), "write person: {fact: value}")
    places = {}
    for entity, stated in mapping(node, file).items():
        places[entity, ""] = place_of(stated, file)
        places |= {(entity, name): place_of(of, file) for name, of in mapping(stated, file).items()}
    return Usual(facts, places)


def with_usual(case: Case, usual: Usual) -> Case:
    """A case with what is usual stated wherever it says nothing of a fact."""

    def filled(entity: str, record: Any) -> Any:
        if not isinstance(record, dict):
            return record
        made = {**usual.facts.get(entity, {}), **record}
        for name in usual.facts:
            below = made.get(f"{name}s")
            if isinstance(below, list):
                made[f"{name}s"] = [filled(name, item) for item in below]
        return made

    situation = dict(case.situation)
    if isinstance(situation.get("people"), list):
        situation["people"] = [filled("person", p) for p in situation["people"]]
    if "household" in usual.facts:
        situation["household"] = filled("household", situation.get("household", {}))
    return replace(case, situation=situation)


def without_unknown(case: Case) -> Case:
    """A case without the facts that its records name as not known. Raises RulebookError for a name that is not there."""

    def opened(record: Any) -> Any:
        if isinstance(record, list):
            return [opened(item) for item in record]
        if not isinstance(record, dict):
            return record
        unknown = record.get("not_known", [])
        for name in unknown:
            if name not in record:
                raise refuse("case", f"{name} is not known anyway", case.place, "name facts that are usual")
        return {k: opened(v) for k, v in record.items() if k != "not_known" and k not in unknown}

    return replace(case, situation=opened(dict(case.situation)))


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
        digits = text.lstrip("-").replace("_", "")
        return int(text.replace("_", "")) if digits.isdigit() and len(digits) <= MOST_DIGITS else text
    return text
