"""Time limits on pages that are about no case: the one that all programmes have, or each programme's own.

told("decision")  # 30 days; 30 days (Housing grant) and 2 weeks (Street permit)
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from nextwave.casework.law.in_force import all_notice_rules, assessor
from nextwave.casework.law.notice_rules import NoticeRules
from nextwave.casework.law.time_limit import TimeLimit
from nextwave.web.localization.formats import limit, listed
from nextwave.web.localization.languages import say


def _every() -> Mapping[str, NoticeRules]:
    """The rules of each programme in the rulebook's order; of one that follows another they are that one's."""
    book, there = assessor().rulebook, all_notice_rules()
    return {name: there[name] for name in book.programmes if book.head_of(name) == name and name in there}


def _named(name: str, rules: NoticeRules) -> TimeLimit | None:
    found = {"decision": rules.decision_limit, "hearing": rules.hearing_limit, "expedited": rules.short_limit}
    return found[name]


def told(name: str) -> str:
    """The limit for a decision, a hearing or an expedited decision in words; empty where no law has it."""
    by_words: dict[str, list[str]] = {}
    for programme, rules in _every().items():
        if (found := _named(name, rules)) is not None:
            by_words.setdefault(limit(found), []).append(say(assessor().rulebook.programmes[programme].title))
    if len(by_words) < 2 and all(_named(name, rules) for rules in _every().values()):
        return next(iter(by_words), "")
    text = _("%(limit)s (%(programmes)s)")
    return listed([text % {"limit": words, "programmes": listed(titles)} for words, titles in by_words.items()])


def cites() -> str:
    """The laws that state the limits, each once."""
    return "; ".join(dict.fromkeys(rules.cites for rules in _every().values()))
