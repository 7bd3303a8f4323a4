from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.servers.process import PATIENCE, program, start_folder
from tools import debian, relocation
from tools.set_up import SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def xvfb(tmp_path: Path) -> Iterator[str]:
    """A virtual display of 3840 × 2160: its name, for DISPLAY."""
    readable, writable = os.pipe()
    command = (
        *(program("Xvfb"), "-displayfd", str(writable), "-screen", "0", "3840x2160x24"),
        *("-nolisten", "tcp", "-noreset", "-xkbdir", str(relocation.keyboards(SERVERS))),
    )
    with (tmp_path / "xvfb.log").open("wb") as log, os.fdopen(readable, "rb") as told:
        server = subprocess.Popen(
            command,
            cwd=start_folder(tmp_path),
            env=debian.environment(SERVERS),
            pass_fds=(writable,),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        os.close(writable)
        try:
            number = told.readline().decode().strip()  # ends with the server, if that fails
            if not number:
                said = (tmp_path / "xvfb.log").read_text("utf-8", "replace")[-2000:]
                pytest.fail(f"Xvfb did not get ready:\n{said}", pytrace=False)
            yield f":{number}"
        finally:
            server.terminate()
            server.wait(PATIENCE)
