"""The simulated province in the foreground."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, override

import click

from services.clock import OffsetClock
from services.phrase import phrase
from services.simulation.faults import KINDS, curl
from services.simulation.province import SYSTEMS
from services.simulation.serving import serve
from services.wall_file.built_in import systems
from services.words.system_errors import why
from ui.moment import moment
from ui.outcome import Refused, Status
from ui.terminal import give

if TYPE_CHECKING:
    from datetime import datetime

    from services.clock import Clock
    from ui.requests import Simulate
    from ui.terminal import Terminal


def simulate(asked: Simulate, terminal: Terminal, clock: Clock) -> Status:
    words = terminal.words
    for system, kind in asked.faults:
        if system not in SYSTEMS or kind not in KINDS:
            raise click.UsageError(
                words.say("không có lỗi “{kind}” của “{system}”", kind=kind, system=system)
            )
    if asked.clock is not None:
        start: datetime = moment(asked.clock, words.zone, words)
        clock = OffsetClock(start)
    try:
        serve(
            port=asked.port,
            seed=asked.seed,
            clock=clock,
            faults=dict(asked.faults),
            out=_Results(),
            until=sys.stdin.buffer if asked.until_stdin_closes else None,
            names={id: system.name.full_in(words.lang) for id, system in systems().items()},
            # A wall that started it knows both.
            ready=None if asked.until_stdin_closes else lambda root: _explain(root, terminal),
        )
    except OSError as error:
        raise Refused(
            Status.NOT_HAD,
            phrase(
                "Không mở được cổng {port}: {why}", port=str(asked.port), why=words.say(why(error))
            ),
        ) from error
    return Status.DONE


class _Results(io.StringIO):
    """What the province says of itself, given when it is whole."""

    @override
    def flush(self) -> None:
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        if text:
            give(text.removesuffix("\n"))


def _explain(root: str, terminal: Terminal) -> None:
    terminal.tell(phrase("Kết thúc: Ctrl+C. Làm hỏng một hệ thống, ví dụ:"))
    terminal.note(f"  {curl(root)}")
    terminal.tell(phrase("Các kiểu hỏng: {kinds} (none: hết hỏng).", kinds=", ".join(KINDS)))
