from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.servers.display import started
from tests.servers.process import program
from tools import relocation
from tools.set_up import SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def xvfb(tmp_path: Path) -> Iterator[str]:
    """A virtual display of 3840 × 2160: its name, for DISPLAY."""
    command = (
        *(program("Xvfb"), "-screen", "0", "3840x2160x24", "-nolisten", "tcp", "-noreset"),
        *("-xkbdir", str(relocation.keyboards(SERVERS))),
    )
    with started("Xvfb", command, tmp_path) as name:
        yield name
