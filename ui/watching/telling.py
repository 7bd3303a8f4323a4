"""Troubles that are seen from outside, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from services.clock import from_iso, iso
from services.phrase import phrase
from ui.watching.judging import Kind

if TYPE_CHECKING:
    from services.phrase import Phrase
    from services.words import Words


BLIND = phrase(
    "Ở đây không chụp được màn hình: chỉ canh được giao diện của tường, không canh được hình trên màn hình."
)
STOPPED = phrase("Tiến trình canh tường đã dừng, đang mở lại; trong lúc đó không ai canh hình đứng")
GOES_ON = phrase("Tiến trình canh tường đã chạy lại")


@dataclass(frozen=True, slots=True)
class Turn:
    """A trouble begins, or is over."""

    kind: Kind
    screen: str
    """Empty of one that is no single screen's."""
    since: datetime
    lasted: float | None = None
    """Seconds; None: it begins."""

    @property
    def about(self) -> tuple[Kind, str]:
        return self.kind, self.screen

    def line(self) -> dict[str, object]:
        since = {"since": iso(self.since), "lasted": self.lasted}
        return {"say": "turn", "kind": self.kind.value, "screen": self.screen, **since}


def turn_of(said: dict[str, Any]) -> Turn | None:
    match said:
        case {
            "say": "turn",
            "kind": str() as kind,
            "screen": str() as screen,
            "since": str() as since,
            "lasted": (None | int() | float()) as lasted,
        }:
            return Turn(Kind(kind), screen, from_iso(since), lasted)
        case _:
            return None


def said(turn: Turn, words: Words) -> Phrase:
    """`words` write its time and how long it lasted."""
    time = words.time(turn.since, seconds=True)
    if turn.lasted is None:
        return _began(turn, time)
    return _over(turn, time, words.duration(timedelta(seconds=turn.lasted)))


def _began(turn: Turn, time: str) -> Phrase:
    screen = turn.screen
    match turn.kind:
        case Kind.STUCK:
            return phrase("Giao diện của tường đứng từ {time}", time=time)
        case Kind.FROZEN:
            return phrase("Hình trên màn hình {screen} đứng từ {time}", screen=screen, time=time)
        case Kind.BLACK:
            return phrase("Màn hình {screen} tối đen từ {time}", screen=screen, time=time)
        case Kind.PLAIN:
            return phrase("Màn hình {screen} chỉ còn một màu từ {time}", screen=screen, time=time)
        case Kind.COVERED:
            return phrase(
                "Màn hình {screen} bị che từ {time}: có cửa sổ khác nằm trên tường",
                screen=screen,
                time=time,
            )


def _over(turn: Turn, time: str, lasted: str) -> Phrase:
    screen = turn.screen
    match turn.kind:
        case Kind.STUCK:
            return phrase("Giao diện của tường đứng {lasted} lúc {time}", lasted=lasted, time=time)
        case Kind.FROZEN:
            return phrase(
                "Hình trên màn hình {screen} chạy lại, đã đứng {lasted} từ {time}",
                screen=screen,
                lasted=lasted,
                time=time,
            )
        case Kind.BLACK | Kind.PLAIN:
            return phrase(
                "Màn hình {screen} có hình lại, đã mất hình {lasted} từ {time}",
                screen=screen,
                lasted=lasted,
                time=time,
            )
        case Kind.COVERED:
            return phrase(
                "Màn hình {screen} hết bị che, đã bị che {lasted} từ {time}",
                screen=screen,
                lasted=lasted,
                time=time,
            )
