"""A file as nginx serves it: validators, one range, 206, 304, 416 and its pages of errors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from services.simulation.answers import NOT_MODIFIED, NOTHING_THERE, OK, Response, answer

if TYPE_CHECKING:
    from services.simulation.answers import Question

_PART = 206
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
_TITLES = {
    400: "400 Bad Request",
    401: "401 Authorization Required",
    403: "403 Forbidden",
    404: "404 Not Found",
    405: "405 Not Allowed",
    416: "416 Requested Range Not Satisfiable",
    429: "429 Too Many Requests",
    500: "500 Internal Server Error",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WebFile:
    body: bytes
    modified: datetime
    content_type: str

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """As nginx makes them of the file's time and length."""
        return (
            ("Last-Modified", format_datetime(self.modified.astimezone(UTC), usegmt=True)),
            ("ETag", f'"{int(self.modified.timestamp()):x}-{len(self.body):x}"'),
            ("Accept-Ranges", "bytes"),
        )


def serve(question: Question, file: WebFile) -> Response:
    """Of several ranges none is taken: the whole file is an answer to them too."""
    asked = question.request
    said = dict(file.headers)
    if _known(asked.header("if-none-match"), asked.header("if-modified-since"), said):
        return answer(b"", file.content_type, NOT_MODIFIED, file.headers)
    condition = asked.header("if-range")
    spans = asked.header("range")
    if (
        spans is None
        or "," in spans
        or condition not in {None, said["ETag"], said["Last-Modified"]}
    ):
        return answer(file.body, file.content_type, OK, file.headers)
    size = len(file.body)
    begins, ends = _span(spans, size)
    if begins >= ends:
        whole = ("Content-Range", f"bytes */{size}")
        refused = refuse(question, NOTHING_THERE)
        return answer(refused.body, "text/html", NOTHING_THERE, (whole,))
    part = ("Content-Range", f"bytes {begins}-{ends - 1}/{size}")
    return answer(file.body[begins:ends], file.content_type, _PART, (*file.headers, part))


def refuse(_question: Question, status: int) -> Response:
    """The page that nginx has for it."""
    title = _TITLES.get(status, str(status))
    page = (
        f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n"
        f"<center><h1>{title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
    )
    realm = (("WWW-Authenticate", 'Basic realm="langbiang"'),) if status == 401 else ()  # noqa: PLR2004 - Unauthorized
    return answer(page.encode(), "text/html", status, realm)


def _known(tags: str | None, since: str | None, said: dict[str, str]) -> bool:
    """A tag that was sent counts alone."""
    if tags is not None:
        return said["ETag"] in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
    return since == said["Last-Modified"]


def _span(text: str, size: int) -> tuple[int, int]:
    """The first byte and the one after the last; empty where there is nothing."""
    match = _RANGE.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        return 0, 0
    first, last = match.groups()
    if not first:
        return max(size - int(last), 0), size
    return int(first), min(int(last) + 1, size) if last else size
