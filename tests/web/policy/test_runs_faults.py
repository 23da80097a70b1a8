"""Whatever can be wrong with a reform is said in words of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from nextwave.population.reform import read
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import Place, Problem, RulebookError
from nextwave.web.policy.runs_faults import told, told_of_text
from tests.washington import washington


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return washington()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


CAP = "title: x\nfigures:\n  snap.shelter.cap:\n"


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "A reform has a title"),
        ("title: [", "Line 2: This cannot be read"),
        ("title: x\ntitle: y\n", "Line 2: This stands twice"),
        ("title: x\nfigures: {}\nmore: 1\n", "Line 3: A reform has only"),
        ("title: x\nfigures: {}\n", "Line 2: A reform has a title and at least one changed figure"),
        ("title: x\nfigures:\n  snap.no_such: {2026-11-01: 1}\n", "Line 3: There is no figure of this name."),
        (
            "title: x\nfigures:\n  snap.shelter.cpa:\n    2026-11-01: 1\n",
            "Line 4: There is no figure of this name. Did you mean snap.shelter.cap?",
        ),
        (CAP + "    someday: 1\n", "Line 4: This is not a day"),
        (CAP + "    2026-11-01: much\n", "Line 4: This is not a number"),
        (CAP + "    2026-11-01: 1.5\n", "Line 4: Enter a value in steps of $1"),
        (CAP + "    2026-11-01: 5001\n", "Line 4: Enter a value from $0 to $5,000"),
        (CAP + "    {}\n", "Line 4: Nothing is changed here"),
        (CAP + "    2026-12-01: 1\n    2026-11-01: 1\n", "Line 4: These values are not in the order"),
        (CAP + "    1990-01-01: 1\n", "Line 4: The rules here cover days from October 1, 2024 on"),
    ],
)
def test_a_written_reform_is_refused_at_its_line_in_english_and_spanish(
    book: Rulebook, written: str, says: str
) -> None:
    with pytest.raises(RulebookError) as refused:
        read(written, "reform.yaml", book)
    problem = refused.value.problems[0]
    assert told_of_text(problem, book, written).startswith(says)
    with override("es"):
        spanish = told_of_text(problem, book, written)
    assert not spanish.startswith(says)
    assert "<span" not in spanish


def test_every_code_that_reading_a_reform_can_give_has_words_of_the_page(book: Rulebook) -> None:
    """Read from the sources: the reader of reforms, and what it takes from the reader of figures."""
    package = Path(read.__code__.co_filename).parents[1]
    lines = (package / "population/reform.py").read_text()
    folder = package / "rulebook/parsing"
    figures = "".join((folder / name).read_text() for name in ("texts.py", "rows.py", "parameters.py"))
    kept = re.split(r"(?=^(?:def|class) )", figures, flags=re.M)
    names = "compose|mapping|scalar|number|day|truth|Form|rows|_below|_name"
    taken = [part for part in kept if re.match(rf"(?:def|class) ({names})\b", part)]
    assert len(taken) == 10
    codes = set(re.findall(r'(?:refuse|Problem)\(\s*"([a-z-]+)"', lines + "".join(taken)))
    assert {"off-step", "yaml", "unknown-figure"} <= codes
    with override("es"):
        for code in codes:
            assert "<span" not in told(Problem(code, "what", Place("reform.yaml"), "remedy"), book), code


def test_what_no_one_could_enter_by_mistake_is_told_in_english_and_marked_so(book: Rulebook) -> None:
    problem = Problem("cycle", "these rules go <round>", Place("rules.py"), "break the circle")
    assert told(problem, book) == "these rules go <round>: break the circle"
    with override("es"):
        assert told(problem, book) == '<span lang="en">these rules go &lt;round&gt;: break the circle</span>'
