"""Since when a service is in its state, where its source doesn't say: since the answer that told another
one. Of the first that is ever heard of it nobody knows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from services.cache.bodies import decode, encode
from services.records import ServiceHealth

if TYPE_CHECKING:
    from datetime import datetime

    from services.cache.answer import Said
    from services.cache.facts import Version


def in_its_state(old: Version, said: Said, received: datetime) -> Said:
    """`received`: when the answer was that says it."""
    comes = said.record
    if not isinstance(comes, ServiceHealth) or comes.since is not None:
        return said
    stands = decode(old.kind, old.uid, old.body, None)
    if not isinstance(stands, ServiceHealth):
        return said
    since = stands.since if stands.state == comes.state else received
    if since is None:
        return said
    told = replace(comes, since=since)
    return replace(said, record=told, body=encode(told))
