"""Loads a rulebook from its folder: parsed, checked for form, never imported or run.

book = load(find("riverton"))   # `finding` has the folder
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from nextwave.rulebook import area, jurisdiction, kept, levels, places
from nextwave.rulebook.case import Case, Usual
from nextwave.rulebook.checking import structure
from nextwave.rulebook.collecting import paused
from nextwave.rulebook.following import followed
from nextwave.rulebook.model import (
    KINDS,
    YEARS,
    Certification,
    Choice,
    Fact,
    Figure,
    Programme,
    ProgrammeNote,
    Rule,
    Rulebook,
)
from nextwave.rulebook.parsing import cases, declarations, declared, parameters
from nextwave.rulebook.parsing import sources as law_sources
from nextwave.rulebook.problems import Place, RulebookError
from nextwave.rulebook.provisions.source import Source
from nextwave.rulebook.source import files, refuse, text
from nextwave.rulebook.versions import version_of
from nextwave.rulebook.wording.catalogues import PAGES
from nextwave.rulebook.wording.catalogues import read as translations


@paused()
def load(folder: Path | str, with_cases: bool = True) -> Rulebook:
    """A whole rulebook. Without `with_cases` the worked cases and the sources are left unread, which is faster: nothing
    is worked out from them, and a law that was kept holds however they are written today.

    What was read once, by this or an earlier process, is not read again while no letter of it has changed (`kept`).
    Raises RulebookError with every problem found, in the order of files and lines.
    """
    folder = Path(folder)
    paths = files(folder)
    return kept.as_read(folder, paths, with_cases, lambda: _read(folder, paths, with_cases))


def _read(folder: Path, paths: list[Path], with_cases: bool) -> Rulebook:
    found = declared.Declared()
    figures: list[Figure] = []
    filling: list[parameters.Filling] = []
    worked: list[Case] = []
    laws: list[Source] = []
    usual: dict[str, Usual] = {}
    sources: dict[str, str] = {}
    catalogues: dict[str, str] = {}
    pages: dict[str, str] = {}
    tomls: dict[str, dict[str, Any]] = {}
    names = {path: path.relative_to(folder).as_posix() for path in paths}
    spaces = {p.parent for p in paths if p.name == "programme.toml"}
    for path in paths:
        name = names[path]
        space = path.parent.name if path.parent in spaces else ""
        try:
            if path.suffix == ".po":
                catalogues[name] = text(path, name)
                if path.parent == folder / PAGES:
                    pages[path.stem] = catalogues.pop(name)
                continue
            of_law = law_sources.is_one(path)
            if (path.name.endswith("cases.yaml") or of_law) and not with_cases:
                continue
            source = text(path, name)
            if path.suffix == ".py":
                sources[name] = source
                declarations.read(source, name, space, found)
            elif path.suffix == ".toml":
                tomls[name] = _toml(source, name)
                if path.name == "programme.toml":
                    sources[name] = source
            elif path.name.endswith("cases.yaml"):
                more, usual[space] = cases.read(source, name, space)
                worked += more
            elif of_law:
                inside = path.parent.parent if path.parent.name == law_sources.FOLDER else path.parent
                stated_laws, problems = law_sources.read(source, name, inside.name if inside in spaces else "")
                laws += stated_laws
                found.problems += problems
            else:
                sources[name] = source
                stated, more_filling, problems = parameters.read(source, name, space)
                figures += stated
                filling += more_filling
                found.problems += problems
        except RulebookError as error:
            found.problems += error.problems
    programmes: list[Programme] = []
    head: dict[str, Any] = {}
    try:
        head = _head(tomls, folder)
        for inside in sorted(spaces):
            name = names[inside / "programme.toml"]
            if name in tomls:
                programmes.append(_programme(tomls[name], inside.name, name))
        programmes = _in_order(programmes, head.get("programmes", []))
    except RulebookError as error:
        found.problems += error.problems
    layers, problems = levels.read(head)
    found.problems += problems
    figures, between = levels.figures(figures, filling, layers)
    found.rules, problems = levels.rules(found.rules, layers)
    between += problems
    again, problems = followed(found.rules, programmes)
    found.rules += again
    found.problems += problems
    homes = {e.name for e in found.entities if e.kind == "group"}
    of_home = [f for f in found.facts if f.entity in homes]
    here, problems = jurisdiction.read(head, {f.name for f in of_home})
    problems += area.problems(here.area, of_home, found.choices)
    found.problems += problems if head else []
    located = places.Places()
    if places.NAME in tomls:
        located, problems = places.read(tomls[places.NAME], _listed(of_home, found.choices))
        found.problems += problems
    settled, problems = law_sources.together(laws)
    found.problems += problems
    # What a file could not declare would be missed everywhere else: such problems come first, alone.
    problems = found.problems or between or structure(found, figures, programmes, here)
    if problems:
        raise RulebookError(sorted(problems, key=lambda p: (p.place.file, p.place.line, p.place.column, p.code)))
    versions = _versions(found.rules)
    return Rulebook(
        name=head["name"],
        title=head["title"],
        jurisdiction=here,
        places=located,
        languages=tuple(head["languages"]),
        folder=folder.name,
        entities={e.name: e for e in found.entities},
        facts={(f.entity, f.name): f for f in found.facts},
        choices={c.name: c for c in found.choices},
        rules={n: v for n, v in versions.items() if v[0].kind in ("rule", "together", "includes")},
        formulas={n: v for n, v in versions.items() if v[0].kind == "formula"},
        constraints=tuple(r for r in found.rules if r.kind == "constraint"),
        figures={f.full_name: f for f in figures},
        programmes={p.name: p for p in programmes},
        cases=tuple(
            cases.without_unknown(
                cases.with_usual(
                    cases.with_usual(c, usual.get(c.namespace, cases.NOTHING)), usual.get("", cases.NOTHING)
                )
            )
            for c in worked
        ),
        usual=usual,
        law_version=version_of(sources),
        wording_version=version_of(catalogues | {f"{PAGES}/{language}": source for language, source in pages.items()}),
        details=head,
        wording=translations(catalogues),
        pages=pages,
        files=found.files,
        sources=settled,
        cited=tuple(_cited(tomls)),
        levels=layers,
    )


def _versions(rules: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    """Rules by full name, the dated versions of one in the order of their days."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        if rule.kind != "constraint":
            found.setdefault(rule.full_name, []).append(rule)
    return {n: tuple(sorted(v, key=lambda r: (r.since is not None, r.since))) for n, v in found.items()}


