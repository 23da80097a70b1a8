"""No template and no view says anything in English that is not for translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import nodes

from nextwave.web.localization import catalogues

TEMPLATES = sorted((catalogues.WEB / "templates").rglob("*.html"))
#: Each part of the server has a folder; the API speaks as its request wants, and what starts the server to operators.
PARTS = [p for p in sorted(catalogues.WEB.rglob("*.py")) if p.parent != catalogues.WEB]
VIEWS = [p for p in PARTS if p.relative_to(catalogues.WEB).parts[0] not in ("api", "serving")]
#: These speak to developers and translators, and lists are joined as each language does.
OTHERS = ("access/guard.py", "localization/catalogues.py", "localization/formats.py", "localization/overlay.py")
VIEWS = [p for p in VIEWS if p.relative_to(catalogues.WEB).as_posix() not in OTHERS]
VIEWS += [catalogues.WEB / "serving" / "refusals.py", catalogues.WEB / "pages.py"]

#: What people see or hear of a component; the names of its other parts are not shown.
SHOWN = {"text", "html", "label", "divider", "visuallyHiddenText", "titleText", "summaryText", "title", "help"}
ATTRIBUTES = {"aria-label", "alt", "title", "placeholder", "value", "content"}
#: Names, and what browsers read.
SAME = {"Nextwave", "width=device-width, initial-scale=1, viewport-fit=cover", "#17414f", "noindex"}
TRANSLATED = {"_", "gettext", "ngettext", "pgettext", "npgettext", "url", "static"}


class Texts(HTMLParser):
    """The texts of a page, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ATTRIBUTES]

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words(text: str) -> bool:
    text = re.sub(r"\b(govuk|nw)-[\w!-]+", "", text)  # classes of style, in a block of an attribute
    return bool(re.search(r"[^\W\d_]", text)) and text.strip(" –\n") not in SAME


def untranslated(source: str) -> list[str]:
    """What a template says by itself: between its tags, in attributes and to components."""
    tree = engines.all()[0].env.parse(source)  # type: ignore[attr-defined]
    page = Texts()
    page.feed("".join(n.data for n in tree.find_all(nodes.TemplateData)))
    said = [t for t in page.found if words(t)]
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            said += [c for c in constants(node) if words(c)]
    for pair in tree.find_all(nodes.Pair):
        if isinstance(pair.key, nodes.Const) and pair.key.value in SHOWN:
            said += [c for c in constants(pair.value) if words(c)]
    return said


def constants(node: nodes.Node) -> Iterator[str]:
    """The texts that an expression may come to; what is passed to a call or a filter is not one."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from constants(node.expr1)
        if node.expr2 is not None:
            yield from constants(node.expr2)
    elif isinstance(node, nodes.Concat | nodes.Or | nodes.And | nodes.Add):
        for child in node.iter_child_nodes():
            yield from constants(child)
    elif isinstance(node, nodes.Filter) and node.node is not None:
        yield from constants(node.node)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.stem)
def test_a_template_says_nothing_by_itself(path: Path) -> None:
    assert untranslated(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Hello</p>",
        "<p>{% trans %}Hello{% endtrans %} there</p>",
        '<nav aria-label="Pages"></nav>',
        '{{ "Yes" if x else _("No") }}',
        '{{ x or "Nobody" }}',
        '{{ "yes" | capitalize }}',
        '{{ button({"text": "Go on"}) }}',
        '{{ input({"label": {"text": "Name of " ~ name}}) }}',
        '{% set items = [{"value": "a", "text": "First"}] %}',
    ],
)
def test_english_outside_translation_is_found(source: str) -> None:
    assert len(untranslated(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "<p>{% trans name=x %}Hello {{ name }}{% endtrans %} – 1.</p>",
        '<a class="big" aria-label="{{ _("Pages") }}" href="/x">{{ name }}</a>',
        '{{ button({"text": _("Go on"), "classes": "wide"}) }}',
        '<a href="{{ url("start") }}">{{ _("Yes") if x else _("No") }}</a>',
    ],
)
def test_what_is_translated_is_not_taken_for_english(source: str) -> None:
    assert untranslated(source) == []


def said(tree: ast.AST) -> Iterator[str]:
    """English that a view shows: what an entry is refused with, and texts among what a template is given."""
    for node in ast.walk(tree):
        shown: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Unclear", "_page"):
            shown = node.args[1:]
        elif isinstance(node, ast.Dict):
            names = [k.value if isinstance(k, ast.Constant) else "" for k in node.keys]
            shown = [v for k, v in zip(names, node.values, strict=True) if k in SHOWN | {"value", "summary"}]
        elif isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in SHOWN for t in node.targets):
            shown = [node.value]
        elif isinstance(node, ast.JoinedStr):
            shown = [v for v in node.values if isinstance(v, ast.Constant) and " " in str(v.value).strip()]
        for value in shown:
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and words(value.value):
                yield value.value
            if isinstance(value, ast.JoinedStr):
                yield ast.unparse(value)


@pytest.mark.parametrize("path", VIEWS, ids=lambda p: p.stem)
def test_a_view_says_nothing_by_itself(path: Path) -> None:
    assert list(said(ast.parse(path.read_text()))) == []


@pytest.mark.parametrize(
    "source", ['Unclear("name", "Enter a name")', 'x = {"label": "Jobs"}', 'text = "Hello"', 'f"{a} to you {b}"']
)
def test_english_in_a_view_is_found(source: str) -> None:
    assert len(list(said(ast.parse(source)))) == 1
