"""How a household can be reached and who acts for it, in words for those who work here."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


def rows(contact: dict[str, Any]) -> list[tuple[str, str]]:
    """(label, value) of a contact record; one that came over the API may have other entries, shown as they are."""
    found: list[tuple[str, str]] = []

    def add(label: str, value: Any) -> None:
        if value not in ("", None, {}):
            found.append((label, value if isinstance(value, str) else _yes(bool(value))))

    if contact.get("fixed") is False:
        found.append((_("Address"), _("No fixed address")))
        add(_("Letters can be left at"), contact.get("place"))
    else:
        lines = [contact.get("street"), contact.get("city"), contact.get("postcode"), contact.get("address")]
        add(_("Address"), ", ".join(str(part) for part in lines if part))
    add(_("Letters are safe"), contact.get("letters_safe"))
    add(_("Reach them"), ways().get(contact.get("way", ""), ""))
    add(_("Phone"), contact.get("phone"))
    add(_("Email"), contact.get("email"))
    if contact.get("way") in ("phone", "text", "email"):
        add(_("Messages are safe"), contact.get("message_safe"))
    add(_("Interpreter"), contact.get("interpreter"))
    helper = contact.get("helper")
    if isinstance(helper, dict) and helper:
        add(_("Representative or helper"), " · ".join(str(helper[k]) for k in ("name", "contact") if helper.get(k)))
        add(_("May act for the household"), helper.get("may_act"))
        add(_("Gets notices too"), helper.get("gets_notices"))
    add(_("Signed by"), contact.get("signed_by"))
    return found


def ways() -> dict[str, str]:
    return {"phone": _("by phone"), "text": _("by text message"), "email": _("by email"), "letter": _("by letter")}


def _yes(value: bool) -> str:
    return _("Yes") if value else _("No")
