"""The command line of the service: `nextwave serve|migrate|backup|restore|replay|release`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from nextwave.terminal import AsJson, out, refuse


def service(as_json: bool, database: bool = True, keys: bool = True) -> None:
    """The service's settings, database and keys, ready for a command; refuses with what is wrong."""
    from nextwave.web.serving import readiness

    problems = readiness.value_problems() + readiness.data_problems()
    if not problems:
        readiness.set_up()
        problems = readiness.database_problems() if database else []
        if database and keys and not problems:
            problems = readiness.key_problems()
    if problems:
        refuse(problems, as_json)


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    demo: Annotated[
        bool, typer.Option("--demo", help="A fresh, throw-away service with invented applications.")
    ] = False,
    applications: Annotated[
        int | None, typer.Option(min=0, max=20_000, help="With --demo: how many applications are made; 400 without it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Serve the pages and the API."""
    from nextwave.rulebook.problems import Place, Problem
    from nextwave.web.serving import starting

    if applications is not None and not demo:
        what = "--applications are invented, and only a demonstration has such"
        refuse([Problem("applications", what, Place("command line"), "add --demo, or leave it out")], as_json)
    address = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
    try:
        if demo:
            starting.demo_settings()
        starting.prepare(host, port, demo)
    except starting.ServingError as error:
        refuse(error.problems, as_json)
    if demo:
        _demo(address, 400 if applications is None else applications, as_json)
    else:
        out(json.dumps({"address": address}) if as_json else f"Nextwave is at {address} (stop it with Ctrl-C)")
    try:
        starting.run(host, port, demo)
    except starting.ServingError as error:
        refuse(error.problems, as_json, status=1)


def _demo(address: str, applications: int, as_json: bool) -> None:
    """Makes the demonstration, and says with what it can be tried."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from nextwave.web.serving import readiness

    readiness.set_up()
    from nextwave.casework.law.in_force import assessor
    from nextwave.demo.making import make
    from nextwave.population.tables.faults import PopulationError
    from nextwave.rulebook.problems import RulebookError

    made, problems = None, []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), disable=as_json, transient=True) as progress:
        task = progress.add_task("Making applications", total=applications)
        try:
            made = make(
                applications,
                lambda done, of: progress.update(task, completed=done),
                processes=min(2, os.cpu_count() or 1),
            )
        except (RulebookError, PopulationError) as error:
            problems = error.problems
    if problems:
        refuse(problems, as_json)
    assert made is not None
    if as_json:
        accounts = [{"account": name, "role": role, "password": made.password} for name, role in made.accounts]
        codes = [{"code": code, "status": status} for code, status in made.codes]
        given = {"address": address, "applications": made.applications, "accounts": accounts}
        more = {"invented_households": made.invented, "refused": made.refused}
        out(json.dumps(given | {"token": made.token, "codes": codes} | more, ensure_ascii=False))
        return
    lines = [
        f"Nextwave is at {address} (stop it with Ctrl-C; everything in it is invented, and gone when you make it anew)",
        f"  {made.applications} applications{_drawn_from(made.invented, assessor().rulebook.title)}",
        *(f"  {count} times an act was refused: {what}" for what, count in made.refused.items()),
        f"  Sign in at {address}staff/sign-in/ with the password {made.password} as:",
        *(f"    {name:<14} {role}" for name, role in made.accounts),
        *(f"  A resident's code, at {address}code/, of a case that is {status}: {code}" for code, status in made.codes),
        f"  A worker's token for the API: {made.token}",
    ]
    out("\n".join(lines))


def _drawn_from(invented: bool, title: str) -> str:
    """Whose households they are."""
    if invented:
        return " of invented households: this rulebook names no population"
    return f", drawn from the households of {title}"


def migrate(as_json: AsJson = False) -> None:
    """Bring the database to what this version needs."""
    service(as_json, database=False)
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    from nextwave.casework.keeping.database_roles import as_owner
    from nextwave.rulebook.problems import Place, Problem

    try:
        with as_owner():
            executor = MigrationExecutor(connection)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
            call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        what = f"it could not be changed: {str(error).strip().splitlines()[0]}"
        refuse([Problem("database", what, Place("database"), "see that it runs and may be written")], as_json)
    names = [f"{m.app_label}.{m.name}" for m, _ in plan]
    if as_json:
        out(json.dumps({"applied": names}))
    else:
        out("\n".join([*names, f"{len(names)} changes made; the database is as this version needs it."]))


ArchiveFile = Annotated[str, typer.Argument(metavar="FILE", help="The backup.")]
KEYS_APART = (
    "The keys are not in it: keep NEXTWAVE_DATA_KEYS and NEXTWAVE_MATCH_KEY elsewhere. Without them it cannot be read."
)


def backup(file: ArchiveFile, as_json: AsJson = False) -> None:
    """Copy database and evidence into one file, while the service runs; exit status 1 where evidence is missing."""
    # Also before the changes of a new version: their message asks for a backup.
    service(as_json, database=False)
    from nextwave.casework.copies.backing_up import backup as made
    from nextwave.casework.refusals import Refused

    try:
        contents = made(Path(file))
    except Refused as error:
        refuse([error.problem], as_json)
    if as_json:
        out(
            json.dumps(
                {
                    "file": file,
                    "files": contents.files,
                    "bytes": contents.bytes,
                    "made_at": contents.made_at,
                    "missing": contents.missing,
                }
            )
        )
    else:
        lost = [f"{name}: the records name it, and it is not on the disk" for name in contents.missing]
        out("\n".join([*lost, f"{contents.files} files, {contents.bytes:,} bytes, are in {file}. {KEYS_APART}"]))
        if lost:
            out(f"{len(lost)} evidence files are missing: put them back from an earlier backup.")
    raise typer.Exit(1 if contents.missing else 0)


def restore(file: ArchiveFile, as_json: AsJson = False) -> None:
    """Put a backup into an empty data folder and database."""
    service(as_json, database=False)
    from nextwave.casework.copies.restoring import keys_open
    from nextwave.casework.copies.restoring import restore as put
    from nextwave.casework.refusals import Refused
    from nextwave.web.serving import readiness

    try:
        contents = put(Path(file))
    except Refused as error:
        refuse([error.problem], as_json)
    behind = readiness.database_problems()
    opened = None if behind else keys_open()
    if as_json:
        given = {"files": contents.files, "bytes": contents.bytes, "made_at": contents.made_at, "keys_open": opened}
        out(json.dumps(given | {"problems": [p.as_json() for p in behind]}))
        return
    lines = [f"{contents.files} files, {contents.bytes:,} bytes, of the backup of {contents.made_at} are restored."]
    if opened is False:
        lines.append(
            "The keys of NEXTWAVE_DATA_KEYS do not open all of it: set those it was made with. They are in no backup."
        )
    out("\n".join([*lines, *(str(p) for p in behind)]))


def replay(
    references: Annotated[
        list[str] | None, typer.Argument(metavar="[REFERENCE]...", help="The cases, such as ABCD-EFGH.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every decision there is.")] = False,
    as_json: AsJson = False,
) -> None:
    """Run the assessment of decisions again, by the law that was kept with them: same, or what differs first."""
    from nextwave.rulebook.problems import Place, Problem

    service(as_json)
    from nextwave.casework.access.cases import known as of_cases
    from nextwave.casework.household.replaying import replay as again
    from nextwave.casework.models import Decision

    wanted = list(dict.fromkeys(references or []))
    if bool(wanted) == every:
        what = "name cases, or --all for every decision"
        refuse([Problem("reference", what, Place("command line"), "nextwave replay ABCD-EFGH")], as_json)
    known = of_cases(wanted)
    remedy = "the reference stands on the notice and in the queue"
    lost = [Problem("reference", "there is no such case", Place(r[:40]), remedy) for r in wanted if r not in known]
    if lost:
        refuse(lost, as_json)
    found = Decision.objects.select_related("case", "proposal__assessment")
    if wanted:
        found = found.filter(case__reference__in=wanted)
    rows = []
    # By day, so that the law of a day is made ready once.
    for decision in found.order_by("proposal__assessment__on", "pk").iterator():
        one = again(decision.proposal.assessment)
        rows.append(
            {
                "reference": decision.case.reference,
                "programme": decision.proposal.programme,
                "issued_on": decision.issued_on.isoformat(),
                "same": one.same,
                "difference": one.difference,
                "more_known": one.more_known,
                "law": one.law,
                "engine": one.engine,
                "engine_now": one.engine_now,
            }
        )
        if not as_json and not one.same:
            out(f"{decision.case.reference} {decision.proposal.programme}: different: {one.difference}")
        elif not as_json and one.more_known:
            what = f"the same, and more is known now: {one.more_known}"
            out(f"{decision.case.reference} {decision.proposal.programme}: {what}")
        elif not as_json and wanted:
            out(f"{decision.case.reference} {decision.proposal.programme}: the same")
    different = sum(not r["same"] for r in rows)
    if as_json:
        out(json.dumps({"decisions": rows, "different": different}, ensure_ascii=False, indent=2))
    else:
        out(f"{len(rows) - different} of {len(rows)} decisions come out the same.")
    raise typer.Exit(1 if different else 0)


def release(
    month: Annotated[
        str, typer.Argument(metavar="[MONTH]", help="Such as 2026-10; without it every month that is due.")
    ] = "",
    correct: Annotated[
        str, typer.Option("--correct", metavar="REASON", help="Release a month once more, and why.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Freeze the public statistics of months that are complete."""
    from datetime import date

    from nextwave.rulebook.problems import Place, Problem

    wanted = None
    if month:
        try:
            wanted = date.fromisoformat(f"{month}-01")
        except ValueError:
            wanted = date.max
        if wanted.year > 9000:
            refuse([Problem("month", "this is no month", Place(month[:40]), "write it as 2026-10")], as_json)
    elif correct:
        what = "a correction is of one month"
        refuse(
            [Problem("month", what, Place("command line"), "name it: nextwave release 2026-10 --correct …")], as_json
        )
    service(as_json)
    from nextwave.casework.clock import today
    from nextwave.casework.refusals import Refused
    from nextwave.casework.statistics.releasing import due
    from nextwave.casework.statistics.releasing import release as made

    try:
        found = [made(one, correct) for one in ([wanted] if wanted else list(due(today())))]
    except Refused as error:
        refuse([error.problem], as_json)
    if as_json:
        rows = [{"month": f"{r.month:%Y-%m}", "release": r.number, "sha256": r.sha256} for r in found]
        out(json.dumps({"releases": rows}, indent=2))
    else:
        lines = [f"{r.month:%Y-%m}, release {r.number}: {r.sha256}" for r in found]
        out("\n".join([*lines, f"{len(found)} months released."]))
