"""Rules, formulas and constraints: decorated functions with their parameters and options."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from datetime import date
from typing import Any

from nextwave.rulebook.expression import Literal, Parameter
from nextwave.rulebook.model import PERIODS, LeftOpen, OwnMonth, Rule
from nextwave.rulebook.parsing.bodies import BodyReader
from nextwave.rulebook.parsing.declared import Reading, first_line
from nextwave.rulebook.source import refuse

_DECORATORS = ("rule", "formula", "constraint")
_DATED = ("cites", "since", "until")
_OPTIONS = {
    "rule": (*_DATED, "period", "open_to", "fills"),
    "formula": (*_DATED, "open_to", "fills"),
    "constraint": _DATED,
}


class FunctionReader(Reading):
    """Reads functions with one decorator each."""

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
            allowed = _OPTIONS[name.id]
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
        kind = name.id
        if kind == "rule" and len(parameters) > 1 and parameters[0].annotation == parameters[1].annotation:
            # A rule of two people holds between them, and is worked out wherever it is asked of two.
            self.refuse_period(node, options)
            kind, rest = "formula", parameters[2:]
        else:
            rest = parameters[1:]
        if name.id != "formula" and [p.annotation == "Law" for p in rest] not in ([], [True]):
            remedy = "it takes its entity, or two of one entity, and, where it needs figures, law: Law"
            raise refuse("parameters", f"{node.name} has other parameters", self.place(node), remedy)
        self.rule_from(node, kind, node.name, parameters, options)

    def refuse_period(self, node: ast.FunctionDef, options: Mapping[str, Any]) -> None:
        if "period" in options:
            remedy = "leave period= out: it holds for the period of the rule that asks"
            raise refuse(
                "option", f"{node.name} is a rule of two and has no period of its own", self.place(node), remedy
            )

    def own_month(self, call: ast.Call) -> OwnMonth:
        """`month_from(unit.claimed_on)`, with `missing=last_day` or without."""
        missing = [k.value.id for k in call.keywords if k.arg == "missing" and isinstance(k.value, ast.Name)]
        named = isinstance(call.func, ast.Name) and call.func.id == "month_from"
        if not named or len(call.args) != 1 or missing not in ([], ["last_day"]) or len(missing) != len(call.keywords):
            remedy = "write month_from(unit.claimed_on), or month_from(unit.claimed_on, missing=last_day)"
            raise refuse("option", "period= has no such value", self.place(call), remedy)
        return OwnMonth(BodyReader(self.file, self.source).expression(call.args[0], {}), *(missing or ["usual"]))

    def rule_option(self, name: str, value: ast.expr) -> Any:
        if name == "period" and isinstance(value, ast.Call):
            return self.own_month(value), ast.unparse(value)
        found = self.constant(value)
        if name in ("cites", "open_to", "fills") and isinstance(found, str) and (name == "cites" or found.strip()):
            return found
        if name in ("since", "until") and isinstance(found, date):
            return found
        if name == "period" and found in PERIODS:
            return found
        remedy = {"cites": "write text", "period": 'write "month", "year", "tax_year" or month_from(…)'}.get(
            name, "write text" if name in ("open_to", "fills") else 'write a day: "2026-10-01"'
        )
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
        since, until, period = options.get("since"), options.get("until"), options.get("period", "month")
        own_month, period = period if isinstance(period, tuple) else (None, period)
        if since and until and until < since:
            raise refuse("dates", f"{node.name} ends before it begins", self.place(node), "swap since and until")
        open_to, fills = options.get("open_to", ""), options.get("fills", "")
        if open_to and fills:
            what = f"{node.name} leaves open what it fills"
            raise refuse("fills", what, self.place(node), "let open_to stand with the law that leaves it open")
        bodiless = bool(open_to) and _says_nothing(node)
        body = BodyReader(self.file, self.source)
        self.found.rules.append(
            Rule(
                name=name,
                namespace=self.namespace,
                kind=kind,
                parameters=parameters,
                entity=None if kind == "formula" else parameters[0].annotation,
                returns=returns,
                body=Literal(None, self.place(node)) if bodiless else body.body(node),
                cites=options.get("cites", ""),
                summary=first_line(node),
                place=self.place(node),
                period=period,
                own_month=own_month,
                since=since,
                until=until,
                left_open=LeftOpen(open_to, options.get("cites", ""), self.place(node)) if open_to else None,
                fills=fills,
                bodiless=bodiless,
            )
        )


def _says_nothing(node: ast.FunctionDef) -> bool:
    """Whether a function holds nothing but its docstring and `...`: what is left open to whoever fills it."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return len(body) == 1 and isinstance(body[0], ast.Expr) and ast.unparse(body[0]) == "..."
