"""Addresses of the pages that are open to everyone: rules and figures."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
