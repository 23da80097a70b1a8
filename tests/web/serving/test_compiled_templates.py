"""Templates are compiled once for all processes, and anew where they or what makes them changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from nextwave.web.serving.compiled_templates import compiled


@pytest.fixture
def made_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEXTWAVE_CACHE", str(tmp_path / "kept"))
    (tmp_path / "pages.py").write_text("environment")
    return tmp_path / "pages.py"


def page(made_from: Path, source: str) -> str:
    """As a process of its own makes it."""
    environment = Environment(loader=DictLoader({"page": source}), bytecode_cache=compiled(made_from), autoescape=True)
    return environment.get_template("page").render()


def test_a_template_is_compiled_once(made_from: Path) -> None:
    assert page(made_from, "Hello") == "Hello"
    kept = made_from.parent / "kept" / "templates"
    (file,) = kept.iterdir()
    before = file.stat().st_mtime_ns, file.stat().st_ino
    assert page(made_from, "Hello") == "Hello"
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before


def test_another_text_or_environment_is_compiled_anew(made_from: Path) -> None:
    assert page(made_from, "Hello") == "Hello"
    assert page(made_from, "Good day") == "Good day"
    made_from.write_text("another environment")
    assert page(made_from, "Hello") == "Hello"
    assert len(list((made_from.parent / "kept" / "templates").iterdir())) == 3


def test_what_is_damaged_or_cannot_be_kept_is_compiled(made_from: Path) -> None:
    assert page(made_from, "Hello") == "Hello"
    kept = made_from.parent / "kept" / "templates"
    for file in kept.iterdir():
        file.write_bytes(b"no code")
    assert page(made_from, "Hello") == "Hello"
    kept.chmod(0o777)
    assert compiled(made_from) is None
    assert page(made_from, "Hello") == "Hello"
