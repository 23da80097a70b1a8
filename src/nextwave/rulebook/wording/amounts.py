"""Amounts as people write them where a law holds."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from nextwave.rulebook.jurisdiction import Jurisdiction


def amount(value: Decimal, here: Jurisdiction, language: str, short: bool = False) -> str:
    """$1,234.50, or 1 234,50 €; without a sign where the rulebook names no currency. With `short` what has no cents is
    written without them: $1,234."""
    from babel.numbers import format_currency

    locale = here.locale(language)
    pattern = _pattern(locale, bool(here.currency))
    if short and value == value.to_integral_value():
        pattern = pattern.replace(".00", "")
    return str(format_currency(value, here.currency, pattern, locale=locale, currency_digits=False))


@lru_cache(maxsize=16)
def _pattern(locale: str, signed: bool) -> str:
    """How amounts are written, with two decimals (CLDR)."""
    from babel import Locale

    found: str = Locale.parse(locale).currency_formats["standard"].pattern.split(";")[0]
    return found if signed else found.replace("\N{CURRENCY SIGN}", "").strip("\N{NO-BREAK SPACE} ")
