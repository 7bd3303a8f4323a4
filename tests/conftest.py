"""What holds for every test. Screens are Qt's own unseen ones unless somebody asks for others."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["pytester", "tests.leaks", "tests.servers"]


@pytest.fixture(scope="session", autouse=True)
def _application(qapp: QApplication) -> QApplication:
    """One application for all, of the kind that windows need: who comes first would decide else."""
    return qapp
