"""The sentences of a notice that are the same in every programme. Their other languages stand in the catalogues of
the pages (web/locale), under the context “notice”."""

from __future__ import annotations

from django.utils.translation import override, pgettext


def words_in(language: str) -> dict[str, str]:
    """The sentences in a language by what each is for; where a catalogue lacks one, in English."""
    with override(language):
        return {
            "title": pgettext("notice", "Decision on %(programme)s"),
            "filed": pgettext("notice", "You applied on %(day)s."),
            "paid": pgettext("notice", "%(people)s: you get %(programme)s, %(amount)s."),
            "owed": pgettext("notice", "%(people)s: you must pay %(amount)s (%(programme)s)."),
            "in kind": pgettext("notice", "%(people)s: you get %(programme)s."),
            "permit": pgettext("notice", "%(people)s: you have %(programme)s."),
            "tier": pgettext("notice", "%(people)s: you get %(programme)s: %(level)s."),
            "not higher": pgettext("notice", "Why it is not the next level up:"),
            "fee": pgettext("notice", "It costs %(amount)s."),
            "week": pgettext("notice", "%(amount)s each week"),
            "month": pgettext("notice", "%(amount)s each month"),
            "year": pgettext("notice", "%(amount)s each year"),
            "once": "%(amount)s",
            "first": pgettext(
                "notice", "The first payment is another: %(amount)s for %(first)s, since you applied on %(day)s."
            ),
            "until not given": pgettext(
                "notice",
                "This holds until %(last)s. The first month is %(first)s. We will write to you before it ends.",
            ),
            "until": pgettext(
                "notice",
                "You get this until %(last)s. The first month is %(first)s. We will write to you before it ends.",
            ),
            "denied": pgettext("notice", "%(people)s: you do not get %(programme)s."),
            "compared": "%(left)s: %(one)s. %(right)s: %(other)s.",
            "decision": pgettext("notice", "As decided by %(by)s on %(day)s: %(what)s: %(value)s."),
            "decision undated": pgettext("notice", "As decided by %(by)s: %(what)s: %(value)s."),
            "said": pgettext("notice", "According to %(by)s, %(day)s: %(what)s: %(value)s."),
            "said undated": pgettext("notice", "According to %(by)s: %(what)s: %(value)s."),
            "nothing owed": pgettext("notice", "%(people)s: you have nothing to pay (%(programme)s)."),
            "otherwise": pgettext(
                "notice",
                "This is other than the rules of our computer program would give. %(reason)s In your case: %(explanation)s",
            ),
            "apply_again": pgettext("notice", "You can apply again at any time."),
            "reasons": pgettext("notice", "How we came to this"),
            "hearing": pgettext("notice", "If you do not agree"),
            "nondiscrimination": pgettext("notice", "Equal treatment"),
            "questions": pgettext("notice", "Questions"),
            "call": pgettext("notice", "Call %(office)s: %(phone)s. Say the reference of this letter."),
            "yes": pgettext("notice", "Yes"),
            "no": pgettext("notice", "No"),
        }
