"""Who acts."""

from __future__ import annotations

from dataclasses import dataclass, field

from nextwave.casework.models import Account


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account, or (without one) the resident who holds the code of the case. `code` is the hash of
    the code that they came with: once another took its place, they can do nothing any more."""

    account: Account | None = None
    code: str = field(default="", repr=False)

    @property
    def role(self) -> str:
        return self.account.role if self.account else "resident"


RESIDENT = Actor()
