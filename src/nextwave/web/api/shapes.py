"""What the API takes, checked for its form; what it means is checked by casework."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field, field_validator

Text = Annotated[str, Field(max_length=5_000)]
Short = Annotated[str, Field(min_length=1, max_length=80)]
PersonId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,19}$", examples=["p1"])]
Seen = Annotated[
    int | None,
    Field(ge=1, le=2**31 - 1, description="The version of the case that was looked at; refused if it changed"),
]
#: Dollars and cents as text, below what any programme pays.
Money = Annotated[str, Field(pattern=r"^\d{1,6}\.\d{2}$", examples=["306.00"])]


class Shape(Schema):
    """Nothing beyond what is named is taken."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*")
    @classmethod
    def is_text(cls, value: Any) -> Any:
        """PostgreSQL keeps no text that holds the character NUL, and nothing that people write does."""
        if isinstance(value, str) and "\0" in value:
            raise ValueError("the character NUL is no text")
        return value


class FactIn(Shape):
    """A fact as docs/json.md states it; with `known` false it is taken back."""

    of: Annotated[str, Field(min_length=1, max_length=40, examples=["p1", "household"])]
    fact: Short
    value: Any = None
    known: bool = True
    source: Annotated[str, Field(pattern="^(stated|document|system|judgement)$")] = "stated"
    evidence: Annotated[int | None, Field(ge=1, le=2**62, description="The number of the document")] = None
    reason: Text = ""


class ApplicationIn(Shape):
    people: Annotated[
        dict[PersonId, Annotated[str, Field(min_length=1, max_length=200)]], Field(min_length=1, max_length=20)
    ]
    facts: Annotated[list[FactIn], Field(max_length=5_000)] = []
    contact: Annotated[dict[Short, Text], Field(max_length=40)] = {}
    language: Annotated[str, Field(pattern="^(en|es)$")] = "en"
    filed_on: date | None = None


class FactsIn(Shape):
    facts: Annotated[list[FactIn], Field(min_length=1, max_length=5_000)]
    version: Seen = None


class NoteIn(Shape):
    text: Annotated[str, Field(min_length=1, max_length=5_000)]
    version: Seen = None


class ProposalIn(Shape):
    """Without `outcome` the decision is as assessed."""

    programme: Short
    people: Annotated[list[PersonId], Field(min_length=1, max_length=20)]
    outcome: Annotated[str, Field(pattern="^(|granted|denied)$")] = ""
    amount: Money = "0.00"
    reason: Annotated[str, Field(max_length=40)] = ""
    explanation: Text = ""
    version: Seen = None


class StepIn(Shape):
    version: Seen = None


class WithdrawalIn(Shape):
    reason: Annotated[str, Field(min_length=1, max_length=5_000)]
    version: Seen = None
