"""What keeps a JPEG from being worth decoding, told without decoding it."""

from __future__ import annotations

_SCAN = b"\xff\xda"
"""Within a scan's own bytes no FF stands before anything but a nought or a restart."""
MOST_SCANS = 100
"""Programs write ten. A decoder goes over the whole picture for each, however few bytes it has: 2 MiB of them
take minutes.
"""


def endless(content: bytes) -> bool:
    return content.count(_SCAN) > MOST_SCANS
