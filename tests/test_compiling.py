"""Code that was compiled once is found again, and never read from where others may write."""

from __future__ import annotations

import marshal
from pathlib import Path

import pytest

from nextwave import compiling

SOURCE = "answer = 42\n" + "# a long plan\n" * 1_000


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEXTWAVE_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept" / "code"


def answer(source: str = SOURCE) -> int:
    space: dict[str, int] = {}
    exec(compiling.code(source, "<plan>"), space)
    return space["answer"]


def test_what_was_compiled_is_read_again(kept: Path) -> None:
    assert answer() == 42
    (file,) = kept.iterdir()
    file.write_bytes(marshal.dumps(compile("answer = 43", "<plan>", "exec")))
    assert answer() == 43


def test_another_source_is_another_code(kept: Path) -> None:
    assert answer() == 42
    assert answer(SOURCE.replace("42", "44")) == 44
    assert len(list(kept.iterdir())) == 2


@pytest.mark.parametrize(
    "content", [b"", b"no code", marshal.dumps("no code"), marshal.dumps(compile("1", "", "eval"))[:20]]
)
def test_what_is_damaged_is_compiled_anew(kept: Path, content: bytes) -> None:
    assert answer() == 42
    (file,) = kept.iterdir()
    file.write_bytes(content)
    assert answer() == 42
    assert file.read_bytes() != content


def test_what_is_short_is_not_kept(kept: Path) -> None:
    assert answer("answer = 42") == 42
    assert not kept.exists()


def test_folder_and_files_are_their_owners_own(kept: Path) -> None:
    answer()
    assert [oct(p.stat().st_mode & 0o777) for p in (kept.parent, kept, *kept.iterdir())] == ["0o700", "0o700", "0o600"]


@pytest.mark.parametrize("which", ["kept", "kept/code"])
def test_nothing_is_read_where_others_may_write(kept: Path, which: str) -> None:
    answer()
    (file,) = kept.iterdir()
    file.write_bytes(marshal.dumps(compile("answer = 43", "<plan>", "exec")))
    (kept.parent.parent / which).chmod(0o777)
    assert answer() == 42


def test_nothing_is_read_through_a_link(kept: Path) -> None:
    answer()
    kept.rename(kept.parent / "elsewhere")
    kept.symlink_to(kept.parent / "elsewhere")
    assert compiling.folder("code") is None


@pytest.mark.parametrize("named", ["", "not/from/the/root", "/proc/nowhere"])
def test_without_a_folder_it_is_compiled_each_time(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEXTWAVE_CACHE", named)
    assert compiling.folder("code") is None
    assert answer() == 42


def test_where_nothing_is_said_it_is_the_users_own_folder(tmp_path: Path) -> None:
    assert compiling.folder("code", {"XDG_CACHE_HOME": str(tmp_path)}) == tmp_path / "nextwave" / "code"
    service = {"CACHE_DIRECTORY": str(tmp_path / "service"), "XDG_CACHE_HOME": str(tmp_path)}
    assert compiling.folder("code", service) == tmp_path / "service" / "code"


def test_the_oldest_go_where_there_are_too_many(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "MOST", 4)
    for number in range(7):
        answer(SOURCE.replace("42", str(number)))
    assert len(list(kept.iterdir())) <= 4
    assert answer(SOURCE.replace("42", "6")) == 6


def test_a_full_disk_is_no_error(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: Path, content: bytes) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(compiling, "write", full)
    assert answer() == 42
