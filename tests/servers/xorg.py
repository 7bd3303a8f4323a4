"""An X server whose outputs come and go: Xorg on its dummy driver, with sixteen of them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.servers.display import started
from tests.servers.process import PATIENCE, file, program
from tests.servers.x_client import XClient
from tools import debian, relocation
from tools.servers import DUMMY_DRIVER
from tools.set_up import SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.servers.x_client import Pixels

OUTPUTS = tuple(f"DUMMY{n}" for n in range(16))
_SIZES = ((1920, 1080), (1080, 1920), (1280, 720), (720, 1280), (640, 360), (360, 640), (960, 540))
"""Pixels. The driver turns no picture: a monitor on its side is one that is taller than wide."""
_CONFIGURATION = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "AutoAddGPU" "false"
  Option "AllowEmptyInput" "true"
  Option "DontVTSwitch" "true"
  Option "StandbyTime" "0"
  Option "BlankTime" "0"
EndSection
Section "Monitor"
  Identifier "any"
  HorizSync 1.0 - 500.0
  VertRefresh 1.0 - 500.0
EndSection
Section "Device"
  Identifier "none"
  Driver "dummy"
  VideoRam 524288
EndSection
Section "Screen"
  Identifier "all"
  Device "none"
  Monitor "any"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 11520 8640
  EndSubSection
EndSection
"""


class Xorg:
    """A running server. Its outputs are connected, and off until they are placed."""

    def __init__(self, display: str) -> None:
        self.display = display
        """For DISPLAY."""
        # Qt doesn't ask for EDIDs by a name that nobody has used yet; and what was never on counts as
        # not connected, as which Qt takes neither its EDID nor its moves.
        modes = [_name(width, height) for width, height in _SIZES]
        for width, height in _SIZES:
            self.xrandr("--newmode", _name(width, height), *_timing(width, height))
        for output in OUTPUTS:
            self.xrandr(*(word for mode in modes for word in ("--addmode", output, mode)))
        self.place(dict.fromkeys(OUTPUTS, (0, 0, 640, 360)))
        self.xrandr("--query")
        for output in OUTPUTS:
            self.describe(output, b"")
        self.place(dict.fromkeys(OUTPUTS))

    def xrandr(self, *arguments: str) -> None:
        """Fails with what xrandr says where it refuses."""
        done = subprocess.run(
            [program("xrandr"), "--display", self.display, *arguments],
            env=debian.environment(SERVERS),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        if done.returncode or done.stderr:
            pytest.fail(f"xrandr {' '.join(arguments)}: {done.stderr}", pytrace=False)

    def place(
        self,
        placed: Mapping[str, tuple[int, int, int, int] | None],
        primary: str | None = None,
    ) -> None:
        """Outputs at a place and of a size (one of those above), or off, in one step; others stay. What is
        left is moved so that it begins at 0, 0: `shown` tells where all are.
        """
        words: list[str] = []
        for output, area in placed.items():
            words += ["--output", output]
            if area is None:
                words += ["--off"]
            else:
                x, y, width, height = area
                words += ["--mode", _name(width, height), "--pos", f"{x}x{y}"]
            words += ["--primary"] if output == primary else []
        if primary is not None and primary not in placed:
            words += ["--output", primary, "--primary"]
        self.xrandr(*words)

    def describe(
        self, output: str, edid: bytes, millimetres: tuple[int, int] = (1210, 680)
    ) -> None:
        """As another monitor would; set before the output is placed. Empty: an EDID that can't be read."""
        with XClient(self.display) as line:
            line.describe(output, edid, millimetres)

    def wipe(self, area: tuple[int, int, int, int]) -> None:
        """What is to be seen there is lost."""
        with XClient(self.display) as line:
            line.wipe(*area)

    def shown(self) -> dict[str, tuple[int, int, int, int]]:
        """Where each output is that is on."""
        with XClient(self.display) as line:
            return line.outputs()

    def pixels(self, area: tuple[int, int, int, int]) -> Pixels:
        """What is to be seen there."""
        with XClient(self.display) as line:
            return line.pixels(*area)


def _name(width: int, height: int) -> str:
    """Of a mode of ours; the driver has some of its own, named after their sizes."""
    return f"wall-{width}x{height}"


def _timing(width: int, height: int) -> list[str]:
    """30 Hz, with margins as a line of `xrandr --newmode` wants them."""
    across = (width, width + 16, width + 32, width + 64)
    down = (height, height + 3, height + 6, height + 12)
    clock = across[-1] * down[-1] * 30 / 1e6
    return [f"{clock:.3f}", *map(str, (*across, *down))]


@pytest.fixture
def xorg(tmp_path: Path) -> Iterator[Xorg]:
    """An X server of sixteen outputs, all of them off."""
    yield from running_xorg(tmp_path)


def running_xorg(folder: Path) -> Iterator[Xorg]:
    configuration = folder / "xorg.conf"
    configuration.write_text(_CONFIGURATION, encoding="utf-8")
    server_program = file("usr/lib/xorg/Xorg")
    modules = [file(DUMMY_DRIVER).parents[1], server_program.parent / "modules"]
    command = (
        *(str(server_program), "-config", str(configuration)),
        *("-modulepath", ",".join(dict.fromkeys(map(str, modules)))),
        *("-logfile", str(folder / "xorg.log"), "-nolisten", "tcp", "-noreset"),
        *("-novtswitch", "-sharevts", "-keeptty", "-extension", "GLX"),
        *("-xkbdir", str(relocation.keyboards(SERVERS))),
    )
    with started("Xorg", command, folder) as name:
        yield Xorg(name)
