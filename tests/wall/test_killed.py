"""A wall that is killed, again and again: what it had recorded is what it shows next."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, override

from services.clock import SystemClock, from_iso, iso
from tests.servers import free_port
from tests.wall.program import FIRST_PICTURE, LONGEST, running
from tests.wall.system import WALL, System
from ui.command_line import obey

if TYPE_CHECKING:
    from pathlib import Path

    from tests.wall.program import Home

KILLED_AT = (1, 3, 2, 5)
"""At which of its asks the wall is killed, each time it was started."""


class Counting(System):
    """Its figure is the number of its answers so far."""

    def __init__(self, port: int = 0, answers: int = 0) -> None:
        self.answers = answers
        super().__init__(port)

    @override
    def answer(self) -> bytes:
        self.answers += 1
        self.figures = {"tram": self.answers, "xa": self.answers}
        return super().answer()


def looked(wall: Path, out: Path, cache: Path) -> dict[str, Any]:
    """What the wall shows now."""
    arguments = ["snapshot", str(wall), "--out", str(out), "--cache", str(cache)]
    assert obey([*arguments, "--at", iso(datetime.now(UTC))], SystemClock()) == 0
    document: dict[str, Any] = json.loads((out / "wall.json").read_text(encoding="utf-8"))
    return document


def test_whenever_a_wall_is_killed_its_next_picture_is_what_it_knew_with_its_age(
    home: Home,
) -> None:
    cache, out, wall = home.path / "cache", home.path / "out", home.path / "tuong.yaml"
    system = Counting(free_port())
    text = WALL.format(url=system.url).replace("every: 1 s", "every: 200 ms")
    wall.write_text(text, encoding="utf-8")
    known = range(1)
    for asks in (*KILLED_AT, 0):
        system.close()
        started = datetime.now(UTC)
        with running(home, str(wall), "--cache", str(cache)) as going:
            going.wait_for(FIRST_PICTURE)
            check(looked(wall, out, cache), known, started)
            first = system.answers
            system = Counting(system.port, first)
            for _ in range(asks):
                assert system.asked.acquire(timeout=LONGEST)
            going.process.kill()
            going.ended()
        # An ask begins after what came of the one before was recorded; the last may be in time, too.
        known = range(max(first + asks - 1, known.start), system.answers + 1)
    system.close()


def check(seen: dict[str, Any], known: range, started: datetime) -> None:
    shown = next(
        tile
        for screen in seen["screens"]
        for tile in screen["tiles"]
        if tile["id"] == "number-tram"
    )
    (figure,) = shown["data"]["figures"]
    assert int(figure["value"] or 0) in known
    (source,) = seen["sources"]
    if figure["value"] is None:
        assert shown["state"] == "never"
        assert source["last_answered"] is None
        return
    assert from_iso(source["last_answered"]) < started
    roles = {text["role"]: text["full"] for text in shown["texts"]}
    assert roles["value"] == figure["value"]
    # The wall says how old the figure is, on a line of its own or on the badge.
    assert "age" in roles or " · " in roles["badge"]
