"""Writes docs/tiles/ (the reference of tile types, with a picture of each) and docs/gallery.md (every golden
sheet): `python -m tools.tiles_page`.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication
from ruamel.yaml import YAML

from services.freshness import State
from services.wall_file import installed
from tools import sheets
from tools.specimens import names, specimens
from tools.wall_file_page.page import blocks_of_tiles
from tools.wall_file_page.prose import LANGUAGES, prose
from widgets.drawing import Rect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtGui import QImage

    from services.wall_file import Plugins
    from services.words.catalogue import Lang
    from tools.specimens import Specimen
    from tools.wall_file_page.chapters import Block

DOCS = Path("docs")
COMMAND = "python -m tools.tiles_page"
PAGES: Mapping[Lang, str] = {"en": "README.md", "vi": "README.vi.md"}
WALL_FILE: Mapping[Lang, str] = {"en": "../wall-file.md", "vi": "../wall-file.vi.md"}
HEADS: Mapping[Lang, str] = {
    "en": """\
# Tile types

[Tiếng Việt](README.vi.md)

One tile shows one thing; which type it is says its first key. What every tile takes (`title`, `span`, `at` …)
stands in [the wall file's reference]({every}). Each type chooses by its room, and by how far its readers sit,
between a compact, a normal and a large form; a text is never smaller than 16 minutes of arc, a list shows fewer
rows instead. Every type in all its states, themes and forms: [gallery](../gallery.md).

The pictures show invented figures.""",
    "vi": """\
# Các loại ô

[English](README.md)

Mỗi ô hiện một điều; khóa đầu của ô nói nó thuộc loại nào. Những gì ô nào cũng có (`title`, `span`, `at`…) nằm ở
[trang tệp tường]({every}). Mỗi loại ô tự chọn dạng gọn, thường hay lớn theo chỗ được chia và theo chỗ ngồi của người
đọc; chữ không bao giờ nhỏ hơn 16 phút góc, danh sách thì bớt hàng. Mọi loại ô ở mọi trạng thái, giao diện và dạng:
[bộ ảnh](../gallery.md).

Số trong ảnh là số giả định.""",
}
EVERY: Mapping[Lang, str] = {"en": "#every-tile", "vi": "#mọi-ô"}
MORE: Mapping[Lang, str] = {"en": "It also shows", "vi": "Loại này còn hiện được"}
GALLERY = """\
<!-- Made of the specimens by {command}: change those, not this page. -->

# Bộ ảnh · Gallery

Mỗi loại ô được vẽ từ số liệu giả định, qua đúng con đường của bức tường thật: bộ nhớ, cách nhìn, hình vẽ. Bộ kiểm thử
vẽ lại từng ảnh và so với ảnh ở đây; ảnh nào khác thì nó ghi ra ảnh vừa vẽ và chỗ khác nhau.

Each tile type is drawn from invented figures along the real wall's own path: cache, view, items. The tests draw every
picture again and compare; one that differs is written out, with the difference.

- **states**: đang cập nhật, chậm, cũ, lệch giờ, báo lỗi, mất kết nối, bảo trì, chưa có dữ liệu · live, late, stale, skewed, faulty, disconnected, maintenance, never
- **forms**: dạng lớn, thường, gọn; giao diện tối, sáng, đêm; tiếng Việt, tiếng Anh · large, normal, compact; dark, light, night; Vietnamese, English
- **variants**: loại ô ấy còn làm được gì · what else the type can do
"""


def pages(plugins: Plugins) -> dict[Path, str]:
    """Text by path under docs/."""
    made = {Path("tiles") / PAGES[lang]: _page(lang, plugins) for lang in LANGUAGES}
    return {**made, Path("gallery.md"): "\n".join(_gallery(plugins))}


def pictures(plugins: Plugins) -> dict[str, QImage]:
    """Of each tile type at its most usual, by file name without its ending. Needs a `QGuiApplication`."""
    made: dict[str, QImage] = {}
    for name in plugins.tiles:
        usual = specimens(name)[0]
        rect = Rect(sheets.GAP, sheets.GAP, *usual.size)
        for lang in LANGUAGES:
            cell = sheets.Cell(usual, State.LIVE, "toi", lang, rect)
            made[f"{name}-{lang}"] = sheets.painted([cell], plugins)
    return made


def _page(lang: Lang, plugins: Plugins) -> str:
    parts = [
        f"<!-- Made of the declarations and specimens by {COMMAND}: change those, not this page. -->",
        HEADS[lang].format(every=WALL_FILE[lang] + EVERY[lang]),
        "\n".join(_contents(lang, plugins)),
    ]
    for name, blocks in blocks_of_tiles(prose(lang), plugins):
        parts += _type(name, blocks, lang)
    return "\n\n".join(parts) + "\n"


def _contents(lang: Lang, plugins: Plugins) -> Iterator[str]:
    for name in plugins.tiles:
        usual = specimens(name)[0]
        yield f"- [`{name}`](#{name}): {_shows(usual, lang)}"


def _type(name: str, blocks: list[Block], lang: Lang) -> Iterator[str]:
    usual, *others = specimens(name)
    first, *rest = blocks
    yield f"## `{name}`"
    yield f"![{_shows(usual, lang)}](pictures/{name}-{lang}.png)"
    yield f"*{_shows(usual, lang)}.*\n\n```yaml\n{_written(usual.tile)}```"
    yield _elsewhere(first.text, lang)
    for block in rest:
        yield f"{'#' * block.level} {block.heading}\n\n{_elsewhere(block.text, lang)}"
    if others:
        more = "\n".join(f"- {_shows(one, lang)}" for one in others)
        link = f"[{name}--variants](../../tests/golden/sheets/{name}--variants.png)"
        yield f"{MORE[lang]} ({link}):\n\n{more}"


def _shows(one: Specimen, lang: Lang) -> str:
    return one.shows if lang == "vi" else one.shows_en


def _elsewhere(text: str, lang: Lang) -> str:
    """Links into the wall file's reference, where types of values are explained."""
    return re.sub(r"\]\(#", f"]({WALL_FILE[lang]}#", text)


def _written(tile: Mapping[str, Any]) -> str:
    yaml, file = YAML(), io.StringIO()
    yaml.default_flow_style, yaml.width = None, 96
    yaml.dump([dict(tile)], file)
    return file.getvalue()


def _gallery(plugins: Plugins) -> Iterator[str]:
    yield GALLERY.format(command=COMMAND)
    for name in plugins.tiles:
        usual, *others = specimens(name)
        yield f"## `{name}`\n"
        yield f"{usual.shows} · {usual.shows_en}\n"
        kinds = [
            "forms",
            *([] if usual.stateless else ["states"]),
            *(["variants"] if others else []),
        ]
        for kind in kinds:
            yield f"![{name}, {kind}](../{sheets.GOLDEN.as_posix()}/{name}--{kind}.png)\n"


def main() -> int:
    app = QGuiApplication.instance() or QGuiApplication(["tiles", "-platform", "offscreen"])
    plugins = installed()
    lacking = [name for name in plugins.tiles if name not in names()]
    if lacking:
        sys.stderr.write(f"no specimens in tools/specimens of: {', '.join(lacking)}\n")
        return 1
    (DOCS / "tiles" / "pictures").mkdir(parents=True, exist_ok=True)
    for path, text in pages(plugins).items():
        (DOCS / path).write_text(text, encoding="utf-8", newline="\n")
    sheets.save(pictures(plugins), DOCS / "tiles" / "pictures")
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
