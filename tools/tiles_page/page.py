"""Writes docs/tiles/ (the reference of tile types, with a picture of each) and docs/gallery.md (every golden
sheet): `python -m tools.tiles_page`.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from services.freshness import State
from tools import sheets
from tools.specimens import specimens
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
EVERY: Mapping[Lang, str] = {"en": "#every-tile", "vi": "#mọi-ô"}
MORE: Mapping[Lang, str] = {"en": "It also shows", "vi": "Loại này còn hiện được"}


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


def _prose(file: str) -> str:
    return Path(__file__).with_name(file).read_text(encoding="utf-8")


def _page(lang: Lang, plugins: Plugins) -> str:
    parts = [
        f"<!-- Made of the declarations and specimens by {COMMAND}: change those, not this page. -->",
        _prose(f"head.{lang}.md").format(every=WALL_FILE[lang] + EVERY[lang]).strip(),
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
    yield f"*{_shows(usual, lang)}.*\n\n```yaml\n{_written(name, usual.tile)}```"
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


def _written(name: str, tile: Mapping[str, Any]) -> str:
    """The key that says the type comes first."""
    yaml, file = YAML(), io.StringIO()
    yaml.default_flow_style, yaml.width = None, 200
    yaml.dump([_plain({name: tile[name], **tile})], file)
    return file.getvalue()


def _plain(value: object) -> object:
    """As one writes it: a picture that was read already is named by its file."""
    match value:
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case bool() | int() | float() | str() | None:
            return value
        case _:
            return str(getattr(value, "name", value))


def _gallery(plugins: Plugins) -> Iterator[str]:
    yield _prose("gallery.md").format(command=COMMAND)
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
