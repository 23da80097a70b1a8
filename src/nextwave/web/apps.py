"""The pages as a Django application."""

from __future__ import annotations

from django.apps import AppConfig

from nextwave.web.localization import texts


class Pages(AppConfig):
    name = "nextwave.web"
    label = "pages"

    def ready(self) -> None:
        for language in texts.installed_at_start():
            texts.install(language)
