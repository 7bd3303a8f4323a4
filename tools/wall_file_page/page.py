"""One page: its chapters and sections, and where each definition of the schema has its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from services.records import KINDS
from services.settings import Source, Tile
from services.wall_file import installed
from services.wall_file.built_in import document_states, systems
from services.wall_file.schema import schema
from services.words import Words
from tools.wall_file_page.chapters import Block, kinds, presets
from tools.wall_file_page.examples import CONNECTORS, SMALLEST, TABLE, TILES, WHOLE
from tools.wall_file_page.settings import (
    Settings,
    code,
    properties,
    prosaic,
    references,
    required,
    slug,
    titles_of_connectors,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from services.section import Section
    from services.settings import Wording
    from services.wall_file import Plugins
    from tools.wall_file_page.prose import Prose
    from tools.wall_file_page.settings import Node

COMMAND = "python -m tools.wall_file_page"
_SHARED = ("Wording", "Secret", "Inlaid", "Sensitivity", "Auth", "Column")
"""Definitions that many sections use; each other one stands with the first that uses it."""
_CHAPTER, _DEEPEST = 2, 5
"""Levels of headings."""
_NOTHING: Node = {}


def page(prose: Prose) -> str:
    """The whole page: Markdown as GitHub reads it."""
    return _Page(prose, installed()).text()


def blocks_of_tiles(prose: Prose, plugins: Plugins) -> Iterator[tuple[str, list[Block]]]:
    """Each tile type's name and its sections; links lead into the whole page."""
    return _Page(prose, plugins).tiles()


class _Page:
    def __init__(self, prose: Prose, plugins: Plugins) -> None:
        self._prose, self._words = prose, Words(prose.lang, ZoneInfo("UTC"))
        self._whole: Node = schema(plugins, self._words.say)
        self._top = properties(self._whole)
        self._top["sources"] = _without_presets(self._top["sources"])
        self._defined = cast("dict[str, Node]", self._whole["$defs"])
        titles = titles_of_connectors(self._defined)
        self._sources = {name: titles[name] for name in plugins.connectors}
        self._tiles = self._tile_types(plugins.tiles)
        self._homes: dict[str, str] = {}
        self._below: dict[str, list[str]] = {}
        self._settle()
        choices = {
            frozenset(self._sources.values()): prose.source,
            frozenset(self._tiles.values()): prose.tile_of,
        }
        self._settings = Settings(self._defined, self._homes, choices, prose)
        self._every_source = _common(self._nodes(self._sources), _keys(Source))
        self._every_tile = _common(self._nodes(self._tiles), _keys(Tile))

    def text(self) -> str:
        prose, blocks = self._prose, [*self._blocks()]
        parts = [
            f"<!-- Made of the declarations by {COMMAND}: change those, not this page. -->",
            f"# {prose.title}\n\n{prose.other}",
            prose.head.format(smallest=SMALLEST, table=TABLE, whole=WHOLE),
            f"## {prose.contents}\n\n" + "\n".join(_contents(blocks)),
            *(f"{'#' * one.level} {one.heading}\n\n{one.text}" for one in blocks),
        ]
        return "\n\n".join(part.strip() for part in parts) + "\n"

    def tiles(self) -> Iterator[tuple[str, list[Block]]]:
        for name, title in self._tiles.items():
            yield name, [*self._tree(title, 3, common=self._every_tile)]

    def _tile_types(self, names: Iterable[str]) -> dict[str, str]:
        """The definition of each one's settings, which must have the key NAME."""
        return {
            name: next(
                title
                for title, node in self._defined.items()
                if name in required(node) and {*_keys(Tile)} <= properties(node).keys()
            )
            for name in names
        }

    def _nodes(self, titles: Mapping[str, str]) -> list[Node]:
        return [self._defined[title] for title in titles.values()]

    def _settle(self) -> None:
        """Gives every definition that has settings one section, and that a heading."""
        prose = self._prose
        self._homes |= {name: prose.titles[name] for name in _SHARED}
        for template, titles in ((prose.connector, self._sources), (prose.tile, self._tiles)):
            self._homes |= {title: template.format(name=name) for name, title in titles.items()}
        for key, node in self._top.items():
            for name in references(node) if key != "sources" else ():
                self._settle_one(name, key, key)
        for name, title in (*self._sources.items(), *self._tiles.items()):
            self._settle_below(title, name)
        for name in _SHARED:
            self._settle_below(name, prose.titles[name].strip("`"))

    def _settle_one(self, name: str, path: str, under: str) -> None:
        if name not in self._homes and properties(self._defined[name]):
            self._homes[name] = self._prose.titles.get(name) or f"`{path}`"
            self._below.setdefault(under, []).append(name)
            self._settle_below(name, path)

    def _settle_below(self, name: str, path: str) -> None:
        node = self._defined[name]
        for key, one in properties(node).items():
            for below in references(one) if key not in KINDS else ():
                self._settle_one(below, f"{path}.{key}", name)
        for below in references(node.get("additionalProperties")):
            self._settle_one(below, path, name)

    def _blocks(self) -> Iterator[Block]:
        prose = self._prose
        yield Block(2, prose.values)
        for one in prose.explained.values():
            yield Block(3, one.heading, one.text)
        yield Block(2, prose.file, "\n".join(self._settings.lines(self._whole)))
        for key in self._top:
            yield from self._of_key(key)
        yield Block(2, prose.connectors, prose.connectors_lead)
        for name, title in self._sources.items():
            lead = [*_example(CONNECTORS, name), prose.leads.get(name, ""), prose.beside_source]
            yield from self._tree(title, 3, lead, common=self._every_source)
        yield Block(2, prose.presets, prose.presets_lead)
        yield from presets(prose)
        yield Block(2, prose.tiles, prose.tiles_lead)
        yield Block(3, prose.every_tile, self._listed(self._every_tile))
        for name, title in self._tiles.items():
            lead = [*_example(TILES, name), prose.beside_tile]
            yield from self._tree(title, 3, lead, common=self._every_tile)
        yield Block(2, prose.shared)
        for name in _SHARED:
            yield from self._tree(name, 3)
        yield from kinds(prose, self._words, self._settings, self._by_kind())

    def _of_key(self, key: str) -> Iterator[Block]:
        prose = self._prose
        match key:
            case "sources":
                yield Block(
                    3, f"`{key}`", f"{prose.every_source}\n\n{self._listed(self._every_source)}"
                )
            case "systems":
                named = {id: one.name for id, one in systems().items()}
                known = self._known(prose.known_systems, named)
                yield from self._tree(self._below[key][0], 3, tail=known)
            case "document_states":
                yield Block(3, f"`{key}`", self._known(prose.known_states, document_states()))
            case _:
                for name in self._below.get(key, ()):
                    yield from self._tree(name, 3)

    def _tree(
        self,
        name: str,
        level: int,
        lead: Iterable[str] = (),
        tail: str = "",
        common: Node = _NOTHING,
    ) -> Iterator[Block]:
        """The section of a definition and those that belong to it. `common`: settings that stand
        elsewhere unless the definition says them otherwise.
        """
        node, usual = self._defined[name], properties(common)
        elsewhere = frozenset(
            key
            for key, one in properties(node).items()
            if key in usual and (usual[key] == one or "const" in one)
        )
        parts = [
            prosaic(str(node.get("description", ""))),
            *lead,
            self._prose.text_or if "anyOf" in node else "",
            "" if properties(node) else _examples(node),
            self._listed(node, elsewhere),
            tail,
        ]
        yield Block(level, self._homes[name], "\n\n".join(filter(None, parts)))
        for below in self._below.get(name, ()):
            yield from self._tree(below, min(level + 1, _DEEPEST))

    def _listed(self, node: Node, without: frozenset[str] = frozenset()) -> str:
        """Kinds of records have a chapter of their own."""
        of_kinds = [key for key, one in properties(node).items() if self._is_kind(key, one)]
        lines = self._settings.lines(node, without.union(of_kinds))
        return "\n".join([*self._of_kinds(of_kinds), *lines])

    def _of_kinds(self, names: Iterable[str]) -> Iterator[str]:
        headings = [self._prose.records.format(name=name) for name in names]
        if headings:
            links = ", ".join(f"[{_short(heading)}](#{slug(heading)})" for heading in headings)
            yield f"- {links}: {self._prose.kinds_of}"

    def _is_kind(self, key: str, node: Node) -> bool:
        """Whether the setting says where the fields of a kind are found."""
        return key in KINDS and any(name not in self._homes for name in references(node))

    def _by_kind(self) -> dict[str, dict[str, Node]]:
        found: dict[str, dict[str, Node]] = {}
        for connector, title in self._sources.items():
            for key, one in properties(self._defined[title]).items():
                if self._is_kind(key, one):
                    way = self._defined[next(references(one))]
                    found.setdefault(key, {})[connector] = way
        return found

    def _known(self, lead: str, said: Mapping[str, Wording]) -> str:
        names = (f"- `{key}`: {one.full_in(self._prose.lang)}" for key, one in said.items())
        return lead + "\n\n" + "\n".join(names)


