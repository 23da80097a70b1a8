"""Runs of reforms as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class Reforms(AppConfig):
    name = "nextwave.reforms"
    default_auto_field = "django.db.models.BigAutoField"
