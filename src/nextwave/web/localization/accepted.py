"""What others decided or say, in words: an authority, a register or an expert, and on which day."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from nextwave.rulebook.model import Fact
from nextwave.web.localization.formats import day
from nextwave.web.localization.languages import say


def said_so(decided: Mapping[str, str] | None, declared: Fact | None) -> str:
    """Who said what is stated, and on which day; empty of what nobody but the household says."""
    if not decided:
        return ""
    by, on = say(decided["by"]), decided.get("on")
    if declared is not None and declared.kind == "decision":
        if on:
            return _("Decided by %(by)s on %(day)s") % {"by": by, "day": day(on)}
        return _("Decided by %(by)s") % {"by": by}
    if on:
        return _("According to %(by)s, %(day)s") % {"by": by, "day": day(on)}
    return _("According to %(by)s") % {"by": by}


def who_states(declared: Fact) -> str:
    """Who states a fact that people are not asked for; empty where they are."""
    if declared.asked:
        return ""
    by = say(declared.said_by)
    if declared.kind == "register":
        return _("The office looks it up: %(by)s.") % {"by": by}
    return _("It needs a statement: %(by)s.") % {"by": by}
