from collections.abc import Mapping
from typing import BinaryIO

class FeedParserDict(dict[str, object]): ...

def parse(
    url_file_stream_or_string: BinaryIO,
    *,
    response_headers: Mapping[str, str] | None = ...,
    sanitize_html: bool | None = ...,
    resolve_relative_uris: bool | None = ...,
) -> FeedParserDict: ...
