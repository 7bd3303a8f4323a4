"""Programs that run from where they were unpacked.

Some have a folder of the computer written into them: an X server calls `/usr/bin/xkbcomp` to make its
keyboard, Debian's Alertmanager reads templates from `/usr/share/prometheus`. In the unpacked copies
those become relative paths of the same length; start such a program in the unpacked folder.
"""

from __future__ import annotations

import shutil
from pathlib import Path

BUILT_IN = {
    "usr/bin/Xvfb": (b"\0/usr/bin\0", b"\0usr/bin\0\0"),
    "usr/lib/xorg/Xorg": (b"\0/usr/bin\0", b"\0usr/bin\0\0"),
    "usr/bin/prometheus": (b"/usr/share/prometheus/", b"usr/share/prometheus//"),
    "usr/bin/prometheus-alertmanager": (b"/usr/share/prometheus/", b"usr/share/prometheus//"),
}
"""Program → what it says, what it shall say."""
KEYBOARDS = Path("usr/share/X11/xkb")


def relocate(unpacked: Path) -> None:
    """Changes the unpacked copies only."""
    for name, (built_in, relative) in BUILT_IN.items():
        program = unpacked / name
        if program.exists():
            program.write_bytes(program.read_bytes().replace(built_in, relative))
    own, installed = unpacked / "usr/bin/xkbcomp", shutil.which("xkbcomp")
    if installed and not own.exists():
        own.parent.mkdir(parents=True, exist_ok=True)
        own.symlink_to(installed)


def keyboards(unpacked: Path) -> Path:
    """The folder of keyboard layouts, for an X server's `-xkbdir`."""
    own = unpacked / KEYBOARDS
    return own if own.exists() else Path("/") / KEYBOARDS
