"""Writes docs/tiles/ and docs/gallery.md: `python -m tools.tiles_page`."""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication

from services.wall_file import installed
from tools import sheets
from tools.specimens import names
from tools.tiles_page.page import DOCS, pages, pictures


def main() -> int:
    app = QGuiApplication.instance() or QGuiApplication(["tiles", "-platform", "offscreen"])
    plugins = installed()
    lacking = [name for name in plugins.tiles if name not in names()]
    if lacking:
        sys.stderr.write(f"no specimens in tools/specimens of: {', '.join(lacking)}\n")
        return 1
    (DOCS / "tiles" / "pictures").mkdir(parents=True, exist_ok=True)
    for path, text in pages(plugins).items():
        (DOCS / path).write_text(text, encoding="utf-8", newline="\n")
    sheets.save(pictures(plugins), DOCS / "tiles" / "pictures")
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
