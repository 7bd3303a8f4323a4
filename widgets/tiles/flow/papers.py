"""Documents on their way, each with where it stands and whether it is overdue, whoever told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.records import Document, DocumentState
from widgets.documents import CLOSED, DONE, is_overdue, standing_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from services.cache import Fact
    from services.records import Record
    from services.views import Knowledge


@dataclass(frozen=True, slots=True)
class Paper:
    """One document as of its source's last confirmation."""

    source: str
    document: Document | None
    """None: only its state is known."""
    state: DocumentState | None
    """Of the organ that is least far with it."""
    overdue: bool

    @property
    def code(self) -> str:
        """Empty where nobody said."""
        return self.state.code if self.state else ""

    @property
    def due(self) -> datetime | None:
        return None if self.document is None else self.document.due

    @property
    def closed(self) -> bool:
        return self.code in CLOSED

    @property
    def punctual(self) -> bool | None:
        """Done by its due date; None where that isn't known, or where it isn't done."""
        state, due = self.state, self.due
        if state is None or state.code != DONE or state.since is None or due is None:
            return None
        return state.since <= due


def papers(sources: Sequence[str], knowledge: Knowledge) -> tuple[list[Paper], list[Fact[Record]]]:
    """With the facts that they are read from."""
    read: list[Fact[Record]] = []
    found: list[Paper] = []
    for source in sources:
        documents = knowledge.facts((source,), Document)
        states = knowledge.facts((source,), DocumentState)
        read += [*documents, *states]
        found += _of(
            source,
            [fact.record for fact in documents],
            [fact.record for fact in states],
            knowledge,
        )
    return found, read


def _of(
    source: str,
    documents: Sequence[Document],
    states: Sequence[DocumentState],
    knowledge: Knowledge,
) -> Iterator[Paper]:
    known = {document.uid: document for document in documents}
    reckoned = knowledge.confirmed((source,))
    for uid, state in standing_at(documents, states).items():
        document = known.get(uid)
        due = None if document is None else document.due
        yield Paper(source, document, state, is_overdue(due, state, reckoned))
