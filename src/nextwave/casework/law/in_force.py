"""The law that is in force here, and every version that was used, kept whole."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from nextwave.casework.law.delegations import Delegations
from nextwave.casework.law.delegations import read as read_delegations
from nextwave.casework.law.notice_rules import NoticeRules
from nextwave.casework.law.notice_rules import read as read_notice_rules
from nextwave.casework.law.procedure import Procedure
from nextwave.casework.law.procedure import read as read_procedure
from nextwave.casework.models import Law
from nextwave.engine.answers.assessment import Assessor
from nextwave.rulebook.finding import find
from nextwave.rulebook.loading import load
from nextwave.rulebook.source import files

#: Every entry of an archive has this time, so that the same files make the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


@lru_cache(maxsize=1)
def assessor() -> Assessor:
    """The assessor of the rulebook in the settings."""
    return Assessor(load(find(settings.RULEBOOK), with_cases=False))


def prepare(day: date) -> None:
    """Builds the plan of a day, which takes a moment the first time: nobody should wait for it in a transaction."""
    assessor().at(day)


@lru_cache(maxsize=1)
def delegations() -> Delegations:
    """The delegations that ship with the rulebook in the settings. Raises RulebookError."""
    return read_delegations(find(settings.RULEBOOK) / "delegations", assessor().rulebook)


@lru_cache(maxsize=1)
def all_notice_rules() -> dict[str, NoticeRules]:
    """Time limits and texts of notices, by programme. Raises RulebookError."""
    return read_notice_rules(find(settings.RULEBOOK), assessor().rulebook)


def notice_rules(programme: str = "") -> NoticeRules:
    """Time limits and texts of notices of a programme; without one, or of one that there is no more, of the first."""
    every = all_notice_rules()
    return every.get(programme) or next(iter(every.values()))


def short_limits() -> bool:
    """Whether the law of some programme has a short limit for decisions: else nothing can be expedited."""
    return any(rules.short_limit for rules in all_notice_rules().values())


@lru_cache(maxsize=1)
def procedure() -> Procedure:
    """What pages say of the procedure, and by which law. Raises RulebookError."""
    return read_procedure(find(settings.RULEBOOK), assessor().rulebook)


def keep_law() -> Law:
    """The record of the rulebook in force; its files are archived when it is first used."""
    version = assessor().rulebook.law_version
    found = Law.objects.filter(pk=version).defer("archive").first()
    return found or _kept(version, assessor().rulebook.name, find(settings.RULEBOOK), files)


def keep_delegations() -> Law:
    """The record of the delegations in force."""
    version = delegations().version
    found = Law.objects.filter(pk=version).defer("archive").first()
    return found or _kept(version, "delegations", find(settings.RULEBOOK) / "delegations", _directly)


def _directly(folder: Path) -> list[Path]:
    """The files that stand in a folder itself."""
    return sorted(p for p in folder.iterdir() if p.is_file())


def _kept(version: str, name: str, folder: Path, listed: Callable[[Path], list[Path]]) -> Law:
    archive = _archive(version, folder, listed)
    return Law.objects.get_or_create(version=version, defaults={"name": name, "archive": archive})[0]


@lru_cache(maxsize=2)
def _archive(version: str, folder: Path, listed: Callable[[Path], list[Path]]) -> bytes:
    """The files of a law; like the law in force itself they are read once."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in listed(folder):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())
    return archive.getvalue()


@lru_cache(maxsize=8)
def assessor_of(version: str) -> Assessor:
    """The assessor of a version that was used before, from its archive. Raises Law.DoesNotExist, RulebookError."""
    law = Law.objects.get(pk=version)
    with tempfile.TemporaryDirectory() as folder:
        inside = Path(folder) / law.name
        with zipfile.ZipFile(io.BytesIO(bytes(law.archive))) as packed:
            packed.extractall(inside)
        return Assessor(load(inside, with_cases=False))
