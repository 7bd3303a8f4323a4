"""Finds the presets that sources name and puts the sources together, on the tree and before it is
validated, so that every fault keeps its place in its own file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import ValidationError

from services.phrase import Phrase, phrase
from services.wall_file import text
from services.wall_file.beside import beside
from services.wall_file.faults import Fault, Place, listed, nearest
from services.wall_file.plugins import Plugins
from services.wall_file.presets import shipped
from services.wall_file.presets.filling import completed, filled, named
from services.wall_file.presets.giving import given
from services.wall_file.presets.shape import Preset
from services.wall_file.refusals import refusals
from services.wall_file.syntax import tree
from services.wall_file.tree import (
    Entry,
    Mapping,
    Path,
    Scalar,
    key_place,
    plain,
    section,
    value_place,
)

if TYPE_CHECKING:
    from services.wall_file.includes import Shelf

CONNECTOR, PRESET, WITH = "connector", "preset", "with"
_EITHER = (
    phrase("đã ghi preset thì không ghi connector"),
    phrase("bỏ một trong hai"),
)
_MOST = 32
"""Presets of one wall."""


@dataclass(frozen=True, slots=True)
class Used:
    root: Mapping
    """With the sources as their presets complete them."""
    texts: dict[str, str]
    """Of the presets, by name."""
    names: tuple[str, ...]
    """Of those that are files beside the wall file, also where one could not be read."""
    faults: tuple[Fault, ...]
    lost: frozenset[Path]
    """Sources of which nothing can be made: their names still count."""


@dataclass(frozen=True, slots=True)
class Read:
    """A preset's file that is sound."""

    preset: Preset
    root: Mapping
    source: Mapping


@dataclass(slots=True)
class _Reading:
    shelf: Shelf
    texts: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    known: dict[str, Read | None] = field(default_factory=dict)

    def of(self, name: str, asked: Place) -> Read | None:
        if name not in self.known:
            self.known[name] = self._first(name, asked)
        return self.known[name]

    def _first(self, name: str, asked: Place) -> Read | None:
        if len(self.texts) >= _MOST:
            self.faults.append(
                Fault.at(
                    asked,
                    phrase("dùng quá {most} mẫu", most=_MOST),
                    phrase("gộp bớt các mẫu"),
                )
            )
            return None
        content = _text(self.shelf, name)
        if isinstance(content, Fault):
            begins = (content.line, content.column) == (1, 1)
            place = asked if begins else Place(content.file, content.line, content.column)
            self.faults.append(Fault.at(place, content.what, content.remedy))
            return None
        self.texts[name] = content
        found, faults = read(content, name)
        self.faults += faults
        return found


def used(root: Mapping, shelf: Shelf) -> Used:
    sources = section(root, "sources")
    reading = _Reading(shelf)
    lost: set[Path] = set()
    if sources is None:
        return Used(root, {}, (), (), frozenset())
    entries: list[Entry] = []
    for entry in sources.entries:
        made = entry.node
        if isinstance(made, Mapping) and made.entry(PRESET) is not None:
            made = _put_together(made, reading) or made
            if made is entry.node:
                lost.add(("sources", entry.name))
        entries.append(Entry(entry.key, made))
    made_of = Mapping(sources.place, tuple(entries))
    others = tuple(Entry(e.key, made_of) if e.name == "sources" else e for e in root.entries)
    return Used(
        Mapping(root.place, others),
        reading.texts,
        tuple(name for name in reading.known if shipped.path(name) is None),
        tuple(reading.faults),
        frozenset(lost),
    )


def read(content: str, name: str) -> tuple[Read | None, list[Fault]]:
    """A preset's file by its text, and what is wrong with it."""
    found = tree(content, name)
    if not isinstance(found.root, Mapping):
        empty = Fault.at(
            Place(name), phrase("tệp mẫu không gồm các khóa"), phrase("bắt đầu bằng dòng preset: 1")
        )
        return None, list(found.faults) or [empty]
    root, faults = found.root, list(found.faults)
    try:
        preset = Preset.model_validate(plain(root))
    except ValidationError as error:
        return None, faults + [one.fault for one in refusals(error, root, Preset, Plugins())]
    source = section(root, "source")
    if faults or source is None:
        return None, faults
    faults += [
        Fault.at(
            key_place(source, (key,)),
            phrase("mẫu không dựa trên mẫu khác được"),
            phrase("ghi thẳng connector và các khóa của nguồn"),
        )
        for key in (PRESET, WITH)
        if source.entry(key) is not None
    ]
    unplaced = preset.parameters.keys() - named(source)
    faults += [
        Fault.at(
            key_place(root, ("parameters", one)),
            phrase("tham số “{name}” không có chỗ nào trong source", name=one),
            phrase("ghi {place} ở chỗ của nó, hoặc xóa tham số", place=f"{{{one}}}"),
        )
        for one in sorted(unplaced)
    ]
    return (None if faults else Read(preset, root, source)), faults


def _put_together(own: Mapping, reading: _Reading) -> Mapping | None:
    wanted = own.get(PRESET)
    place = value_place(own, (PRESET,))
    if not isinstance(wanted, Scalar) or not isinstance(wanted.value, str) or not wanted.value:
        reading.faults.append(
            Fault.at(place, phrase("preset phải là một tên"), _one_of(shipped.names()))
        )
        return None
    if own.entry(CONNECTOR) is not None:
        both = Fault.at(key_place(own, (CONNECTOR,)), *_EITHER)
        reading.faults.append(both)
        return None
    name = _called(wanted.value, place)
    if isinstance(name, Fault):
        reading.faults.append(name)
        return None
    found = reading.of(name, place)
    if found is None:
        return None
    values, faults = given(found.preset, found.root, own, wanted.value)
    reading.faults += faults
    if faults:
        return None
    base = filled(found.source, values)
    return completed(base, own) if isinstance(base, Mapping) else None


def _called(wanted: str, place: Place) -> str | Fault:
    """The name of the preset's text: of a file beside the file that names it, or of ours."""
    if "/" in wanted or wanted.endswith((".yaml", ".yml")):
        return beside(place.file, wanted) or Fault.at(
            place,
            phrase("mẫu “{path}” không nằm trong thư mục của tệp tường", path=wanted[:80]),
            phrase("ghi đường dẫn tương đối, ngăn cách bằng dấu /, ví dụ: ./mau/cua-toi.yaml"),
        )
    known = shipped.names()
    if wanted in known:
        return shipped.called(wanted)
    meant = nearest(wanted, known)
    return Fault.at(
        place,
        phrase("không có mẫu “{name}”", name=wanted[:40]),
        phrase("có phải là “{meant}”?", meant=meant) if meant else _one_of(known),
    )


def _one_of(known: tuple[str, ...]) -> Phrase:
    return phrase(
        "dùng một trong: {names}; tệp mẫu của riêng mình thì ghi ./tên-tệp.yaml",
        names=listed(known),
    )


def _text(shelf: Shelf, name: str) -> str | Fault:
    """Of the program's own presets the text that was kept, else the program's."""
    path = shipped.path(name)
    if path is None:
        return shelf.read(name)
    kept = shelf.read(name)
    return text.read(path, name) if isinstance(kept, Fault) else kept
