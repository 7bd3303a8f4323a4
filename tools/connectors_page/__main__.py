"""Writes docs/connectors/README.md and README.vi.md: `python -m tools.connectors_page`."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.connectors_page.metrics import metrics
from tools.connectors_page.page import Known, both
from tools.connectors_page.probed import found
from tools.connectors_page.trouble import troubles
from tools.connectors_page.ways import ways

PAGES = Path("docs/connectors")
METRICS = Path("resources/domain/metrics.yaml")


def known() -> Known:
    every = ways()
    return Known(every, troubles(every), found(), metrics(METRICS))


def main() -> int:
    for name, text in both(known()):
        (PAGES / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
