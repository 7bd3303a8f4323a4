"""A draft as a wall file of one source, with what was found and assumed as comments."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ruamel.yaml.comments import CommentedMap

from services.phrase import phrase
from services.quantities import spelt
from services.wall_file.yaml_text import INDENT, dumped, mapping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.draft import Draft, Remark
    from services.words import Words

_WIDTH = 100


def written(draft: Draft, address: str, words: Words, run: str) -> str:
    """The whole text, in the words' language; it ends with a line's end. `run`: the command that opens
    a wall, without its file.
    """
    name = spelt(draft.name, "nguon")
    source = mapping(draft.settings)
    for key in source:
        said = [remark for remark in draft.remarks if remark.at == (key,)]
        if said:
            lines = "\n".join(_lines(said, words, _WIDTH - 3 * INDENT))
            source.yaml_set_comment_before_after_key(key, before=lines, indent=2 * INDENT)
    whole = CommentedMap({"wall": 1, "name": _wall_name(name, address)})
    if words.lang != "vi":
        whole["lang"] = words.lang
    whole["sources"] = CommentedMap({name: source})
    if draft.indicators:
        whole["indicators"] = CommentedMap(
            {id: mapping({**said, "source": name}) for id, said in draft.indicators.items()}
        )
    return "".join(
        f"# {line}".rstrip() + "\n" for line in _head(draft, address, words, run)
    ) + dumped(whole)


def _wall_name(source: str, address: str) -> str:
    """By which its cache is found: that of another address is another wall's."""
    host = urlsplit(address).netloc if "://" in address else ""
    return spelt(f"{source}-{host}", source)


def _head(draft: Draft, address: str, words: Words, run: str) -> list[str]:
    first = words.say(
        phrase(
            "Do lệnh probe viết: {found} tại {address}.",
            found=words.say(draft.found),
            address=address,
        )
    )
    second = words.say(
        phrase("Tệp này chưa chạy được: còn chỗ phải điền, nêu ở các dòng #. Điền xong mới chạy:")
        if draft.unfinished
        else phrase(
            "Các dòng # nêu điều đã đo và điều giả định, hãy đọc lại. Lưu thành tệp rồi chạy:"
        )
    )
    # A command that is broken into two lines can't be copied.
    lines = [*textwrap.wrap(first, _WIDTH), *textwrap.wrap(second, _WIDTH), f"    {run} tuong.yaml"]
    above = [remark for remark in draft.remarks if not remark.at]
    return [*lines, *_lines(above, words, _WIDTH)]


def _lines(remarks: Iterable[Remark], words: Words, width: int) -> list[str]:
    lines: list[str] = []
    for remark in remarks:
        lines += textwrap.wrap(
            words.say(remark.words), width, initial_indent="- ", subsequent_indent="  "
        )
        lines += [f"    {choice}" for choice in remark.choices]
    return lines
