"""What holds for every test. Screens are Qt's own unseen ones unless somebody asks for others."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The tests start the program some three hundred times: without bytecode each would compile all of it.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So a shell starts what it starts in the background, and what tests start would be deaf to Ctrl+C.
    signal.signal(signal.SIGINT, signal.default_int_handler)

LONGEST_NAME = 100
"""Bytes of a parameter that may be part of its test's name."""

pytest_plugins = ["pytester", "tests.leaks", "tests.servers", "tests.thoroughness"]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Every worker has to give a test the same name, and a file that was made has the time in it."""
    return argname if isinstance(val, bytes) and len(val) > LONGEST_NAME else None


@pytest.fixture(scope="session", autouse=True)
def _application(qapp: QApplication) -> QApplication:
    """One application for all, of the kind that windows need: who comes first would decide else."""
    return qapp


@pytest.fixture(autouse=True)
def strangers_forgotten() -> Iterator[None]:
    """Packages that a test imported from a folder of its own are not there for the next one."""
    path = list(sys.path)
    yield
    added = [folder for folder in sys.path if folder not in path]
    if not added:
        return
    sys.path[:] = path
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None)).startswith(tuple(added)):
            del sys.modules[name]
    for folder in added:
        sys.path_importer_cache.pop(folder, None)
