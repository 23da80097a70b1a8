"""From the body of a rule's function to an expression: statements become one value, names their values.

What the language leaves out is refused with its place and what to write instead.
"""

from __future__ import annotations

import ast
from datetime import date
from fractions import Fraction

from nextwave.rulebook import expression as e
from nextwave.rulebook.parsing.ordering import FORMS, ordered
from nextwave.rulebook.problems import Place
from nextwave.rulebook.source import refuse

_BINARY = {ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.Div: "divide"}
_STRAIGHT = {ast.Lt: "less", ast.LtE: "less_or_equal", ast.In: "in", ast.NotIn: "not_in"}
_SWAPPED = {ast.Gt: "less", ast.GtE: "less_or_equal"}
_AGGREGATES = ("sum", "any", "all", "count", "min", "max")

#: What a statement or expression outside the language is called, and what to write instead.
_REFUSED: dict[type[ast.AST], tuple[str, str]] = {
    ast.For: ("a loop", "use sum, any, all, count, min or max over people"),
    ast.While: ("a loop", "use sum, any, all, count, min or max over people"),
    ast.AugAssign: ("a change of a name", "assign the result to a new name"),
    ast.AnnAssign: ("an annotated assignment", "write name = value"),
    ast.Assert: ("assert", "write a @constraint, or a condition"),
    ast.Raise: ("raise", "return a value on every path"),
    ast.Try: ("try", "say with if what holds in each case"),
    ast.With: ("with", "leave it out"),
    ast.Import: ("an import", "names of the language need none inside a rule"),
    ast.ImportFrom: ("an import", "names of the language need none inside a rule"),
    ast.FunctionDef: ("a function inside a rule", "write a @formula beside the rule"),
    ast.ClassDef: ("a class inside a rule", "declare it beside the rule"),
    ast.Lambda: ("lambda", "write a @formula"),
    ast.ListComp: ("a list", "use sum, any, all, count, min or max over people"),
    ast.SetComp: ("a set", "use sum, any, all, count, min or max over people"),
    ast.DictComp: ("a dictionary", "use a table of figures"),
    ast.Dict: ("a dictionary", "use a table of figures"),
    ast.GeneratorExp: ("a generator", "put it inside sum, any, all, count, min or max"),
    ast.JoinedStr: ("text", "rules work with numbers, truths, dates and choices"),
    ast.NamedExpr: (":=", "assign on a line of its own"),
    ast.Starred: ("*", "write the values out"),
    ast.Await: ("await", "leave it out"),
    ast.Yield: ("yield", "return a value"),
    ast.Slice: ("a slice", "name one row"),
    ast.Delete: ("del", "leave it out"),
    ast.Global: ("global", "leave it out"),
    ast.Nonlocal: ("nonlocal", "leave it out"),
    ast.Pass: ("pass", "return a value"),
    ast.Match: ("match", "write if, elif and else"),
}


