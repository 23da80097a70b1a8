"""What must be so before the service starts: its settings and its database (`law` looks at its rulebook). Everything
wrong is said at once.

Secrets of a demonstration are marked, and those of the tests are known, so that neither serves for real.
"""

from __future__ import annotations

import ipaddress
import os
import secrets
from datetime import date
from pathlib import Path

import dj_database_url
from cryptography.fernet import Fernet

from nextwave.rulebook.problems import Place, Problem
from nextwave.web.middleware.trusted import networks
from nextwave.web.serving import file_modes

#: What every secret of a demonstration begins with, as the settings know it; a random key does by one chance in 2^48.
DEMO_MARK = "demo-key"
SETTINGS = "nextwave.web.settings"
#: The secrets that the settings and the tests use where there are none.
TESTS_SECRETS = ("for tests only, refused by the server", "a key of the tests")
#: Letters of a secret that is long enough: 256 bits as hexadecimal digits have 64, as base64 43.
LEAST_LETTERS = 32

TEXTS = ("NEXTWAVE_SECRET_KEY", "NEXTWAVE_MATCH_KEY")
KEYS = ("NEXTWAVE_SESSION_KEYS", "NEXTWAVE_DATA_KEYS")


def demo_secrets() -> dict[str, str]:
    """Throw-away secrets, marked as such."""
    found = {name: DEMO_MARK + secrets.token_urlsafe(48) for name in TEXTS}
    return found | {name: DEMO_MARK + Fernet.generate_key().decode()[len(DEMO_MARK) :] for name in KEYS}


#: Settings that are yes or no: what means neither could leave out what someone wanted, such as HTTPS.
FLAGS = (
    "NEXTWAVE_HTTPS", "NEXTWAVE_PLAIN_HTTP", "NEXTWAVE_LOG_CLIENTS", "NEXTWAVE_DATABASE_ONE_ROLE", "NEXTWAVE_OWN_CORES",
)  # fmt: skip


def _setting(name: str, what: str, remedy: str) -> Problem:
    return Problem("setting", f"{name} {what}", Place("environment"), remedy)


def secret_problems() -> list[Problem]:
    """What is wrong with the secrets for real use."""
    problems = []
    for name in TEXTS:
        text = os.environ.get(name, "")
        remedy = "set it to a long random text (docs/settings.md), or try out with --demo"
        if not text:
            problems.append(_setting(name, "is not set", remedy))
        elif text.startswith(DEMO_MARK) or text in TESTS_SECRETS:
            problems.append(_setting(name, "is a secret of the demonstration or of the tests", remedy))
        elif len(text) < LEAST_LETTERS or len(set(text)) < 8:
            what = f"is too easy to guess: it has {len(text)} letters, {len(set(text))} of them different"
            problems.append(_setting(name, what, f"take {LEAST_LETTERS} or more random letters (docs/settings.md)"))
    for name in KEYS:
        keys = [k.strip() for k in os.environ.get(name, "").split(",") if k.strip()]
        remedy = "set it to a Fernet key (docs/settings.md), or try out with --demo"
        if not keys:
            problems.append(_setting(name, "is not set", remedy))
        for number, key in enumerate(keys, 1):
            where = f"(key {number} of {len(keys)}) " if len(keys) > 1 else ""
            if key.startswith(DEMO_MARK):
                problems.append(_setting(name, f"{where}is a key of a demonstration", remedy))
                continue
            try:
                Fernet(key)
            except ValueError:
                problems.append(_setting(name, f"{where}is no Fernet key: 32 bytes in URL-safe base64", remedy))
    return problems


def _clock_problems() -> list[Problem]:
    """Whether something would set the day, or other settings, over what is no demonstration: acts could be backdated."""
    problems = []
    demo = os.environ.get("NEXTWAVE_DEMO") == "1"
    if demo and not os.environ.get("NEXTWAVE_DATA_KEYS", "").startswith(DEMO_MARK):
        problems.append(_setting("NEXTWAVE_DEMO", "is set outside a demonstration", "unset it, or use --demo"))
        demo = False
    if os.environ.get("NEXTWAVE_TODAY") and not demo:
        what = "is set: only a demonstration takes its day from the settings, since acts could be backdated with it"
        problems.append(_setting("NEXTWAVE_TODAY", what, "unset it, or try out with --demo"))
    if os.environ.get("DJANGO_SETTINGS_MODULE", SETTINGS) != SETTINGS:
        what = "names other settings than Nextwave's own"
        problems.append(_setting("DJANGO_SETTINGS_MODULE", what, "unset it: docs/settings.md lists what can be set"))
    return problems


