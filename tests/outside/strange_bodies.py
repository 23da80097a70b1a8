"""Bodies of assessments as someone sends them who wants to know what happens: large, deep, contradictory, misspelt."""

from __future__ import annotations

import json
import random
from typing import Any

#: Facts by the kind of value that they take, some of each.
TRUTHS = ("pregnant", "has_disability", "eats_apart", "homeless", "student")
AMOUNTS = ("rent", "social_security", "pension", "child_support_paid", "unemployment")
DAYS = ("2026-11-01", "2026-11-17", "2026-10-03", "2025-12-31", "2024-10-01", "2019-01-01", "2031-07-04", "yesterday")


def body(seed: int) -> bytes:
    """One body; the same seed makes the same one."""
    r = random.Random(seed)
    kind = r.random()
    if kind < 0.05:
        return r.choice([_deep(r), _digits(r), b"", b"{", b"\xff\xfe{}", b"[" * r.choice((100, 900, 100_000))])
    if kind < 0.45:
        return json.dumps(_request(r, r.choice((1, 2, 3, 4, 5, 6, 8, 12, 16, 20, 20, 21)))).encode()
    if kind < 0.6:
        return json.dumps([_request(r, r.choice((1, 2, 3, 6))) for _ in range(r.choice((2, 10, 60)))]).encode()
    if kind < 0.7:
        one = _request(r, r.choice((1, 4, 12)))
        return json.dumps([one] * r.choice((4, 100, 1_000, 1_001))).encode()
    if kind < 0.85:
        return json.dumps(_misspelt(r)).encode()
    return json.dumps(_many_values(r)).encode()


def _request(r: random.Random, people: int) -> dict[str, Any]:
    ids = [f"p{k}" for k in range(people)]
    known = r.choice((0, 0, 0.1, 0.3, 0.6))
    whole = {"people": [_person(r, of, ids, known) for of in ids], "household": {}}
    if r.random() < 0.1:
        whole["complete"] = r.choice([False, True, "no"])  # type: ignore[assignment]
    return {"on": r.choice(DAYS[:3]) if r.random() < 0.8 else r.choice(DAYS), "situation": whole}


def _person(r: random.Random, of: str, ids: list[str], known: float) -> dict[str, Any]:
    others = [i for i in ids if i != of]
    made: dict[str, Any] = {"id": of}
    if r.random() < known:
        made["birth_date"] = f"{r.randint(1930, 2026)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}"
    for name in TRUTHS:
        if r.random() < known:
            made[name] = r.random() < 0.5
    for name in AMOUNTS:
        if r.random() < known:
            made[name] = {"amount": str(r.randint(0, 3_000)), "per": r.choice(("week", "month", "year"))}
    if r.random() < known:
        made["jobs"] = [{"id": f"{of}j{k}", "pay": {"amount": "99.00", "per": "week"}} for k in range(r.randint(0, 6))]
    if r.random() < 0.2:
        made["parents"] = others if r.random() < 0.5 else r.sample(others, min(2, len(others)))
    if r.random() < 0.2:
        made["spouse"] = r.choice([*others, None, of, "nobody"])
    return made


def _misspelt(r: random.Random) -> dict[str, Any]:
    names = {f"{r.choice((*TRUTHS, *AMOUNTS))}{k}": k for k in range(r.choice((10, 1_000, 15_000)))}
    where = r.choice(("person", "household", "situation", "request"))
    one: dict[str, Any] = {"on": DAYS[0], "situation": {"people": [{"id": "p0"}], "household": {}}}
    at = {"person": one["situation"]["people"][0], "household": one["situation"]["household"]}
    {**at, "situation": one["situation"], "request": one}[where].update(names)
    return one


def _many_values(r: random.Random) -> dict[str, Any]:
    many = r.choice((10, 200, 5_000, 100_000))
    dated = [{"from": f"{1900 + k // 360}-{k // 30 % 12 + 1:02d}-{k % 30 + 1:02d}", "value": True} for k in range(many)]
    value: Any = r.choice(
        [
            dated,
            {"one_of": [str(k) for k in range(many)]},
            {"amount": {"one_of": ["1"] * many}, "per": "month"},
            {"between": list(range(many))},
            {"amount": "9" * many, "per": "month"},
            "x" * many,
            [["x"] * 10] * (many // 10),
            {str(k): k for k in range(many)},
        ]
    )
    named = r.choice((*TRUTHS, *AMOUNTS, "parents", "spouse", "jobs", "immigration_status", "birth_date"))
    people = [{"id": f"p{k}", named: value} for k in range(r.choice((1, 3)))]
    return {"on": DAYS[0], "situation": {"people": people}}


def _deep(r: random.Random) -> bytes:
    depth = r.choice((50, 500, 950, 5_000))
    inner = b"[" * depth + b"]" * depth if r.random() < 0.5 else b'{"a":' * depth + b"1" + b"}" * depth
    return b'{"on": "2026-11-01", "situation": {"people": [{"id": "p0", "pregnant": ' + inner + b"}]}}"


def _digits(r: random.Random) -> bytes:
    digits = b"9" * r.choice((18, 30, 400, 5_000))
    return (
        b'{"on": "2026-11-01", "situation": {"people": [{"id": "p0", "rent": {"amount": '
        + digits
        + b', "per": "month"}}]}}'
    )
