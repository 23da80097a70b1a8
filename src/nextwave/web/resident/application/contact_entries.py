"""How to reach a household safely and who helps it, page by page: each function reads the entries of its page as a
part of the contact record, and raises Unclear where they cannot be taken.

The record of an application on these pages is {"fixed", "street", "city", "postcode", "place", "letters_safe", "way",
"phone", "email", "message_safe", "interpreter", "helper": {"name", "contact", "may_act", "gets_notices"},
"signed_by"}; one that came otherwise may have other entries, and less.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from nextwave.casework import reached
from nextwave.gate.text import Unreadable
from nextwave.web.entry.entries import Unclear
from nextwave.web.entry.texts import line
from nextwave.web.localization.postcodes import no_postcode
from nextwave.web.rules import assessor

#: How someone wants to be reached.
WAYS = ("phone", "text", "email", "letter")


def _needed(data: QueryDict, name: str, text: str, most: int = 120) -> str:
    found = line(data, name, most)
    if not found:
        raise Unclear(name, text)
    return found


def _formed(read: Callable[[str], str], given: str, name: str, text: str) -> str:
    """What has a form of its own, read as everywhere. Raises Unclear."""
    try:
        return read(given)
    except Unreadable:
        raise Unclear(name, text) from None


def _yes_or_no(data: QueryDict, name: str) -> bool:
    if data.get(name) not in ("yes", "no"):
        raise Unclear(name, _("Choose yes or no"))
    return data[name] == "yes"


def address(data: QueryDict) -> dict[str, Any]:
    """{"fixed", "street", "city", "postcode", "place", "letters_safe"}: someone without a fixed address says at most
    where letters can be left."""
    fixed = data.get("fixed")
    if fixed not in ("yes", "no"):
        raise Unclear("fixed", _("Choose whether you have an address"))
    found: dict[str, Any] = {"fixed": fixed == "yes", "street": "", "city": "", "postcode": "", "place": ""}
    if found["fixed"]:
        found["street"] = _needed(data, "street", _("Enter the street and number, or a box"))
        found["city"] = _needed(data, "city", _("Enter the city or town"), 60)
        found["postcode"] = line(data, "postcode", 40)
        if found["postcode"]:
            found["postcode"] = _formed(reached.postcode, found["postcode"], "postcode", no_postcode())
    else:
        found["place"] = line(data, "place")
    found["letters_safe"] = _yes_or_no(data, "letters_safe")
    return found


def reach(data: QueryDict) -> dict[str, Any]:
    """{"way", "phone", "email", "message_safe"}."""
    way = data.get("way")
    if way not in WAYS:
        raise Unclear("way", _("Choose how we should reach you"))
    found: dict[str, Any] = {"way": way, "phone": "", "email": "", "message_safe": False}
    if way in ("phone", "text"):
        example = assessor().rulebook.jurisdiction.phone_example
        text = (
            _("Enter a phone number, such as %(number)s") % {"number": example}
            if example
            else _("Enter a phone number")
        )
        found["phone"] = _formed(reached.phone, _needed(data, "phone", text, 60), "phone", text)
    if way == "email":
        text = _("Enter an email address, such as name@example.com")
        found["email"] = _formed(reached.email, _needed(data, "email", text), "email", text)
    if way != "letter":
        found["message_safe"] = _yes_or_no(data, "message_safe")
    return found


def helper(data: QueryDict) -> dict[str, Any]:
    """{"helper": {}} for nobody, else {"helper": {"name", "contact", "may_act", "gets_notices"}}."""
    if data.get("helped") == "no":
        return {"helper": {}}
    if data.get("helped") != "yes":
        raise Unclear("helped", _("Choose whether someone helps you"))
    return {
        "helper": {
            "name": _needed(data, "name", _("Enter the name of the person who helps you"), 100),
            "contact": _needed(data, "contact", _("Enter how we can reach this person")),
            "may_act": "act" in data.getlist("may"),
            "gets_notices": "notices" in data.getlist("may"),
        }
    }


def spoken(data: QueryDict) -> dict[str, Any]:
    """{"interpreter"}: the language to talk in, where it is another one."""
    return {"interpreter": line(data, "interpreter", 60)}


def ways() -> dict[str, str]:
    return {
        "phone": _("By phone"),
        "text": _("By text message"),
        "email": _("By email"),
        "letter": _("By letter"),
    }


def typed(contact: dict[str, Any]) -> dict[str, Any]:
    """The contact as it would be typed, for the fields of its pages."""
    someone = contact.get("helper")
    fields: dict[str, Any] = {k: v for k, v in contact.items() if isinstance(v, str)}
    fields |= {k: "yes" if contact[k] else "no" for k in ("fixed", "letters_safe", "message_safe") if k in contact}
    if contact.get("way") == "letter":
        fields.pop("message_safe", None)
    if isinstance(someone, dict):
        fields["helped"] = "yes" if someone else "no"
        fields |= {"name": someone.get("name", ""), "contact": someone.get("contact", "")}
        may = (("act", "may_act"), ("notices", "gets_notices"))
        fields["may"] = [name for name, key in may if someone.get(key)]
    return fields


def shown(contact: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The contact in words, as (the part it belongs to, label, value)."""
    rows = []
    if "fixed" in contact:
        lines = [contact.get("street"), " ".join(filter(None, (contact.get("city"), contact.get("postcode"))))]
        place = ", ".join(filter(None, lines)) if contact["fixed"] else contact.get("place", "")
        rows.append(("address", _("Address"), place if contact["fixed"] else _no_address(place)))
    elif contact.get("address"):
        rows.append(("address", _("Address"), contact["address"]))
    if "letters_safe" in contact:
        rows.append(("address", _("Safe to send letters there"), _yes(contact["letters_safe"])))
    way = ways().get(contact.get("way", ""), "")
    how = " · ".join(filter(None, (way, contact.get("phone"), contact.get("email"))))
    if how:
        rows.append(("reach", _("How we reach you"), how))
    if way and contact["way"] != "letter" and "message_safe" in contact:
        rows.append(("reach", _("Safe to leave a message"), _yes(contact["message_safe"])))
    if contact.get("interpreter"):
        rows.append(("language", _("Language to talk in"), contact["interpreter"]))
    someone = contact.get("helper")
    if isinstance(someone, dict):
        who = " · ".join(filter(None, (someone["name"], someone.get("contact")))) if someone else _("Nobody")
        rows.append(("helper", _("Who helps you"), who))
        if someone:
            rows.append(("helper", _("May act for you"), _yes(someone.get("may_act", False))))
            rows.append(("helper", _("Gets our letters too"), _yes(someone.get("gets_notices", False))))
    return rows


def unsaid(contact: dict[str, Any]) -> list[str]:
    """The parts of which nothing was said."""
    said = {part for part, _label, _value in shown(contact)}
    return [part for part in ("address", "reach", "language", "helper") if part not in said]


def _no_address(place: str) -> str:
    none = _("No fixed address")
    return f"{none} · {place}" if place else none


def _yes(value: bool) -> str:
    return _("Yes") if value else _("No")
