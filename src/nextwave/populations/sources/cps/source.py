"""The survey file: fetched from the package index by name, version and hash, and read.

`taxcalc` 6.8.0 (source distribution, CC0) holds `taxcalc/cps.csv.gz`, filing units of the March Current
Population Surveys for 2012 to 2014, and `taxcalc/growfactors.csv`, yearly growth of kinds of money.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from nextwave.population.building.source import SourceError

VERSION = "6.8.0"
SHA256 = "3813377ba9c5a4cdc1854093dff84f3d942ae6cd16593e142daf37bf385db024"

#: What is read of the file: counts of people, ages, and money by year in dollars.
COUNTS = (
    "fips",
    "h_seq",
    "a_lineno",
    "ffpos",
    "s006",
    "FLPDYR",
    "MARS",
    "XTOT",
    "nu18",
    "n1820",
    "n21",
    "nu06",
    "nu13",
)
AGES = ("age_head", "age_spouse", "blind_head", "blind_spouse", "elderly_dependents")
MONEY = (
    "e00200p", "e00200s", "e00900p", "e00900s", "e02100p", "e02100s", "e00300", "e00400", "e00600", "e00800",
    "e01400", "e01500", "e02300", "e02400", "e17500", "e18500", "e19200", "e32800", "ssi_ben", "snap_ben", "tanf_ben",
    "vet_ben",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Survey:
    """The filing units and, by kind, the growth factor of each year over the year before."""

    units: pl.DataFrame
    growth: dict[str, dict[int, str]]
    name: str
    sha256: str


def fetched(folder: Path) -> Path:
    """The source distribution, fetched into a folder. Raises SourceError."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--no-binary", "taxcalc", f"taxcalc=={VERSION}", "--dest", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    found = sorted(folder.glob("taxcalc-*.tar.gz"))
    if done.returncode != 0 or not found:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1][:300]
        raise SourceError(
            f"taxcalc {VERSION} could not be fetched from the package index: {last}\n"
            "  To do: connect to a package index, or fetch the source distribution elsewhere and name it: --source FILE"
        )
    return found[0]


def read(path: Path | None, sha256: str = SHA256) -> Survey:
    """The survey from a source distribution; without a path it is fetched. Raises SourceError."""
    if path is None:
        with tempfile.TemporaryDirectory() as folder:
            return read(fetched(Path(folder)), sha256)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}\n  To do: name the file taxcalc-{VERSION}.tar.gz") from None
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise SourceError(
            f"{path.name} is not the file that this version knows: its SHA-256 is {found}, not {sha256}\n"
            f"  To do: fetch taxcalc {VERSION} (source distribution) again"
        )
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            units = gzip.decompress(_member(archive, "cps.csv.gz"))
            growth = _member(archive, "growfactors.csv").decode()
    except (tarfile.TarError, EOFError, OSError) as error:
        raise SourceError(f"{path.name} is damaged: {error}\n  To do: fetch it again") from None
    wanted = [*COUNTS, *AGES, *MONEY]
    header = units[: units.index(b"\n")].decode().strip().split(",")
    missing = [c for c in wanted if c not in header]
    if missing:
        raise SourceError(f"cps.csv.gz has no column {', '.join(missing)}\n  To do: use taxcalc {VERSION}")
    frame = pl.read_csv(units, columns=wanted, schema_overrides=dict.fromkeys(wanted, pl.Int64))
    factors: dict[str, dict[int, str]] = {}
    for row in csv.DictReader(io.StringIO(growth)):
        for kind, factor in row.items():
            if kind != "YEAR":
                factors.setdefault(kind, {})[int(row["YEAR"])] = factor
    return Survey(frame.select(wanted), factors, f"taxcalc {VERSION}", found)


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    for member in archive:
        if member.name.endswith(f"/taxcalc/{name}"):
            opened = archive.extractfile(member)
            if opened is not None:
                return opened.read()
    raise SourceError(f"the archive holds no taxcalc/{name}\n  To do: use the source distribution of taxcalc {VERSION}")
