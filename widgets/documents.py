"""What edXML's state codes mean: the way of a document, its labels, and when it is overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.settings import Wording
from services.wall_file.built_in import document_states
from services.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from services.records import Document, DocumentState

DONE = "06"
CLOSED = frozenset({"02", DONE, "15", "16"})
"""Refused, done, and a recall that was answered: nobody works on it any more, so it can't be overdue.
A code that nobody knows is open."""
WAY = ("01", "03", "04", "05", DONE)
"""The usual way of a document, in order; the other codes come after it."""
UNSAID = Wording(vi="Chưa rõ trạng thái", en="State unknown", short="Chưa rõ", short_en="Unknown")


def label(code: str, declared: Mapping[str, Wording]) -> Wording:
    """What the wall file calls the state, else its usual name, else the code itself."""
    if not code:
        return UNSAID
    return declared.get(code) or document_states().get(code) or Wording(vi=plain(code))


def standing_at(
    documents: Iterable[Document], states: Iterable[DocumentState]
) -> dict[str, DocumentState | None]:
    """Where each document stands: at the organ that is least far with it. A document without a state
    has None, one of which only the state is known is counted too.
    """
    where: dict[str, DocumentState | None] = {document.uid: None for document in documents}
    for state in states:
        before = where.get(state.document)
        if before is None or _step(state.code) < _step(before.code):
            where[state.document] = state
    return where


def is_overdue(
    due: datetime | None, state: DocumentState | None, reckoned: datetime | None
) -> bool:
    """Due before the source last confirmed that it is still open: while a source is silent, nothing
    becomes overdue.
    """
    if due is None or reckoned is None or (state is not None and state.code in CLOSED):
        return False
    return due < reckoned


def _step(code: str) -> tuple[int, int, str]:
    """Open before closed; on the usual way before what left it."""
    on_way = WAY.index(code) if code in WAY else len(WAY)
    return (code in CLOSED, on_way, code)
