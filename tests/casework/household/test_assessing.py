"""Results of a household are kept with their fingerprint."""

from __future__ import annotations

import hashlib

from nextwave.casework.household.assessing import digest_of


def test_a_fingerprint_is_of_the_text_in_utf_8_whatever_the_order_of_its_names() -> None:
    text = '{"a":"año","b":[1,null]}'
    assert digest_of({"b": [1, None], "a": "año"}) == hashlib.sha256(text.encode()).hexdigest()
