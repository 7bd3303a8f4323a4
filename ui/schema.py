"""The JSON Schema of the wall file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from services.wall_file import installed
from services.wall_file.schema import schema as schema_of
from ui.outcome import Status

if TYPE_CHECKING:
    from ui.terminal import Terminal


def schema(terminal: Terminal) -> Status:
    terminal.give(
        json.dumps(schema_of(installed(), terminal.words.say), ensure_ascii=False, indent=2)
    )
    return Status.DONE
