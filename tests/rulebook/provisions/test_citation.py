"""Citations are read by their form alone, whatever the law is called."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextwave.rulebook.provisions.citation import Span, below, parts, read, tokens, whole

LAWS = [
    "7 CFR 273.1",
    "7 CFR 273.9",
    "7 USC 2015",
    "WAC 388-450-0035",
    "WAC 388-450-0065",
    "Town Code",
    "UC Regulations 2013",
    "Benefit (Rates) Regulations 2006",
]
KNOWN = [tokens(law) for law in LAWS]


def said(text: str) -> list[str]:
    """The places that a citation names, each from its law on."""
    found = []
    for span in read(text, KNOWN).spans:
        ends = span.first if span.first == span.last else f"{span.first}…{span.last}"
        found.append(" ".join((*span.above, ends)))
    return found


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("7 CFR 273.9", ["7 cfr 273 .9"]),
        ("7 CFR 273.9(d)(6)(ii)-(iii)", ["7 cfr 273 .9 (d) (6) (ii)…(iii)"]),
        ("7 CFR 273.9(a)-(b), (d), (g)", ["7 cfr 273 .9 (a)…(b)", "7 cfr 273 .9 (d)", "7 cfr 273 .9 (g)"]),
        ("7 CFR 273.9(a)(1)-(2), (b)(2)", ["7 cfr 273 .9 (a) (1)…(2)", "7 cfr 273 .9 (b) (2)"]),
        ("7 CFR 273.9(c)(1)(i), (c)(2)(i)", ["7 cfr 273 .9 (c) (1) (i)", "7 cfr 273 .9 (c) (2) (i)"]),
        ("7 CFR 273.9(b)(1)(iv), (vi)", ["7 cfr 273 .9 (b) (1) (iv)", "7 cfr 273 .9 (b) (1) (vi)"]),
        ("7 USC 2015(e)(5)(B), (8); 7 CFR 273.1(a)", ["7 usc 2015 (e) (5) (B)", "7 usc 2015 (e) (8)", "7 cfr 273 .1 (a)"]),
        ("7 CFR 273", ["7 cfr 273"]),
        ("WAC 388-450-0035 to -0065", ["wac 388 -450 -0035…-0065"]),
        ("Town Code 7(2) and 9", ["town code 7 (2)", "town code 9"]),
        ("UC Regulations 2013, regulation 83(1)(b), (i)", ["uc regulation 2013 regulation 83 (1) (b)", "uc regulation 2013 regulation 83 (1) (i)"]),
        ("UC Regulations 2013, regulations 27, 27A and 36(1)", [f"uc regulation 2013 regulation {n}" for n in ("27", "27a", "36 (1)")]),
        ("UC Regulations 2013, regulation 6(1); Schedule 4, paragraph 7(2)", ["uc regulation 2013 regulation 6 (1)", "uc regulation 2013 schedule 4 paragraph 7 (2)"]),
        ("UC Regulations 2013, Schedule 4, paragraphs 13 to 16", ["uc regulation 2013 schedule 4 paragraph 13…16"]),
        ("UC Regulations 2013, regulation 26 and Schedule 4", ["uc regulation 2013 regulation 26", "uc regulation 2013 schedule 4"]),
        ("Town Code, Art. 3(1)-(2), (4)", ["town code art 3 (1)…(2)", "town code art 3 (4)"]),
        ("Town Code, Art. 3 and 4(4)", ["town code art 3", "town code art 4 (4)"]),
        ("Town Code § 11(1); § 12", ["town code section 11 (1)", "town code section 12"]),
        ("Town Code, §§ 11 to 13", ["town code section 11…13"]),
        ("Town Code, section 11(1)", ["town code section 11 (1)"]),
        # Remarks are not read.
        ("7 CFR 273.9(d)(3): 20 hours at $7.25 (29 USC 206(a)), times 4.3", ["7 cfr 273 .9 (d) (3)"]),
        ("UC Regulations 2013, regulation 36 table (text of 6 April 2026; SI 2026/148)", ["uc regulation 2013 regulation 36"]),
        ("UC Regulations 2013, regulation 36, as amended by SI 2025/295, article 3", ["uc regulation 2013 regulation 36"]),
        ("Benefit (Rates) Regulations 2006, regulation 2(1)(a)", ["benefit (Rates) regulation 2006 regulation 2 (1) (a)"]),
    ],
)  # fmt: skip
def test_a_citation_names_its_places(text: str, places: list[str]) -> None:
    assert said(text) == places
    assert read(text, KNOWN).strange == ()


@pytest.mark.parametrize(
    "text",
    ["Another Act 2001, section 3", "announced on 5 June 2025", "7 CFR 273.10(a)", "7 CFR 273.9(a)(1), (B)", "Town Codex 3"],
)  # fmt: skip
def test_what_is_of_no_known_law_or_fits_nowhere_is_told(text: str) -> None:
    assert read(text, KNOWN).strange == (text,)


def test_an_act_of_another_name_is_not_taken_for_one_that_begins_alike() -> None:
    assert read("7 CFR 273.91(a)", KNOWN).strange
    assert said("7 CFR 273.1(a)") == ["7 cfr 273 .1 (a)"]


def test_semicolons_within_brackets_part_nothing() -> None:
    assert parts("a (b; c); d [e; f]") == ["a (b; c)", "d [e; f]"]


def one(text: str) -> Span:
    (span,) = below(tokens("Act"), text).spans
    return span


@pytest.mark.parametrize(
    ("inner", "outer", "within", "touches"),
    [
        ("(a)(1)(i)", "(a)", True, True),
        ("(a)", "(a)(1)(i)", False, True),
        ("(b)(3)", "(b)(1)-(5)", True, True),
        ("(b)(4)-(6)", "(b)(1)-(5)", False, True),
        ("(b)(4)-(5)", "(b)(1)-(5)", True, True),
        ("(b)(6)", "(b)(1)-(5)", False, False),
        ("(aa)", "(a)-(b)", True, True),
        ("(vi)", "(iv)-(ix)", True, True),
        ("section 27A", "section 27-28", True, True),
        ("section 2", "section 20", False, False),
        ("(A)", "(a)", False, False),
    ],
)
def test_a_place_lies_in_another_or_beside_it(inner: str, outer: str, within: bool, touches: bool) -> None:
    assert one(inner).within(one(outer)) is within
    assert one(inner).touches(one(outer)) is touches
    assert one(outer).touches(one(inner)) is touches


LEVELS = (st.integers(1, 40).map(str), st.sampled_from("abcdefgh"), st.sampled_from(["i", "ii", "iv", "ix", "xi"]))


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[str, ...]:
    depth = draw(st.integers(1, 3))
    return tuple(f"({draw(level)})" for level in LEVELS[:depth])


@given(st.lists(paragraphs(), min_size=1, max_size=5), st.sampled_from(LAWS[:5]))
def test_what_is_written_out_in_a_list_is_read_as_written(places: list[tuple[str, ...]], law: str) -> None:
    text = law + ", ".join("".join(place) for place in places)
    assert list(read(text, KNOWN).spans) == [whole((*tokens(law), *place)) for place in places]


@given(paragraphs(), paragraphs())
def test_one_lies_in_another_where_it_begins_with_it(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    first, second = whole(("act", *a)), whole(("act", *b))
    assert first.within(second) == (a[: len(b)] == b)
    assert first.touches(second) == (first.within(second) or second.within(first))


@given(st.integers(1, 60), st.integers(0, 30))
def test_a_range_is_counted_out(start: int, more: int) -> None:
    span = one(f"({start})-({start + more})")
    assert [s.first for s in span.each()] == [f"({n})" for n in range(start, start + more + 1)]


def test_every_kind_of_label_is_counted_in_its_own_order() -> None:
    for text, count in (("(a)-(e)", 5), ("(ii)-(iv)", 3), ("(A)-(C)", 3), ("section 3 to 5", 3)):
        spans = list(one(text).each())
        assert len(spans) == count
        assert all(s.within(one(text)) for s in spans)
        assert not any(a.touches(b) for a, b in product(spans, spans) if a != b)
