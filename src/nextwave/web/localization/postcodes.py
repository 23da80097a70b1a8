"""Postcodes in the page's language: what they are called here, and one that is made up."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nextwave.gate.reaching import example
from nextwave.web.localization.areas import within
from nextwave.web.localization.languages import say
from nextwave.web.rules import assessor


def postcode_called() -> str:
    """What a postcode is called where the law holds, such as “Eircode”."""
    return say(assessor().rulebook.jurisdiction.postcode_called) or _("Postcode")


def postcode_has_letters() -> bool:
    """Whether a postcode may have anything but digits in it; so it is where no form is known."""
    forms = assessor().rulebook.jurisdiction.postcodes
    return not forms or any("A" in form for form in forms)


def no_postcode() -> str:
    """What is said beside a postcode that is none."""
    forms = assessor().rulebook.jurisdiction.postcodes
    called = within(postcode_called())
    if not forms:
        return _("Enter your %(postcode)s in up to 20 letters and digits, or leave it empty") % {"postcode": called}
    text = _("Enter your %(postcode)s, such as %(example)s, or leave it empty")
    return text % {"postcode": called, "example": example(forms[0])}
