"""What a plain (unquoted) scalar means by YAML 1.2's core schema: no dates, no yes and no, no
sexagesimals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.wall_file.tree import Plain

_INT = re.compile(r"[-+]?[0-9]{1,18}")
_BASED = re.compile(r"0o[0-7]{1,20}|0x[0-9a-fA-F]{1,15}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_ODD_FLOAT = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def meant(raw: str) -> Plain:
    """Null, a truth, a number, or the text itself. What has too many digits for a code's number stays
    a float, never a text: it must not pass where text is wanted.
    """
    if raw in {"", "~", "null", "Null", "NULL"}:
        return None
    if raw in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return raw.lower() == "true"
    if _INT.fullmatch(raw):
        return int(raw)
    if _BASED.fullmatch(raw):
        return int(raw, 0)
    if _FLOAT.fullmatch(raw):
        return float(raw)
    if _ODD_FLOAT.fullmatch(raw):
        return float(raw.replace(".", ""))
    return raw
