"""Django's settings, from environment variables that docs/settings.md lists.

`nextwave serve --demo` makes throw-away secrets; without it the server refuses to start without real ones.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import dj_database_url

from nextwave.rulebook.finding import usual, whereabouts

HERE = Path(__file__).parent

#: A throw-away service. Its secrets begin with this mark (see `readiness`): over data of one's own nothing is one.
DEMO_MARK = "demo-key"
DEMO = os.environ.get("NEXTWAVE_DEMO") == "1" and os.environ.get("NEXTWAVE_DATA_KEYS", "").startswith(DEMO_MARK)
#: Signs cookies and forms.
SECRET_KEY = os.environ.get("NEXTWAVE_SECRET_KEY", "for tests only, refused by the server")
#: Encrypt answers: keys separated by commas, the first one writes, all read (so that keys can be changed).
SESSION_KEYS = os.environ.get("NEXTWAVE_SESSION_KEYS", "")
#: Encrypt what cases hold: keys separated by commas, the first one writes, all read.
DATA_KEYS = os.environ.get("NEXTWAVE_DATA_KEYS", "")
#: Makes the fingerprints by which the same person is found again; never changed once there are cases.
MATCH_KEY = os.environ.get("NEXTWAVE_MATCH_KEY", "for tests only, refused by the server")
#: Where the database (of SQLite), evidence and unfinished answers are kept.
DATA = Path(os.environ.get("NEXTWAVE_DATA", "var"))
RULEBOOK = os.environ.get("NEXTWAVE_RULEBOOK") or usual()
#: A demonstration may live on a day of its own; a service that decides takes its day from the clock alone.
TODAY = os.environ.get("NEXTWAVE_TODAY", "") if DEMO else ""
_hosts = os.environ.get("NEXTWAVE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ALLOWED_HOSTS = [host.strip() for host in _hosts if host.strip()]
#: Where the way out of the screener leads; without it, where the rulebook says.
LEAVE_TO = os.environ.get("NEXTWAVE_LEAVE_TO", "")
HTTPS = os.environ.get("NEXTWAVE_HTTPS", "0") == "1"
#: Whether the log names the addresses that requests come from.
LOG_CLIENTS = os.environ.get("NEXTWAVE_LOG_CLIENTS", "0") == "1"
#: Addresses and networks of the proxies whose word on scheme, host and client is taken.
TRUSTED_PROXIES = os.environ.get("NEXTWAVE_TRUSTED_PROXIES", "")

DEBUG = False
ROOT_URLCONF = "nextwave.web.urls"
WSGI_APPLICATION = "nextwave.web.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "nextwave.casework",
    "nextwave.reforms.apps.Reforms",
    "nextwave.web.apps.Pages",
]
MIDDLEWARE = [
    "nextwave.web.monitoring.request_log.RouteMiddleware",
    "nextwave.web.middleware.behind_proxy.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "nextwave.web.middleware.headers.CompressionMiddleware",
    "nextwave.web.middleware.headers.HeadersMiddleware",
    "nextwave.web.middleware.errors.ApiErrorsMiddleware",
    "nextwave.web.middleware.turns.TurnsMiddleware",
    "nextwave.web.middleware.headers.PageSessionMiddleware",
    "nextwave.web.localization.languages.PageLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "nextwave.web.access.guard.PageAuthenticationMiddleware",
    "nextwave.web.middleware.ended.SessionEndedMiddleware",
    "nextwave.web.access.guard.GuardMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nextwave.web.serving.refusals.EndedMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "OPTIONS": {"environment": "nextwave.web.pages.environment"},
    }
]
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("NEXTWAVE_DATABASE") or f"sqlite:///{DATA.resolve()}/nextwave.sqlite3"
    )
}
#: The role that owns the tables of PostgreSQL: `nextwave migrate` and `restore` connect as it, and nothing else does.
DATABASE_OWNER = os.environ.get("NEXTWAVE_DATABASE_OWNER", "")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers never wait for a writer, a commit is on the disk before it is told, and writers queue up.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
AUTH_USER_MODEL = "casework.Account"
#: What was kept by the second is kept by the first as soon as its owner signs in.
PASSWORD_HASHERS = [
    "nextwave.casework.access.passwords.Argon2id",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
#: Where evidence files are kept, encrypted, by the hash of their content.
EVIDENCE = DATA / "evidence"
#: For how many days unfinished answers are kept after they were saved with a code.
DRAFT_DAYS = int(os.environ.get("NEXTWAVE_DRAFT_DAYS", "30"))

#: How much evidence is taken, in megabytes: of a case in all and in 24 hours, and of an account in 24 hours.
EVIDENCE_CASE_MB = int(os.environ.get("NEXTWAVE_EVIDENCE_CASE_MB", "100"))
EVIDENCE_DAY_MB = int(os.environ.get("NEXTWAVE_EVIDENCE_DAY_MB", "40"))
EVIDENCE_ACCOUNT_MB = int(os.environ.get("NEXTWAVE_EVIDENCE_ACCOUNT_MB", "1000"))
#: What looks at each file before it is kept (see `scanning`); nothing where it is empty.
SCANNER = os.environ.get("NEXTWAVE_SCANNER", "").strip()

SESSION_ENGINE = "nextwave.web.sessions"
SESSION_FILE_PATH = str(DATA / "sessions")
# With HTTPS a browser takes these names from this very host only: no other can plant one.
SESSION_COOKIE_NAME = "__Host-nextwave" if HTTPS else "nextwave"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_AGE = 60 * 60
#: After so many hours a session ends, however much it was used.
SESSION_HOURS = float(os.environ.get("NEXTWAVE_SESSION_HOURS", "12"))
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
LOGIN_URL = "sign-in"
CSRF_FAILURE_VIEW = "nextwave.web.middleware.errors.csrf"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": browsers then send no origin with forms, and the forgery check refuses them.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
# Whoever watches asks without the proxy.
SECURE_REDIRECT_EXEMPT = [r"^(health|ready)/$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 16_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# Files are read in memory only, never put on the disk unencrypted; one that is larger is left out.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 9_000_000

USE_TZ = True
#: Days and moments are those of where the law holds.
TIME_ZONE = whereabouts(RULEBOOK).time_zone
LANGUAGE_CODE = "en"
#: Languages of the pages by their own names; one is offered where the rulebook has it too. A rulebook may bring more.
LANGUAGES = [("en", "English"), ("es", "Español")]
#: Forgotten with the browser, like answers.
LANGUAGE_COOKIE_NAME = "nextwave-language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
STATIC_URL = "/static/"
STATIC_ROOT = HERE / "static"

# Answers are personal: only the outline of a request is ever logged (monitoring/log_lines.py).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "nextwave.web.monitoring.log_lines.JsonLines"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {
        # On a terminal a demonstration's accounts would run out of sight.
        "nextwave": {"level": "WARNING" if DEMO and sys.stderr.isatty() else "INFO"},
        # Their lines name addresses; what did not go well is in our own line of the request.
        "django.request": {"level": "ERROR", "handlers": ["lines"], "propagate": False},
        "django.server": {"level": "ERROR"},
        "django": {"handlers": [], "level": "WARNING"},
    },
}
