"""A copy of the project in which one line at a time is changed and tests are run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[2]
#: What is not copied: what tests make themselves, and what is large.
LEFT = shutil.ignore_patterns(
    ".git", ".venv*", "node_modules", "__pycache__", ".*_cache", ".hypothesis", "var", "pictures"
)
#: Tests that hang are tests that notice.
SECONDS = 600


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of the source, what stands instead, and the tests that ought to notice (paths)."""

    line: str
    instead: str
    tests: tuple[str, ...]


def sources(tree: Path) -> list[Path]:
    """The source files of a tree, without rulebooks (their cases are held by `nextwave test`)."""
    found = (tree / "src" / "nextwave").rglob("*.py")
    return sorted(p for p in found if "rulebooks" not in p.relative_to(tree).parts)


class Tree:
    """A copy of a project, thrown away with its block."""

    def __init__(self, of: Path) -> None:
        self.of = of

    def __enter__(self) -> Tree:
        self.kept = tempfile.TemporaryDirectory(prefix="nextwave-mutants-")
        self.path = Path(self.kept.name) / "tree"
        shutil.copytree(self.of, self.path, ignore=LEFT)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kept.cleanup()

    def file_of(self, line: str) -> Path | None:
        """The one file in which a line stands once; None where it stands nowhere or more than once."""
        found = [p for p in sources(self.path) for text in p.read_text("utf-8").splitlines() if text == line]
        return found[0] if len(found) == 1 else None

    def passes(self, tests: tuple[str, ...]) -> bool:
        """Whether these tests pass in the tree as it is."""
        environment = {
            **os.environ,
            "PYTHONPATH": f"{self.path / 'src'}{os.pathsep}{self.path}",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
        try:
            done = subprocess.run(
                command, cwd=self.path, env=environment, capture_output=True, check=False, timeout=SECONDS
            )
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0


def noticed(tree: Tree, fault: Fault) -> bool | None:
    """Whether the tests notice a fault; None where its line is not in the tree any more."""
    path = tree.file_of(fault.line)
    if path is None:
        return None
    before = path.read_text("utf-8")
    lines = [fault.instead if text == fault.line else text for text in before.split("\n")]
    path.write_text("\n".join(lines), "utf-8")
    try:
        return not tree.passes(fault.tests)
    finally:
        path.write_text(before, "utf-8")
