"""What the seats need is said before a page is in want of it, with where it is described."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from nextwave.casework.law.wanting import unasked, wanting
from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from tests.casework import riverton
from tests.washington import washington

WHEELS = '''

class Wheel(Entity, of=Vehicle, ask="Are there wheels?", label="Wheel", labels="Wheels"):
    """A wheel."""

    worn: bool = fact(ask="Is it worn?")
'''


def test_a_complete_rulebook_is_in_want_of_nothing(tmp_path: Path) -> None:
    folder = riverton.rulebook(tmp_path)
    assert wanting(folder, load(folder)) == [] == wanting(find("washington"), washington())
    assert unasked(load(folder)) == [] == unasked(washington())


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    folder = riverton.rulebook(tmp_path)
    shutil.rmtree(folder / "delegations")
    (folder / "grant" / "notice.toml").unlink()
    assert [text.split(":")[1].strip() for text in wanting(folder, load(folder))] == [
        "notice.toml in a programme",
        "the folder delegations",
    ]


def test_what_no_page_asks_for_is_named(tmp_path: Path) -> None:
    folder = riverton.rulebook(tmp_path)
    for name in ("people.py", "grant/rules.py"):
        path = folder / name
        path.write_text(re.sub(r"\bJob\b", "Vehicle", path.read_text()).replace("person.jobs", "person.vehicles"))
    assert unasked(load(folder)) == []
    people = folder / "people.py"
    named = people.read_text()
    people.write_text(named.replace(', label="Vehicle", labels="Jobs"', ""))
    (found,) = unasked(load(folder))
    assert "pages call Vehicle by its class, without label=, labels=" in found.what and found.severity == "warning"
    people.write_text(named + WHEELS)
    (found,) = unasked(load(folder))
    assert "no page asks for a Wheel" in found.what and found.severity == "warning"


def test_messages_name_documents_that_exist() -> None:
    """Whatever a message refers to can be read."""
    root = Path(__file__).parents[3]
    named = {
        (path.name, document)
        for path in (root / "src" / "nextwave").rglob("*.py")
        for document in re.findall(r"docs/[a-z/-]+\.md", path.read_text("utf-8"))
    }
    assert [(file, document) for file, document in named if not (root / document).is_file()] == []
