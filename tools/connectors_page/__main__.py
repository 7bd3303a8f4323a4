"""Writes docs/connectors/README.md, README.vi.md and the table of docs/presets.md:
`python -m tools.connectors_page`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tools.connectors_page.metrics import metrics
from tools.connectors_page.page import Known, both
from tools.connectors_page.presets import filled
from tools.connectors_page.probed import probed
from tools.connectors_page.trouble import troubles
from tools.connectors_page.ways import ways

PAGES = Path("docs/connectors")
PRESETS = Path("docs/presets.md")
METRICS = Path("resources/domain/metrics.yaml")
WALLS = Path("resources/walls")


def known() -> Known:
    every = ways()
    return Known(every, troubles(every), probed(), metrics(METRICS, WALLS))


def main() -> int:
    found = known()
    for name, text in both(found):
        (PAGES / name).write_text(text, encoding="utf-8", newline="\n")
    presets = filled(PRESETS.read_text(encoding="utf-8"), found.ways)
    PRESETS.write_text(presets, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
