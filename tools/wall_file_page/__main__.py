"""Writes docs/wall-file.md and docs/wall-file.vi.md: `python -m tools.wall_file_page`."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.wall_file_page.page import page
from tools.wall_file_page.prose import LANGUAGES, prose

DOCS = Path("docs")


def main() -> int:
    for lang in LANGUAGES:
        said = prose(lang)
        (DOCS / said.page).write_text(page(said), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
