"""Keys of attempts are in spaces of their own: no key that someone chooses blocks or repeats what another does."""

from __future__ import annotations

import secrets

from tests.outside.applicants import file, fill_in, opened
from tests.outside.service import Service
from tests.outside.visitor import Visitor


def applied(demo: Service) -> tuple[Visitor, str]:
    """Someone with a case, and its reference."""
    visitor = demo.visitor()
    fill_in(visitor)
    reference = file(visitor)[0]
    assert reference
    return visitor, reference


def moves_in(resident: Visitor, name: str, key: str) -> bool:
    """Says that someone lives in the home now, under a key of one's own; whether it was taken."""
    resident.send("/case/moved-in/", {"name": name, "key": key})
    return bool(resident.location) and name in resident.follow()


def test_a_residents_key_does_not_block_a_programs_next_one(demo: Service) -> None:
    resident, _ = applied(demo)
    _, reference = applied(demo)
    key = secrets.token_hex(12)
    # Numbers of accounts can be guessed: this is how keys of programs were once kept.
    for number in range(1, 9):
        moves_in(resident, f"Guest {'abcdefghi'[number]}", f"api-{number}-{key}")
    status, answer = demo.api(
        "POST", f"/cases/{reference}/notes", {"text": "Called."}, demo.printed["token"], **{"Idempotency-Key": key}
    )
    assert status == 201, answer


def test_two_households_may_use_the_same_key(demo: Service) -> None:
    one, two = applied(demo)[0], applied(demo)[0]
    key = secrets.token_hex(16)
    assert moves_in(one, "Dee One", key)
    assert moves_in(two, "Dee Two", key)


def test_a_household_and_a_worker_on_its_case_may_use_the_same_key(demo: Service) -> None:
    resident, reference = applied(demo)
    key = secrets.token_hex(16)
    assert moves_in(resident, "Dee Three", key)
    staff = opened(demo, reference)
    staff.send(f"/cases/{reference}/people/add/", {"name": "Dee Four", "key": key})
    assert staff.location, staff.text[:500]
    assert "Dee Four" in staff.follow()


def test_two_programs_may_use_the_same_key_and_each_is_applied_once(demo: Service) -> None:
    _, reference = applied(demo)
    key = {"Idempotency-Key": secrets.token_hex(12)}
    sent = ("POST", f"/cases/{reference}/notes", {"text": "Called."}, demo.printed["token"])
    first, again = demo.api(*sent, **key), demo.api(*sent, **key)
    assert first[0] == again[0] == 201
    assert first[1]["event"] == again[1]["event"]
    staff = opened(demo, reference, "worker2")
    staff.send(f"/cases/{reference}/people/add/", {"name": "Dee Five", "key": key["Idempotency-Key"]})
    assert staff.location and "Dee Five" in staff.follow()
