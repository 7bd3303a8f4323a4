"""The JSON Schema of the wall file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from services.wall_file import installed
from services.wall_file.schema import schema as schema_of
from services.wall_file.switching import all_on
from ui.outcome import Status

if TYPE_CHECKING:
    from pathlib import Path

    from ui.terminal import Terminal


def schema(terminal: Terminal, folder: Path | None = None) -> Status:
    """With every plug-in of the packages in `folder`: whoever writes a wall file may name any of them."""
    plugins = all_on(installed(folder))
    for broken in plugins.broken:
        terminal.tell(broken.what)
    terminal.give(json.dumps(schema_of(plugins, terminal.words.say), ensure_ascii=False, indent=2))
    return Status.DONE
