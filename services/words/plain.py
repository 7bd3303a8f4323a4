"""Text from outside, made fit to stand in a line of ours.

Nothing here interprets markup: `<b>` stays three characters.
"""

from __future__ import annotations

import re

LONGEST = 400
"""Characters of one value that stand in a sentence."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAK = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# they could make the rest of a line read backwards
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str, longest: int = LONGEST) -> str:
    """One line, without control characters, half characters and changes of direction, bounded."""
    text = _DIRECTION.sub("", text[: 4 * longest])
    text = _SURROGATE.sub("\ufffd", _BREAK.sub(" ", text))
    return text if len(text) <= longest else text[: longest - 1] + "…"
