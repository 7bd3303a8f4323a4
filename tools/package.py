"""Builds dist/langbiang and tries it as its users will: `python -m tools.package`.

The folder is moved to where no source lies, and there it must draw `states.yaml` as the golden
pictures have it and show a connector and a tile of a package that lies in a named folder.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, override

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage

from tests.plugins.packages import LINES, install
from tools import debian
from tools.likeness import alike
from tools.set_up import QT, ROOT, SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterator

DIST = ROOT / "dist"
NAME = "langbiang.exe" if os.name == "nt" else "langbiang"
GOLDEN = ROOT / "tests" / "golden" / "states"
PLUGGED = """
wall: 1
name: goi-ngoai
plugins: [langbiang-lines]
sources:
  may: {{connector: lines, url: "{url}"}}
indicators:
  queue: {{name: {{vi: Hàng đợi, en: Queue}}, source: may}}
screens:
  - {{name: man-hinh, size: [1280, 720], pitch: 0.5 mm, seat: 2 m}}
scenes:
  chinh:
    man-hinh: {{grid: [1, 1], tiles: [{{light: queue}}]}}
"""


def build() -> None:
    """What is lacking on this computer (a linker's tools, Qt's libraries) is found in .tools."""
    own = debian.environment(QT)
    tools = debian.environment(SERVERS)
    for name in ("PATH", "LD_LIBRARY_PATH"):
        own[name] = os.pathsep.join(filter(None, (own.get(name), tools.get(name))))
    with tempfile.TemporaryDirectory(prefix="langbiang-build-") as work:
        places = ["--distpath", str(DIST), "--workpath", work]
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
        subprocess.run([*command, *places, "pyinstaller.spec"], cwd=ROOT, env=own, check=True)


class Program:
    """The built folder, moved away, with nothing around it that could help."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(DIST / "langbiang", folder / "langbiang", symlinks=True)

    def snapshot(self, out: str, *said: str) -> Path:
        """The folder of the pictures."""
        own = {
            name: value for name, value in debian.environment(QT).items() if "PYTHON" not in name
        }
        own |= {"QT_QPA_PLATFORM": "offscreen", "HOME": str(self.folder)}
        own.pop("VIRTUAL_ENV", None)
        command = [str(self.folder / "langbiang" / NAME), "snapshot", *said, "--lang", "vi"]
        command += ["--out", out, "--cache", str(self.folder / "cache")]
        subprocess.run(command, cwd=self.folder, env=own, check=True, timeout=120)
        return self.folder / out


def draws_the_states(program: Program) -> None:
    walls = program.folder / "langbiang" / "_internal" / "resources" / "walls"
    out = program.snapshot("states", str(walls / "states.yaml"))
    wanted = sorted(path.name for path in GOLDEN.glob("*.png"))
    if not wanted:
        sys.exit(f"there is no picture in {GOLDEN} to compare with")
    for name in wanted:
        if not alike(QImage(str(out / name)), QImage(str(GOLDEN / name))):
            sys.exit(f"the packaged program draws {name} otherwise than {GOLDEN}")
    print(f"states.yaml: {len(wanted)} pictures, each as the golden one")


def loads_a_package(program: Program) -> None:
    plugins = program.folder / "plugins"
    plugins.mkdir()
    install(LINES, plugins)
    with lines() as url:
        wall = program.folder / "plugged.yaml"
        wall.write_text(PLUGGED.format(url=url), encoding="utf-8")
        out = program.snapshot("plugged", str(wall), "--plugins", str(plugins))
    told = json.loads((out / "wall.json").read_text(encoding="utf-8"))
    tile = told["screens"][0]["tiles"][0]
    if (tile["type"], tile["data"]) != ("light", {"value": "12", "level": "slow"}):
        sys.exit(f"the packaged program shows of the package: {tile}")
    print("a connector and a tile of another package: shown")


class Answering(BaseHTTPRequestHandler):
    """One machine of the example package's kind."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"queue 12\n")

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def lines() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            serving.join()


def main() -> int:
    build()
    with tempfile.TemporaryDirectory(prefix="langbiang-package-") as folder:
        program = Program(Path(folder))
        draws_the_states(program)
        loads_a_package(program)
    return 0


if __name__ == "__main__":
    sys.exit(main())
