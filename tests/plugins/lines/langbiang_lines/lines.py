"""Lines of text, each a name and a number: `queue 12`. Small machines answer so."""

from __future__ import annotations

from typing import TYPE_CHECKING, override

from services.connectors import Answered
from services.door import Request
from services.news import Covers
from services.phrase import phrase
from services.plain import number, plain
from services.quantities import Text
from services.records import Observation
from services.settings import Source

if TYPE_CHECKING:
    from services.door import Door

MOST = 1000


class Lines(Source):
    """Các dòng chữ, mỗi dòng một tên và một số."""

    comment: Text = "#"
    """Dòng bắt đầu bằng chữ này được bỏ qua."""

    @override
    def gives(self) -> frozenset[str]:
        return frozenset({"observations"})


def normalise(settings: Lines, body: bytes) -> tuple[tuple[Observation, ...], int, bool]:
    """The figures, how many lines could not be read, and whether some were left out."""
    lines = body.decode("utf-8", "replace").splitlines()
    said = [line for line in lines[:MOST] if line.strip() and not line.startswith(settings.comment)]
    figures: dict[str, Observation] = {}
    for line in said:
        name, _, written = plain(line).rpartition(" ")
        value = number(written)
        if name and value is not None:
            figures[name] = Observation(uid=name, indicator=name, value=value)
    return tuple(figures.values()), len(said) - len(figures), len(lines) > MOST


class LinesConnector:
    name = "lines"
    settings = Lines

    def ask(self, settings: Lines, door: Door, cursor: str | None) -> Answered:
        del cursor  # each answer is the whole truth
        answer = door.ask(Request())
        figures, unread, cut = normalise(settings, answer.body)
        return Answered(
            records=figures,
            asked=answer.asked,
            received=answer.received,
            covers=Covers.PART if cut else Covers.ALL,
            notes=(phrase("Không đọc được {count} dòng", count=unread),) if unread else (),
        )


CONNECTOR = LinesConnector()
