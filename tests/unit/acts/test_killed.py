"""A wall that is killed two hundred times, at any instant, loses no act that it had confirmed."""

from __future__ import annotations

import multiprocessing
import random
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from services.acts import Journal, verify
from services.clock import SystemClock
from tests.unit.acts.telling import scene, told

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    import pytest

KILLS = 200
LONGEST = 0.03
"""Seconds that it writes before it is killed, at most; an act takes a millisecond or less."""


def writes(path: Path, confirmed: Connection[tuple[int, str], Any]) -> None:
    """A wall on which somebody changes the scene as fast as it is recorded. It never ends."""
    journal = Journal(path, SystemClock())
    while True:
        entry = journal.append(scene("một", "hai")).result()
        confirmed.send((entry.sequence, entry.hash))


def test_two_hundred_kills_lose_no_confirmed_act(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A child would begin by importing pytest, as its parent's main module did.
    for name in ("__file__", "__spec__"):
        monkeypatch.setattr(sys.modules["__main__"], name, None, raising=False)
    chance = random.Random(7)
    confirmed: dict[int, str] = {}
    for _ in range(KILLS):
        confirmed |= _killed_after(path, chance.uniform(0, LONGEST))
    # Before anything is opened for writing: what the last kill left is what is there.
    proof = verify(path)
    assert proof.broken is None
    said = told(path)
    assert [one["sequence"] for one in said] == list(range(1, len(said) + 1))
    hashes = dict(enumerate([*(one["previous"] for one in said[1:]), proof.head], start=1))
    assert {number: hashes[number] for number in confirmed} == confirmed
    assert len(confirmed) >= KILLS
    assert not list(path.parent.glob("*.broken-*"))


def _killed_after(path: Path, seconds: float) -> dict[int, str]:
    """The acts that it confirmed: the first, and those of some time more. Where the system can, it
    is a fork of one that has imported everything: starting Python takes longer than all else here.
    """
    able = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in able else "spawn")
    if "forkserver" in able:
        context.set_forkserver_preload([__name__])
    heard, says = context.Pipe(duplex=False)
    wall = context.Process(target=writes, args=(path, says))  # type: ignore[attr-defined] # of both
    wall.start()
    says.close()
    first: tuple[int, str] = heard.recv()
    confirmed = dict([first])
    wall.join(seconds)
    wall.kill()
    wall.join()
    with heard, suppress(EOFError, OSError):  # what it had said in part it had not said
        while True:
            number, hash = heard.recv()
            confirmed[number] = hash
    wall.close()
    return confirmed
