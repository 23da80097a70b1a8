"""Processes are new ones and never copies: what has threads in one is of no use in a copy of it."""

from __future__ import annotations

import ast
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import nextwave
from nextwave.lifeline import VARIABLE
from nextwave.web.serving import starting
from nextwave.web.serving.supervising import Supervisor

SOURCE = Path(nextwave.__file__).parent
#: Names by which a process is copied, or may be: multiprocessing's own default is a copy on Linux.
COPIES = {"os.fork", "os.forkpty", "pty.fork", "multiprocessing.Process", "multiprocessing.Pool", "Granian"}


def copied(source: str) -> Iterator[str]:
    """Every way in which a source copies its process."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            words = [ast.literal_eval(a) for a in node.args if isinstance(a, ast.Constant)]
            if called in COPIES or called.endswith("ProcessPoolExecutor"):
                yield called
            if called.endswith(("get_context", "set_start_method")) and words != ["spawn"]:
                yield f"{called}({words})"
            if any(k.arg == "preexec_fn" for k in node.keywords):
                yield f"{called}(preexec_fn)"


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_no_process_is_copied(path: Path) -> None:
    assert list(copied(path.read_text())) == []


@pytest.mark.parametrize(
    "source",
    ["os.fork()", "multiprocessing.Pool(2)", "multiprocessing.get_context('fork')", "Popen([], preexec_fn=f)",
     "concurrent.futures.ProcessPoolExecutor()", "multiprocessing.get_context()"],
)  # fmt: skip
def test_a_copy_would_be_found(source: str) -> None:
    assert list(copied(source))


def test_a_child_ends_when_the_other_end_of_its_pipe_closes() -> None:
    read, write = os.pipe()
    code = "import time; from nextwave.lifeline import end_with_parent; end_with_parent(); print('up', flush=True); time.sleep(600)"
    child = subprocess.Popen(
        [sys.executable, "-c", code], env={**os.environ, VARIABLE: str(read)}, pass_fds=[read], stdout=subprocess.PIPE
    )
    assert child.stdout is not None and child.stdout.readline() == b"up\n"
    assert child.poll() is None
    os.close(write)
    assert child.wait(timeout=30) == 1
    os.close(read)
    child.stdout.close()


@pytest.mark.parametrize(("before", "ends"), [("SIG_DFL", True), ("SIG_IGN", False)], ids=["usual", "nohup"])
def test_the_end_of_its_terminal_ends_it_in_order_unless_it_was_told_to_stay(before: str, ends: bool) -> None:
    code = (
        f"import signal; signal.signal(signal.SIGHUP, signal.{before})\n"
        "from nextwave.web.serving.supervising import Supervisor\n"
        "one = Supervisor('127.0.0.1', 0, 0)\n"
        "one._purge = lambda: print('up', flush=True)\n"
        "one.run()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.readline() == b"up\n"
        process.send_signal(signal.SIGHUP)
        if not ends:
            for _ in range(10):
                assert process.stdout.readline() == b"up\n"
            process.terminate()
        assert process.wait(timeout=30) == 0


def test_where_there_is_no_room_for_a_process_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*of: object, **more: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", full)
    one = Supervisor("127.0.0.1", 0, 1)
    (worker,) = one.workers
    before, one.purge_at = worker.again, 0.0
    one._look_after(worker, 0, 0)
    one._purge()
    assert (worker.process, one.purging) == (None, None)
    assert worker.again > before
    assert one.purge_at > before


@pytest.mark.parametrize(("host", "family"), [("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6)])
def test_an_address_of_each_family_can_be_listened_on_while_nobody_else_does(host: str, family: int) -> None:
    try:
        taken = socket.create_server((host, 0), family=family)
    except OSError:
        pytest.skip("this machine has no such addresses")
    with taken:
        port = taken.getsockname()[1]
        (problem,) = starting._port(host, port)
        assert "in use" in problem.what
    assert starting._port(host, port) == []
