"""Runs commands as if only the core's packages, and those of some extras, were installed:
python -m tests.cli.without '["population"]' '[["facts", "washington"]]' prints status and output of each, as JSON."""

from __future__ import annotations

import importlib.abc
import json
import re
import sys
import tomllib
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

ROOT = Path(__file__).parents[2]


def plain(requirement: str) -> str:
    """The name of a requirement, as indexes write it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0]).lower()


def installed(extras: Sequence[str]) -> set[str]:
    """The distributions that come with the core and some extras, with all that they need themselves."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    waiting = [*project["dependencies"], *(r for e in extras for r in project["optional-dependencies"][e])]
    found: set[str] = set()
    while waiting:
        name = plain(waiting.pop())
        if name in found:
            continue
        found.add(name)
        try:
            waiting += [r for r in requires(name) or [] if "extra ==" not in r]
        except PackageNotFoundError:
            continue
    return found


class Missing(importlib.abc.MetaPathFinder):
    """Finds nothing of what is not to be there."""

    def __init__(self, extras: Sequence[str]) -> None:
        kept = installed(extras)
        self.gone = {
            root for root, names in packages_distributions().items() if root != "nextwave" and not {plain(n) for n in names} & kept
        }  # fmt: skip

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name.partition(".")[0] in self.gone:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


def main(extras: Sequence[str], commands: Sequence[Sequence[str]]) -> None:
    sys.meta_path.insert(0, Missing(extras))
    from typer.testing import CliRunner

    from nextwave.cli import app

    found = []
    for words in commands:
        done = CliRunner().invoke(app, list(words))
        failed = "" if done.exception is None or isinstance(done.exception, SystemExit) else repr(done.exception)
        found.append([done.exit_code, done.stdout, done.stderr + failed])
    print(json.dumps(found))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), json.loads(sys.argv[2]))
