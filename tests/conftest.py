"""What holds for every test. Screens are Qt's own unseen ones unless somebody asks for others."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["pytester", "tests.leaks", "tests.servers"]