def _without_presets(sources: Node) -> Node:
    """They have a chapter of their own."""
    match sources:
        case {"additionalProperties": {"anyOf": [by_connector, *_]}}:
            return {**sources, "additionalProperties": by_connector}
        case _:
            return sources


def _keys(section: type[Section]) -> list[str]:
    return [field.alias or name for name, field in section.model_fields.items()]


def _common(nodes: list[Node], keys: Iterable[str]) -> Node:
    """What sections have in common of these settings: each as most of them say it."""
    settings: dict[str, Node] = {}
    needed: list[str] = []
    for key in keys:
        said = [properties(node)[key] for node in nodes]
        names = [one["const"] for one in said if "const" in one]
        settings[key] = (
            {**{word: said[0][word] for word in said[0] if word != "const"}, "enum": names}
            if names
            else max(said, key=said.count)
        )
        if 2 * sum(key in required(node) for node in nodes) > len(nodes):
            needed.append(key)
    return {"properties": settings, "required": needed}


def _example(written: Mapping[str, str], name: str) -> list[str]:
    return [f"```yaml\n{written[name]}```"] if name in written else []


def _examples(node: Node) -> str:
    """Of a definition that is written as one text."""
    return "\n".join(f"- {code(one)}" for one in cast("list[object]", node.get("examples", [])))


def _short(heading: str) -> str:
    """Connector `csv` among connectors is `csv`."""
    return heading[heading.index("`") :] if heading.endswith("`") else heading


def _contents(blocks: Iterable[Block]) -> Iterator[str]:
    """A line for each chapter, with its sections."""
    chapter: list[str] = []
    for block in blocks:
        link = f"[{_short(block.heading)}](#{slug(block.heading)})"
        if block.level == _CHAPTER:
            if chapter:
                yield f"- {chapter[0]}{': ' if chapter[1:] else ''}{', '.join(chapter[1:])}"
            chapter = [link]
        elif block.level == _CHAPTER + 1:
            chapter.append(link)
    yield f"- {chapter[0]}{': ' if chapter[1:] else ''}{', '.join(chapter[1:])}"
