"""A style sheet for pages that are written from right to left, made of the one for pages from left to right.

    mirrored(".a{margin-left:5px;text-align:right}")  # ".a{margin-right:5px;text-align:left}"

GOV.UK Frontend has none, and a second one by hand would fall behind. Every declaration that names a side is turned;
nothing else is, so that the sheet that most pages use stays as it is.
"""

from __future__ import annotations

import re

#: What is drawn, and not written: a tick looks the same in every script.
AS_DRAWN = (".govuk-checkboxes__label::after",)
_BLOCK = re.compile(r"([^{}]*)\{([^{}]*)\}")
_DECLARATION = re.compile(r"(?<![^;])(\s*[\w-]+\s*):([^;]*)")
_SIDE = re.compile(r"\b(left|right)\b")
_SIDED = ("text-align", "float", "clear")
_FOUR = ("margin", "padding", "border-width", "border-style", "border-color", "inset")


def mirrored(sheet: str) -> str:
    """The sheet with its sides turned: names and values of sides, the four sides of a box, the corners of a box,
    and turns, shifts and outlines of what is drawn."""
    return _BLOCK.sub(_block, sheet)


def _block(found: re.Match[str]) -> str:
    selector, held = found.groups()
    drawn = selector.strip().endswith(AS_DRAWN)
    return f"{selector}{{{_DECLARATION.sub(lambda one: _declaration(one, drawn), held)}}}"


def _declaration(found: re.Match[str], drawn: bool) -> str:
    name, value = found.groups()
    called = name.strip()
    if drawn and (called == "transform" or called.startswith("border")):
        return found[0]
    turned = _SIDE.sub(_other, name)
    if called in _SIDED or called == "background-position":
        value = _SIDE.sub(_other, value)
    value = re.sub(r"safe-area-inset-(left|right)", lambda inset: f"safe-area-inset-{_other(inset, 1)}", value)
    if called in _FOUR:
        value = _four(value, (0, 3, 2, 1))
    elif called == "border-radius" and "/" not in value:
        value = _four(value, (1, 0, 3, 2))
    elif called == "transform":
        value = re.sub(r"(rotate|rotateZ|translateX|skewX)\(([^()]*)\)", _against, value)
    elif called.endswith("clip-path"):
        value = re.sub(r"([\d.]+)%(?=\s+[\d.]+%)", lambda x: f"{100 - float(x[1]):g}%", value)
    return f"{turned}:{value}"


def _other(found: re.Match[str], group: int = 0) -> str:
    return "right" if found[group] == "left" else "left"


def _against(found: re.Match[str]) -> str:
    size = found[2].strip()
    return f"{found[1]}({size[1:] if size.startswith('-') else '-' + size})"


def _four(value: str, order: tuple[int, ...]) -> str:
    """Four values in another order; one to three are the same on both sides."""
    important = " !important" if value.rstrip().endswith("!important") else ""
    parts = re.findall(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+", value.replace("!important", ""))
    return " ".join(parts[place] for place in order) + important if len(parts) == 4 else value
