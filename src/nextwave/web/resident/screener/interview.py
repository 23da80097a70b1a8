"""What a resident has answered so far: the situation, the names, and what they are not sure about.

It lives in the encrypted session only. Names never reach the engine: people there are p1, p2 and so on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nextwave.casework.queue.short_limit import settles_first
from nextwave.engine.answers.comparing import Comparison
from nextwave.engine.answers.refusal import why_not, why_not_higher
from nextwave.engine.budget import REQUEST, Budget
from nextwave.engine.situations.problems import SituationError
from nextwave.screening.listed import Item, items
from nextwave.screening.questions import Question, applicable, asked_of_people, choose, open_facts, question
from nextwave.web.localization.languages import current, say
from nextwave.web.rules import assessor, today

_KEY = "interview"
#: Where a session keeps that what settles the short time limit is asked first, and whence.
HURRIED = "hurried"
#: So many attempts of forms are remembered: more than a household has people and jobs.
MOST_ATTEMPTS = 200


def begun(request: HttpRequest) -> bool:
    """Whether this session has answers: at least who lives in the home."""
    return bool(Interview.of(request).people)


@dataclass
class Interview:
    """The answers of one session. `skipped` holds [fact, of] of what the person is not sure about."""

    situation: dict[str, Any] = field(default_factory=lambda: {"people": [], "household": {}})
    names: dict[str, str] = field(default_factory=dict)
    skipped: list[list[str]] = field(default_factory=list)
    wanted: list[list[str]] = field(default_factory=list)
    last: int = 0
    #: What each attempt of a form made: sent again, with something else in it or not, it is about the same.
    made: dict[str, str] = field(default_factory=dict)
    #: Relationships as [fact, of] that were not asked since nobody here could be named.
    implied: list[list[str]] = field(default_factory=list)

    @classmethod
    def of(cls, request: HttpRequest) -> Interview:
        return cls(**request.session.get(_KEY, {}))

    def keep(self, request: HttpRequest) -> None:
        request.session[_KEY] = vars(self)

    @staticmethod
    def forget(request: HttpRequest) -> None:
        request.session.pop(_KEY, None)

    @property
    def people(self) -> list[dict[str, Any]]:
        return self.situation["people"]

    def made_by(self, attempt: str) -> str:
        """The id of the person, or of one of what people have several of, that an attempt made and that is still there;
        empty where there is none."""
        found = self.made.get(attempt, "")
        return found if found and (found in self.names or self.item(found)) else ""

    def remember(self, attempt: str, made: str) -> None:
        """Keeps what an attempt made; of many the latest."""
        if 16 <= len(attempt) <= 80:
            self.made = dict([*self.made.items(), (attempt, made)][-MOST_ATTEMPTS:])

    def add_person(self, name: str, attempt: str = "") -> None:
        """Adds someone; answers on who is related to whom are asked again where they may now be others. The same
        attempt again gives the one it added another name."""
        before = self.made_by(attempt)
        if before:
            self.names[before] = name
            return
        facts = assessor().rulebook.facts
        for person in self.people:
            for fact, value in list(person.items()):
                declared = facts.get((assessor().rulebook.person.name, fact))
                if declared is None:
                    continue
                if declared.type == "people" or (declared.type == "person" and value is None):
                    del person[fact]
        self.last += 1
        self.people.append({"id": f"p{self.last}"})
        self.names[f"p{self.last}"] = name
        self.remember(attempt, f"p{self.last}")

    def remove_person(self, of: str) -> None:
        """Takes a person out, and every answer that names them."""
        self.situation["people"] = [p for p in self.people if p["id"] != of]
        self.names.pop(of, None)
        self.skipped = [s for s in self.skipped if s[1] != of]
        self.wanted = [w for w in self.wanted if w[1] != of]
        for person in self.people:
            for name, value in list(person.items()):
                fact = assessor().rulebook.facts.get((assessor().rulebook.person.name, name))
                if fact is not None and fact.type == "person" and value == of:
                    del person[name]
                if fact is not None and fact.type == "people":
                    person[name] = [v for v in value if v != of]

    def record(self, of: str) -> dict[str, Any] | None:
        """The part of the situation that facts about `of` are kept in: the household, a person, or one of what people
        have several of."""
        if of == "household":
            return self.situation["household"]
        found = next((p for p in self.people if p["id"] == of), None)
        one = self.item(of) if found is None else None
        return one.record if one else found

    def items(self) -> dict[str, Item]:
        """Each of what people have several of, by its id."""
        return items(assessor().rulebook, self.situation)

    def item(self, of: str) -> Item | None:
        """One of what people have several of, by its id."""
        return None if of == "household" or of in self.names else self.items().get(of)

    def with_answer(self, fact: str, of: str, value: Any) -> Interview:
        """A copy with one answer more; None as a removal is `without`."""
        copy = self.copied()
        record = copy.record(of)
        assert record is not None
        if fact in record:
            copy.forget_implied()
        record[fact] = value
        copy.skipped = [s for s in copy.skipped if s != [fact, of]]
        copy.wanted = [w for w in copy.wanted if w != [fact, of]]
        return copy

    def with_nobody(self, fact: str, of: str, nobody: Any) -> Interview:
        """A copy with a relationship that nobody here can have, so that it is not asked. Any change of an answer asks
        it again."""
        copy = self.with_answer(fact, of, nobody)
        copy.implied.append([fact, of])
        return copy

    def forget_implied(self) -> None:
        for fact, of in self.implied:
            record = self.record(of)
            if record is not None and not record.get(fact):
                record.pop(fact, None)
        self.implied = []

    def without(self, fact: str, of: str) -> Interview:
        """A copy in which the person is not sure about a fact."""
        copy = self.copied()
        record = copy.record(of)
        assert record is not None
        record.pop(fact, None)
        copy.wanted = [w for w in copy.wanted if w != [fact, of]]
        if [fact, of] not in copy.skipped:
            copy.skipped.append([fact, of])
        return copy

    def copied(self) -> Interview:
        import copy

        return Interview(**copy.deepcopy(vars(self)))

    def answer(self, budget: Budget | None = None) -> dict[str, Any]:
        """The assessment of what is known. Raises SituationError."""
        return assessor().assess(self._request(), budget or Budget(REQUEST))

    def why_not(self, programme: str, result: dict[str, Any], budget: Budget) -> list[Comparison]:
        """By which figures a result of the answer was refused, or is no higher level of a tier; none where nothing is
        left to find out with."""
        asked = why_not_higher if result["status"] == "eligible" else why_not
        try:
            return asked(assessor(), self._request(), programme, result, budget)
        except SituationError:
            return []

    def _request(self) -> dict[str, Any]:
        return {"on": today().isoformat(), "situation": self.situation, "language": current()}

    def problem(self, budget: Budget | None = None) -> str:
        """Why these answers cannot all be so; empty where they can, or where that is not seen within a budget."""
        try:
            assessor().check(self._request(), budget or Budget(REQUEST))
        except SituationError as error:
            said = " ".join(p.what for p in error.problems if p.code == "impossible")
            if not said:
                return _("This is more or less than is possible. Check it and enter it again.")
            why = [say(c.summary) for c in assessor().rulebook.constraints if c.summary in said]
            return " ".join([_("These answers cannot all be so."), *why, _("Change the answer that is wrong.")])
        return ""

    def next(self, answer: dict[str, Any]) -> Question | None:
        """The next question: what was said to exist first, then what can still change the outcome."""
        needed = asked_of_people(assessor().rulebook, self.situation, open_facts(answer))
        pool = [(f, o) for f, o in self.wanted] or [need for need in needed if not self.stated(*need)]
        return choose(assessor(), today(), self.situation, pool, {(f, o) for f, o in self.skipped})

    def settles_first(self) -> list[tuple[str, str]]:
        """What settles whether the short time limit holds, as (fact, of): what may apply, was not said and was not
        skipped."""
        if not self.people:
            return []
        wanted = [w for w in settles_first(self.answer(), self.situation) if list(w) not in self.skipped]
        wanted = asked_of_people(assessor().rulebook, self.situation, wanted)
        return applicable(assessor(), today(), self.situation, wanted) if wanted else []

    def hurried(self) -> Question | None:
        """The next question of those: amounts of what was said to exist come before what follows in the order."""
        pool = [(f, o) for f, o in self.wanted] or self.settles_first()
        return question(assessor().rulebook, self.situation, *pool[0]) if pool else None

    def stated(self, fact: str, of: str) -> bool:
        """Whether something was said already: a range stays open, and is not asked for again."""
        record = self.record(of)
        return fact in record if record is not None else True

    def name(self, of: str) -> str:
        """Whose a fact is: the person's name, or that of whoever has it."""
        if of in self.names or of == "household":
            return self.names.get(of, "")
        one = self.item(of)
        return self.names.get(one.owner, "") if one else ""

    def wording(self, text: str, of: str) -> str:
        """A text of the rulebook in the page's language, with the person's name in it."""
        return say(text).replace("{person}", self.name(of))