class BodyReader:
    """Reads the body of one function."""

    def __init__(self, file: str, source: str) -> None:
        self.file, self.source = file, source
        self.count = 0

    def place(self, node: ast.AST) -> Place:
        return Place(self.file, getattr(node, "lineno", 0), getattr(node, "col_offset", -1) + 1)

    def body(self, function: ast.FunctionDef) -> e.Expression:
        """The value that the function returns. Raises RulebookError."""
        statements = list(function.body)
        if statements and isinstance(statements[0], ast.Expr) and isinstance(statements[0].value, ast.Constant):
            statements = statements[1:]
        value = self.statements(statements, {}, function, 0)
        used = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        for node in ast.walk(function):
            for target in node.targets if isinstance(node, ast.Assign) else ():
                if isinstance(target, ast.Name) and target.id not in used:
                    what = f"{target.id} is assigned and never used"
                    raise refuse("unused-name", what, self.place(target), "use it or leave it out")
        return value

    def statements(
        self, statements: list[ast.stmt], names: dict[str, e.Expression], after: ast.AST, depth: int
    ) -> e.Expression:
        if depth > e.MAX_DEPTH:
            raise refuse(
                "too-deep", "these conditions nest too deeply", self.place(after), "write a @formula for a part"
            )
        for position, statement in enumerate(statements):
            rest = statements[position + 1 :]
            match statement:
                case ast.Return(value=None):
                    raise refuse("no-value", "this returns nothing", self.place(statement), "return a value")
                case ast.Return(value=value):
                    if rest:
                        raise refuse(
                            "unreachable", "nothing after a return is reached", self.place(rest[0]), "leave it out"
                        )
                    assert value is not None
                    return self.expression(value, names)
                case ast.Assign(targets=[ast.Name(id=name)]):
                    if name in names:
                        what = f"{name} is assigned twice on one path"
                        raise refuse(
                            "assigned-twice", what, self.place(statement), "give the second value a name of its own"
                        )
                    names = {**names, name: self.expression(statement.value, names)}
                case ast.Assign():
                    raise refuse(
                        "assignment", "only one plain name can be assigned", self.place(statement), "write name = value"
                    )
                case ast.If():
                    return self.condition(statement, rest, names, depth)
                case ast.Expr():
                    what = "a value on a line of its own has no effect"
                    raise refuse("no-effect", what, self.place(statement), "return it or assign it to a name")
                case _:
                    raise self.refused(statement)
        what = "this path ends without a value"
        raise refuse("no-return", what, self.place(after), "return a value on every path")

    def condition(
        self, statement: ast.If, rest: list[ast.stmt], names: dict[str, e.Expression], depth: int
    ) -> e.Expression:
        test = self.expression(statement.test, names)
        place = self.place(statement)
        returns = any(
            isinstance(n, ast.Return) for part in (statement.body, statement.orelse) for s in part for n in ast.walk(s)
        )
        if not returns:
            return self.statements(rest, self.merged(statement, test, names, depth), statement, depth + 1)
        if rest and all(part and isinstance(part[-1], ast.Return) for part in (statement.body, statement.orelse)):
            raise refuse("unreachable", "nothing after a return is reached", self.place(rest[0]), "leave it out")
        then = self.statements(_followed(statement.body, rest), names, statement, depth + 1)
        otherwise = self.statements(_followed(statement.orelse, rest), names, statement, depth + 1)
        return e.Operation("if", (test, then, otherwise), place)

    def merged(
        self, statement: ast.If, test: e.Expression, names: dict[str, e.Expression], depth: int
    ) -> dict[str, e.Expression]:
        """The names after an if whose branches only assign: each must assign the same names."""
        branches = [self.assigned(part, names, depth + 1) for part in (statement.body, statement.orelse)]
        new = [set(branch) - set(names) for branch in branches]
        for name in sorted(new[0] ^ new[1]):
            what = f"{name} has a value on one path only"
            raise refuse("one-path", what, self.place(statement), "assign it in every branch, or return there")
        place = self.place(statement)
        joined = {n: e.Operation("if", (test, branches[0][n], branches[1][n]), place) for n in sorted(new[0])}
        return {**names, **joined}

    def assigned(
        self, statements: list[ast.stmt], names: dict[str, e.Expression], depth: int
    ) -> dict[str, e.Expression]:
        for statement in statements:
            if depth > e.MAX_DEPTH:
                raise refuse(
                    "too-deep", "these conditions nest too deeply", self.place(statement), "write a @formula for a part"
                )
            if isinstance(statement, ast.If):
                test = self.expression(statement.test, names)
                names = self.merged(statement, test, names, depth + 1)
            elif (
                isinstance(statement, ast.Assign)
                and len(statement.targets) == 1
                and isinstance(statement.targets[0], ast.Name)
            ):
                name = statement.targets[0].id
                if name in names:
                    what = f"{name} is assigned twice on one path"
                    raise refuse(
                        "assigned-twice", what, self.place(statement), "give the second value a name of its own"
                    )
                names = {**names, name: self.expression(statement.value, names)}
            else:
                raise self.refused(statement)
        return names

    def refused(self, node: ast.AST) -> Exception:
        what, remedy = _REFUSED.get(type(node), (type(node).__name__, "see docs/language.md for what a rule may hold"))
        return refuse("not-in-language", f"{what} is not part of the language", self.place(node), remedy)

    def expression(self, node: ast.expr, names: dict[str, e.Expression], depth: int = 0) -> e.Expression:
        """One expression, with assigned names replaced by their values. Raises RulebookError."""
        self.count += 1
        place = self.place(node)
        if self.count > e.MAX_NODES_PER_RULE:
            what = f"this rule has more than {e.MAX_NODES_PER_RULE} parts"
            raise refuse("too-large", what, place, "give parts rules of their own")
        if depth > e.MAX_DEPTH:
            raise refuse("too-deep", "this expression nests too deeply", place, "give inner parts names of their own")

        def inner(part: ast.expr) -> e.Expression:
            return self.expression(part, names, depth + 1)

        match node:
            case ast.Constant():
                return self.literal(node)
            case ast.Name():
                return names.get(node.id) or e.Name(node.id, place)
            case ast.Attribute():
                return e.Attribute(inner(node.value), node.attr, place)
            case ast.Subscript() if not isinstance(node.slice, ast.Slice):
                keys = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
                return e.Item(inner(node.value), tuple(inner(key) for key in keys), place)
            case ast.BinOp() if type(node.op) in _BINARY:
                return e.Operation(_BINARY[type(node.op)], (inner(node.left), inner(node.right)), place)
            case ast.BinOp():
                raise refuse("not-in-language", "this operator is not part of the language", place, "use + - * /")
            case ast.UnaryOp(op=ast.Not()):
                return e.Operation("not", (inner(node.operand),), place)
            case ast.UnaryOp(op=ast.USub()):
                return e.Operation("negate", (inner(node.operand),), place)
            case ast.BoolOp():
                name = "and" if isinstance(node.op, ast.And) else "or"
                return e.Operation(name, tuple(inner(v) for v in node.values), place)
            case ast.IfExp():
                return e.Operation("if", (inner(node.test), inner(node.body), inner(node.orelse)), place)
            case ast.Set() | ast.List() | ast.Tuple():
                return e.Choices(tuple(inner(v) for v in node.elts), place)
            case ast.Compare():
                return self.comparison(node, names, depth)
            case ast.Call():
                return self.call(node, names, depth)
        raise self.refused(node)

    def literal(self, node: ast.Constant) -> e.Expression:
        place, value = self.place(node), node.value
        if value is None or isinstance(value, bool):
            return e.Literal(value, place)
        if isinstance(value, int):
            if abs(value) >= 10**15:
                raise refuse("too-large", "this number has more than 15 digits", place, "use a smaller number")
            return e.Literal(value, place)
        if isinstance(value, float):
            # From its text: 0.2 means two tenths, not the nearest binary fraction.
            written = (ast.get_source_segment(self.source, node) or repr(value)).replace("_", "")
            if len(written) > 30 or "e" in written.lower():
                raise refuse("number", "this number is not written plainly", place, "write digits, such as 0.25")
            return e.Literal(Fraction(written), place)
        if isinstance(value, str):
            try:
                return e.Literal(date.fromisoformat(value), place)
            except ValueError:
                what = "text is not a value of the language"
                raise refuse("text", what, place, 'use a choice, or a date such as "2026-10-01"') from None
        raise refuse("literal", "this value is not part of the language", place, "use a number, truth value or date")

    def comparison(self, node: ast.Compare, names: dict[str, e.Expression], depth: int) -> e.Expression:
        parts: list[e.Expression] = []
        left = self.expression(node.left, names, depth + 1)
        for operator, comparator in zip(node.ops, node.comparators, strict=True):
            place = self.place(node)
            right = self.expression(comparator, names, depth + 1)
            kind = type(operator)
            none = isinstance(right, e.Literal) and right.value is None
            negative = kind in (ast.IsNot, ast.NotEq)
            if none and kind in (ast.Is, ast.IsNot, ast.Eq, ast.NotEq):
                found: e.Expression = e.Operation("is_none", (left,), place)
                if negative:
                    found = e.Operation("not", (found,), place)
            elif kind in (ast.Eq, ast.Is):
                found = e.Operation("equal", (left, right), place)
            elif negative:
                found = e.Operation("not_equal", (left, right), place)
            elif kind in _SWAPPED:
                found = e.Operation(_SWAPPED[kind], (right, left), place)
            else:
                found = e.Operation(_STRAIGHT[kind], (left, right), place)
            parts.append(found)
            left = right
        return parts[0] if len(parts) == 1 else e.Operation("and", tuple(parts), self.place(node))

    def call(self, node: ast.Call, names: dict[str, e.Expression], depth: int) -> e.Expression:
        place = self.place(node)
        if any(k.arg is None for k in node.keywords) or any(isinstance(a, ast.Starred) for a in node.args):
            raise refuse("arguments", "* and ** are not part of the language", place, "write the arguments out")
        if isinstance(node.func, ast.Name) and node.func.id in FORMS:
            return ordered(self, node, node.func.id, names, depth)
        if isinstance(node.func, ast.Name) and len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp):
            return self.aggregate(node, node.args[0], names, depth)
        arguments = tuple(self.expression(a, names, depth + 1) for a in node.args)
        keywords = tuple((str(k.arg), self.expression(k.value, names, depth + 1)) for k in node.keywords)
        if isinstance(node.func, ast.Attribute):
            return e.Call(
                node.func.attr, arguments, keywords, place, self.expression(node.func.value, names, depth + 1)
            )
        if isinstance(node.func, ast.Name):
            return e.Call(node.func.id, arguments, keywords, place)
        raise refuse("call", "only a named function can be called", place, "name a function or formula")

    def aggregate(
        self, node: ast.Call, generator: ast.GeneratorExp, names: dict[str, e.Expression], depth: int
    ) -> e.Expression:
        assert isinstance(node.func, ast.Name)
        place, kind = self.place(node), node.func.id
        if kind not in _AGGREGATES:
            raise refuse("aggregate", f"{kind} does not go over people", place, "use " + ", ".join(_AGGREGATES))
        given = {str(k.arg): k.value for k in node.keywords}
        if set(given) - {"default"}:
            raise refuse(
                "arguments",
                f"{kind} takes no {sorted(set(given) - {'default'})[0]}=",
                place,
                "only default= for min and max",
            )
        if len(generator.generators) > 2:
            raise refuse("aggregate", "more than two for clauses", place, "give the inner part a rule of its own")
        default = self.expression(given["default"], names, depth + 1) if "default" in given else None
        return self.clauses(kind, generator.generators, generator.elt, default, names, depth, place)

    def clauses(
        self,
        kind: str,
        clauses: list[ast.comprehension],
        element: ast.expr,
        default: e.Expression | None,
        names: dict[str, e.Expression],
        depth: int,
        place: Place,
    ) -> e.Expression:
        clause = clauses[0]
        if not isinstance(clause.target, ast.Name) or clause.is_async:
            raise refuse("aggregate", "a for clause binds one plain name", place, "write for person in unit.people")
        name = clause.target.id
        over = self.expression(clause.iter, names, depth + 1)
        bound = {n: v for n, v in names.items() if n != name}
        conditions = tuple(self.expression(c, bound, depth + 1) for c in clause.ifs)
        if len(clauses) > 1:
            inner = self.clauses(kind, clauses[1:], element, default, bound, depth + 1, place)
        elif kind == "count":
            inner = e.Literal(1, place)
        else:
            inner = self.expression(element, bound, depth + 1)
        return e.Aggregate(kind, inner, name, over, conditions, default, place)


def _followed(branch: list[ast.stmt], rest: list[ast.stmt]) -> list[ast.stmt]:
    """A branch with what comes after its if, unless it returns on its own."""
    return branch if branch and isinstance(branch[-1], ast.Return) else [*branch, *rest]
