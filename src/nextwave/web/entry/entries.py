"""What is typed on a question's page, as the value of a fact: forgiving in form, exact in amount."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from nextwave.engine.plan.graph import PERIODS
from nextwave.gate import numbers
from nextwave.gate.days import typed
from nextwave.gate.numbers import Currency, whole
from nextwave.gate.text import Unreadable, code
from nextwave.screening.questions import Question
from nextwave.web.localization.formats import EXAMPLE, currency, day, digits, listed, month_names, points_part_decimals
from nextwave.web.localization.languages import say
from nextwave.web.rules import assessor, today


class Unclear(Exception):
    """An entry that cannot be taken: the field it stands in and what to do."""

    def __init__(self, where: str, text: str) -> None:
        self.where, self.text = where, text
        super().__init__(text)


def often() -> dict[str, str]:
    """How often money comes, in words, by period."""
    return {
        "week": _("a week"),
        "two_weeks": _("every two weeks"),
        "half_month": _("twice a month"),
        "month": _("a month"),
        "year": _("a year"),
    }


def money(text: str, where: str) -> str:
    """$1,200.5 and 1200.50 are the same amount; a comma parts thousands and nothing else. Raises Unclear."""
    try:
        if not code(text):
            raise Unclear(where, _enter_an_amount())
        here = assessor().rulebook.jurisdiction
        decimals = here.decimals
        if decimals > 2 and not points_part_decimals():
            # Where a comma parts three decimals, 1,250 would be read as thousands, and where a point parts thousands,
            # 1.200 as decimals.
            decimals = 2
            if "," in text:
                raise Unclear(where, _enter_an_amount())
        amount = numbers.money(text, Currency(here.money_sign, decimals))
    except Unreadable:
        raise Unclear(where, _enter_an_amount()) from None
    if amount.startswith("-"):
        raise Unclear(where, _("Enter an amount that is not below 0"))
    return amount


def _enter_an_amount() -> str:
    """What to do, with examples that have the decimals of the currency."""
    if not assessor().rulebook.jurisdiction.decimals:
        return _("Enter a whole amount, such as 350")
    return _("Enter an amount, such as 350 or 350.25")


def entered(question: Question, data: QueryDict) -> Any:
    """The value that was entered. Raises Unclear."""
    match question.type:
        case "bool":
            found = {"yes": True, "no": False}.get(data.get("answer", ""))
            if found is None:
                raise Unclear("answer", _("Choose yes, no or not sure"))
            return found
        case "choice":
            if data.get("answer") not in [v for v, _ in question.choices]:
                raise Unclear("answer", _("Choose one of the answers"))
            return data["answer"]
        case "date":
            if question.optional and data.get("answer") == "none":
                if any(data.get(f"answer-{part}", "").strip() for part in ("month", "day", "year")):
                    text = _("You entered a day and that there is none. Leave the day empty, or clear the box")
                    raise Unclear("answer-month", text)
                return None
            return possible_day(question, day_entered(data, "answer"))
        case "person":
            answer = data.get("answer", "")
            if answer == "nobody":
                return None
            if answer not in question.people:
                raise Unclear("answer", _("Choose one of the answers"))
            return answer
        case "people":
            chosen = data.getlist("answer")
            if chosen == ["nobody"]:
                return []
            if not chosen or "nobody" in chosen or not set(chosen) <= set(question.people):
                raise Unclear("answer", _("Choose who, or no one here"))
            return chosen
        case "int" | "days" | "months" | "years":
            low, high = int(question.minimum or 0), int(question.maximum)
            try:
                number = whole(data.get("answer", ""))
            except Unreadable:
                number = low - 1
            if not low <= number <= high:
                raise Unclear("answer", _("Enter a number from %(low)s to %(high)s") % {"low": low, "high": high})
            return number
    return _amount(question, data)


def day_entered(data: QueryDict, name: str) -> str:
    """A day from the fields <name>-month, -day and -year, as year-month-day. Raises Unclear."""
    month, number, year = (data.get(f"{name}-{part}", "") for part in ("month", "day", "year"))
    if not all(part.strip() for part in (month, number, year)):
        raise Unclear(f"{name}-month", _("Enter the whole date, such as %(numbers)s") % {"numbers": digits(EXAMPLE)})
    try:
        return typed(year, month, number, month_names()).isoformat()
    except Unreadable as wrong:
        text = {
            "year": _("Enter the year with its four digits, such as 1986"),
            "month": _("Enter the month as a number or by its name, such as 2 or February"),
        }.get(wrong.code, _("Enter a day of the calendar, such as %(numbers)s") % {"numbers": digits(EXAMPLE)})
        raise Unclear(f"{name}-month", text) from None


def possible_day(question: Question, found: str) -> str:
    """A day that the fact can have. Raises Unclear with what it cannot be."""
    low, high = assessor().at(today()).reader.days_of(question.entity, question.fact)
    value = date.fromisoformat(found)
    if value > high:
        if high == today():
            text = _("This day is still to come. Check it, and enter the year with its four digits")
        else:
            text = _("Enter a day up to %(day)s") % {"day": day(high)}
        raise Unclear("answer-month", text)
    if value < low:
        raise Unclear("answer-month", _("Enter a day from %(day)s on") % {"day": day(low)})
    return found


def _amount(question: Question, data: QueryDict) -> Any:
    """An amount or a range, with how often where money flows; what is wrong is told in the order of the page."""
    low, high, per = data.get("low", ""), data.get("high", ""), data.get("per", "")
    found: dict[str, Any]
    if low.strip() or high.strip():
        if data.get("answer", "").strip():
            text = _("You entered an amount and a range. Leave the amount empty, or both ends of the range")
            raise Unclear("answer", text)
        between = [_possible(question, low, "low"), _possible(question, high, "high")]
        if Decimal(between[0]) > Decimal(between[1]):
            raise Unclear("low", _("Enter the smaller amount first"))
        found = {"between": between}
    else:
        found = {"amount": _possible(question, data.get("answer", ""), "answer")}
    if not question.flow:
        return found.get("amount", found)
    if per not in PERIODS:
        if "amount" not in found or Decimal(found["amount"]):
            raise Unclear("per", _("Choose how often"))
        per = "month"
    return {**found, "per": per}


def _possible(question: Question, text: str, where: str) -> str:
    amount = money(text, where)
    if question.maximum is not None and Fraction(amount) > Fraction(question.maximum):
        most = currency(str(question.maximum))
        raise Unclear(where, _("Enter an amount of %(most)s at the most") % {"most": most})
    return amount


def shown(question: Question, value: Any, names: dict[str, str]) -> str:
    """A kept value in words, for the page of answers."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if question.type == "choice":
        return say(dict(question.choices).get(value, str(value)))
    if question.type == "date":
        return day(value) if value else _("There is no such day")
    if question.type == "person":
        return names.get(value, "") if value else _("No one here")
    if question.type == "people":
        return listed([names[v] for v in value]) or _("No one here")
    if isinstance(value, dict):
        if "between" in value:
            low, high = (currency(v) for v in value["between"])
            amount = _("%(low)s to %(high)s") % {"low": low, "high": high}
        else:
            amount = currency(value["amount"])
        per = often().get(value.get("per", ""))
        return _("%(amount)s %(often)s") % {"amount": amount, "often": per} if per else amount
    return currency(value) if question.type == "money" else str(value)
