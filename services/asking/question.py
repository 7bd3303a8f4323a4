"""What a source is asked, as far as its answers follow from it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.settings import Source

_LABELS = {"name", "system", "cadence", "provider", "contact", "sensitivity"}
"""What people call a source, and how its figures are judged."""
_PATIENCE = {"every", "deadline", "connect"}


def question(source: Source) -> str:
    """SHA-256 of the settings that an answer follows from. Where it differs, an earlier cursor may mean
    something else: an ETag would confirm what another mapping would read otherwise.
    """
    said = source.model_dump_json(exclude=_LABELS | _PATIENCE, fallback=str)
    return hashlib.sha256(said.encode("utf-8", errors="surrogatepass")).hexdigest()


def asked_alike(one: Source, other: Source) -> bool:
    """Both are asked the same in the same way and at the same pace."""
    return one.model_copy(update={name: getattr(other, name) for name in _LABELS}) == other
