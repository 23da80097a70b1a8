"""A rulebook that was read once is found again by every letter of it, and by nothing less."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from nextwave import compiling
from nextwave.rulebook import kept, loading
from nextwave.rulebook.finding import SHIPPED, find
from nextwave.rulebook.loading import load
from nextwave.rulebook.problems import RulebookError


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("NEXTWAVE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "SMALL", 0)
    return tmp_path / "cache" / "rulebooks"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """How often a rulebook was read: with its cases, or without."""
    times: list[bool] = []
    inner = loading._read

    def counted(folder: Path, paths: list[Path], with_cases: bool) -> object:
        times.append(with_cases)
        return inner(folder, paths, with_cases)

    monkeypatch.setattr(loading, "_read", counted)
    return times


@pytest.fixture
def riverside(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "riverside"
    shutil.copytree(find("riverside"), folder)
    yield folder


@pytest.mark.parametrize("name", sorted(p.parent.name for p in SHIPPED.glob("*/rulebook.toml")))
def test_what_is_found_is_what_was_read(name: str, read: list[bool]) -> None:
    first, second = load(find(name)), load(find(name))
    assert read == [True]
    assert repr(second) == repr(first)


def test_a_law_without_its_cases_is_another(riverside: Path, read: list[bool]) -> None:
    assert load(riverside).cases
    assert not load(riverside, with_cases=False).cases
    assert load(riverside).cases
    assert read == [True, False]


def test_each_letter_counts_and_the_name_of_each_file(riverside: Path, read: list[bool]) -> None:
    load(riverside)
    head = riverside / "rulebook.toml"
    moment = head.stat()
    written = head.read_text()
    assert '"Riverside' in written
    head.write_text(written.replace('"Riverside', '"Riversidf', 1))
    os.utime(head, ns=(moment.st_atime_ns, moment.st_mtime_ns))
    assert load(riverside).title.startswith("Riversidf")
    (cases,) = riverside.glob("*/cases.yaml")
    cases.rename(cases.with_name("more_cases.yaml"))
    assert {c.place.file.rpartition("/")[2] for c in load(riverside).cases} == {"more_cases.yaml"}
    assert len(read) == 3


def test_what_is_wrong_is_said_each_time(riverside: Path, read: list[bool]) -> None:
    load(riverside)
    (riverside / "rulebook.toml").write_text("nonsense")
    for _ in range(2):
        with pytest.raises(RulebookError):
            load(riverside)
    assert len(read) == 3


@pytest.mark.parametrize("content", [b"", b"nonsense", pickle.dumps({"name": "no rulebook"})])
def test_what_cannot_be_read_is_made_anew(riverside: Path, read: list[bool], cache: Path, content: bytes) -> None:
    made = load(riverside)
    (file,) = cache.iterdir()
    file.write_bytes(content)
    assert repr(load(riverside)) == repr(made) == repr(load(riverside))
    assert len(read) == 2


def test_nothing_is_read_where_others_may_write(riverside: Path, read: list[bool], cache: Path) -> None:
    load(riverside)
    cache.chmod(0o777)
    load(riverside)
    assert len(read) == 2


def test_another_reader_reads_it_anew(riverside: Path, read: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    load(riverside)
    monkeypatch.setattr(kept, "_reader", lambda: b"the next version")
    load(riverside)
    assert len(read) == 2


def test_what_changes_while_it_is_read_is_not_kept(
    riverside: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = loading._read

    def changed(folder: Path, paths: list[Path], with_cases: bool) -> object:
        found = inner(folder, paths, with_cases)
        head = folder / "rulebook.toml"
        head.write_text(head.read_text() + "\n# a later thought\n")
        return found

    monkeypatch.setattr(loading, "_read", changed)
    load(riverside)
    assert list(cache.iterdir()) == []


def test_only_so_many_are_kept(riverside: Path, cache: Path) -> None:
    for number in range(kept.MOST + 1):
        (riverside / "note.toml").write_text(f"number = {number}")
        load(riverside)
    assert len(list(cache.iterdir())) <= kept.MOST


def test_where_nothing_is_kept_it_is_read_each_time(
    riverside: Path, read: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEXTWAVE_CACHE", "")
    assert compiling.folder("rulebooks") is None
    load(riverside)
    load(riverside)
    assert len(read) == 2