def _hours(text: str) -> bool:
    try:
        return 0 < float(text) <= 24
    except ValueError:
        return False


def value_problems() -> list[Problem]:
    """What is wrong with settings that are no secrets; with these the settings could not be read at all."""
    problems = _clock_problems()
    for name in FLAGS:
        if os.environ.get(name, "") not in ("", "0", "1"):
            problems.append(_setting(name, "is neither 1 nor 0", "set it to 1 for yes or 0 for no, or unset it"))
    days = os.environ.get("NEXTWAVE_DRAFT_DAYS", "30")
    if not days.isascii() or not days.isdigit() or not 1 <= int(days) <= 3660:
        problems.append(_setting("NEXTWAVE_DRAFT_DAYS", "is no number of days", "set it to 30, say"))
    if not _hours(os.environ.get("NEXTWAVE_SESSION_HOURS", "12")):
        problems.append(_setting("NEXTWAVE_SESSION_HOURS", "is no number of hours up to 24", "set it to 12, say"))
    try:
        date.fromisoformat(os.environ.get("NEXTWAVE_TODAY") or "2026-01-01")
    except ValueError:
        problems.append(_setting("NEXTWAVE_TODAY", "is no day", "write it as 2026-11-24, or unset it"))
    try:
        networks(os.environ.get("NEXTWAVE_TRUSTED_PROXIES", ""))
    except ValueError:
        remedy = "write addresses or networks with commas between, such as 127.0.0.1, 10.1.0.0/16"
        problems.append(_setting("NEXTWAVE_TRUSTED_PROXIES", "has what is no address or network", remedy))
    count = os.environ.get("NEXTWAVE_WORKERS", "") or "1"
    if not count.isascii() or not count.isdigit() or not 1 <= int(count) <= 64:
        problems.append(_setting("NEXTWAVE_WORKERS", "is no number of processes from 1 to 64", "set it to 2, say"))
    for name in ("NEXTWAVE_EVIDENCE_CASE_MB", "NEXTWAVE_EVIDENCE_DAY_MB", "NEXTWAVE_EVIDENCE_ACCOUNT_MB"):
        given = os.environ.get(name, "40")
        if not given.isascii() or not given.isdigit() or not 8 <= int(given) <= 1_000_000:
            problems.append(_setting(name, "is no number of megabytes, 8 or more", "set it to 40, say"))
    for name in ("NEXTWAVE_DATABASE", "NEXTWAVE_DATABASE_OWNER"):
        address = os.environ.get(name)
        if not address:
            continue
        try:
            parsed = dj_database_url.parse(address)
            kind, named = parsed.get("ENGINE", "").rpartition(".")[2], parsed.get("NAME", "")
            wrong = kind not in ("postgresql", "sqlite3") or not named or named == ":memory:"
        except Exception:
            wrong = True
        if wrong:
            # Whatever is wrong with it, its text is not shown: it may hold a password.
            what = "is no address of a database"
            remedy = "write postgresql://USER:PASSWORD@HOST/NAME, or unset it for SQLite in NEXTWAVE_DATA"
            problems.append(_setting(name, what, remedy))
        elif kind == "postgresql" and not _driver():
            what = "names PostgreSQL, and psycopg is not installed"
            problems.append(_setting(name, what, "pip install 'nextwave[web,postgresql]', or unset it for SQLite"))
    return problems


def _driver() -> bool:
    """Whether the driver of PostgreSQL is installed, and works."""
    try:
        import psycopg  # noqa: F401 (only whether it can be)
    except ImportError:
        return False
    return True


def outside_problems(host: str) -> list[Problem]:
    """What is unsafe in how other machines come here, or cannot work. `host` is the address that is listened on;
    `value_problems` found the settings to be readable."""
    problems = []
    trusted = networks(os.environ.get("NEXTWAVE_TRUSTED_PROXIES", ""))
    if any(network.prefixlen == 0 for network in trusted):
        remedy = "name the machines that the proxies run on"
        problems.append(_setting("NEXTWAVE_TRUSTED_PROXIES", "would let anyone say who they are", remedy))
    if any(name.strip() == "*" for name in os.environ.get("NEXTWAVE_HOSTS", "").split(",")):
        remedy = "name the hosts that pages are asked for by, such as benefits.example.org"
        problems.append(_setting("NEXTWAVE_HOSTS", "would answer for any host that a request names", remedy))
    if os.environ.get("NEXTWAVE_HTTPS") == "1":
        if not trusted:
            what = "is 1 and no proxy is trusted to say so: every page would lead to itself for ever"
            remedy = "name the proxy that ends TLS in NEXTWAVE_TRUSTED_PROXIES, 127.0.0.1 where it runs here"
            problems.append(_setting("NEXTWAVE_HTTPS", what, remedy))
    elif not _this_machine(host) and os.environ.get("NEXTWAVE_PLAIN_HTTP") != "1":
        what = f"is not 1, and {host} is open to other machines: passwords and answers would go unencrypted"
        remedy = (
            "listen on 127.0.0.1 behind a proxy that ends TLS (docs/running.md), or, in a network of your own, set "
            "NEXTWAVE_PLAIN_HTTP=1"
        )
        problems.append(_setting("NEXTWAVE_HTTPS", what, remedy))
    return problems


