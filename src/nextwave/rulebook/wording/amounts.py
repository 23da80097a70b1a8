"""Amounts as people write them where a law holds (CLDR).

written(jurisdiction, Fraction(1234), 2)  # $1,234.00, £1,234.00, 1,234.00 where there is no currency
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from nextwave.rulebook.jurisdiction import Jurisdiction

#: Where the letters of a currency's sign meet a digit.
SPACED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=[^\W\d_]\.)(?=\d)")


def written(here: Jurisdiction, value: float | Decimal, places: int = 0, language: str = "en") -> str:
    """An amount with so many decimals, with the sign of the currency where there is one. A whole amount in a currency
    that has no smaller unit in use, such as the yen, has none; one of a thousand parts, such as the dinar, has three."""
    # What needs no amount in words starts without them.
    from babel.numbers import format_currency

    # The world's English tells other countries' money apart (JP¥, US$); where the law holds it is money alone.
    locale = here.locale(language).removesuffix("_001")
    if places and not here.decimals and value == int(value):
        places = 0
    elif places:
        places = max(places, here.decimals)
    pattern = _pattern(locale, bool(here.currency), places)
    # Between a sign that ends with a letter and a digit CLDR puts a space, which Babel leaves out: CHF 1.
    return SPACED.sub(
        "\N{NO-BREAK SPACE}", format_currency(value, here.currency, pattern, locale=locale, currency_digits=False), 1
    )


def signs(here: Jurisdiction, language: str = "en") -> tuple[str, str]:
    """What stands before and behind an amount: ("$", ""), ("", " €"); nothing where there is no currency."""
    before, _, behind = written(here, 0, 0, language).partition("0")
    return before, behind


def called(here: Jurisdiction, language: str = "en") -> str:
    """What the currency's units are called, by the last word of their name: pounds; nothing where there is
    no currency."""
    if not here.currency:
        return ""
    from babel.numbers import get_currency_name

    return str(get_currency_name(here.currency, count=2, locale=here.locale(language))).rpartition(" ")[2]


@lru_cache(maxsize=64)
def _pattern(locale: str, signed: bool, places: int) -> str:
    from babel import Locale

    found = str(Locale.parse(locale).currency_formats["standard"].pattern.split(";")[0])
    found = found.replace("0.00", "0" + ("." + "0" * places if places else ""))
    return found if signed else found.replace("\N{CURRENCY SIGN}", "").strip("\N{NO-BREAK SPACE} ")
