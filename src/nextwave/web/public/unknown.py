"""The page for a rule or figure that there is not: what it may be, and how to find it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def unknown(request: HttpRequest, name: str, pages: Mapping[str, str]) -> HttpResponse:
    """`pages` are the addresses of what there is by name; the nearest names are offered."""
    by_last = {there.rpartition(".")[2]: there for there in pages}
    close = difflib.get_close_matches(name[:200], pages, n=3, cutoff=0.7)
    close += [by_last[n] for n in difflib.get_close_matches(name[:200].rpartition(".")[2], by_last, n=3, cutoff=0.7)]
    near = [(there, pages[there]) for there in dict.fromkeys(close)]
    return render(request, "nextwave/public/unknown.html", {"name": name[:200], "near": near[:4]}, status=404)
