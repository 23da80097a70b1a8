"""Writes a plan out as Python: what both evaluators of one household share.

A definition becomes a loop over its entity; a node becomes part of an expression, or a local where it is
used more than once; an aggregate becomes an inner loop. Names are ours only: f0 (a fact), d0 (a definition),
n0 c0 p0 (how many of an entity, its children, its parent), g0 m0 (units of people), v0 and t0 (locals).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from nextwave.engine.building.quanta import Measures
from nextwave.engine.evaluators.changes import Changes
from nextwave.engine.plan.graph import Definition, Node, Plan, Variable

#: Nodes whose value is an index that is always known.
INDICES = ("variable", "parent", "group", "constant")

#: To see that nothing of a definition has changed takes as long as so many operations.
LOOKED = 5


@dataclass
class Block:
    """Lines at one depth of loops, with the variables that the loop binds and the locals it holds."""

    variables: frozenset[Variable]
    depth: int
    lines: list[str] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)

    def line(self, text: str) -> None:
        self.lines.append("    " * self.depth + text)


class Emitter:
    """Base of the two writers; they say what an operation, a leaf and an aggregate look like."""

    def __init__(self, plan: Plan, measures: Measures, only: set[int] | None = None) -> None:
        """`only` are the definitions that are written, with all they read; without it, every one."""
        self.plan = plan
        self.measures = measures
        self.only = only
        self.entities = {name: i for i, name in enumerate(plan.rulebook.entities)}
        self.blocks: list[Block] = []
        self.uses: dict[int, int] = {}
        self.locals = 0
        self.changes = Changes(plan)
        #: The lists that an evaluation leaves for a next one, definitions first; and the bit of each made so far.
        self.kept = [f"d{d.number}" for d in plan.definitions]
        self.made: dict[str, int] = {}

    def wanted(self, definition: Definition) -> bool:
        return self.only is None or definition.number in self.only

    def local(self) -> str:
        self.locals += 1
        return f"t{self.locals}"

    def definition(self, definition: Definition) -> list[str]:
        """The loop that fills d<number>."""
        self.uses = {}
        for node in definition.body.walk():
            for argument in node.arguments:
                self.uses[argument.number] = self.uses.get(argument.number, 0) + 1
        name, variables = f"d{definition.number}", definition.variables
        if len(variables) == 1:
            (v,) = variables
            inner = self._body(definition, frozenset(variables), 2, f"{name}.append({{0}})")
            return [f"    {name} = []", f"    for {self.variable(v)} in range({self.count(v.entity)}):", *inner]
        a, b = variables
        inner = self._body(definition, frozenset(variables), 3, "row.append({0})")
        return [
            f"    {name} = []",
            f"    for {self.variable(a)} in range({self.count(a.entity)}):",
            "        row = []",
            f"        for {self.variable(b)} in range({self.count(b.entity)}):",
            *inner,
            f"        {name}.append(row)",
        ]

    def _body(self, definition: Definition, variables: frozenset[Variable], depth: int, store: str) -> list[str]:
        block = Block(variables, depth)
        self.blocks = [block]
        text = self.emit(definition.body)
        self.stored(block)
        block.line(store.format(text))
        return block.lines

    def head(self) -> str:
        """The function: of a household, the bits of what changed, and what was kept before that. It counts what
        it does, in steps."""
        return f"def run(s, changed, before):\n    steps = {LOOKED * sum(map(self.wanted, self.plan.definitions))}"

    def where_changed(self, lines: list[str], definition: Definition, parts: list[str]) -> list[str]:
        """The lines of a definition, run only where something that they read has changed. `parts` are further
        lists that they make."""
        own = self.changes.definitions[definition.number]
        mask = self.changes.read(lines, self.made) | own
        names = [f"d{definition.number}", *parts]
        self.kept += parts
        self.made |= dict.fromkeys(names, own)
        places = {name: f"before[{self.kept.index(name)}]" for name in names}
        differs = " or ".join(f"{name} != {place}" for name, place in places.items())
        return [
            f"    if not before or changed & {mask:#x}:",
            *("    " + line for line in lines),
            f"        steps += {self.steps(definition)}",
            f"        if before and {f'({differs})' if parts else differs}: changed |= {own:#x}",
            "    else:",
            *(f"        {name} = {place}" for name, place in places.items()),
        ]

    def steps(self, definition: Definition) -> str:
        """How many operations a definition comes to: for each of its nodes how often its block is run."""
        turns: dict[Variable, tuple[str, ...]] = {}
        around: tuple[str, ...] = ()
        for variable in definition.variables:
            turns[variable] = around = (self.count(variable.entity), *around)
        found: dict[tuple[str, ...], int] = {}
        # Aggregates stand after their parts here, and before those in which they stand.
        nodes = list(definition.body.walk())
        for node in reversed(nodes):
            innermost = max((turns[v] for v in node.free if v in turns), key=len, default=around)
            found[innermost] = found.get(innermost, 0) + 1
            if node.operation == "aggregate":
                use = node.detail
                of = node.arguments[2] if use.domain != "all" else None
                inner = self.count(use.variable.entity)
                # Everyone's jobs together are as many as there are jobs.
                own = of is not None and of.operation == "variable" and turns.get(of.detail) == innermost
                turns[use.variable] = (inner, *(innermost[1:] if own else innermost))
        return " + ".join("*".join([str(many), *times]) for times, many in found.items())

    def stored(self, block: Block) -> None:
        """Lines at the end of a definition's loop that keep more than its value."""

    def variable(self, variable: Variable) -> str:
        return f"v{variable.number}"

    def count(self, entity: str) -> str:
        """How many instances there are: units have their own, a circle is around each person."""
        declared = self.plan.rulebook.entities[entity]
        if declared.kind == "circle":
            return self.count(self.plan.rulebook.person.name)
        return f"n{self.entities[entity]}"

    def block_of(self, node: Node) -> Block:
        """The innermost block that binds a variable the node hangs on."""
        for block in reversed(self.blocks):
            if block.variables & node.free:
                return block
        return self.blocks[0]

    def emit(self, node: Node) -> str:
        """The text of a node's value, after any lines it needs were written to its block."""
        block = self.block_of(node)
        if node.number in block.names:
            return block.names[node.number]
        text = self.text(node)
        simple = node.operation in ("constant", "variable", "figure")
        if (self.uses.get(node.number, 0) > 1 and not simple) or len(text) > 400:
            name = self.local()
            block.line(f"{name} = {text}")
            text = name
        block.names[node.number] = text
        return text

    def text(self, node: Node) -> str:
        raise NotImplementedError

    def index(self, node: Node) -> str:
        """The text of an index that is always known."""
        match node.operation:
            case "variable":
                return self.variable(node.detail)
            case "constant":
                return str(int(node.detail))
            case "group":
                return f"g{self.entities[node.detail]}[{self.index(node.arguments[0])}]"
            case "parent":
                inner = self.index(node.arguments[0])
                if self.plan.rulebook.entities[node.detail].kind == "entity":
                    return f"p{self.entities[node.detail]}[{inner}]"
                return inner
        raise AssertionError(node.operation)

    def domain(self, node: Node) -> str:
        """What an aggregate goes over."""
        use = node.detail
        if use.domain == "all":
            return f"range({self.count(use.variable.entity)})"
        of = node.arguments[2]
        letter = "c" if use.domain == "children" else "m"
        entity = use.variable.entity if use.domain == "children" else of.type.detail
        return f"{letter}{self.entities[entity]}[{self.index(of)}]"

    def prelude(self) -> list[str]:
        """Locals for the facts and the shape of the household."""
        lines = []
        for name, i in self.entities.items():
            declared = self.plan.rulebook.entities[name]
            if declared.kind in ("entity", "group"):
                lines.append(f"    n{i} = s.counts[{name!r}]")
            if declared.kind == "entity" and declared.of:
                lines += [f"    c{i} = s.children[{name!r}]", f"    p{i} = s.parents[{name!r}]"]
        lines += [f"    f{slot.number} = s.slots[{slot.number}]" for slot in self.plan.slots]
        return lines
