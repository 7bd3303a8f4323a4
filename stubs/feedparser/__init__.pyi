"""What the project uses of feedparser 6, which has no types of its own."""

from time import struct_time
from typing import Any

class FeedParserDict(dict[str, Any]):
    @property
    def feed(self) -> FeedParserDict: ...
    @property
    def entries(self) -> list[FeedParserDict]: ...
    @property
    def published_parsed(self) -> struct_time | None: ...

def parse(
    url_file_stream_or_string: bytes,
    *,
    response_headers: dict[str, str] | None = None,
    resolve_relative_uris: bool | None = None,
    sanitize_html: bool | None = None,
) -> FeedParserDict: ...
