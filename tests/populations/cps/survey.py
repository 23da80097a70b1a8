"""A small archive of the form of taxcalc's source distribution, made up for tests."""

from __future__ import annotations

import gzip
import hashlib
import io
import random
import tarfile
from pathlib import Path

from nextwave.populations.sources.cps.money import KINDS
from nextwave.populations.sources.cps.source import AGES, COUNTS, MONEY

HEADER = [*COUNTS, *AGES, *MONEY]


def archive(folder: Path, households: int = 40, header: list[str] | None = None, seed: int = 3) -> tuple[Path, str]:
    """Writes it; returns its path and hash."""
    r = random.Random(seed)
    lines = [",".join(header or HEADER)]
    for h in range(households):
        children, couple = r.choice((0, 0, 1, 2, 3)), r.random() < 0.4
        row = dict.fromkeys(HEADER, 0)
        row |= {"fips": 53, "h_seq": 100 + h, "a_lineno": 1, "ffpos": 1, "s006": 50_000 + h, "FLPDYR": 2014}
        row |= {"age_head": r.randint(25, 80), "age_spouse": r.randint(25, 80) if couple else 0, "MARS": 1 + couple}
        row |= {
            "nu18": children,
            "nu13": children,
            "nu06": min(1, children),
            "n21": 1 + couple,
            "XTOT": 1 + couple + children,
        }
        row |= {
            "e00200p": r.choice((0, 12_000, 60_000)),
            "snap_ben": r.choice((0, 1_500)),
            "e02400": r.choice((0, 14_000)),
        }
        lines.append(",".join(str(row[c]) for c in header or HEADER))
        if h % 5 == 0:
            row |= {
                "a_lineno": 4,
                "ffpos": 2,
                "s006": 40_000,
                "age_head": 30,
                "age_spouse": 0,
                "nu18": 0,
                "nu13": 0,
                "nu06": 0,
                "n21": 1,
                "XTOT": 1,
            }
            lines.append(",".join(str(row[c]) for c in header or HEADER))
    kinds = sorted(set(KINDS.values()))
    growth = [",".join(["YEAR", *kinds])] + [",".join([str(y), *["1.02"] * len(kinds)]) for y in range(2011, 2037)]
    path = folder / "taxcalc-6.8.0.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for name, content in (
            ("cps.csv.gz", gzip.compress("\n".join(lines).encode())),
            ("growfactors.csv", "\n".join(growth).encode()),
        ):
            member = tarfile.TarInfo(f"taxcalc-6.8.0/taxcalc/{name}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return path, hashlib.sha256(path.read_bytes()).hexdigest()
