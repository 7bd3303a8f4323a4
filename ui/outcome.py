"""How a command ends: scripts and services read the status, people the words."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.phrase import Phrase


class Status(IntEnum):
    """The exit statuses; a contract."""

    DONE = 0
    WRONG_FILE = 1
    """The wall file, or what it names, is wrong."""
    WRONG_COMMAND = 2
    NOT_HAD = 3
    """Something asked for could not be had."""
    DEFECT = 70


class Refused(Exception):  # noqa: N818 - it is said to people, not to programmers
    """An expected end that is nobody's defect: the status, and what is still to be said to stderr."""

    def __init__(self, status: Status, said: Phrase | None = None) -> None:
        super().__init__(said.text if said else status.name)
        self.status, self.said = status, said
