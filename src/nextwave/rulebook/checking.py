"""What must hold between the declarations of a rulebook before a plan can be built, and what should.

`structure` finds what makes a rulebook unusable; `advice` what a lawyer or tester would miss.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product

from nextwave.rulebook import citing
from nextwave.rulebook.following import names
from nextwave.rulebook.jurisdiction import Jurisdiction
from nextwave.rulebook.model import YEARS, Choice, Entity, Fact, Figure, Programme, Rule, Rulebook
from nextwave.rulebook.parsing.declared import Declared
from nextwave.rulebook.problems import Place, Problem
from nextwave.rulebook.wording import catalogues, synonyms


def nearest(name: str, valid: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, sorted(set(valid)), n=2, cutoff=0.5)
    return f"did you mean {' or '.join(close)}?" if close else "use one of " + ", ".join(sorted(set(valid))[:12])


def structure(found: Declared, figures: list[Figure], programmes: list[Programme], here: Jurisdiction) -> list[Problem]:
    """Every problem between declarations: names, entities, types, dates, citations, programmes."""
    problems: list[Problem] = []
    problems += declared_twice(found, figures)
    problems += entities_do_not_form_a_tree(found.entities)
    problems += facts_name_unknown_things(found)
    problems += rules_are_incomplete(found.rules)
    problems += tax_years_without_a_beginning(found.rules, here)
    problems += versions_gap_or_overlap(found.rules)
    problems += names_are_both(found)
    problems += figures_name_unknown_choices(found, figures)
    problems += programmes_name_unknown_things(found, programmes)
    problems += ceilings_are_no_amounts(found.rules, figures, programmes)
    problems += ends_are_no_days(found.rules, programmes, here)
    return problems


def declared_twice(found: Declared, figures: list[Figure]) -> list[Problem]:
    seen: dict[str, Place] = {}
    problems = []
    named = [(c.name, c.place) for c in found.choices] + [(x.name, x.place) for x in found.entities]
    named += [(f"{f.entity}.{f.name}", f.place) for f in found.facts] + [
        (f"figure {f.full_name}", f.place) for f in figures
    ]
    for name, place in named:
        if name in seen:
            what = f"{name} is declared here and at {seen[name]}"
            problems.append(Problem("declared-twice", what, place, "leave one out, or rename it"))
        seen[name] = place
    return problems


def entities_do_not_form_a_tree(entities: list[Entity]) -> list[Problem]:
    problems = []
    names = {x.name: x for x in entities}
    roots = [x for x in entities if x.kind == "entity" and x.of is None]
    groups = [x for x in entities if x.kind == "group"]
    if len(roots) != 1:
        place = roots[1].place if len(roots) > 1 else Place("rulebook")
        what = f"there are {len(roots)} entities that belong to no other; there must be one, the person"
        problems.append(Problem("entities", what, place, "write class Person(Entity), and of= for the others"))
    if len(groups) != 1:
        place = groups[1].place if len(groups) > 1 else Place("rulebook")
        what = f"there are {len(groups)} groups; there must be one, the household"
        problems.append(Problem("entities", what, place, "write class Household(Group, of=Person)"))
    for entity in entities:
        for named in (entity.of, entity.within, entity.around):
            if named is not None and named not in names:
                what = f"{entity.name} is made of {named}, which is not declared"
                problems.append(Problem("unknown-entity", what, entity.place, nearest(named, names)))
        for word in re.findall(r"\{([^}]*)\}", entity.ask):
            if word != "person":
                what = f"the question of {entity.name} has a place {{{word}}} that nothing fills"
                problems.append(Problem("wording", what, entity.place, "only {person} is filled in"))
        above, steps = entity, 0
        while above.of in names and above.kind == "entity" and steps <= len(entities):
            above, steps = names[str(above.of)], steps + 1
        if steps > len(entities):
            what = f"{entity.name} belongs to itself in the end"
            problems.append(Problem("cycle", what, entity.place, "let the entities form a tree"))
    return problems


def facts_name_unknown_things(found: Declared) -> list[Problem]:
    problems = []
    choices = {c.name: c for c in found.choices}
    rules = {r.name for r in found.rules if r.kind == "rule"}
    kinds = {x.name: x.kind for x in found.entities}
    person = next((x.name for x in found.entities if x.kind == "entity" and x.of is None), "Person")
    for fact in found.facts:
        if kinds.get(fact.entity) not in ("entity", "group"):
            what = f"{fact.name} is a fact of {fact.entity}, which is no entity with facts"
            valid = [name for name, kind in kinds.items() if kind in ("entity", "group")]
            problems.append(Problem("unknown-entity", what, fact.place, nearest(fact.entity, valid)))
        if fact.type == "choice" and fact.choice not in choices:
            what = f"{fact.name} is a {fact.choice}, which is no type and no choice"
            remedy = nearest(
                str(fact.choice), [*choices, "bool", "int", "Days", "Months", "Years", "Money", "Rate", "date"]
            )
            problems.append(Problem("fact-type", what, fact.place, remedy))
        if fact.whom and fact.whom != person:
            written = f"{fact.whom} | None" if fact.type == "person" else f"list[{fact.whom}]"
            what = f"{fact.name} is {written}; only a date or a {person} may be none, and only a {person} be named"
            remedy = f"write {person} | None, list[{person}] or date | None; for others ask in a fact of its own"
            problems.append(Problem("fact-type", what, fact.place, remedy))
        if fact.applies is not None and fact.applies not in rules:
            what = f"{fact.name} applies by the rule {fact.applies}, which there is not"
            problems.append(Problem("unknown-name", what, fact.place, nearest(fact.applies, rules)))
        if fact.worked_out:
            problems += _worked_out(fact, found.rules, kinds, person)
        if fact.choice in choices and fact.has_otherwise and fact.otherwise not in choices[str(fact.choice)].members:
            what = f"otherwise= of {fact.name} is no member of {fact.choice}"
            problems.append(
                Problem("unknown-choice", what, fact.place, "use " + ", ".join(choices[str(fact.choice)].members))
            )
        if not fact.ask.strip():
            what = f"{fact.name} has no question"
            problems.append(Problem("no-question", what, fact.place, 'add ask="…"'))
        for word in re.findall(r"\{([^}]*)\}", fact.ask + fact.help):
            if word != "person":
                what = f"the wording of {fact.name} has a place {{{word}}} that nothing fills"
                problems.append(Problem("wording", what, fact.place, "only {person} is filled in"))
    return problems


def _worked_out(fact: Fact, rules: list[Rule], kinds: dict[str, str], person: str) -> list[Problem]:
    """What is wrong with the rule that works a fact out where it is not stated."""
    named = {r.full_name: r for r in rules if r.kind == "rule"}
    rule = named.get(fact.worked_out)
    if rule is None:
        what = f"{fact.name} is worked out by the rule {fact.worked_out}, which there is not"
        valid = [name for name, r in named.items() if r.entity == fact.entity]
        return [Problem("unknown-name", what, fact.place, nearest(fact.worked_out, valid))]
    if rule.entity != fact.entity or (fact.entity != person and kinds.get(fact.entity) != "group"):
        what = f"{fact.name} is a fact of {fact.entity}, and {fact.worked_out} a rule of {rule.entity}"
        remedy = f"let both be of {person}, or of the household"
        return [Problem("wrong-entity", what, fact.place, remedy)]
    return []


def rules_are_incomplete(rules: list[Rule]) -> list[Problem]:
    problems = []
    for rule in rules:
        if rule.kind in ("rule", "together", "includes") and not rule.cites.strip():
            problems.append(
                Problem("no-citation", f"{rule.name} has no citation", rule.place, 'add cites="…", the law it states')
            )
        if rule.kind in ("rule", "constraint") and not rule.summary:
            what = f"{rule.name} has no docstring"
            problems.append(
                Problem("no-summary", what, rule.place, "say in one line what it means: explanations show it")
            )
    return problems


def tax_years_without_a_beginning(rules: list[Rule], here: Jurisdiction) -> list[Problem]:
    what = "is a rule by tax year, and rulebook.toml does not say when one begins"
    remedy = 'add year_begins = "04-06" (month and day) to rulebook.toml, or write period="year"'
    found = [r for r in rules if r.period == "tax_year" and here.year_begins is None]
    return [Problem("tax-year", f"{rule.name} {what}", rule.place, remedy) for rule in found]


def versions_gap_or_overlap(rules: list[Rule]) -> list[Problem]:
    """Two versions in force on one day, or a day between two without any."""
    problems = []
    by_name: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        if rule.kind != "constraint":
            by_name.setdefault((rule.full_name, "formula" if rule.kind == "formula" else "rule"), []).append(rule)
    for versions in by_name.values():
        ordered = sorted(versions, key=lambda r: r.since or date.min)
        for first, second in zip(ordered, ordered[1:], strict=False):
            ends = first.until or date.max
            begins = second.since or date.min
            if ends >= begins:
                what = f"{second.full_name} has two versions in force on {begins if begins > date.min else 'every day'}"
                remedy = f"end the one at {first.place} the day before: until=…"
                problems.append(Problem("overlap", what, second.place, remedy))
            elif ends + timedelta(days=1) < begins:
                what = (
                    f"{second.full_name} has no version from {ends + timedelta(days=1)} to {begins - timedelta(days=1)}"
                )
                problems.append(
                    Problem("date-gap", what, second.place, "move since or until, or add the version between")
                )
            if first.entity != second.entity or first.returns != second.returns or first.period != second.period:
                what = f"the versions of {second.full_name} differ in entity, type or period"
                problems.append(Problem("versions", what, second.place, "let all versions take and return the same"))
    return problems


def names_are_both(found: Declared) -> list[Problem]:
    facts = {(f.entity, f.name): f for f in found.facts}
    problems = []
    for rule in found.rules:
        fact = facts.get((rule.entity or "", rule.name))
        if rule.kind == "rule" and fact is not None:
            what = f"{rule.name} is a rule here and a fact at {fact.place}"
            problems.append(Problem("fact-and-rule", what, rule.place, "rename one of them"))
    return problems


def figures_name_unknown_choices(found: Declared, figures: list[Figure]) -> list[Problem]:
    choices = {c.name: c for c in found.choices}
    problems = []
    for figure in figures:
        if any(kind not in ("int", "threshold") for kind in figure.table):
            problems += _rows_lack_members(figure, choices)
        if figure.choice is None:
            continue
        if figure.choice not in choices:
            what = f"{figure.path} lists members of {figure.choice}, which is not declared"
            problems.append(Problem("unknown-choice", what, figure.place, nearest(figure.choice, choices)))
            continue
        members = choices[figure.choice].members
        for value in figure.values.values():
            for name in value or ():
                if name not in members:
                    what = f"{figure.choice} has no member {name}"
                    problems.append(Problem("unknown-choice", what, figure.place, nearest(name, members)))
    return problems


def _rows_lack_members(figure: Figure, choices: dict[str, Choice]) -> list[Problem]:
    """What is wrong with a table whose rows are named by members of choices: each pair of them has a row."""
    unknown = [kind for kind in figure.table if kind != "int" and kind not in choices]
    if unknown:
        what = f"the rows of {figure.path} are named by {unknown[0]}, which is not declared"
        return [Problem("unknown-choice", what, figure.place, nearest(unknown[0], [*choices, "int", "threshold"]))]
    problems = []
    places = [i for i, kind in enumerate(figure.table) if kind != "int"]
    wanted = list(product(*(choices[figure.table[i]].members for i in places)))
    for first, rows in figure.values.items():
        keys = [row if isinstance(row, tuple) else (row,) for row in rows or ()]
        named = {tuple(key[i] for i in places) for key in keys}
        for key in sorted(named - set(wanted)):
            name, kind = next(
                (n, figure.table[i])
                for n, i in zip(key, places, strict=True)
                if n not in choices[figure.table[i]].members
            )
            what = f"{kind} has no member {name}"
            problems.append(Problem("unknown-choice", what, figure.place, nearest(name, choices[kind].members)))
        lacking = [", ".join(key) for key in wanted if key not in named] if rows is not None else []
        if lacking:
            what = f"{figure.path} has no row from {first} for {'; '.join(lacking)}"
            problems.append(Problem("figure-table", what, figure.place, "give every member a row"))
    return problems


def programmes_name_unknown_things(found: Declared, programmes: list[Programme]) -> list[Problem]:
    rules = {r.full_name: r for r in found.rules if r.kind == "rule"}
    entities = {x.name for x in found.entities}
    problems = []
    for programme in programmes:
        if programme.concerns not in entities:
            what = f"{programme.name} concerns {programme.concerns}, which is not declared"
            problems.append(Problem("unknown-entity", what, programme.place, nearest(programme.concerns, entities)))
        named = (programme.amount, programme.level, programme.applies)
        wanted = [programme.eligible, *(n for n in named if n), *programme.reasons]
        spaces = [s for s in (programme.name, programme.follows) if s]
        own = [r.name for r in rules.values() if r.namespace in spaces]
        for name in wanted:
            if not any(f"{space}.{name}" in rules for space in spaces):
                what = f"{programme.name} names the rule {name}, which there is not"
                remedy = nearest(name, own)
                if name in rules:
                    what = f"{programme.name} names {name}, a rule of no programme"
                    remedy = f"move it into {programme.name}, or name a rule of {programme.name} that returns it"
                problems.append(Problem("unknown-name", what, programme.place, remedy))
        eligible = next((rules[n] for n in (f"{s}.{programme.eligible}" for s in spaces) if n in rules), None)
        if eligible is not None and eligible.returns != "bool":
            what = f"{programme.eligible} decides on eligibility but returns {eligible.returns}"
            problems.append(Problem("return-type", what, eligible.place, "annotate -> bool"))
        problems += _no_levels(found, programme, [rules[n] for s in spaces if (n := f"{s}.{programme.level}") in rules])
    return problems


def _no_levels(found: Declared, programme: Programme, named: list[Rule]) -> list[Problem]:
    """The rule of a tier's level returns a choice, of at least two members: its levels, the lowest first."""
    choices = {c.name: c for c in found.choices}
    problems = []
    for rule in named[:1]:
        if rule.returns not in choices:
            what = f"{rule.name} says which level of {programme.name} it is, but returns {rule.returns or 'nothing'}"
            remedy = "declare the levels as a choice, the lowest first, and annotate -> its name"
            problems.append(Problem("return-type", what, rule.place, remedy))
        elif len(choices[rule.returns].members) < 2:
            what = f"{programme.name} has one level only, {choices[rule.returns].members[0]}"
            remedy = 'name at least two members, or write kind = "in kind"'
            problems.append(Problem("return-type", what, choices[rule.returns].place, remedy))
    return problems


