"""The pictures of the README, made by the program itself: `python -m tools.pictures`.

The default wall's overview as one picture in the wall's own geometry, and one panel of the states.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from services.clock import SystemClock
from ui.command_line import obey

PICTURES = Path("docs/pictures")
WIDTH = 1600
PANELS = (("trái-trên", 0, 0), ("phải-trên", 1, 0), ("trái-dưới", 0, 1), ("phải-dưới", 1, 1))


def main() -> int:
    app = QGuiApplication([])
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        out, cache = Path(folder, "out"), Path(folder, "cache")
        for wall in ([], ["resources/walls/states.yaml"]):
            status = obey(
                ["snapshot", *wall, "--out", str(out), "--cache", str(cache / str(len(wall)))],
                SystemClock(),
            )
            if status:
                return status
        _overview(out).save(str(PICTURES / "tong-quan.png"))
        _smaller(QImage(str(out / "so--tấm.png"))).save(str(PICTURES / "trang-thai.png"))
    del app
    return 0


def _overview(out: Path) -> QImage:
    panels = [(QImage(str(out / f"tong-quan--{name}.png")), x, y) for name, x, y in PANELS]
    width, height = panels[0][0].width(), panels[0][0].height()
    whole = QImage(2 * width, 2 * height, QImage.Format.Format_RGB32)
    painter = QPainter(whole)
    for image, x, y in panels:
        painter.drawImage(x * width, y * height, image)
    painter.end()
    return _smaller(whole)


def _smaller(image: QImage) -> QImage:
    return image.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)


if __name__ == "__main__":
    sys.exit(main())
