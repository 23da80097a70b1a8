"""Facts of an entity: their types, options and bounds."""

from __future__ import annotations

import ast
from datetime import date
from fractions import Fraction
from typing import Any

from nextwave.rulebook.model import Fact
from nextwave.rulebook.parsing.declared import Reading
from nextwave.rulebook.source import refuse

_FACT_OPTIONS = {
    "ask": str,
    "label": str,
    "help": str,
    "evidence": list,
    "burden": int,
    "sensitive": bool,
    "judgement": bool,
    "authority": str,
    "register": str,
    "expert": str,
    "election": bool,
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
#: Who says a fact, where it is not the person's own; a fact is of one kind.
_KINDS = ("judgement", "authority", "register", "expert", "election")
_BOUNDED = ("money", "int", "days", "months", "years", "rate", "date")
_NUMERIC = ("money", "int", "days", "months", "years", "rate")


def _names_a_rule(value: ast.expr) -> bool:
    """Whether `otherwise=` names a rule rather than a value: `is_young`, `grant.amount`; `Tenure.owner` is a value."""
    match value:
        case ast.Name():
            return True
        case ast.Attribute(value=ast.Name(id=programme)):
            return programme.islower()
    return False


def _fits(type_: str, value: Any) -> bool:
    """Whether a fact of a type can have a value, none apart: a choice's members are names here."""
    match type_:
        case "bool":
            return isinstance(value, bool)
        case "date":
            return isinstance(value, date)
        case "choice":
            return isinstance(value, str)
        case "money" | "rate":
            return isinstance(value, int | Fraction) and not isinstance(value, bool)
    return isinstance(value, int) and not isinstance(value, bool)


class FactReader(Reading):
    """Reads `name: type = fact(ask=…)`."""

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
        applies = any(keyword.arg == "applies" for keyword in call.keywords)
        for keyword in call.keywords:
            if keyword.arg == "otherwise" and (not applies or _names_a_rule(keyword.value)):
                options["worked_out"] = self.worked_out(keyword.value, name)
            else:
                options[str(keyword.arg)] = self.option(str(keyword.arg), keyword.value, name)
        type_, of_type = self.type_of(node.annotation, name)
        flow = options.get("flow", False)
        place = self.place(node)
        if flow and type_ != "money":
            raise refuse("fact", f"{name} is no money, so it is no flow", place, "leave flow out")
        if "applies" in options and "otherwise" not in options and "worked_out" not in options:
            what = f"{name} says when it applies but not what holds otherwise"
            raise refuse("fact", what, place, "add otherwise=, the law's stated value")
        if options.get("worked_out") and (flow or type_ in ("person", "people") or of_type.get("optional")):
            what = f"{name} is worked out where it is not stated, and no rule comes to what it is"
            raise refuse("fact", what, place, "use an amount, a number, a truth, a date or a choice")
        stated = [name_ for name_ in _KINDS if options.get(name_)]
        if len(stated) > 1:
            what = f"{name} is of two kinds: {' and '.join(stated)}"
            raise refuse("fact-kind", what, place, "keep the one that says who can say it")
        if stated and stated != ["judgement"] and options.get("worked_out"):
            what = f"{name} is what somebody says ({stated[0]}), and otherwise= works it out"
            remedy = "leave otherwise out: what is decided, registered, certified or chosen is taken as it is"
            raise refuse("fact-kind", what, place, remedy)
        none = options.get("otherwise", 0) is None and type_ not in ("person", "people") and not of_type.get("optional")
        if "applies" in options and none:
            what = f"{name} holds none where it does not apply, and it is never none"
            raise refuse("fact", what, place, "state what holds: otherwise=…, or write date | None")
        if options.get("otherwise") is not None and not _fits(type_, options["otherwise"]):
            what = f"otherwise= of {name} is of another type than {name}"
            raise refuse("fact", what, place, "state a value of its type, or name a rule that comes to one")
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

    def worked_out(self, value: ast.expr, fact: str) -> str:
        """The rule that `otherwise=` names where the fact has no `applies`: its value counts where nothing is stated."""
        match value:
            case ast.Name(id=rule):
                return rule
            case ast.Attribute(value=ast.Name(id=programme), attr=rule):
                return f"{programme}.{rule}"
        what = f"otherwise= of {fact} names no rule, and the fact has no applies="
        remedy = "name the rule that works it out where it is not stated, or say when the fact applies: applies=…"
        raise refuse("fact", what, self.place(value), remedy)

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
        if name in ("authority", "register", "expert") and not (isinstance(found, str) and found.strip()):
            remedy = f'name who says it: {name}="…"'
            raise refuse("option", f"{name}= of {fact} names nobody", self.place(value), remedy)
        if wanted in (str, bool) and type(found) is wanted:
            return found
        if wanted is int and type(found) is int and 1 <= found <= 5:
            return found
        if wanted is None and isinstance(found, bool | int | Fraction | date | str):
            return Fraction(found) if name == "step" and isinstance(found, int | Fraction) else found
        raise refuse("option", f"{name}= of {fact} has no such value", self.place(value), "see docs/language.md")

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
