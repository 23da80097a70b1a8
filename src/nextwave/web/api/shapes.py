"""What the API takes, checked for its form; what it means is checked by casework."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field, field_validator

from nextwave.gate.text import Unreadable, lines

Text = Annotated[str, Field(max_length=5_000)]
Line = Annotated[str, Field(max_length=200)]
Short = Annotated[str, Field(min_length=1, max_length=80)]
PersonId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,19}$", examples=["p1"])]
Seen = Annotated[
    int | None,
    Field(ge=1, le=2**31 - 1, description="The version of the case that was looked at; refused if it changed"),
]
#: An amount with two decimals as text, below what any programme pays.
Money = Annotated[str, Field(pattern=r"^\d{1,6}\.\d{2}$", examples=["306.00"])]


class Shape(Schema):
    """Nothing beyond what is named is taken, and no text that is none."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*")
    @classmethod
    def is_text(cls, value: Any) -> Any:
        """Control signs and halves of signs are refused before anything is looked for by them."""
        try:
            if isinstance(value, str):
                lines(value)
        except Unreadable as wrong:
            raise ValueError(wrong.what) from None
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
    decided_on: Annotated[
        date | None,
        Field(description="When another authority decided so, or of which day a register or expert says it"),
    ] = None


class HelperIn(Shape):
    """Who helps or acts for a household (authorised representative)."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    contact: Annotated[str, Field(max_length=200)] = ""
    may_act: bool = False
    gets_notices: bool = False


class ContactIn(Shape):
    """How to reach a household safely; what is left out was not said. `address` is one that is not in parts."""

    address: Text = ""
    fixed: Annotated[bool, Field(description="Whether the household has an address")] = True
    street: Line = ""
    city: Line = ""
    postcode: Annotated[Line, Field(description="In a form that rulebook.toml names")] = ""
    place: Annotated[Line, Field(description="Where letters can be left for someone without an address")] = ""
    letters_safe: bool = False
    way: Annotated[str, Field(pattern="^(phone|text|email|letter)$")] = "letter"
    phone: Line = ""
    email: Line = ""
    message_safe: bool = False
    interpreter: Annotated[Line, Field(description="The language to talk in, where it is another one")] = ""
    helper: HelperIn | None = None
    signed_by: Line = ""

    def said(self) -> dict[str, Any]:
        """What was said, and nothing else."""
        return self.model_dump(exclude_unset=True, exclude_none=True)


class ApplicationIn(Shape):
    people: Annotated[
        dict[PersonId, Annotated[str, Field(min_length=1, max_length=200)]], Field(min_length=1, max_length=20)
    ]
    facts: Annotated[list[FactIn], Field(max_length=5_000)] = []
    contact: ContactIn = ContactIn()
    language: Annotated[str, Field(min_length=2, max_length=20, description="One of the rulebook's languages")] = "en"
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
    despite: Annotated[
        Text, Field(description="Why it is granted while papers that were asked for, or the interview, are outstanding")
    ] = ""
    certified_through: Annotated[
        date | None, Field(description="The last day of a grant, the end of a month; without it, the usual one")
    ] = None
    level: Annotated[
        str, Field(max_length=200, description="Of a tier the level that is granted, by its name", examples=["full"])
    ] = ""
    certified_reason: Annotated[Text, Field(description="Why a grant ends on another day than is usual")] = ""
    version: Seen = None


class StepIn(Shape):
    version: Seen = None


class WithdrawalIn(Shape):
    reason: Annotated[str, Field(min_length=1, max_length=5_000)]
    version: Seen = None
