"""What a person has several of, in words: each of them by its place, and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.urls import register_converter
from django.utils.translation import gettext as _

from nextwave.rulebook.model import Entity, Fact
from nextwave.screening import listed
from nextwave.screening.questions import Question, about
from nextwave.web.entry import entries
from nextwave.web.localization.languages import say, within
from nextwave.web.rules import assessor


class ListName:
    """In addresses, the name of what people have several of in the rulebook that is served; nothing else matches."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        if value not in listed.lists(assessor().rulebook):
            raise ValueError
        return value

    def to_url(self, value: str) -> str:
        return value


# Here, since Django takes a name once: pages of residents and of workers have it in their addresses.
register_converter(ListName, "listed")


def entity_of(name: str) -> Entity:
    """What people have several of under a name. Raises Http404 where there is no such list."""
    found = listed.lists(assessor().rulebook).get(name)
    if found is None:
        raise Http404
    return found


def fact_of(entity: Entity, name: str) -> Fact:
    """A fact that people are asked of each, without a name the first of all. Raises Http404 where there is none."""
    book = assessor().rulebook
    found = book.facts.get((entity.name, name)) if name else listed.begins_with(book, entity)
    if found is None or not found.asked:
        raise Http404
    return found


def question_of(fact: Fact, of: str, people: tuple[str, ...] = ()) -> Question:
    """The question for one fact of one of them; `people` are those whom it may name."""
    return about(assessor().rulebook, fact, of, people)


def titled(entity: Entity, number: int) -> str:
    """What one is called by its place in the list, from 1 on: Job 1."""
    return _("%(what)s %(number)s") % {"what": say(listed.called(entity)), "number": number}


def label_of(fact: Fact, name: str) -> str:
    """What a fact of one of them is called; `name` is that of whose it is."""
    return say(fact.label or fact.ask).replace("{person}", name)


def in_words(entity: Entity, record: Mapping[str, Any], names: Mapping[str, str], name: str, unsaid: str) -> str:
    """What was said of one of them; of several facts each with what it is called. `unsaid` stands where nothing was."""
    facts = listed.facts_of(assessor().rulebook, entity)
    said = []
    for fact in facts:
        if fact.name in record:
            value = entries.shown(question_of(fact, "", tuple(names)), record[fact.name], dict(names))
            said.append(value if len(facts) == 1 else f"{label_of(fact, name)}: {value}")
    return ", ".join(said) or (unsaid if facts else say(listed.called(entity)))


def shown(question: Question, value: Any, names: dict[str, str]) -> str:
    """A value in words, a whole list among them."""
    if question.kind != "list":
        return entries.shown(question, value, names)
    entity, name = entity_of(question.fact), names.get(question.of, "")
    return " · ".join(in_words(entity, one, names, name, _("Not known")) for one in value) or _("None")


def no_more(entity: Entity) -> str:
    """What to do where somebody has more than can be entered: one amount of each can be added up."""
    facts = listed.facts_of(assessor().rulebook, entity)
    if len(facts) == 1 and facts[0].type == "money":
        text = _("Up to %(most)s %(what)s can be entered. With more add up the smallest, and change one to the sum")
    else:
        text = _("Up to %(most)s %(what)s can be entered. With more of them tell the office that decides")
    return text % {"most": entity.at_most, "what": within(say(listed.several_called(entity)))}
