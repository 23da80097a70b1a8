"""Pages from right to left have the sheet of the others with its sides turned."""

from __future__ import annotations

import pytest

from nextwave.web.serving.mirrored import mirrored
from nextwave.web.serving.static_files import FOLDER, MIRRORED, StaticFiles, mark
from tests.web.serving.test_static_files import got

SHEET = FOLDER / "vendor" / "nextwave.css"


@pytest.mark.parametrize(
    ("plain", "turned"),
    [
        ("margin-left:5px", "margin-right:5px"),
        ("padding:1px 2px 3px 4px", "padding:1px 4px 3px 2px"),
        ("padding:max(1px, calc(2px + 1px)) 2px 3px 0", "padding:max(1px, calc(2px + 1px)) 0 3px 2px"),
        ("padding:1px 2px 3px", "padding:1px 2px 3px"),
        ("margin:0 1px 0 2px !important", "margin:0 2px 0 1px !important"),
        ("border-top-left-radius:3px", "border-top-right-radius:3px"),
        ("border-radius:1px 2px 3px 4px", "border-radius:2px 1px 4px 3px"),
        ("left:-5px", "right:-5px"),
        ("text-align:right;float:left", "text-align:left;float:right"),
        ("margin-right:env(safe-area-inset-right)", "margin-left:env(safe-area-inset-left)"),
        ("transform:rotate(-45deg)", "transform:rotate(45deg)"),
        ("clip-path:polygon(0% 0%, 100% 50%, 0% 100%)", "clip-path:polygon(100% 0%, 0% 50%, 100% 100%)"),
        ('content:"left";color:red', 'content:"left";color:red'),
    ],
)
def test_what_names_a_side_is_turned_and_nothing_else(plain: str, turned: str) -> None:
    assert mirrored(f"@media print{{.a-left:hover{{{plain}}}}}") == f"@media print{{.a-left:hover{{{turned}}}}}"


def test_a_tick_is_drawn_alike_in_every_script() -> None:
    tick = ".govuk-checkboxes__label::after{left:10px;transform:rotate(-45deg);border-width:0 0 5px 5px}"
    assert mirrored(tick) == tick.replace("left:", "right:")


def test_turned_twice_the_sheet_is_what_it_was() -> None:
    sheet = SHEET.read_text(encoding="utf-8")
    assert mirrored(sheet) != sheet
    assert mirrored(mirrored(sheet)) == sheet


def test_the_turned_sheet_is_sent_by_its_name_and_its_mark() -> None:
    files = StaticFiles()
    for path in (f"/static/vendor/nextwave{MIRRORED}", f"/static/{mark(FOLDER)}/vendor/nextwave{MIRRORED}"):
        assert got(files, path)[2].decode() == mirrored(SHEET.read_text(encoding="utf-8"))
    assert got(files, f"/static/vendor/none{MIRRORED}") is None
