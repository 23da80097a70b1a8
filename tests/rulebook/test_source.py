"""Rule files are read the same by several threads at once."""

from __future__ import annotations

import ast
import gc
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from nextwave.rulebook.source import parsed

TEXT = "x = (" + " + ".join(f"f({i}, [a, b], c=[{i}])" for i in range(300)) + ")\n"


@pytest.fixture
def interrupted() -> Iterator[None]:
    """Memory is cleaned up often, and every time another thread may go on, as happens in a busy server."""

    def pause(*_: object) -> None:
        time.sleep(0)

    before = gc.get_threshold()
    gc.set_threshold(50)
    gc.callbacks.append(pause)
    yield
    gc.callbacks.remove(pause)
    gc.set_threshold(*before)


def test_several_threads_read_rule_files_at_once(interrupted: None) -> None:
    with ThreadPoolExecutor(4) as pool:
        trees = list(pool.map(lambda _: parsed(TEXT, "x.py"), range(200)))
    assert {ast.dump(tree) for tree in trees} == {ast.dump(ast.parse(TEXT))}
