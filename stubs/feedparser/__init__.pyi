# What the wall uses of feedparser 6.0.
from typing import BinaryIO

class FeedParserDict(dict[str, object]): ...

def parse(
    url_file_stream_or_string: BinaryIO,
    *,
    resolve_relative_uris: bool | None = None,
    sanitize_html: bool | None = None,
) -> FeedParserDict: ...
