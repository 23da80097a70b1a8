"""Files that people give: so many and no more, under names that do nothing, and looked at where a scanner is set."""

from __future__ import annotations

import stat
import urllib.error
import urllib.request
from collections.abc import Iterator
from email import message_from_string
from pathlib import Path

import pytest

from tests.outside.service import Service, served, usual_environment

PDF = b"%PDF-1.7\n1 0 obj\n"
#: The harmless text that every scanner calls harmful, in two parts so that none finds it here.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
#: Stands in for a scanner: harmful where the text is in it, and no answer while a file says so.
SCANNER = '#!/bin/sh\n[ -e "$(dirname "$0")/broken" ] && exit 2\ngrep -q "EICAR-STANDARD" && exit 1\nexit 0\n'


class Giver:
    """A worker's program with a case of its own."""

    def __init__(self, service: Service, name: str) -> None:
        self.service, self.given = service, 0
        self.token = service.token(name)
        self.case = self.file(name)

    def file(self, key: str) -> str:
        sent = {"people": {"p1": "Ana Ruiz"}}
        status, answer = self.service.api(
            "POST", "/applications", sent, self.token, **{"Idempotency-Key": f"{key}-file"}
        )
        assert status == 201, answer
        return str(answer["reference"])

    def give(self, name: str, content: bytes) -> tuple[int, str]:
        self.given += 1
        mark = "a-mark-that-is-in-no-file"
        head = f'--{mark}\r\nContent-Disposition: form-data; name="document"; filename="{name}"\r\n\r\n'
        request = urllib.request.Request(
            f"{self.service.address}/api/v1/cases/{self.case}/evidence",
            data=head.encode() + content + f"\r\n--{mark}--\r\n".encode(),
            headers={
                "Content-Type": f"multipart/form-data; boundary={mark}",
                "Authorization": f"Bearer {self.token}",
                "Idempotency-Key": f"evidence-{self.given:04}",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def names(self) -> list[str]:
        status, case = self.service.api("GET", f"/cases/{self.case}?reason=review", token=self.token)
        assert status == 200, case
        return [one["name"] for one in case["evidence"]]


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, Path]]:
    folder = tmp_path_factory.mktemp("scanner")
    (folder / "scan").write_text(SCANNER)
    (folder / "scan").chmod(stat.S_IRWXU)
    environment = usual_environment(folder / "data", NEXTWAVE_SCANNER=str(folder / "scan"))
    with served(environment) as service:
        yield service, folder


@pytest.fixture(scope="module")
def giver(scanned: tuple[Service, Path]) -> Giver:
    return Giver(scanned[0], "wim")


@pytest.mark.parametrize(
    "name",
    ["=cmd|calc.csv", "+1+1.pdf", "@SUM(A1).pdf", "rent\u202efdp.exe", "a\u2066b\u200b.pdf", "..\\..\\boot.pdf", "CON.pdf",
     "x" * 300 + ".pdf", "tab\tbreak.pdf"],
)  # fmt: skip
def test_a_name_does_nothing(giver: Giver, name: str) -> None:
    before = giver.names()
    assert giver.give(name, PDF + name.encode())[0] == 201
    (kept,) = giver.names()[len(before) :]
    assert kept[0] not in "=+-@."
    assert not set(kept) & set("\u202e\u2066\u200b\\/|\t"), kept
    assert len(kept) <= 130
    assert kept.endswith(".pdf"), "the ending is that of its content"
    assert kept.split(".")[0].upper() != "CON"


def test_a_saved_file_has_the_name_that_is_shown(giver: Giver) -> None:
    giver.give("rent\u202efdp.exe", PDF + b"saved")
    page = giver.service.staff("wim")
    page.send(f"/cases/{giver.case}/", {"reason": "review"})
    page.get(f"/cases/{giver.case}/evidence/1/")
    found = message_from_string(f"Content-Disposition: {page.headers.get('Content-Disposition', '')}")
    assert "%E2%80%AE" not in str(found) and "cmd|" not in str(found)


def test_what_the_scanner_finds_is_not_taken(giver: Giver) -> None:
    status, said = giver.give("letter.pdf", PDF + EICAR)
    assert status in (400, 409, 422), said
    assert "harmful" in said


def test_while_the_scanner_does_not_answer_nothing_is_taken(giver: Giver, scanned: tuple[Service, Path]) -> None:
    broken = scanned[1] / "broken"
    broken.touch()
    try:
        status, said = giver.give("letter.pdf", PDF + b"while broken")
        assert status in (400, 409, 422, 503), said
        assert "virus" in said
    finally:
        broken.unlink()
    assert giver.give("letter.pdf", PDF + b"afterwards")[0] == 201


def test_a_case_takes_so_much_and_says_what_is_left(scanned: tuple[Service, Path]) -> None:
    giver = Giver(scanned[0], "wanda")
    answers = [giver.give(f"{n}.pdf", (PDF + str(n).encode()).ljust(7_900_000, b" ")) for n in range(8)]
    refused = [said for status, said in answers if status != 201]
    assert refused, "eight files of 8 MB were taken"
    assert "left" in refused[0] and "MB" in refused[0]
    assert answers[0][0] == 201
