"""Where a path in a wall file leads: to a file in the main file's folder, or nowhere."""

from __future__ import annotations

import posixpath


def beside(name: str, path: str) -> str | None:
    """What the file `name` means by `path`; None where that isn't in the main file's folder."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    outside = target.startswith(("../", "/")) or target in {"..", "."}
    odd = "\\" in path or ":" in path or not path.strip() or "\0" in path
    return None if outside or odd else target
