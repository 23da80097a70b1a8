"""Who acts."""

from __future__ import annotations

from dataclasses import dataclass

from nextwave.casework.models import Account


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account, or (without one) the resident who holds the code of the case."""

    account: Account | None = None

    @property
    def role(self) -> str:
        return self.account.role if self.account else "resident"


RESIDENT = Actor()