def ends_are_no_days(rules: list[Rule], programmes: list[Programme], here: Jurisdiction) -> list[Problem]:
    """A certification of programme.toml is until the end of a year that has a beginning, or the day that a rule comes
    to."""
    by_name = {r.full_name: r for r in rules}
    problems = []
    for programme in programmes:
        spaces = (f"{programme.name}.", f"{programme.follows}.", "")
        for until in (c.until for c in programme.certification):
            rule = next((by_name[s + until] for s in spaces if until and s + until in by_name), None)
            if until == "tax_year" and here.year_begins is None:
                what, remedy = (
                    f"{programme.name} is given until the end of a tax year, and none begins",
                    ('write year_begins = "04-06", say, in rulebook.toml'),
                )
                problems.append(Problem("certification", what, programme.place, remedy))
            elif until not in YEARS and rule is not None and rule.returns != "date":
                what = f"{programme.name} is given until {until}, which comes to no day"
                problems.append(Problem("certification", what, programme.place, "name a rule that returns a date"))
    return problems


def unit_of(amount: Rule | None) -> str:
    """The unit in which a figure states what a rule's value is."""
    returns = amount.returns if amount else "Money"
    if returns == "Money":
        return "money/year" if amount and not amount.by_month else "money/month"
    return {"Weekly": "money/week", "Yearly": "money/year", "Stock": "money"}.get(returns, "money/month")