def _this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def data_problems() -> list[Problem]:
    """Whether the folder of data can be written, and is nobody else's to read; it is made where there is none."""
    folder = Path(os.environ.get("NEXTWAVE_DATA", "var")) / "sessions"
    os.umask(file_modes.UMASK)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not os.access(folder, os.W_OK):
            raise PermissionError(13, "permission denied")
    except OSError as error:
        what = f"cannot keep data there: {error.strerror}"
        return [Problem("setting", what, Place(str(folder)), "set NEXTWAVE_DATA to a folder that can be written")]
    return file_modes.private(folder.parent, _sqlite_file())


def _sqlite_file() -> Path | None:
    """The database of SQLite that is named to lie elsewhere."""
    try:
        found = dj_database_url.parse(os.environ.get("NEXTWAVE_DATABASE", ""))
    except Exception:
        return None  # what is wrong with it, `value_problems` says
    return Path(found["NAME"]) if str(found.get("ENGINE", "")).endswith("sqlite3") else None


def set_up() -> None:
    """Starts Django with the settings of the environment, which `value_problems` found to be right."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()


def database_problems() -> list[Problem]:
    """Whether the database can be reached and is as this version needs it. `set_up` comes first."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    place = Place("database")
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        what = f"it cannot be reached: {str(error).strip().splitlines()[0]}"
        return [Problem("database", what, place, "start it, or correct NEXTWAVE_DATABASE")]
    if missing:
        what = f"{len(missing)} changes of the database have not been made, first {missing[0][0]}"
        return [Problem("database", what, place, "run `nextwave migrate`; make a backup first (`nextwave backup`)")]
    return []


def role_problems() -> list[Problem]:
    """Whether the role that serves may do more to a database than it needs, unless there can be one only."""
    from nextwave.casework.keeping import database_roles

    return [] if os.environ.get("NEXTWAVE_DATABASE_ONE_ROLE") == "1" else database_roles.role_problems()


def key_problems() -> list[Problem]:
    """Whether the keys open what is kept, and make the fingerprints that are kept, by the first and the latest records;
    `database_problems` comes first."""
    from django.core.exceptions import ImproperlyConfigured

    from nextwave.casework.household import duplicates
    from nextwave.casework.keeping import resealing

    name = "NEXTWAVE_DATA_KEYS"
    remedy = (
        "add the key that it was sealed with behind the first; `nextwave keys --check` counts what each opens "
        "(NEXTWAVE_SESSION_KEYS and NEXTWAVE_MATCH_KEY are others)"
    )
    try:
        looked, opened = resealing.looked_at()
    except (ImproperlyConfigured, ValueError):
        what = "is not set, or has what is no Fernet key, and what is kept cannot be read without"
        return [_setting(name, what, "set it to the key that it was sealed with (docs/running.md)")]
    if opened == looked:
        try:
            people, again = duplicates.made_again()
        except ValueError:
            return [_setting(name, "does not open all people that were looked at", remedy)]
        if again or not people:
            return []
        what = f"makes none of {people} fingerprints of people that were looked at: they were made with another key"
        remedy = "set it to the key that they were made with: it never changes (docs/running.md)"
        return [_setting("NEXTWAVE_MATCH_KEY", what, remedy)]
    what = (
        f"opens {opened or 'none'} of {looked} sealed values that were looked at: others were sealed with another key"
    )
    return [_setting(name, what, remedy)]


def durability_problems() -> list[Problem]:
    """Whether a database that can be reached keeps what it was told, which serving needs and reading does not."""
    from nextwave.casework.keeping.durability import NotDurable, require_durable

    try:
        require_durable()
    except NotDurable as error:
        return error.problems
    return []
