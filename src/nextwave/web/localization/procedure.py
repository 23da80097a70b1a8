"""What the rulebook says of its procedure, in the page's language. In a template:

{{ told("changes") or _("If something changes, tell us.") }} {{ by_law("changes") }}
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from nextwave.casework.law.in_force import all_notice_rules, notice_rules, procedure
from nextwave.casework.law.notice_rules import same_for_all
from nextwave.web.localization.languages import current


def told(part: str, **values: Any) -> str:
    """A part's text, its limits and `values` filled in; empty where the rulebook has none, or one that names limits
    which programmes have differently."""
    found = procedure().get(part)
    if found is None or not found.says or not same_for_all(all_notice_rules(), found.says[current()]):
        return ""
    return found.says[current()].format(**notice_rules().counts, **values)


def by_law(part: str) -> Markup:
    """A part's law as it stands beside what it says; empty where the rulebook names none."""
    found = procedure().get(part)
    return cite(found.cites) if found and found.cites else Markup("")


def cite(law: str) -> Markup:
    """A source of law beside what it says, in every language as the law is cited in English."""
    return Markup('<span class="govuk-body-s nw-source" lang="en">{}</span>').format(law)
