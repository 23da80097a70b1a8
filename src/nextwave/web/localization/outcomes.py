"""What a result is in words, by the kind of its programme: paid, owed, given in kind, a permit, or a level of a tier."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from nextwave.rulebook.wording.values import told
from nextwave.web.localization.languages import current, say
from nextwave.web.rules import assessor


def each(amount: str, per: str) -> str:
    """An amount in words with its period; `per` as answers have it: week, month, year or once."""
    said = {
        "week": _("%(amount)s a week"),
        "month": _("%(amount)s a month"),
        "year": _("%(amount)s a year"),
        "once": _("%(amount)s once"),
    }
    return said[per] % {"amount": amount}


def value_shown(reason: dict[str, Any]) -> str:
    """The value of a line of the trace in words."""
    return told(assessor().rulebook, reason, current(), (_("Yes"), _("No")), cents=False)


def between(low: str, high: str) -> str:
    """Two amounts as the ends of what it may be, or one where they are the same."""
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def level_shown(programme: str, level: str) -> str:
    """What a level of a tier is called; its name where the rulebook has it no more."""
    scale = assessor().rulebook.scale(programme)
    return say(scale.labels[level]) if scale and level in scale.labels else level


def either(programme: str, levels: Iterable[str]) -> str:
    """The levels of a tier one of which it is, in words."""
    names = [level_shown(programme, level) for level in levels]
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s or %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def eligible(kind: str, amount: str = "") -> str:
    """That a result is settled for those whom it concerns; `amount` in words, with its period, or a tier's level."""
    if kind == "tier":
        return _("Eligible: %(level)s") % {"level": amount} if amount else _("Eligible")
    if kind == "owed":
        return _("To pay: %(amount)s") % {"amount": amount}
    if kind == "permit":
        return _("Permitted; fee: %(amount)s") % {"amount": amount} if amount else _("Permitted")
    return _("Eligible, %(amount)s") % {"amount": amount} if amount else _("Eligible")


def ineligible(kind: str) -> str:
    """That nothing comes of it."""
    if kind == "owed":
        return _("Nothing to pay")
    return _("Not permitted") if kind == "permit" else _("Not eligible")


def grant(kind: str, amount: str = "") -> str:
    """What someone who decides does, where they do not refuse; `amount` as for `eligible`."""
    if kind == "tier" and amount:
        return _("Grant: %(level)s") % {"level": amount}
    if kind == "owed":
        return _("Charge %(amount)s") % {"amount": amount} if amount else _("Charge it")
    if kind == "permit":
        return _("Permit it, for a fee of %(amount)s") % {"amount": amount} if amount else _("Permit it")
    return _("Grant %(amount)s") % {"amount": amount} if amount else _("Grant it")


def refuse(kind: str) -> str:
    """What someone who decides does otherwise."""
    return _("Charge nothing") if kind == "owed" else _("Deny it")
