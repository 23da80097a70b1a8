"""What holds for the project's own files."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("name", ["dev.txt", "node.txt"])
def test_locked_requirements_hold_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text()
    pinned = re.findall(r"^[a-zA-Z0-9_.-]+==", text, re.M)
    assert pinned
    assert text.count("--hash=sha256:") >= len(pinned)
    assert "://" not in text
    assert "index-url" not in text


def test_the_front_end_lock_holds_hashes_and_no_addresses() -> None:
    text = (ROOT / "package-lock.json").read_text()
    assert '"integrity"' in text
    assert '"resolved"' not in text


def test_every_target_of_the_makefile_is_in_the_readme() -> None:
    makefile = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.M)
    assert phony
    readme = (ROOT / "README.md").read_text()
    assert [t for t in phony[1].split() if f"make {t}" not in readme] == []


def test_links_between_documents_lead_somewhere() -> None:
    missing = []
    for path in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]:
        for link in re.findall(r"\]\(([^)#]+)\)", path.read_text()):
            if "://" not in link and not (path.parent / link).exists():
                missing.append(f"{path.relative_to(ROOT)}: {link}")
    assert missing == []


def test_every_command_and_setting_is_documented() -> None:
    from nextwave.cli import app

    text = (ROOT / "docs" / "command-line.md").read_text()
    names = [c.name or c.callback.__name__ for c in app.registered_commands if c.callback]
    for group in app.registered_groups:
        inside = group.typer_instance.registered_commands if group.typer_instance else []
        names += [f"{group.name} {c.name or c.callback.__name__}" for c in inside if c.callback]
    assert [n for n in names if f"nextwave {n}" not in text] == []
    settings = (ROOT / "docs" / "settings.md").read_text()
    sources = "".join(p.read_text() for p in (ROOT / "src/nextwave").rglob("*.py"))
    used = set(re.findall(r"NEXTWAVE_[A-Z_]+", sources))
    assert {name for name in used if name not in settings} == set()


def test_every_operation_has_a_file_that_says_what_it_is() -> None:
    from nextwave.engine.operations import OPERATIONS

    assert all(o.wording for o in OPERATIONS.values())
    for path in (ROOT / "src/nextwave/engine/operations").rglob("*.py"):
        assert path.read_text().startswith('"""'), path


def test_files_stay_one_concept() -> None:
    # Django writes migrations; nobody reads or writes in them.
    written = [p for p in (ROOT / "src").rglob("*.py") if p.parent.name != "migrations"]
    long = [p.name for p in written if len(p.read_text().splitlines()) > 420]
    assert long == []
