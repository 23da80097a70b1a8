"""What the service keeps is for its own account alone, whatever the umask, and wider modes do not stay."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.outside.service import Service, demonstration, new_environment, run, served, usual_environment

PDF = b"%PDF-1.7\n1 0 obj\n"


@pytest.fixture(autouse=True, scope="module")
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def wider(folder: Path) -> list[str]:
    """What of a folder, itself included, others on the machine may read, write or enter."""
    found = []
    for path in (folder, *folder.rglob("*")):
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode & 0o077 and path.name != "password-of-the-tests":
            found.append(f"{mode:o} {path.relative_to(folder.parent)}")
    return found


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service in which someone signed in, applied and gave a paper."""
    folder = tmp_path_factory.mktemp("modes") / "data"
    with served(new_environment(folder)) as made:
        made.account("wim", "worker")
        made.staff("wim").get("/cases/")
        yield made


def test_database_sessions_and_folders_are_the_services_own(used: Service) -> None:
    folder = Path(used.environment["NEXTWAVE_DATA"])
    assert list(folder.glob("nextwave.sqlite3*"))
    assert wider(folder) == []


def test_what_was_wider_before_is_narrowed_at_start(tmp_path: Path) -> None:
    environment = usual_environment(tmp_path / "data")
    folder = tmp_path / "data"
    (folder / "evidence" / "ab").mkdir(parents=True)
    (folder / "evidence" / "ab" / "cd").write_bytes(b"sealed")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    run("account", "list", environment=environment)
    assert wider(folder) == []


def test_a_backup_is_its_owners_own(used: Service, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir(mode=0o700)
    assert run("backup", str(folder / "one.zip"), environment=used.environment)[0] == 0
    assert wider(folder) == []


def test_a_folder_that_everyone_may_write_to_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o1777)
    status, told, said = run("migrate", environment={**os.environ, "NEXTWAVE_DATA": str(folder)})
    assert "everyone may write" in told + said
    assert status == 2


def test_a_demonstration_is_its_owners_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    tempfile.tempdir = None
    with demonstration():
        (folder,) = tmp_path.glob("nextwave-demo-*")
        assert wider(folder) == []
