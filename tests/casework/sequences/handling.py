"""Everything that is done on a case besides deciding it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from django.conf import settings as django_settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from nextwave.casework.access import looking
from nextwave.casework.acts.act import Act, Attempted, do
from nextwave.casework.acts.ask_for_evidence import AskForEvidence
from nextwave.casework.acts.assign import Assign, Release
from nextwave.casework.acts.change_contact import ChangeContact
from nextwave.casework.acts.declare_conflict import DeclareConflict
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.acts.replace_code import ReplaceCode
from nextwave.casework.acts.state_facts import StateFacts
from nextwave.casework.acts.write_note import WriteNote
from nextwave.casework.models import Access
from nextwave.casework.refusals import NotAllowed, Refused
from nextwave.engine.situations.problems import SituationError
from tests.casework.faults import everything
from tests.casework.riverton import Person, Stated
from tests.casework.sequences.attempts import Attempts, when, where, which, who
from tests.casework.sequences.world import DECIDE, ROLES

PDF = b"%PDF-1.7\n%%EOF\n"


#: Acts that whoever handles a case may take at any time.
SMALL: dict[str, Act] = {
    "note": WriteNote("Called."),
    "ask": AskForEvidence([("p1", "hours")]),
    "contact": ChangeContact({"phone": "555 0102"}),
    "assign": Assign(),
    "release": Release(),
}


class Handling(Attempts):
    """Facts, notes, documents, codes and conflicts, by honest people."""

    @rule(name=who, case=where, seen=when, share=st.sampled_from([100, 90, 50, None]), hours=st.sampled_from([0, 30, None]), rich=st.sampled_from([False, False, True]))  # fmt: skip
    def state(self, name: str, case: int, seen: str, share: int | None, hours: int | None, rich: bool) -> None:
        facts = Person(share, hours, rich)
        if self.attempt(
            name, case, seen, self.handles(name, case), lambda a, c, t: do(StateFacts(facts.statements()), a, c, t)
        ):
            self.facts[case] = facts
            self.stated[case] |= {s.fact: name for s in facts.statements()}

    @rule(
        name=who,
        case=where,
        seen=when,
        what=st.sampled_from(["look", "conflict", "impossible", "replace-code", *SMALL]),
    )
    def work(self, name: str, case: int, seen: str, what: str) -> None:
        if what in SMALL:
            done = self.attempt(name, case, seen, self.handles(name, case), partial(do, SMALL[what]))
            if done and what == "contact":
                self.made[case].add(name)
        elif what == "replace-code":
            code = ReplaceCode(f"code {self.number}")
            if self.attempt(name, case, seen, self.handles(name, case), partial(do, code)):
                self.made[case].add(name)
                self.had_code[case].add(name)
        elif what == "look":
            self._look(name, case)
        elif what == "impossible":
            self._impossible_facts(name, case)
        else:
            # Wim and Sam stay, so that there is always someone who may.
            name = {"wim": "wanda", "sam": "sue", "ana": "sue"}.get(name, name)
            allowed = name != "resident" and self.handles(name, case)
            if self.attempt(name, case, seen, allowed, lambda a, c, t: do(DeclareConflict(), a, c, t)):
                self.conflicts.add((case, name))

    def _impossible_facts(self, name: str, case: int) -> None:
        before = everything()
        facts = [Stated("p1", "hours", 900)]
        try:
            do(StateFacts(facts), self.actor(name), self.there.cases[case], Attempted("impossible"))
        except (Refused, SituationError):
            assert everything() == before, "something of a refused act remains"
        else:
            raise AssertionError("nobody works 900 hours a week")

    @rule(name=who, case=where, seen=when, page=which)
    def give(self, name: str, case: int, seen: str, page: int) -> None:
        content = PDF + str(page).encode()
        asked = self.there.cases[case].evidence_requests.order_by("pk").last()
        request = asked.pk if asked else None
        folder = Path(django_settings.EVIDENCE)
        before = sorted(folder.rglob("*"))
        done = self.attempt(
            name, case, seen, self.handles(name, case),
            lambda a, c, t: do(GiveEvidence("page.pdf", content, request=request), a, c, t),
        )  # fmt: skip
        if done:
            self.documents[case].add(name)
        assert done or sorted(folder.rglob("*")) == before, "the file of a refused act remains"

    def _look(self, name: str, case: int) -> None:
        may = name == "resident" or (ROLES[name] in (*DECIDE, "auditor") and (case, name) not in self.conflicts)
        before = Access.objects.count()
        try:
            looking.look(self.actor(name), self.there.cases[case], "application")
        except NotAllowed:
            assert not may and Access.objects.count() == before
        else:
            assert may and Access.objects.count() == before + 1
