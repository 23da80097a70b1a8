"""Files are named by their content, kept for a year, and sent as small as the browser takes them."""

from __future__ import annotations

import gzip
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from nextwave.web.serving.static_files import FOREVER, SHORTLY, StaticFiles, mark


class Protocol:
    def __init__(self) -> None:
        self.said: tuple[int, dict[str, str], bytes] = (0, {}, b"")

    def response_bytes(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        self.said = status, dict(headers), content

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.said = status, dict(headers), b""


@pytest.fixture
def files(tmp_path: Path) -> StaticFiles:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.css").write_text("a { color: red }\n" * 200)
    (tmp_path / "b.js").write_text('import "./in/c.js"\n')
    (tmp_path / "in" / "c.js").write_text("1\n")
    return StaticFiles(tmp_path, "/static/")


def got(files: StaticFiles, path: str, method: str = "GET", **headers: str) -> Any:
    protocol = Protocol()
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    if not files.serve(SimpleNamespace(path=path, method=method, headers=sent), protocol):
        return None
    return protocol.said


def test_a_marked_name_is_kept_and_a_plain_one_asked_for_again(files: StaticFiles, tmp_path: Path) -> None:
    marked = f"/static/{mark(tmp_path)}/in/a.css"
    assert got(files, marked)[1]["Cache-Control"] == FOREVER
    assert got(files, "/static/in/a.css")[1]["Cache-Control"] == SHORTLY
    assert got(files, "/static/000000000000/in/a.css") is None, "an old mark is another file"


def test_what_a_file_names_beside_it_is_found(files: StaticFiles, tmp_path: Path) -> None:
    assert got(files, f"/static/{mark(tmp_path)}/b.js")[0] == 200
    assert got(files, f"/static/{mark(tmp_path)}/in/c.js")[0] == 200


def test_it_is_compressed_for_who_takes_that_and_same_for_all(files: StaticFiles) -> None:
    plain = got(files, "/static/in/a.css")
    packed = got(files, "/static/in/a.css", accept_encoding="br, gzip")
    assert packed[1]["Content-Encoding"] == "gzip" and len(packed[2]) < len(plain[2]) / 10
    assert gzip.decompress(packed[2]) == plain[2]
    assert got(files, "/static/in/a.css", if_none_match=plain[1]["ETag"])[0] == 304


@pytest.mark.parametrize("path", ["/static/../settings.py", "/static/in/", "/static/", "/in/a.css", "/static/nothing"])
def test_nothing_else_is_a_file(files: StaticFiles, path: str) -> None:
    assert got(files, path) is None
    assert got(files, "/static/in/a.css", "POST") is None
