"""Which of Qt's libraries this computer lacks, found by asking the loader, and who brings them.

PySide6 brings Qt itself; what Qt is built upon (the X protocol, fonts, OpenGL's dispatcher, D-Bus)
comes from the distribution. Standard library only.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

ASKED = (
    "QtCore.abi3.so",
    "QtGui.abi3.so",
    "QtWidgets.abi3.so",
    "QtDBus.abi3.so",
    "QtNetwork.abi3.so",
    "QtPrintSupport.abi3.so",
    "QtSvg.abi3.so",
    "QtTest.abi3.so",
    "Qt/plugins/platforms/libqoffscreen.so",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/xcbglintegrations/libqxcb-egl-integration.so",
    "Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
    "Qt/plugins/iconengines/libqsvgicon.so",
    "Qt/plugins/imageformats/libqsvg.so",
    "Qt/plugins/imageformats/libqjpeg.so",
    "QtMultimedia.abi3.so",
    "QtWebEngineCore.abi3.so",
    "QtWebEngineWidgets.abi3.so",
    "Qt/libexec/QtWebEngineProcess",
    "Qt/plugins/multimedia/libffmpegmediaplugin.so",
)
"""Of PySide6's folder: what the wall loads; the last are there with the extra `media` only."""

PACKAGES = {
    "libasound.so.2": "libasound2",
    "libatomic.so.1": "libatomic1",
    "libbrotlidec.so.1": "libbrotli1",
    "libbz2.so.1.0": "libbz2-1.0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libEGL.so.1": "libegl1",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgbm.so.1": "libgbm1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libnspr4.so": "libnspr4",
    "libnss3.so": "libnss3",
    "libnssutil3.so": "libnss3",
    "libpcre2-8.so.0": "libpcre2-8-0",
    "libplc4.so": "libnspr4",
    "libplds4.so": "libnspr4",
    "libpng16.so.16": "libpng16-16",
    "libpulse.so.0": "libpulse0",
    "libsmime3.so": "libnss3",
    "libstdc++.so.6": "libstdc++6",
    "libsystemd.so.0": "libsystemd0",
    "libudev.so.1": "libudev1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXext.so.6": "libxext6",
    "libXfixes.so.3": "libxfixes3",
    "libXrandr.so.2": "libxrandr2",
    "libXrender.so.1": "libxrender1",
    "libXtst.so.6": "libxtst6",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-dri3.so.0": "libxcb-dri3-0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbfile.so.1": "libxkbfile1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""Names of Debian and Ubuntu. Those that a 64-bit time_t renamed (libglib2.0-0t64, libpng16-16t64)
provide their old name on 64-bit computers, which is asked for here."""


def lacking(loader_said: str) -> set[str]:
    """The libraries that `ldd` did not find, Qt's own left out (an unused plug-in may lack one)."""
    return {
        line.split("=>")[0].strip()
        for line in loader_said.splitlines()
        if "=> not found" in line and not line.strip().startswith("libQt6")
    }


def missing(pyside: Path, environment: Mapping[str, str]) -> set[str]:
    """What the libraries in PySide6's folder need and the loader does not find."""
    asked = [str(pyside / name) for name in ASKED if (pyside / name).exists()]
    said = subprocess.run(
        ["ldd", *asked],
        env=dict(environment, LC_ALL="C"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return lacking(said.stdout)


def packages(libraries: Iterable[str]) -> list[str]:
    """The packages that bring them; a library that nobody foresaw stands for itself, so that it is
    at least named.
    """
    return sorted({PACKAGES.get(library, library) for library in libraries})
