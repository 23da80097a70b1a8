"""What a rule file declares: choices, entities with their facts, groups, rules, formulas and constraints.

The file is parsed, never imported. Problems are collected, one bad declaration does not hide the next.
"""

from __future__ import annotations

import ast
from typing import Any

from nextwave.rulebook.model import Choice, Entity
from nextwave.rulebook.parsing.declared import Declared, first_line
from nextwave.rulebook.parsing.facts import FactReader
from nextwave.rulebook.parsing.functions import FunctionReader
from nextwave.rulebook.problems import Problem, RulebookError
from nextwave.rulebook.source import parsed, refuse

#: What a rule file may import; the names are the language's, for editors only.
_IMPORTS = ("__future__", "enum", "datetime", "nextwave.language")

_KINDS = {"Entity": "entity", "Group": "group", "Partition": "partition", "Circle": "circle"}


def read(source: str, file: str, namespace: str, found: Declared) -> None:
    """Adds what one file declares; problems go to `found.problems`."""
    try:
        tree = parsed(source, file)
    except RulebookError as error:
        found.problems += error.problems
        return
    reader = _Reader(source, file, namespace, found)
    for position, statement in enumerate(tree.body):
        try:
            reader.statement(statement, position)
        except RulebookError as error:
            found.problems += error.problems
        except RecursionError:
            what = "this declaration nests too deeply"
            found.problems.append(
                Problem("too-deep", what, reader.place(statement), "give inner parts names of their own")
            )


class _Reader(FactReader, FunctionReader):
    def statement(self, node: ast.stmt, position: int) -> None:
        match node:
            case ast.Expr(value=ast.Constant(value=str() as about)) if position == 0:
                self.found.files[self.file] = about.strip().partition("\n")[0]
            case ast.ImportFrom():
                if node.level == 0 and node.module not in _IMPORTS:
                    what = f"a rule file cannot import {node.module}"
                    raise refuse("import", what, self.place(node), "it may import only " + ", ".join(_IMPORTS))
            case ast.ClassDef():
                self.class_(node)
            case ast.FunctionDef():
                self.function(node)
            case _:
                what = "a rule file holds classes and decorated functions only"
                raise refuse("statement", what, self.place(node), "move figures to parameters.yaml; leave the rest out")

    def class_(self, node: ast.ClassDef) -> None:
        base = node.bases[0].id if len(node.bases) == 1 and isinstance(node.bases[0], ast.Name) else ""
        if base == "Enum":
            self.choice(node)
        elif base in _KINDS:
            self.entity(node, _KINDS[base])
        elif base == "Facts":
            self.more_facts(node)
        else:
            remedy = "derive it from Entity, Group, Partition, Circle, Facts or Enum"
            raise refuse("class", f"{node.name} is no entity, group or choice", self.place(node), remedy)

    def more_facts(self, node: ast.ClassDef) -> None:
        """Further facts of an entity that is declared elsewhere: `class Income(Facts, of=Person)`."""
        match node.keywords:
            case [ast.keyword(arg="of", value=ast.Name(id=entity))]:
                pass
            case _:
                raise refuse("option", f"{node.name} needs of= and nothing else", self.place(node), "write of=Person")
        for statement in self.inside(node):
            try:
                self.fact(statement, entity)
            except RulebookError as error:
                self.found.problems += error.problems

    def choice(self, node: ast.ClassDef) -> None:
        labels: dict[str, str] = {}
        for statement in self.inside(node):
            match statement:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str() as label)):
                    if name in labels:
                        raise refuse("declared-twice", f"{name} stands twice", self.place(statement), "leave one out")
                    labels[name] = label
                case _:
                    remedy = 'write member = "its wording"'
                    raise refuse(
                        "choice", f"{node.name} holds something other than members", self.place(statement), remedy
                    )
        if not labels:
            raise refuse("choice", f"{node.name} has no members", self.place(node), 'write member = "its wording"')
        self.found.choices.append(Choice(node.name, tuple(labels), labels, self.place(node)))

    def entity(self, node: ast.ClassDef, kind: str) -> None:
        options = {str(k.arg): k.value for k in node.keywords}
        allowed = {
            "entity": {"of", "at_most", "ask", "label", "labels"},
            "group": {"of"},
            "partition": {"of", "within", "cites"},
            "circle": {"around", "cites"},
        }[kind]
        for name in options:
            if name not in allowed:
                remedy = "use " + ", ".join(sorted(allowed))
                raise refuse("option", f"{node.name} takes no {name}=", self.place(node), remedy)
        needed = {"group": {"of"}, "partition": {"of", "within"}, "circle": {"around"}}.get(kind, set())
        if needed - set(options):
            what = f"{node.name} needs {' and '.join(sorted(needed))}="
            raise refuse("option", what, self.place(node), "name the entity it is made of")
        values: dict[str, Any] = {}
        for name, value in options.items():
            match value:
                case ast.Name(id=text) if name in ("of", "within", "around"):
                    values[name] = text
                case ast.Constant(value=int() as number) if name == "at_most" and 1 <= number <= 100:
                    values[name] = number
                case ast.Constant(value=str() as text) if name in ("cites", "ask", "label", "labels") and text.strip():
                    values[name] = text
                case _:
                    raise refuse(
                        "option", f"{name}= of {node.name} has no such value", self.place(value), "see docs/language.md"
                    )
        method = {"partition": "together", "circle": "includes"}.get(kind)
        full = f"{self.namespace}.{node.name}" if self.namespace else node.name
        entity = Entity(
            name=node.name,
            kind=kind,
            place=self.place(node),
            rule=f"{full}.{method}" if method else None,
            namespace=self.namespace,
            summary=first_line(node),
            **values,
        )
        functions = [s for s in self.inside(node) if isinstance(s, ast.FunctionDef)]
        if method and [f.name for f in functions] != [method]:
            what = f"{node.name} needs one rule {method}"
            raise refuse("group-rule", what, self.place(node), f"write def {method}(…) -> bool inside it")
        self.found.entities.append(entity)
        for statement in self.inside(node):
            try:
                if isinstance(statement, ast.FunctionDef) and method:
                    self.group_rule(statement, method, node.name, entity.cites)
                elif kind in ("entity", "group"):
                    self.fact(statement, node.name)
                else:
                    what = f"{node.name} holds something other than its rule"
                    raise refuse(
                        "group-rule", what, self.place(statement), "facts belong to the entities it is made of"
                    )
            except RulebookError as error:
                self.found.problems += error.problems

    def group_rule(self, node: ast.FunctionDef, kind: str, owner: str, cites: str) -> None:
        parameters = self.parameters(node)
        if sum(p.annotation != "Law" for p in parameters) != 2:
            remedy = f"write def {kind}(a: Person, b: Person) -> bool"
            raise refuse("group-rule", f"{kind} relates two people", self.place(node), remedy)
        self.rule_from(node, kind, f"{owner}.{kind}", parameters, {"cites": cites})
