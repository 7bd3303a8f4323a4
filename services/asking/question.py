"""What a source is asked, as far as its answers follow from it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from services.wall_file.secretive import secrets_of

if TYPE_CHECKING:
    from services.settings import Source

_LABELS = {"name", "system", "cadence", "provider", "contact", "sensitivity"}
"""What people call a source, and how its figures are judged."""
_PATIENCE = {"every", "deadline", "connect"}


def question(source: Source) -> str:
    """SHA-256 of the settings that an answer follows from. Where it differs, an earlier cursor may mean
    something else: an ETag would confirm what another mapping would read otherwise. A secret that is
    written out has no part in it: who reads a cache could try which one it was.
    """
    said = source.model_dump_json(exclude=_LABELS | _PATIENCE, fallback=str)
    for _, secret in secrets_of(source):
        if secret.kind == "literal":
            said = said.replace(json.dumps(secret.name, ensure_ascii=False), "")
    return hashlib.sha256(said.encode("utf-8", errors="surrogatepass")).hexdigest()


def asked_alike(one: Source, other: Source) -> bool:
    """Both are asked the same in the same way and at the same pace."""
    return one.model_copy(update={name: getattr(other, name) for name in _LABELS}) == other
