"""What an answer says of a figure that already stands with a level."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.cache.bodies import decode, encode
from services.cache.times import UNDATED, instant
from services.levels import settled
from services.records import Observation

if TYPE_CHECKING:
    from services.cache.answer import Said
    from services.cache.facts import Version


def by_level(old: Version, said: Said) -> Said:
    """An earlier level confirms what stands; a later one says what it replaced."""
    comes = said.record
    if not (isinstance(comes, Observation) and comes.level is not None and said.valued):
        return said
    stands = decode(old.kind, old.uid, old.body, None)
    counts = settled(stands, comes) if isinstance(stands, Observation) else comes
    if counts is stands:
        own = None if old.own_time in {None, UNDATED} else old.own_time
        at = None if own is None else instant(own)
        return replace(said, record=replace(stands, at=at), body=old.body, fault=None)
    return said if counts is comes else replace(said, record=counts, body=encode(counts))
