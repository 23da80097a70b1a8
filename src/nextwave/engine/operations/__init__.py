"""The operations of the language, one file each in the room of its kind; this module only collects them."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

from nextwave.engine.operations.operation import Operation, Runtime


def _collect() -> dict[str, Operation]:
    found: dict[str, Operation] = {}
    for module in sorted(walk_packages(__path__, f"{__name__}."), key=lambda m: m.name.rpartition(".")[2]):
        # `operation` says what one is, and is none itself.
        if module.ispkg or module.name.endswith(".operation"):
            continue
        loaded = import_module(module.name)
        for operation in getattr(loaded, "OPERATIONS", ()) or (loaded.OPERATION,):
            found[operation.name] = operation
    return found


#: By name; `engine.plan.Node.operation` is a key of it, or a leaf.
OPERATIONS: dict[str, Operation] = _collect()

#: What may be taken over people or jobs.
AGGREGATES = ("sum", "count", "any", "all", "min", "max")

#: What generated code may call.
RUNTIME: Runtime = {f.__name__: f for o in OPERATIONS.values() for f in o.runtime}