def ceilings_are_no_amounts(rules: list[Rule], figures: list[Figure], programmes: list[Programme]) -> list[Problem]:
    """`most` of programme.toml names an amount of the programme's own period, for everyone or by the number of
    people."""
    named, by_name = {f.full_name: f for f in figures}, {r.full_name: r for r in rules}
    problems = []
    for programme in programmes:
        if not programme.most:
            continue
        spaces = (f"{programme.name}.", f"{programme.follows}.", "")
        amounts = (by_name[f"{s}{programme.amount}"] for s in spaces if f"{s}{programme.amount}" in by_name)
        unit = unit_of(next(amounts, None))
        figure = next((named[s + programme.most] for s in spaces if s + programme.most in named), None)
        if figure is None:
            what = f"{programme.name} grants no more than {programme.most}, which is no figure"
            problems.append(
                Problem(
                    "ceiling",
                    what,
                    programme.place,
                    nearest(programme.most, [f.path for f in figures if f.unit == unit]),
                )
            )
        elif figure.unit != unit:
            what = f"{programme.name} grants no more than {programme.most}, which is {figure.unit}"
            problems.append(Problem("ceiling", what, programme.place, f"name a figure of {unit}, as the amount is"))
        elif figure.table and figure.table != ("int",):
            what = f"{programme.most} is no table by the number of people"
            problems.append(Problem("ceiling", what, figure.place, "write table: int"))
        elif figure.table and figure.beyond in (None, "refuse"):
            what = f"{programme.most} does not say what holds beyond its last row, and households are larger"
            problems.append(Problem("ceiling", what, figure.place, "state beyond: last, or add"))
    return problems


