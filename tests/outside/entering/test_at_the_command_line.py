"""Whatever file or word a command is given, it is taken or refused in words with exit status 2: never a traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.outside.service import new_environment, run

GOOD = {"people": [{"id": "ana", "birth_date": "1986-02-03"}]}

FILES: dict[str, bytes] = {
    "half an emoji": b'{"people": [{"id": "\\ud83d"}]}',
    "a number of 5,000 digits": b'{"people": [{"id": "ana", "weekly_hours": ' + b"7" * 5_000 + b"}]}",
    "binary junk": bytes(range(256)) * 40,
    "NUL": b'{"people": [{"id": "a\x00b"}]}',
    "an exponent": b'{"people": [{"id": "ana", "rent": {"amount": 1e999, "per": "month"}}]}',
    "NaN": b'{"people": [{"id": "ana", "rent": {"amount": NaN, "per": "month"}}]}',
    "Infinity": b'{"people": [{"id": "ana", "weekly_hours": -Infinity}]}',
    "deep nesting": b"[" * 50_000,
    "deep nesting that is closed": b"[" * 900 + b"]" * 900,
    "a key that stands twice": b'{"people": [{"id": "ana", "savings": "1", "savings": "2"}]}',
    "UTF-16": '{"people": [{"id": "ana"}]}'.encode("utf-16"),
    "nothing": b"",
    "a text": b'"people"',
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES.keys())
def test_a_file_that_cannot_be_read_is_a_problem_with_its_place(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "situation.json"
    file.write_bytes(content)
    status, out, err = run("assess", "washington", str(file), "--on", "2026-11-01")
    assert "Traceback" not in err, err[-600:]
    assert status == 2, (out, err)
    assert "To do: " in err and ("situation.json" in err or "people" in err or "situation" in err), err


def test_a_byte_order_mark_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "situation.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert run("assess", "washington", str(file), "--on", "2026-11-01")[0] == 0
    assert run("assess", "washington", "-", "--on", "2026-11-01", given=file.read_bytes())[0] == 0


def test_an_amount_is_read_as_on_the_pages(tmp_path: Path) -> None:
    def answer(amount: str) -> tuple[int, str, str]:
        household = {"people": [{**GOOD["people"][0], "rent": {"amount": amount, "per": "month"}}]}
        return run("assess", "washington", "-", "--on", "2026-11-01", given=json.dumps(household))

    assert answer("$1,200")[:2] == answer("1200.00")[:2]
    for amount in ("350,25", "1.200", "35 0", "1_000", "1e3"):
        status, _, err = answer(amount)
        assert status == 2 and "people[0].rent" in err, err


@pytest.mark.parametrize(
    "words",
    [
        ("assess", "washington", "FOLDER", "--on", "2026-11-01"),
        ("assess", "JUNK", "-"),
        ("check", "FOLDER"),
        ("test", "JUNK"),
        ("facts", "\u200b"),
        ("stubs", "a\nb"),
        ("wording", "JUNK", "--language", "es"),
        ("assess", "washington", "-", "--reform", "FOLDER", "--on", "2026-11-01"),
        ("explain", "washington", "-", "--reform", "JUNK", "--on", "2026-11-01"),
        ("simulate", "washington", "--population", "FOLDER"),
        ("simulate", "washington", "--map", "JUNK"),
        ("simulate", "washington", "--map", "FOLDER"),
        ("population", "check", "washington", "JUNK"),
        ("population", "check", "washington", "--map", "NOWHERE"),
        ("population", "show", "washington", "NOWHERE", "x" * 300),
        ("population", "calibrate", "washington", "--targets", "JUNK"),
        ("population", "calibrate", "washington", "--targets", "FOLDER"),
    ],
    ids=" ".join,
)
def test_what_is_no_such_file_is_refused_in_words(tmp_path: Path, words: tuple[str, ...]) -> None:
    folder, junk = tmp_path / "folder", tmp_path / "junk"
    folder.mkdir()
    junk.write_bytes(bytes(range(256)) * 40)
    given = {"FOLDER": str(folder), "JUNK": str(junk), "NOWHERE": str(tmp_path / "nowhere")}
    said = run(*(given.get(w, w) for w in words), given="{}")
    assert "Traceback" not in said[1] + said[2], said[2][-600:]
    assert said[0] in (1, 2) and "To do: " in said[2], said


@pytest.mark.parametrize("word", ["9999-12-31", "2026-13-01", "2026-W05-1", "now", "1_26-11-01"])
def test_a_day_that_is_none_is_refused(word: str) -> None:
    status, out, err = run("assess", "washington", "-", "--on", word, given=json.dumps(GOOD))
    assert status == 2 and "To do: " in err and "Traceback" not in err, (out, err)


@pytest.mark.parametrize("vary", ["rent=\u00b2", "rent=1_0"])
def test_a_seed_is_plain_digits(vary: str) -> None:
    status, _, err = run("population", "build", "washington", "--vary", vary, "--out", os.devnull)
    assert status == 2 and "To do: " in err and "Traceback" not in err, err[-500:]


def test_a_month_that_is_none_is_refused(tmp_path: Path) -> None:
    environment = new_environment(tmp_path / "data")
    for month in ("2026-13", "9999-12", "x"):
        status, _, said = run("release", month, environment=environment)
        assert status == 2 and "To do: " in said and "Traceback" not in said, said


def test_words_that_are_no_text_are_refused() -> None:
    import subprocess

    from tests.outside.service import NEXTWAVE

    for words in ((b"facts", b"wash\xff"), (b"assess", b"washington", b"\xff\xfe", b"--json")):
        done = subprocess.run([NEXTWAVE.encode(), *words], capture_output=True, check=False, timeout=300)
        assert done.returncode == 2 and b"Traceback" not in done.stderr, done.stderr[-500:]
