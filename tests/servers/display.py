from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.servers.process import PATIENCE, start_folder
from tools import debian
from tools.set_up import SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@contextmanager
def started(name: str, command: Sequence[str], folder: Path) -> Iterator[str]:
    """An X server, told where to write its number by `-displayfd`: its name, for DISPLAY. What it says lies
    in `folder`.
    """
    readable, writable = os.pipe()
    out = folder / f"{name.lower()}.out"
    with out.open("wb") as log, os.fdopen(readable, "rb") as told:
        server = subprocess.Popen(
            [*command, "-displayfd", str(writable)],
            cwd=start_folder(folder),
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
                said = out.read_text("utf-8", "replace")[-2000:]
                pytest.fail(f"{name} did not get ready:\n{said}", pytrace=False)
            yield f":{number}"
        finally:
            server.terminate()
            server.wait(PATIENCE)
