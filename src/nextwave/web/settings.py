"""Django's settings, from environment variables that docs/settings.md lists.

`nextwave serve --demo` makes throw-away secrets; without it the server refuses to start without real ones.
"""

from __future__ import annotations

import os
from pathlib import Path

HERE = Path(__file__).parent

DEMO = os.environ.get("NEXTWAVE_DEMO") == "1"
#: Signs cookies and forms.
SECRET_KEY = os.environ.get("NEXTWAVE_SECRET_KEY", "for tests only, refused by the server")
#: Encrypt answers: keys separated by commas, the first one writes, all read (so that keys can be changed).
SESSION_KEYS = os.environ.get("NEXTWAVE_SESSION_KEYS", "")
#: Where answers are kept until they expire.
DATA = Path(os.environ.get("NEXTWAVE_DATA", "var"))
RULEBOOK = os.environ.get("NEXTWAVE_RULEBOOK", "washington")
#: Makes every assessment for this day instead of today's; for demonstrations and tests.
TODAY = os.environ.get("NEXTWAVE_TODAY", "")
ALLOWED_HOSTS = [h for h in os.environ.get("NEXTWAVE_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h]
#: Where the way out of the screener leads.
LEAVE_TO = os.environ.get("NEXTWAVE_LEAVE_TO", "https://www.weather.gov/")
HTTPS = os.environ.get("NEXTWAVE_HTTPS", "0") == "1"

DEBUG = False
ROOT_URLCONF = "nextwave.web.urls"
WSGI_APPLICATION = "nextwave.web.wsgi.application"
INSTALLED_APPS = ["django.contrib.sessions", "nextwave.web.apps.Pages"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "nextwave.web.headers.HeadersMiddleware",
    "nextwave.web.headers.PageSessionMiddleware",
    "nextwave.web.languages.PageLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "OPTIONS": {"environment": "nextwave.web.pages.environment"},
    }
]
DATABASES: dict[str, dict[str, str]] = {}

SESSION_ENGINE = "nextwave.web.sessions"
SESSION_FILE_PATH = str(DATA / "sessions")
SESSION_COOKIE_NAME = "nextwave"
SESSION_COOKIE_AGE = 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "nextwave.web.errors.csrf"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": browsers then send no origin with forms, and the forgery check refuses them.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 16_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

USE_TZ = True
TIME_ZONE = "America/Los_Angeles"
LANGUAGE_CODE = "en"
#: Languages of the pages by their own names; one is offered where the rulebook has it too.
LANGUAGES = [("en", "English"), ("es", "Español")]
#: Forgotten with the browser, like answers.
LANGUAGE_COOKIE_NAME = "nextwave-language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
STATIC_URL = "/static/"
STATIC_ROOT = HERE / "static"

# Answers are personal: only the outline of a request is ever logged.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
