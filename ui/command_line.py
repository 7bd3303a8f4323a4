"""From arguments to an exit status. Nothing that is nobody's defect ends in a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from services.phrase import phrase
from services.words import Words
from ui.commands import tree
from ui.defect import reported
from ui.interrupts import as_interrupts
from ui.language import spoken
from ui.outcome import Refused, Status
from ui.terminal import Terminal, Unread, speak_utf8
from ui.usage import refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.clock import Clock

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def obey(arguments: Sequence[str], clock: Clock) -> int:
    """Does what `arguments` (without the program's name) ask for; the exit status."""
    speak_utf8()
    words = Words(spoken(arguments), _ZONE)
    terminal = Terminal(words)
    try:
        with as_interrupts():
            done = tree(words, terminal, clock).main(
                list(arguments), prog_name="main.py", standalone_mode=False
            )
    except click.UsageError as error:
        terminal.note(refusal(error, words))
        return Status.WRONG_COMMAND
    except Refused as refused:
        if refused.said is not None:
            terminal.tell(refused.said)
        return refused.status
    except (KeyboardInterrupt, click.Abort):
        terminal.tell(phrase("Đã dừng theo yêu cầu."))
        return Status.NOT_HAD
    except Unread:
        return Status.DONE
    except ImportError as error:
        if (error.name or "").split(".")[0] != "PySide6":
            return _defect(error, terminal, clock)
        terminal.tell(phrase("Không nạp được Qt: {why}. Chạy “make run” để cài đủ.", why=error.msg))
        return Status.NOT_HAD
    except Exception as error:  # noqa: BLE001 - the program's border
        return _defect(error, terminal, clock)
    return done if isinstance(done, int) else Status.DONE


def _defect(error: Exception, terminal: Terminal, clock: Clock) -> int:
    terminal.tell(reported(error, clock, terminal.mask))
    return Status.DEFECT
