"""YAML that nests without end is refused while it is read: nothing is built of it, which would go as deep, in C."""

from __future__ import annotations

import pytest

from nextwave.rulebook.parsing.texts import compose
from nextwave.rulebook.problems import RulebookError


@pytest.mark.parametrize(
    "source",
    ["? " * 45_000, "[" * 40_000, "{a: " * 20_000, "- " * 45_000, "? [\n" * 20_000, "[[]: " * 15_000,
     "\n".join(" " * n + "a:" for n in range(300))],
    ids=lambda text: text[:4].strip(),
)  # fmt: skip
def test_what_nests_too_deeply_is_refused_at_its_place(source: str) -> None:
    with pytest.raises(RulebookError) as error:
        compose(source, "reform.yaml")
    (problem,) = error.value.problems
    assert problem.code == "too-deep"
    assert problem.place.line


def test_what_nests_as_files_do_is_taken() -> None:
    assert compose("a:\n  b: [1, [2, {c: d}]]\n", "reform.yaml") is not None