def _toml(source: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise refuse("toml", f"this is not TOML: {str(error)[:200]}", Place(name), "correct the line") from None


def _cited(tomls: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    """Every citation in the files of procedure, notices and delegations."""

    def below(found: Any) -> Iterator[str]:
        for key, value in found.items() if isinstance(found, dict) else ():
            if key == "cites" and isinstance(value, str):
                yield value
            yield from below(value)
        for value in found if isinstance(found, list) else ():
            yield from below(value)

    for name, toml in tomls.items():
        if name.rpartition("/")[2] != "programme.toml":
            yield from ((text, Place(name)) for text in below(toml))


def _in_order(programmes: list[Programme], told: Any) -> list[Programme]:
    """Programmes as rulebook.toml says in which order they are told, then the others by name; who follows is last."""
    names = [p.name for p in programmes]
    if not isinstance(told, list) or any(name not in names for name in told):
        remedy = f"write a list of {', '.join(names)}" if names else "leave it out"
        raise refuse("toml", "programmes is no list of programmes", Place("rulebook.toml"), remedy)
    place = {name: i for i, name in enumerate(told)}
    return sorted(programmes, key=lambda p: (bool(p.follows), place.get(p.name, len(place))))


def _listed(facts: list[Fact], choices: list[Choice]) -> dict[str, tuple[str, ...]]:
    """Facts that have a list of what they can be, with that list."""
    members = {c.name: c.members for c in choices}
    return {f.name: members.get(f.choice, ()) for f in facts if f.choice}


def _head(tomls: dict[str, dict[str, Any]], folder: Path) -> dict[str, Any]:
    """rulebook.toml, its needed entries checked."""
    if "rulebook.toml" not in tomls:
        if (folder / "rulebook.toml").is_file():
            raise RulebookError([])  # why it cannot be read is told already
        place = Place("rulebook.toml")
        raise refuse(
            "no-rulebook",
            f"{folder.name} holds no rulebook.toml",
            place,
            "add one: name, title, jurisdiction, languages",
        )
    head = tomls["rulebook.toml"]
    for key in ("name", "title", "jurisdiction"):
        if not isinstance(head.get(key), str) or not head[key]:
            raise refuse("toml", f"rulebook.toml has no {key}", Place("rulebook.toml"), f'add {key} = "…"')
    languages = head.get("languages")
    if not (isinstance(languages, list) and languages and all(isinstance(x, str) for x in languages)):
        raise refuse("toml", "rulebook.toml names no languages", Place("rulebook.toml"), 'add languages = ["en"]')
    return head


def _programme(toml: dict[str, Any], name: str, file: str) -> Programme:
    place = Place(file)
    if not name.isidentifier():
        raise refuse("name", f"{name} is no name for a programme's folder", place, "use letters, digits and _")
    for key in ("title", "concerns", "eligible"):
        if not isinstance(toml.get(key), str) or not toml[key]:
            raise refuse("toml", f"programme.toml has no {key}", place, f'add {key} = "…"')
    amount, level, reasons = toml.get("amount"), toml.get("level", ""), toml.get("reasons", [])
    if amount is not None and not isinstance(amount, str):
        raise refuse("toml", "amount names no rule", place, 'write amount = "allotment"')
    if not isinstance(level, str):
        raise refuse("toml", "level names no rule", place, 'write level = "coverage"')
    if not isinstance(reasons, list) or not all(isinstance(r, str) for r in reasons):
        raise refuse("toml", "reasons is no list of rules", place, 'write reasons = ["gross_income_test"]')
    return Programme(
        name=name,
        title=toml["title"],
        concerns=toml["concerns"],
        eligible=toml["eligible"],
        amount=amount,
        place=place,
        reasons=tuple(reasons),
        summary=str(toml.get("summary", "")),
        cites=str(toml.get("cites", "")),
        follows=str(toml.get("follows", "")),
        applies=str(toml.get("applies", "")),
        most=str(toml.get("most", "")),
        known_as=str(toml.get("known_as", "")),
        kind=_kind(toml, amount, level, place),
        level=level,
        first=_first(toml, reasons, place),
        notes=_notes(toml, reasons, place),
        certification=_certification(toml, reasons, place),
        details=toml,
    )


def _kind(toml: dict[str, Any], amount: str | None, level: str, place: Place) -> str:
    """What comes of a programme; without a word something is paid where there is an amount, a tier where there is a
    level, else given in kind."""
    kind = toml.get("kind", "paid" if amount else "tier" if level else "in kind")
    if kind not in KINDS:
        what = f"{str(kind)[:40]} is no kind of programme"
        raise refuse("toml", what, place, "write kind = one of " + ", ".join(f'"{k}"' for k in KINDS))
    if kind in ("paid", "owed") and not amount:
        what = f"what is {kind} has an amount, and none is named"
        raise refuse("toml", what, place, 'name its rule: amount = "…", or write kind = "in kind"')
    if kind == "in kind" and amount:
        raise refuse("toml", "what is given in kind has no amount", place, 'leave it out, or write kind = "paid"')
    if kind == "tier" and not level:
        what = "a tier has levels, and no rule is named that says which it is"
        raise refuse("toml", what, place, 'name a rule that returns a choice: level = "…"')
    if kind == "tier" and amount:
        what = "what comes of a tier is a level, and an amount is named too"
        raise refuse("toml", what, place, "leave amount out; an amount by the level is a programme of its own")
    if kind == "tier" and toml.get("most"):
        raise refuse(
            "toml", "a tier has no most that may be granted", place, "leave most out: its levels are all named"
        )
    if kind != "tier" and level:
        what = f"level names {level[:60]}, and what is {kind} has no levels"
        raise refuse("toml", what, place, 'leave level out, or write kind = "tier"')
    return str(kind)


def _first(toml: dict[str, Any], reasons: list[str], place: Place) -> str:
    first = toml.get("first", "")
    if first and (first not in reasons or not toml.get("amount")):
        what = f"first names {str(first)[:60]}, which is not among the reasons, or there is no amount"
        raise refuse("toml", what, place, "name the rule of the first period's amount, and add it to the reasons")
    return str(first)


def _notes(toml: dict[str, Any], reasons: list[str], place: Place) -> tuple[ProgrammeNote, ...]:
    """[[notes]] of programme.toml: each hangs on a rule that is among the reasons."""
    found = []
    for note in toml.get("notes", []):
        if not isinstance(note, dict) or not all(isinstance(note.get(k), str) for k in ("when", "says", "cites")):
            raise refuse("toml", "a note has no when, says and cites", place, 'write when = "a_rule" under [[notes]]')
        if note["when"] not in reasons:
            what = f"a note hangs on {note['when']}, which is not among the reasons"
            raise refuse("toml", what, place, "name a rule of the reasons, or add it there")
        found.append(ProgrammeNote(note["when"], note["says"], note["cites"]))
    return tuple(found)


#: A grant is for so many months at the most: more is a slip.
MOST_MONTHS = 120


def _certification(toml: dict[str, Any], reasons: list[str], place: Place) -> tuple[Certification, ...]:
    """[[certification]] of programme.toml, those that hang on a rule before the one for everyone."""
    found: list[Certification] = []
    stated = toml.get("certification", [])
    for given in stated if isinstance(stated, list) else [stated]:
        one = given if isinstance(given, dict) else {}
        usual, most, until = one.get("usual"), one.get("most"), one.get("until", "")
        if until:
            if until not in (*YEARS, *reasons):
                what = f"certification is until {str(until)[:60]}, which is no year and not among the reasons"
                remedy = f"write one of {', '.join(YEARS)}, or name a rule of the reasons that comes to a day"
                raise refuse("certification", what, place, remedy)
            if usual is not None or most is not None:
                what = f"certification is until {until}, and for so many months too"
                raise refuse("certification", what, place, "leave out until, or usual and most")
            usual = most = 0
        elif type(usual) is not int or type(most) is not int or not 1 <= usual <= most <= MOST_MONTHS:
            what = f"certification has no usual and most from 1 to {MOST_MONTHS} months, the usual within the most"
            raise refuse("certification", what, place, "write usual = 12 and most = 12, say, under [[certification]]")
        through, when, cites = one.get("confirmed_through"), str(one.get("when", "")), one.get("cites")
        if not isinstance(cites, str) or not cites or (through is not None and type(through) is not date):
            what = "certification has no cites, or its confirmed_through is no day"
            raise refuse("certification", what, place, 'write cites = "…" and confirmed_through = 2026-12-31, say')
        if when and when not in reasons:
            what = f"certification hangs on {when}, which is not among the reasons"
            raise refuse("certification", what, place, "name a rule of the reasons, or add it there")
        found.append(Certification(usual, most, cites, through, when, until))
    # The day of a rule may be open, or have passed: what then holds stands after it.
    apart = [bool(c.when) or c.until not in ("", *YEARS) for c in found]
    if found and apart != [True] * (len(found) - 1) + [False]:
        what = "the last certification is not for everyone, or one before it is"
        remedy = "put those with a when or until the day of a rule first, and one without last"
        raise refuse("certification", what, place, remedy)
    return tuple(found)
