"""The garbage collector rests while a rulebook is made, and goes on afterwards."""

from __future__ import annotations

import gc

import pytest

from nextwave.rulebook.collecting import paused


def test_it_is_paused_within_and_goes_on_after() -> None:
    with paused():
        assert not gc.isenabled()
        with paused():
            pass
        assert not gc.isenabled(), "what is paused twice goes on after the outer end"
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="wrong"), paused():
        raise ValueError("wrong")
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    try:
        with paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
