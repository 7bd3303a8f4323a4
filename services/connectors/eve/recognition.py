"""Whether an answer is a sensor's log: by its first line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.door import Answer, Request, SourceError
from services.draft import Certainty, Draft, Remark
from services.json_text import read_json
from services.news import Reason
from services.phrase import phrase

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Met

_LOOKED = 64 * 1024


def recognised(met: Met, door: Door) -> Draft | None:
    if met.local == "folder" or not _is_event(_first_line(met, door)):
        return None
    key = "file" if met.local else "url"
    return Draft(
        name="suricata",
        found=phrase("Nhật ký EVE của Suricata"),
        settings={"connector": "eve", key: met.address, "system": "soc", "every": "15 s"},
        certainty=Certainty.NAMED,
        remarks=(
            Remark(
                words=phrase(
                    "Lần hỏi đầu chỉ đọc phần cuối của nhật ký, các lần sau đọc tiếp phần mới"
                ),
                choices=("tail: 1024",),
            ),
        ),
    )


def _first_line(met: Met, door: Door) -> bytes:
    """Of a log that is too large to be met whole, its start is asked for."""
    match met.outcome:
        case Answer(body=body):
            return body[:_LOOKED].partition(b"\n")[0]
        case SourceError(reason=Reason.TOO_LARGE):
            asked = Request(headers=(("Range", f"bytes=0-{_LOOKED - 1}"),))
            return door.ask(asked).body.partition(b"\n")[0]
        case _:
            return b""


def _is_event(line: bytes) -> bool:
    try:
        found = read_json(line)
    except SourceError:
        return False
    match found:
        case {"timestamp": str(), "event_type": str()}:
            return True
        case _:
            return False
