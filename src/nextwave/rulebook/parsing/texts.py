"""YAML read as the texts that it holds, each with its place: nothing is taken for more than what was written.

Numbers are read from their text, never through a binary fraction; duplicate keys, aliases and tags are refused.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import yaml

from nextwave.rulebook.problems import Place
from nextwave.rulebook.source import refuse

_NUMBER = re.compile(r"-?\d[\d_]{0,15}(\.\d{1,12})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: Lists and groups in each other, in any YAML file; the deepest of a rulebook has eight.
_MAX_NESTING = 40
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(source: str, file: str) -> yaml.Node | None:
    """A YAML file as nodes with their places, without aliases. Raises RulebookError."""
    try:
        loader = _Loader(source)
        try:
            # Before nodes are made of it: that goes as deep as the file nests, in C, where nothing stops it.
            depth = 0
            for event in yaml.parse(source, Loader=_Loader):
                place = Place(file, event.start_mark.line + 1 if event.start_mark else 0)
                depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
                if depth > _MAX_NESTING:
                    raise refuse("too-deep", "this file nests too deeply", place, "use fewer groups")
                if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                    raise refuse("yaml", "anchors and aliases are not taken", place, "write the value out")
            return loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        what = f"this is not YAML: {getattr(error, 'problem', None) or 'it cannot be read'}"
        raise refuse("yaml", what, place, "correct the line") from None
    except RecursionError:
        raise refuse("too-deep", "this file nests too deeply", Place(file), "use fewer groups") from None


def place_of(node: yaml.Node, file: str) -> Place:
    return Place(file, node.start_mark.line + 1, node.start_mark.column + 1)


def mapping(node: yaml.Node, file: str) -> dict[str, yaml.Node]:
    """A mapping's nodes by key, in order. Raises RulebookError for other nodes and double keys."""
    if not isinstance(node, yaml.MappingNode):
        raise refuse("yaml", "a mapping is wanted here", place_of(node, file), "write key: value")
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise refuse("yaml", "this key is no plain word", place_of(key, file), "write a word")
        if key.value in found:
            raise refuse("declared-twice", f"{key.value} stands twice", place_of(key, file), "leave one out")
        found[key.value] = value
    return found


def scalar(node: yaml.Node, file: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise refuse("yaml", "a single value is wanted here", place_of(node, file), "write one value")
    return str(node.value)


def number(text: str, node: yaml.Node, file: str) -> Fraction:
    if not _NUMBER.fullmatch(text):
        raise refuse("number", f"{text[:40]} is not a number", place_of(node, file), "write digits, such as 0.25")
    return Fraction(text.replace("_", ""))


def day(text: str, node: yaml.Node, file: str) -> date:
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise refuse("date", f"{text[:40]} is not a day", place_of(node, file), "write year-month-day, such as 2026-10-01")


def truth(node: yaml.Node, file: str) -> bool:
    text = scalar(node, file)
    if text not in ("true", "false"):
        raise refuse("truth", f"{text[:40]} is not true or false", place_of(node, file), "write true or false")
    return text == "true"
