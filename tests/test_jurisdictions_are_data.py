"""A jurisdiction is data: outside rulebooks and populations no line knows a programme, a country or its currency."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import nextwave

SOURCE = Path(nextwave.__file__).parent
DATA = ("rulebooks/", "populations/")
WRITTEN = {".py", ".html", ".toml", ".yaml", ".json", ".cedar", ".po", ".scss", ".js", ".md", ".txt"}

#: Laws, programmes, surveys, places, offices and forms of address of one jurisdiction. A postcode is what every rulebook
#: may have (`postcodes`), and cents are what code calls hundredths of any currency.
WORDS = re.compile(
    "|".join(
        (
            # Laws and those who keep them.
            r"CFR|\b(?:WAC|RCW|USC|DSHS|FNS|USDA|IRS|HHS|DHS|SSA|HMRC|DWP|HMCTS|NHS|tribunal|perjury|fair hearing)\b",
            # Programmes, and words of one programme.
            r"SNAP|\b(?:snap|fap|FAP|TANF|SSI|SSDI|ABAWD|EBT|WIC|LIHEAP|CHIP|WorkFirst|Medicaid|Medicare)\b|Basic Food",
            r"Social Security|Universal Credit|Child Benefit|Healthy Start|National Insurance|[Cc]ouncil tax",
            r"\b[Ff]ood|\bimmigra|\bveterans?\b|\btribal\b|\b[Ff]oster care\b|\b[Gg]reen card|\bmandatory reconsideration",
            # Surveys and what they are read by.
            r"Current Population Survey|\b(?:CPS|ACS|SIPP|BLS|FIPS|fips|taxcalc)\b|\bcps_?\w*",
            # Places.
            r"[Ww]ashington|Seattle|Olympia|Riverside|\b[Cc]ount(?:y|ies)\b|America/|weather\.gov|\b360 555",
            r"\b(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois)\b",
            r"\b(?:Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi)\b",
            r"\b(?:Missouri|Montana|Nebraska|Nevada|New (?:Hampshire|Jersey|Mexico|York)|(?:North|South) (?:Carolina|Dakota))\b",
            r"\b(?:Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|Tennessee|Texas|Utah|Vermont|Virginia|Wisconsin|Wyoming)\b",
            r"\b(?:United States|United Kingdom|England|Scotland|Wales|Northern Ireland|Great Britain|British|American)\b",
            # Addresses, languages as one country writes them, money by name.
            r"ZIP code|[\"']zip[\"']|en_US|es_US|\b[Dd]ollars?\b|\bpence\b",
        )
    )
)
#: What an example in a docstring or a comment may show, and no code: signs and codes of one currency, one English.
SIGNS = re.compile(r"\$(?=\d)|US\$|£|€|\b(?:USD|GBP|EUR)\b|en_GB|Europe/")

#: Where such words stand all the same, and why. A path that ends with / is a folder.
EXCEPT = {
    "casework/migrations/": "what columns were called stays told, since migrations are only added to",
    "casework/models/fact.py": "contacts that were recorded with `zip` are read for ever",
    "openness/disclosure.py": "names the source of the method of disclosure control",
    "population/calibration/take_up.py": "take-up curves that were kept under `dollars` are read on",
    "population/calibration/weights.py": "names the source of the method of calibration",
    "population/tables/mapping.py": "maps that were written with `dollars` and `cents` are read on",
    "engine/operations/days/own_months.py": "names the source of its way to count months",
    "rulebook/jurisdiction.py": "shows whoever wrote a code wrongly what one looks like",
    "rulebook_commands.py": "shows what a code of a currency looks like",
}


def found() -> Iterator[tuple[str, str, str]]:
    """(file, word, line) of every such word in what we wrote."""
    for path in sorted(SOURCE.rglob("*")):
        name = path.relative_to(SOURCE).as_posix()
        if path.suffix in WRITTEN and not name.startswith(DATA) and "/static/" not in name:
            yield from ((name, *one) for one in words(path.read_text("utf-8"), path.suffix == ".py"))


def words(text: str, python: bool) -> Iterator[tuple[str, str]]:
    """(word, line) of every such word; in Python signs are looked for in what is no docstring and no comment."""
    shown = told(text) if python else set()
    for number, line in enumerate(text.splitlines(), 1):
        yield from ((word[0], line.strip()) for word in WORDS.finditer(line))
        if number not in shown:
            code = line.partition("#")[0]
            yield from ((word[0], line.strip()) for word in SIGNS.finditer(code))


def told(text: str) -> set[int]:
    """The lines of docstrings."""
    lines: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                lines |= set(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return lines


def excepted(name: str) -> str:
    return next((p for p in EXCEPT if name == p or (p.endswith("/") and name.startswith(p))), "")


def test_no_line_knows_one_jurisdiction() -> None:
    assert [f"{name}: {word} in “{line[:100]}”" for name, word, line in found() if not excepted(name)] == []


@pytest.mark.parametrize("path", EXCEPT)
def test_no_exception_is_kept_without_need(path: str) -> None:
    assert any(excepted(name) == path for name, _word, _line in found())


@pytest.mark.parametrize(
    "line",
    [
        "how = cps_income",
        "# as the Current Population Survey has it",
        'title = "SNAP"',
        'return f"${amount}" if sign else "£"',
        'office = "HMRC"',
        "the county of King",
        "people of Oregon",
        'currency = "USD"',
        "ZIP code",
        "Universal Credit",
    ],
)
def test_words_of_one_jurisdiction_are_found(line: str) -> None:
    assert list(words(line, python=False))


def test_an_example_in_a_docstring_may_show_a_sign_and_code_may_not() -> None:
    assert list(words('"""An amount: $1,200."""\nvalue = 1  # as in £5\n', python=True)) == []
    assert list(words('value = "$5"\n', python=True)) == [("$", 'value = "$5"')]
