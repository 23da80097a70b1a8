"""What programs and notebooks call: `import nextwave as nw`, then `nw.load`, `nw.assess`, `nw.explain`, `nw.simulate`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nextwave.engine.answers.assessment import Assessor
from nextwave.rulebook.finding import find, usual
from nextwave.rulebook.loading import load as read
from nextwave.rulebook.model import Rulebook
from nextwave.screening.sentences import sentences

if TYPE_CHECKING:
    from nextwave.population.impact.simulation import Simulation

Named = Rulebook | str | Path


def load(rulebook: str | Path = "") -> Rulebook:
    """A rulebook by the name of one that ships, or by its folder; without a name the usual one. Raises RulebookError
    with every problem."""
    return read(find(str(rulebook) or usual()), with_cases=False)


def assess(rulebook: Named, situation: Mapping[str, Any], on: date | str = "", language: str = "en") -> dict[str, Any]:
    """What follows from a situation (docs/json.md) on a day, today without one. Raises RulebookError for a rulebook or
    day that cannot be taken, SituationError for a situation, each with every problem."""
    return Assessor(_book(rulebook)).assess(_request(situation, on, language))


def explain(rulebook: Named, situation: Mapping[str, Any], on: date | str = "", language: str = "en") -> list[str]:
    """The same in sentences: what follows, why, and what is still needed. Raises as `assess`."""
    book = _book(rulebook)
    return sentences(book, Assessor(book).assess(_request(situation, on, language)), language)


def simulate(rulebook: Named, *given: Any, **options: Any) -> Simulation:
    """A programme over a population (docs/population.md), as `nextwave.population.simulate`. Raises ImportError without
    the extra `population`."""
    try:
        from nextwave.population.impact.simulation import simulate as run
    except ModuleNotFoundError as error:
        raise ImportError(f"{error.name} is not installed: pip install 'nextwave[population]'") from error
    return run(rulebook, *given, **options)


def _book(rulebook: Named) -> Rulebook:
    return rulebook if isinstance(rulebook, Rulebook) else load(rulebook)


def _request(situation: Mapping[str, Any], on: date | str, language: str) -> dict[str, Any]:
    day = on.isoformat() if isinstance(on, date) else on or date.today().isoformat()
    return {"on": day, "language": language, "situation": dict(situation)}
