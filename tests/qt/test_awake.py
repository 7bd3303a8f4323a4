from __future__ import annotations

import sys

import pytest

from ui.x11 import suspended

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the X server is asked on Linux alone"
)


def test_an_x_server_takes_the_request_that_its_screens_stay_on(xvfb: str) -> None:
    with suspended(xvfb) as held:
        assert held


def test_without_an_x_server_nothing_is_held_off() -> None:
    with suspended(":4711") as held:
        assert not held
