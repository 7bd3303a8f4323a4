"""The pictures of the README, made by the program itself: `python -m tools.pictures [MINUTES]`.

The default wall's overview as one picture in the wall's own geometry, one panel of the states, and the
two walls of sources alone that the README walks to: a table, and Debian's Prometheus, which watches
this computer on its usual ports for MINUTES first (15), so that there are trends to be seen.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from tools import debian
from tools.set_up import QT, ROOT, SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterator

PICTURES = ROOT / "docs" / "pictures"
TABLE = Path("docs/examples/so-lieu.csv")
PROMETHEUS = "http://127.0.0.1:9090"
WIDTH, SMALL = 1600, 1280
PANELS = (("trái-trên", 0, 0), ("phải-trên", 1, 0), ("trái-dưới", 0, 1), ("phải-dưới", 1, 1))
AUTOMATIC = "tu-dong--man-hinh.png"


def main(minutes: float) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with _prometheus(folder):
            enough = time.monotonic() + 60 * minutes
            out = _snapshot(folder)
            _save(_overview(out), "tong-quan.png", WIDTH)
            out = _snapshot(folder, str(ROOT / "resources" / "walls" / "states.yaml"))
            _save(QImage(str(out / "so--tấm.png")), "trang-thai.png", WIDTH)
            time.sleep(max(enough - time.monotonic(), 0))
            (folder / TABLE).parent.mkdir(parents=True)
            shutil.copy(ROOT / TABLE, folder / TABLE)
            _probed(folder, str(TABLE), "tuong-csv.png")
            _probed(folder, PROMETHEUS, "tuong-prometheus.png")
    return 0


def _probed(folder: Path, address: str, picture: str) -> None:
    """As the README says it: probe, then snapshot."""
    wall = folder / "tuong.yaml"
    with wall.open("wb") as file:
        _obey(folder, "probe", address, stdout=file.fileno())
    _save(QImage(str(_snapshot(folder, str(wall)) / AUTOMATIC)), picture, SMALL)


def _snapshot(folder: Path, *wall: str) -> Path:
    """The folder of its pictures, the only ones there."""
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    _obey(folder, "snapshot", *wall, "--out", str(out), "--cache", str(folder / "cache"))
    return out


def _obey(folder: Path, *said: str, stdout: int | None = None) -> None:
    command = [sys.executable, str(ROOT / "main.py"), *said, "--lang", "vi"]
    subprocess.run(command, cwd=folder, env=debian.environment(QT), stdout=stdout, check=True)


@contextmanager
def _prometheus(folder: Path) -> Iterator[None]:
    """With its node exporter, set up as Debian's package does."""
    settings = Path("etc/prometheus/prometheus.yml")
    unpacked = SERVERS / settings
    commands = (
        ("prometheus-node-exporter", "--web.listen-address=127.0.0.1:9100"),
        (
            "prometheus",
            f"--config.file={unpacked if unpacked.exists() else Path('/') / settings}",
            f"--storage.tsdb.path={folder / 'series'}",
            "--web.listen-address=127.0.0.1:9090",
        ),
    )
    running: list[subprocess.Popen[bytes]] = []
    try:
        for name, *said in commands:
            path = debian.found(name, SERVERS)
            if path is None:
                sys.exit(f"{name} is neither on PATH nor in {SERVERS}: run `make test`")
            running.append(_started([str(path), *said]))
        yield
    finally:
        for one in running:
            one.terminate()
            one.wait()


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    env = debian.environment(SERVERS)
    return subprocess.Popen(command, env=env, stdout=quiet, stderr=quiet)


def _overview(out: Path) -> QImage:
    panels = [(QImage(str(out / f"tong-quan--{name}.png")), x, y) for name, x, y in PANELS]
    width, height = panels[0][0].width(), panels[0][0].height()
    whole = QImage(2 * width, 2 * height, QImage.Format.Format_RGB32)
    painter = QPainter(whole)
    for image, x, y in panels:
        painter.drawImage(x * width, y * height, image)
    painter.end()
    return whole


def _save(image: QImage, name: str, width: int) -> None:
    """For everybody's eyes, whatever those of the snapshot were."""
    path = PICTURES / name
    image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation).save(str(path))
    path.chmod(0o644)
    print(path.relative_to(ROOT), path.stat().st_size // 1024, "KiB")


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 15.0))
