"""What a source is asked, as far as its answers follow from it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.settings import Source

_NO_PART = {
    "name",
    "system",
    "every",
    "cadence",
    "deadline",
    "connect",
    "provider",
    "contact",
    "sensitivity",
}
"""How often and how patiently is asked, and what people call it: the answers are the same."""


def question(source: Source) -> str:
    """SHA-256 of the settings that an answer follows from. Where it differs, an earlier cursor may mean
    something else: an ETag would confirm what another mapping would read otherwise.
    """
    said = source.model_dump_json(exclude=_NO_PART, fallback=str)
    return hashlib.sha256(said.encode("utf-8", errors="surrogatepass")).hexdigest()
