"""Evidence files: what is taken, where it lies, and that it is what was given."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st

from nextwave.casework.access.actor import RESIDENT, Actor
from nextwave.casework.acts.act import Attempted, do
from nextwave.casework.acts.ask_for_evidence import AskForEvidence
from nextwave.casework.acts.give_evidence import GiveEvidence
from nextwave.casework.keeping.storing import MOST_BYTES, TYPES, content_of, media_type, path_of, store
from nextwave.casework.models import EvidenceFile
from nextwave.casework.refusals import Refused, Stale
from tests.casework.conftest import Filing

PDF = b"%PDF-1.7\n1 0 obj\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
OTHERS = [
    b"MZ\x90\x00",
    b"PK\x03\x04",
    b"<html>",
    b"<?xml version='1.0'?><svg/>",
    b"#!/bin/sh\n",
    b"GIF89a",
    b"\x7fELF",
    b"plain text",
]


@pytest.mark.parametrize(("start", "kind"), [(PDF, "application/pdf"), (JPEG, "image/jpeg"), (PNG, "image/png")])
def test_pdf_jpeg_and_png_are_taken_by_their_content(start: bytes, kind: str) -> None:
    assert media_type(start + b"\x00" * 100) == kind


@pytest.mark.parametrize("content", OTHERS)
def test_anything_else_is_refused_whatever_it_is_called(content: bytes, filed: Filing) -> None:
    case = filed()
    with pytest.raises(Refused, match="no PDF, JPEG or PNG"):
        do(GiveEvidence("page.pdf", content), RESIDENT, case, Attempted("a"))
    assert not EvidenceFile.objects.exists()


@given(st.binary(min_size=1, max_size=200))
def test_what_is_taken_begins_as_a_file_of_its_type(content: bytes) -> None:
    try:
        kind = media_type(content)
    except Refused:
        return
    assert kind in TYPES
    assert content.startswith((b"\xff\xd8\xff", b"\x89PNG")) or b"%PDF" in content


def test_an_empty_file_and_one_that_is_too_large_are_refused() -> None:
    with pytest.raises(Refused, match="empty"):
        media_type(b"")
    assert media_type(PDF.ljust(MOST_BYTES, b" ")) == "application/pdf"
    with pytest.raises(Refused, match="8 MB"):
        media_type(PDF.ljust(MOST_BYTES + 1, b" "))


@given(st.binary(max_size=2000))
def test_a_file_is_kept_once_encrypted_and_comes_out_as_it_went_in(content: bytes) -> None:
    name = store(content)
    written = path_of(name).read_bytes()
    assert store(content) == name
    assert path_of(name).read_bytes() == written
    assert content_of(name) == content
    assert len(content) < 8 or content not in written
    assert not [p for p in path_of(name).parent.iterdir() if p.name.startswith(".")]


def test_old_keys_still_read_files_and_a_missing_one_is_told(settings: LazySettings) -> None:
    name, old = store(PDF), settings.DATA_KEYS
    settings.DATA_KEYS = f"{Fernet.generate_key().decode()},{old}"
    assert content_of(name) == PDF
    settings.DATA_KEYS = Fernet.generate_key().decode()
    with pytest.raises(ValueError, match="NEXTWAVE_DATA_KEYS"):
        content_of(name)


def test_a_file_with_another_content_is_never_given_out() -> None:
    name, other = store(PDF), store(PNG)
    path_of(name).write_bytes(path_of(other).read_bytes())
    with pytest.raises(ValueError, match="not what was stored"):
        content_of(name)
    path_of(name).write_bytes(b"broken")
    with pytest.raises(ValueError, match="damaged"):
        content_of(name)


def test_of_a_refused_upload_no_file_is_left(filed: Filing, people: dict[str, Actor], settings: LazySettings) -> None:
    case = filed()
    for actor, attempted in ((people["auditor"], Attempted("a")), (people["worker"], Attempted("b", seen=99))):
        with pytest.raises(Refused):
            do(GiveEvidence("page.pdf", PDF), actor, case, attempted)
    with pytest.raises(Stale):
        do(GiveEvidence("page.pdf", PDF), RESIDENT, case, Attempted("c", seen=99))
    assert not Path(settings.EVIDENCE).exists()


def test_a_file_answers_the_request_it_was_asked_by(filed: Filing, people: dict[str, Actor]) -> None:
    case, other = filed(), filed("file-2")
    do(AskForEvidence([("p1", "rent"), ("p1", "rent"), ("p2", "birth_date")]), people["worker"], case, Attempted("ask"))
    asked = case.evidence_requests.get(fact="rent")
    do(GiveEvidence("rent.pdf", PDF, request=asked.pk), RESIDENT, case, Attempted("give"))
    found = EvidenceFile.objects.get()
    assert (found.of, found.fact, found.size, found.media_type) == ("p1", "rent", len(PDF), "application/pdf")
    with pytest.raises(Refused, match="not asked for"):
        do(GiveEvidence("rent.pdf", PDF, request=asked.pk), RESIDENT, other, Attempted("elsewhere"))
