"""All that rule files declare, and what every reader of a rule file does: say where, and read constants."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from nextwave.rulebook.model import Choice, Entity, Fact, Rule
from nextwave.rulebook.problems import Place, Problem


@dataclass(slots=True)
class Declared:
    """All that the files of a rulebook declare, in the order of files and lines."""

    choices: list[Choice] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    #: What each file is about: the first line of its docstring.
    files: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class Reading:
    """A rule file that is being read."""

    def __init__(self, source: str, file: str, namespace: str, found: Declared) -> None:
        self.source, self.file, self.namespace, self.found = source, file, namespace, found

    def place(self, node: ast.AST) -> Place:
        return Place(self.file, getattr(node, "lineno", 0), getattr(node, "col_offset", -1) + 1)

    def inside(self, node: ast.ClassDef) -> list[ast.stmt]:
        body = node.body
        if ast.get_docstring(node) is not None:
            body = body[1:]
        return [s for s in body if not isinstance(s, ast.Pass)]

    def constant(self, value: ast.expr) -> Any:
        match value:
            case ast.Constant(value=float()):
                return Fraction((ast.get_source_segment(self.source, value) or "0").replace("_", ""))
            case ast.Constant(value=str() as text):
                try:
                    return date.fromisoformat(text)
                except ValueError:
                    return text
            case ast.Constant(value=constant):
                return constant
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inner = self.constant(operand)
                return -inner if isinstance(inner, int | Fraction) else None
            case ast.List(elts=elements) | ast.Tuple(elts=elements):
                return tuple(self.constant(v) for v in elements)
            case ast.Attribute(attr=name):
                return name
        return None


def first_line(node: ast.ClassDef | ast.FunctionDef) -> str:
    """The first paragraph of a docstring as one line."""
    text = ast.get_docstring(node) or ""
    return " ".join(text.split("\n\n")[0].split())