# What should hold


def advice(book: Rulebook) -> list[Problem]:
    """Warnings: facts and figures that nothing reads, rules that no case tests, questions not translated."""
    # Two facts are read by the pages and the statistics, and what a decision may grant at most by the decision.
    read = _names_read(book) | {book.jurisdiction.area, book.jurisdiction.filed_fact}
    read |= {programme.most.split(".")[-1] for programme in book.programmes.values()}
    problems = []
    if book.jurisdiction.decimals > 2:
        what = f"{book.jurisdiction.currency} has {book.jurisdiction.decimals} decimals, and amounts are counted in hundredths"
        remedy = "facts with a third decimal are refused, and none is rounded; round what is decided to 0.01 or more"
        problems.append(Problem("currency", what, Place("rulebook.toml"), remedy, "warning"))
    for fact in book.facts.values():
        if fact.name not in read:
            what = f"no rule reads the fact {fact.name}"
            problems.append(Problem("unused", what, fact.place, "use it or leave it out", "warning"))
    for figure in book.figures.values():
        if figure.path.split(".")[-1] not in read:
            what = f"no rule reads the figure {figure.path}"
            problems.append(Problem("unused", what, figure.place, "use it or leave it out", "warning"))
    for programme in book.programmes.values():
        named = [(f.name, f.entity, f.place) for f in book.facts.values()]
        named += [(r.name, str(r.entity), r.place) for versions in book.rules.values() for r in versions[:1]]
        for name, entity, place in named:
            if name == programme.name:
                what = f"{name} is a programme, and of a {entity} something else that is nearer"
                remedy = f"rename one of them: without more .{name} is this one, and .{name}.… a rule of the programme"
                problems.append(Problem("two-meanings", what, place, remedy, "warning"))
    tested = {c.namespace for c in book.cases}
    for programme in book.programmes.values():
        if programme.amount and not programme.most and programme.kind == "paid":
            what = f"{programme.name} does not say the most that may be granted: a decision could be of any amount"
            remedy = 'name the figure: most = "…", in the unit of the amount, by the number of people if it is a table'
            problems.append(Problem("no-ceiling", what, programme.place, remedy, "warning"))
        if (programme.amount or programme.level) and not programme.certification:
            what = f"{programme.name} does not say for how many months it is given: a decision would have no end"
            remedy = "add [[certification]] with usual, most (months), cites and confirmed_through"
            problems.append(Problem("no-certification", what, programme.place, remedy, "warning"))
        if programme.name not in tested:
            what = f"no case tests {programme.name}"
            problems.append(Problem("untested", what, programme.place, "add cases.yaml beside it", "warning"))
    problems += catalogues.problems(book) + synonyms.problems(book) + citing.problems(book)
    return sorted(problems, key=lambda p: (p.place.file, p.place.line, p.code, p.what))


def _names_read(book: Rulebook) -> set[str]:
    """Every name that some rule reads, and the rules that facts apply by."""
    found: set[str] = {f.applies for f in book.facts.values() if f.applies}
    for rule in (*(r for v in (*book.rules.values(), *book.formulas.values()) for r in v), *book.constraints):
        found.update(names(rule.body))
        found.update(names(rule.own_month.day) if rule.own_month else ())
    return found
