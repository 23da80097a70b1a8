"""From the body of a rule to nodes of the plan: names are looked up, types and units checked, guards kept.

The conditions that hold on the branch being lowered prove divisors not zero and people not nobody.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from nextwave.engine.building.lowering import calls, names
from nextwave.engine.building.lowering.forms import normal
from nextwave.engine.building.lowering.interfaces import Builds
from nextwave.engine.building.lowering.scope import Enumeration, LawAt, Many, Scope, Space, Span, Stated, Value, refuse
from nextwave.engine.building.quanta import first_day
from nextwave.engine.operations import OPERATIONS
from nextwave.engine.plan.graph import FigureUse, Node, Variable
from nextwave.engine.plan.types import BOOL, DATE, INT, RATE, Mismatch, Type, same_unit
from nextwave.rulebook import expression as e
from nextwave.rulebook.parsing.rows import NUMBERED, THRESHOLDS
from nextwave.rulebook.problems import Place

#: Lowering stops with a message beyond this many steps; a whole program of help takes a few thousand.
MAX_STEPS = 300_000


class Lowering:
    """Lowers expressions for one builder, which holds the nodes and definitions made so far."""

    def __init__(self, builder: Builds) -> None:
        self.builder = builder
        self.memo: dict[tuple[object, ...], Value] = {}
        self.kept: list[object] = []
        self.steps = 0

    def node(self, expression: e.Expression, scope: Scope) -> Node:
        """Lower to a single value; anything that is not one (a list of people, `law`) is refused."""
        value = self.value(expression, scope)
        if isinstance(value, Node):
            return self._there(value, expression.place, scope)
        what, remedy = {
            LawAt: ("a group of figures is not a value", "name one figure in it"),
            Stated: (
                "a stated flow of money has no period of its own",
                "convert it: per_month(it, week=…, two_weeks=…, half_month=…, year=…)",
            ),
            Many: ("several people or jobs are not a value", "use sum, any, all, count, min or max over them"),
            Space: ("a programme's name is not a value", "name one of its rules"),
            Span: ("years, months and days stand beside a date", "add them to one: person.birth_date + years(16)"),
            Enumeration: ("the name of a choice is not a value", "name one of its members"),
        }[type(value)]
        raise refuse("not-a-value", what, expression.place, remedy)

    def _there(self, node: Node, place: Place, scope: Scope) -> Node:
        """A date that may be none, behind a condition that it is not."""
        if not (node.type.kind == "date" and node.type.optional):
            return node
        fact = names.day_or_none(node)
        if ("somebody", node.number) not in scope.guards:
            remedy = "ask `is None` first and say what holds without one"
            raise refuse("nobody", f"{fact.name} may be none, so it may be no day", place, remedy)
        return self.make("day_there", (node,), place, detail=first_day(fact))

    def _is_none(self, x: e.Operation, scope: Scope) -> Node:
        """Whether a relationship names nobody, or a date is none."""
        value = self.value(x.arguments[0], scope)
        if isinstance(value, Node) and value.type.kind == "date" and value.type.optional:
            return self.make("is_none", (value,), x.place, detail=first_day(names.day_or_none(value)))
        return self.make("is_none", (self.node(x.arguments[0], scope),), x.place)

    def value(self, expression: e.Expression, scope: Scope) -> Value:
        key = (id(expression), *scope.key())
        if key not in self.memo:
            self.steps += 1
            if self.steps > MAX_STEPS:
                raise refuse(
                    "too-large",
                    "the rules unfold into too many operations",
                    expression.place,
                    "give shared parts a rule of their own",
                )
            self.memo[key] = self._value(expression, scope)
            self.kept += [expression, *scope.names.values()]  # keeps them alive, so that their ids stay theirs
        return self.memo[key]

    def _value(self, x: e.Expression, scope: Scope) -> Value:
        match x:
            case e.Literal():
                return self._literal(x)
            case e.Name():
                return names.of_name(self, x, scope)
            case e.Attribute():
                return names.of_attribute(self, x, scope)
            case e.Item():
                return self._item(x, scope)
            case e.Operation():
                return self._operation(x, scope)
            case e.Call():
                return calls.of_call(self, x, scope)
            case e.Aggregate():
                return calls.of_aggregate(self, x, scope)
        raise refuse("not-a-value", "a list of choices is not a value", x.place, "use it to the right of `in`")

    def _literal(self, x: e.Literal) -> Node:
        value = x.value
        if isinstance(value, bool):
            return self.make("constant", (), x.place, BOOL, int(value))
        if isinstance(value, int):
            return self.make("constant", (), x.place, INT, value)
        if isinstance(value, Fraction):
            return self.make("constant", (), x.place, RATE, value)
        if isinstance(value, date):
            return self.make("constant", (), x.place, DATE, value.toordinal())
        raise refuse("none", "None stands only to the right of `is`", x.place, "write `x is None`")

    def _item(self, x: e.Item, scope: Scope) -> Node:
        table = self.node(x.of, scope)
        if not (table.operation == "figure" and table.detail.figure.table):
            raise refuse("not-a-table", "only a table of figures has rows", x.place, "leave out the [ ]")
        kinds, keys = table.detail.figure.table, tuple(self.node(key, scope) for key in x.keys)
        if kinds == (THRESHOLDS,):
            what = f"the rows of {table.detail.figure.full_name} are thresholds"
            raise refuse("not-a-table", what, x.place, "write bracket(x, law.table)")
        return self.make("row" if kinds == (NUMBERED,) and len(keys) == 1 else "cell", (table, *keys), x.place)

    def _operation(self, x: e.Operation, scope: Scope) -> Node:
        if x.name == "if":
            return self._if(x, scope)
        if x.name in ("and", "or"):
            return self._junction(x, scope)
        if x.name in ("in", "not_in"):
            node = calls.of_membership(self, x, scope)
            return self.make("not", (node,), x.place) if x.name == "not_in" else node
        if x.name == "is_none":
            return self._is_none(x, scope)
        if x.name in ("add", "subtract"):
            moved = self._moved(x, scope)
            if moved is not None:
                return moved
        arguments = tuple(self.node(a, scope) for a in x.arguments)
        person = self.builder.rulebook.person.name
        if x.name == "whose":
            return self.make("whose", arguments, x.place, Type("one", person, optional=True))
        if x.name in ("before", "place"):
            people = arguments if x.name == "before" else arguments[:1]
            if any(a.type.kind != "one" or a.type.detail != person for a in people):
                raise refuse("type", "only people are ranked and given shares", x.place, "name a person, and people")
        if x.name == "not_equal":
            return self.make("not", (self.make("equal", arguments, x.place),), x.place)
        if x.name == "divide":
            divisor = arguments[1]
            return self.make("divide", arguments, x.place, detail=("nonzero", divisor.number) in scope.guards)
        return self.make(x.name, arguments, x.place)

    def _moved(self, x: e.Operation, scope: Scope) -> Node | None:
        """A date and so many years, months or days; None for what is no such sum."""
        day, span = x.arguments
        if x.name == "add" and isinstance(self.value(day, scope), Span):
            day, span = span, day
        length = self.value(span, scope)
        if not isinstance(length, Span):
            return None
        count = length.count if x.name == "add" else self.make("negate", (length.count,), x.place)
        return self.make("later", (self.node(day, scope), count), x.place, detail=(length.unit, length.missing))

    def _junction(self, x: e.Operation, scope: Scope) -> Node:
        """`a and b`: b is only asked where a holds, so a guards it; likewise `a or b` where a does not."""
        parts = []
        for argument in x.arguments:
            part = self.node(argument, scope)
            scope = scope.guarded(self.guards(part, x.name == "and"))
            parts.append(part)
        result = parts[0]
        for part in parts[1:]:
            result = self.make(x.name, (result, part), x.place)
        return result

    def _if(self, x: e.Operation, scope: Scope) -> Node:
        condition = self.node(x.arguments[0], scope)
        if condition.type.kind != "bool":
            raise refuse(
                "type", f"a condition is {condition.type}, not true or false", x.place, "compare it with something"
            )
        then = self.node(x.arguments[1], scope.guarded(self.guards(condition, True)))
        otherwise = self.node(x.arguments[2], scope.guarded(self.guards(condition, False)))
        return self.make("if", (condition, *self.alike(then, otherwise)), x.place)

    def guards(self, condition: Node, holds: bool) -> list[tuple[str, int]]:
        """What is proven where `condition` holds (or does not): ("nonzero", n) and ("somebody", n)."""
        found: list[tuple[str, int]] = []
        arguments = condition.arguments
        if condition.operation == "not":
            return self.guards(arguments[0], not holds)
        if (condition.operation == "and" and holds) or (condition.operation == "or" and not holds):
            return [g for a in arguments for g in self.guards(a, holds)]
        if condition.operation == "is_none" and not holds:
            found.append(("somebody", arguments[0].number))
        if condition.operation == "equal":
            left, right = arguments
            for a, b in ((left, right), (right, left)):
                if b.operation == "constant" and b.type.numeric and (b.detail == 0) != holds:
                    found.append(("nonzero", a.number))
                if holds and a.type.optional and not b.type.optional:
                    found.append(("somebody", a.number))
        if condition.operation in ("less", "less_or_equal"):
            low, high = arguments
            strict = condition.operation == "less"
            if low.operation == "constant" and (low.detail > 0 or (low.detail == 0 and strict)) and holds:
                found.append(("nonzero", high.number))
            if high.operation == "constant" and (high.detail > 0 or (high.detail == 0 and not strict)) and not holds:
                found.append(("nonzero", low.number))
        return found

    def alike(self, left: Node, right: Node) -> tuple[Node, Node]:
        """Two alternatives brought to one type (a literal 0 fits any amount)."""
        type_ = common_type(left, right, "choose between")
        return self.typed(left, type_), self.typed(right, type_)

    def typed(self, node: Node, type_: Type) -> Node:
        if node.type == type_:
            return node
        if node.operation == "constant":
            return self.make("constant", (), node.place, type_, node.detail)
        return node

    def make(
        self,
        operation: str,
        arguments: tuple[Node, ...],
        place: Place,
        type_: Type | None = None,
        detail: object = None,
    ) -> Node:
        """A node of the plan; equal ones are shared. Without `type_` the operation works it out."""
        if type_ is None:
            arguments = self._zeros(operation, arguments)
            try:
                type_ = OPERATIONS[operation].type(arguments)
            except Mismatch as mismatch:
                raise refuse(mismatch.code, mismatch.what, place, remedy_for(mismatch, arguments)) from mismatch
        return normal(self.builder.share, operation, arguments, type_, place, detail)

    def _zeros(self, operation: str, arguments: tuple[Node, ...]) -> tuple[Node, ...]:
        """A literal takes the unit of what it is added to, compared with or chosen beside (see `fits`)."""
        if not OPERATIONS[operation].same_unit:
            return arguments
        unit = next((a.type for a in arguments if a.type.kind in ("money", "int") and a.type.detail), None)
        if unit is None:
            return arguments
        return tuple(self.typed(a, unit) if fits(a, unit) else a for a in arguments)

    def variable(self, entity: str, place: Place) -> Node:
        variable = Variable(entity, self.builder.next_variable())
        return self.make("variable", (), place, Type("one", entity), variable)

    def bound(self, x: e.Aggregate, entity: str, scope: Scope) -> Node:
        """The variable of an aggregate: the same wherever the same aggregate stands, on whatever branch, so
        that a guard on its value holds for all its uses."""
        key = ("bound", id(x), *scope.place())
        if key not in self.memo:
            self.memo[key] = self.variable(entity, x.place)
            self.kept += [x, *scope.names.values()]
        found = self.memo[key]
        assert isinstance(found, Node)
        return found

    def figure(self, at: LawAt, path: str, place: Place) -> Node:
        return self.builder.figure(FigureUse(self.builder.rulebook.figures[path], at.as_of), place)


def fits(node: Node, type_: Type) -> bool:
    """Whether a literal may stand for a value of a type: 0 for any amount, a whole number for a length of
    time."""
    if node.operation != "constant" or not node.type.numeric or not type_.numeric:
        return False
    return node.detail == 0 or (node.type == INT and type_.kind == "int")


#: What to do with an amount that stands in a rule as a number.
UNSOURCED = "make it a figure with its source in parameters.yaml; a number in a rule has neither unit nor law"


def remedy_for(mismatch: Mismatch, arguments: tuple[Node, ...]) -> str:
    """What to write instead: where a number stands for money, a figure."""
    literal = any(a.operation == "constant" and a.type in (INT, RATE) for a in arguments)
    money = any(a.type.kind == "money" for a in arguments)
    return UNSOURCED if mismatch.code == "unit" and literal and money else mismatch.remedy


def common_type(left: Node, right: Node, verb: str) -> Type:
    """One type for two alternatives, or a refusal that names the place of the second."""
    if fits(left, right.type):
        return right.type
    if fits(right, left.type):
        return left.type
    if left.type.kind == right.type.kind == "one" and left.type.detail == right.type.detail:
        return Type("one", left.type.detail, left.type.optional or right.type.optional)
    try:
        return same_unit(left.type, right.type, verb)
    except Mismatch as mismatch:
        remedy = remedy_for(mismatch, (left, right))
        raise refuse(mismatch.code, mismatch.what, right.place, remedy) from mismatch
