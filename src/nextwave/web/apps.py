"""The pages as a Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings

from nextwave.rulebook.wording.catalogues import SOURCE
from nextwave.web.localization import catalogues


class Pages(AppConfig):
    name = "nextwave.web"
    label = "pages"

    def ready(self) -> None:
        catalogues.install([code for code, _ in settings.LANGUAGES if code != SOURCE], settings.HOME_LOCALE)
