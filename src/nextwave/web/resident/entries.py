"""What is typed on a question's page, as the value of a fact: forgiving in form, exact in amount."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.http import QueryDict

from nextwave.engine.plan import PERIODS
from nextwave.screening.questions import Question


class Unclear(Exception):
    """An entry that cannot be taken: the field it stands in and what to do."""

    def __init__(self, where: str, text: str) -> None:
        self.where, self.text = where, text
        super().__init__(text)


PERIOD_WORDS = {
    "week": "a week",
    "two_weeks": "every two weeks",
    "half_month": "twice a month",
    "month": "a month",
    "year": "a year",
}


def money(text: str, where: str) -> str:
    """$1,200.5 and 1200.50 are the same amount. Raises Unclear."""
    plain = re.sub(r"[\s$,]", "", text)
    if not plain:
        raise Unclear(where, "Enter an amount, such as 350 or 350.25")
    if not re.fullmatch(r"\d{1,9}(\.\d{1,2})?", plain):
        raise Unclear(where, "Enter an amount in dollars and cents, such as 350 or 350.25")
    return plain


def entered(question: Question, data: QueryDict) -> Any:
    """The value that was entered. Raises Unclear."""
    match question.type:
        case "bool":
            found = {"yes": True, "no": False}.get(data.get("answer", ""))
            if found is None:
                raise Unclear("answer", "Choose yes, no or not sure")
            return found
        case "choice":
            if data.get("answer") not in [v for v, _ in question.choices]:
                raise Unclear("answer", "Choose one of the answers")
            return data["answer"]
        case "date":
            return _date(data)
        case "person":
            answer = data.get("answer", "")
            if answer == "nobody":
                return None
            if answer not in question.people:
                raise Unclear("answer", "Choose a person, or no one here")
            return answer
        case "people":
            chosen = data.getlist("answer")
            if chosen == ["nobody"]:
                return []
            if not chosen or "nobody" in chosen or not set(chosen) <= set(question.people):
                raise Unclear("answer", "Choose who, or no one here")
            return chosen
        case "int" | "days" | "months" | "years":
            text = data.get("answer", "").strip()
            low, high = int(question.minimum or 0), int(question.maximum)
            if not re.fullmatch(r"\d{1,9}", text) or not low <= int(text) <= high:
                raise Unclear("answer", f"Enter a number from {low} to {high}")
            return int(text)
    return _amount(question, data)


def _date(data: QueryDict) -> str:
    parts = [data.get(f"answer-{p}", "").strip() for p in ("month", "day", "year")]
    if not all(parts):
        raise Unclear("answer-month", "Enter the month, day and year, such as 2 3 1986")
    try:
        month, day, year = (int(p) for p in parts)
        return date(year, month, day).isoformat()
    except (ValueError, OverflowError):
        raise Unclear("answer-month", "Enter a day of the calendar, such as 2 3 1986") from None


def _amount(question: Question, data: QueryDict) -> Any:
    low, high = data.get("low", ""), data.get("high", "")
    per = data.get("per", "")
    if question.flow and per not in PERIODS:
        if data.get("answer", "").strip() in ("0", "$0", "0.00"):
            per = "month"
        else:
            raise Unclear("per", "Choose how often")
    if low.strip() or high.strip():
        between = [money(low, "low"), money(high, "high")]
        if float(between[0]) > float(between[1]):
            raise Unclear("low", "Enter the smaller amount first")
        return {"between": between, "per": per} if question.flow else {"between": between}
    amount = money(data.get("answer", ""), "answer")
    return {"amount": amount, "per": per} if question.flow else amount


def shown(question: Question, value: Any, names: dict[str, str]) -> str:
    """A kept value in words, for the page of answers."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if question.type == "choice":
        return dict(question.choices).get(value, str(value))
    if question.type == "date":
        day = date.fromisoformat(value)
        return f"{day:%B} {day.day}, {day.year}"
    if question.type == "person":
        return names.get(value, "") if value else "No one here"
    if question.type == "people":
        return ", ".join(names[v] for v in value) or "No one here"
    if isinstance(value, dict):
        per = f" {PERIOD_WORDS[value['per']]}" if "per" in value else ""
        if "between" in value:
            return f"${value['between'][0]} to ${value['between'][1]}{per}"
        return f"${value['amount']}{per}"
    return str(value)
