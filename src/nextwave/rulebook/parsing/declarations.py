"""What a rule file declares: choices, entities with their facts, groups, rules, formulas and constraints.

The file is parsed, never imported. Problems are collected, one bad declaration does not hide the next.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from nextwave.rulebook.expression import Parameter
from nextwave.rulebook.model import Choice, Entity, Fact, Rule
from nextwave.rulebook.parsing.bodies import BodyReader
from nextwave.rulebook.problems import Place, Problem, RulebookError
from nextwave.rulebook.source import parsed, refuse

#: What a rule file may import; the names are the language's, for editors only.
_IMPORTS = ("__future__", "enum", "datetime", "nextwave.language")

_FACT_OPTIONS = {
    "ask": str,
    "label": str,
    "help": str,
    "evidence": list,
    "burden": int,
    "sensitive": bool,
    "judgement": bool,
    "applies": ast.Name,
    "otherwise": None,
    "minimum": None,
    "maximum": None,
    "step": None,
    "flow": bool,
}
_TYPES = {
    "bool": "bool",
    "int": "int",
    "Days": "days",
    "Months": "months",
    "Years": "years",
    "Money": "money",
    "Rate": "rate",
    "date": "date",
}
_BOUNDED = ("money", "int", "days", "months", "years", "rate", "date")
_NUMERIC = ("money", "int", "days", "months", "years", "rate")
_KINDS = {"Entity": "entity", "Group": "group", "Partition": "partition", "Circle": "circle"}
_DECORATORS = ("rule", "formula", "constraint")


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


class _Reader:
    def __init__(self, source: str, file: str, namespace: str, found: Declared) -> None:
        self.source, self.file, self.namespace, self.found = source, file, namespace, found

    def place(self, node: ast.AST) -> Place:
        return Place(self.file, getattr(node, "lineno", 0), getattr(node, "col_offset", -1) + 1)

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

    # Classes

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

    def inside(self, node: ast.ClassDef) -> list[ast.stmt]:
        body = node.body
        if ast.get_docstring(node) is not None:
            body = body[1:]
        return [s for s in body if not isinstance(s, ast.Pass)]

    def entity(self, node: ast.ClassDef, kind: str) -> None:
        options = {str(k.arg): k.value for k in node.keywords}
        allowed = {
            "entity": {"of", "at_most"},
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
                case ast.Constant(value=str() as text) if name == "cites":
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
            summary=_first_line(node),
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

    def fact(self, node: ast.stmt, entity: str) -> None:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Call(func=ast.Name(id="fact"))):
                call = node.value
            case _:
                remedy = "write name: type = fact(ask=…)"
                raise refuse("fact", f"{entity} holds something other than facts", self.place(node), remedy)
        assert isinstance(call, ast.Call)
        if call.args:
            raise refuse("fact", "fact takes named options only", self.place(call), "write fact(ask=…)")
        options: dict[str, Any] = {}
        for keyword in call.keywords:
            options[str(keyword.arg)] = self.option(str(keyword.arg), keyword.value, name)
        type_, of_type = self.type_of(node.annotation, name)
        flow = options.get("flow", False)
        place = self.place(node)
        if flow and type_ != "money":
            raise refuse("fact", f"{name} is no money, so it is no flow", place, "leave flow out")
        if "applies" in options and "otherwise" not in options:
            what = f"{name} says when it applies but not what holds otherwise"
            raise refuse("fact", what, place, "add otherwise=, the law's stated value")
        none = options.get("otherwise", 0) is None and type_ not in ("person", "people") and not of_type.get("optional")
        if "applies" in options and none:
            what = f"{name} holds none where it does not apply, and it is never none"
            raise refuse("fact", what, place, "state what holds: otherwise=…, or write date | None")
        if "applies" in options and type_ == "people":
            what = f"{name} is a list of people, which has no stated value where it does not apply"
            raise refuse("fact", what, place, "leave applies out; a rule can say for whom it counts")
        if type_ in _NUMERIC and options.get("maximum") is None:
            what = f"{name} has no maximum"
            raise refuse("bounds", what, place, "bound it: maximum=…, so that sums cannot overflow")
        for name_, kinds in (("step", ("rate",)), ("minimum", _BOUNDED), ("maximum", _BOUNDED)):
            if options.get(name_) is not None and type_ not in kinds:
                what = f"{name} has a {name_}, which nothing of its type has"
                if name_ == "step":
                    what = f"{name} has a step; money is counted in cents, other numbers one by one"
                raise refuse("fact", what, place, f"leave {name_} out")
        low, high = options.get("minimum"), options.get("maximum")
        if low is not None and high is not None and low > high:
            raise refuse("bounds", f"the minimum of {name} is above its maximum", place, "swap them")
        options["has_otherwise"] = "otherwise" in options
        self.found.facts.append(Fact(name, entity, type_, place, **of_type, **options))

    def option(self, name: str, value: ast.expr, fact: str) -> Any:
        if name not in _FACT_OPTIONS:
            remedy = "use " + ", ".join(_FACT_OPTIONS)
            raise refuse("option", f"a fact takes no {name}=", self.place(value), remedy)
        wanted = _FACT_OPTIONS[name]
        found = self.constant(value)
        if wanted is ast.Name and isinstance(value, ast.Name):
            return value.id
        if name == "otherwise" and isinstance(value, ast.Constant) and value.value is None:
            return None
        if wanted is list and isinstance(found, tuple) and all(isinstance(v, str) for v in found):
            return found
        if wanted in (str, bool) and type(found) is wanted:
            return found
        if wanted is int and type(found) is int and 1 <= found <= 5:
            return found
        if wanted is None and isinstance(found, bool | int | Fraction | date | str):
            return Fraction(found) if name == "step" and isinstance(found, int | Fraction) else found
        raise refuse("option", f"{name}= of {fact} has no such value", self.place(value), "see docs/language.md")

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

    def type_of(self, annotation: ast.expr, name: str) -> tuple[str, dict[str, Any]]:
        """The fact's type, and the choice that it is, the entity that it names or whether it may be none."""
        match annotation:
            case ast.Name(id=text) if text in _TYPES:
                return _TYPES[text], {}
            case ast.Name(id=text):
                return "choice", {"choice": text}
            case ast.BinOp(left=ast.Name(id="date"), op=ast.BitOr(), right=ast.Constant(value=None)):
                return "date", {"optional": True}
            case ast.BinOp(left=ast.Name(id=text), op=ast.BitOr(), right=ast.Constant(value=None)):
                return "person", {"whom": text}
            case ast.Subscript(value=ast.Name(id="list" | "set"), slice=ast.Name(id=text)):
                return "people", {"whom": text}
        remedy = "use bool, int, Days, Months, Years, Money, Rate, date, date | None, a choice, Person | None or list[Person]"
        raise refuse("fact-type", f"{name} has a type the language does not know", self.place(annotation), remedy)

    # Functions

    def function(self, node: ast.FunctionDef) -> None:
        if len(node.decorator_list) != 1:
            remedy = "put one of @rule(cites=…), @formula or @constraint before it"
            raise refuse("decorator", f"{node.name} is no rule", self.place(node), remedy)
        decorator = node.decorator_list[0]
        call = decorator if isinstance(decorator, ast.Call) else None
        name = call.func if call else decorator
        if not isinstance(name, ast.Name) or name.id not in _DECORATORS:
            remedy = "put one of @rule(cites=…), @formula or @constraint before it"
            raise refuse("decorator", f"{node.name} is no rule", self.place(decorator), remedy)
        options: dict[str, Any] = {}
        for keyword in call.keywords if call else []:
            allowed = ("cites", "since", "until", "period") if name.id == "rule" else ("cites", "since", "until")
            if keyword.arg not in allowed:
                remedy = "use " + ", ".join(allowed)
                raise refuse("option", f"@{name.id} takes no {keyword.arg}=", self.place(keyword.value), remedy)
            options[str(keyword.arg)] = self.rule_option(str(keyword.arg), keyword.value)
        if call and call.args:
            raise refuse("option", f"@{name.id} takes named options only", self.place(call), "write cites=…")
        parameters = self.parameters(node)
        if name.id != "formula" and (not parameters or parameters[0].annotation == "Law"):
            remedy = "write its entity first: def name(person: Person, law: Law)"
            raise refuse("parameters", f"{node.name} says not whom it is about", self.place(node), remedy)
        if name.id != "formula" and [p.annotation == "Law" for p in parameters[1:]] not in ([], [True]):
            remedy = "it takes its entity and, where it needs figures, law: Law"
            raise refuse("parameters", f"{node.name} has other parameters", self.place(node), remedy)
        self.rule_from(node, name.id, node.name, parameters, options)

    def rule_option(self, name: str, value: ast.expr) -> Any:
        found = self.constant(value)
        if name == "cites" and isinstance(found, str):
            return found
        if name in ("since", "until") and isinstance(found, date):
            return found
        if name == "period" and found in ("month", "year"):
            return found
        remedy = {"cites": "write text", "period": 'write "month" or "year"'}.get(name, 'write a day: "2026-10-01"')
        raise refuse("option", f"{name}= has no such value", self.place(value), remedy)

    def parameters(self, node: ast.FunctionDef) -> tuple[Parameter, ...]:
        arguments = node.args
        if arguments.vararg or arguments.kwarg or arguments.kwonlyargs or arguments.defaults or arguments.posonlyargs:
            what = f"{node.name} has parameters with defaults or stars"
            raise refuse("parameters", what, self.place(node), "use plain parameters with types")
        found = []
        for argument in arguments.args:
            if argument.annotation is None:
                what = f"{argument.arg} of {node.name} has no type"
                raise refuse("parameters", what, self.place(argument), "write its entity or Law after a colon")
            found.append(Parameter(argument.arg, ast.unparse(argument.annotation), self.place(argument)))
        return tuple(found)

    def rule_from(
        self, node: ast.FunctionDef, kind: str, name: str, parameters: tuple[Parameter, ...], options: Mapping[str, Any]
    ) -> None:
        returns = ast.unparse(node.returns) if node.returns is not None else ""
        if kind in ("constraint", "together", "includes") and returns != "bool":
            raise refuse("return-type", f"{node.name} returns true or false", self.place(node), "annotate -> bool")
        since, until = options.get("since"), options.get("until")
        if since and until and until < since:
            raise refuse("dates", f"{node.name} ends before it begins", self.place(node), "swap since and until")
        self.found.rules.append(
            Rule(
                name=name,
                namespace=self.namespace,
                kind=kind,
                parameters=parameters,
                entity=None if kind == "formula" else parameters[0].annotation,
                returns=returns,
                body=BodyReader(self.file, self.source).body(node),
                cites=options.get("cites", ""),
                summary=_first_line(node),
                place=self.place(node),
                period=options.get("period", "month"),
                since=since,
                until=until,
            )
        )


def _first_line(node: ast.ClassDef | ast.FunctionDef) -> str:
    """The first paragraph of a docstring as one line."""
    text = ast.get_docstring(node) or ""
    return " ".join(text.split("\n\n")[0].split())
