"""A wall file and the files that it includes, as one tree.

A section of named things (sources, indicators…) is merged by name, a list (screens, maintenance) is
continued, any other section stands in one file, and plain settings in the main file alone. Every
node keeps the place of its own file.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Protocol, get_origin

from services.phrase import phrase
from services.settings import Section, Wording
from services.wall_file import pictures, text
from services.wall_file.beside import beside
from services.wall_file.faults import Fault, Place
from services.wall_file.picture_files import LARGEST
from services.wall_file.shape import WallFile
from services.wall_file.syntax import tree
from services.wall_file.tree import Entry, Items, Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Mapping as Texts
    from pathlib import Path

    from services.wall_file.pictures import Picture

MOST_FILES = 64
DEEPEST = 8
_WHOLE = phrase("gộp hai mục làm một, hoặc đổi tên một mục")


class Shelf(Protocol):
    """Where the texts lie, by their names relative to the main file's folder."""

    def read(self, name: str) -> str | Fault: ...

    def picture(self, name: str) -> Picture: ...


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on disk. What a link in it leads to lies in it too, or is refused."""

    root: Path

    def read(self, name: str) -> str | Fault:
        path = self.root / name
        return self._outside(path, name) or text.read(path, name)

    def picture(self, name: str) -> Picture:
        path = self.root / name
        found = self._outside(path, name) or text.octets(path, name, LARGEST)
        return (
            pictures.lost(name, found)
            if isinstance(found, Fault)
            else pictures.of_bytes(name, found)
        )

    def _outside(self, path: Path, name: str) -> Fault | None:
        try:
            outside = not path.resolve().is_relative_to(self.root.resolve())
        except (OSError, RuntimeError, ValueError):
            return None  # it can't be read either, and that is said better then
        if not outside:
            return None
        return Fault.at(
            Place(name),
            phrase("tệp nằm ngoài thư mục của tệp tường"),
            phrase("đặt tệp trong cùng thư mục với tệp tường"),
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """Texts that were kept beside a picture, and its own pictures as `Picture.kept` wrote them."""

    texts: Texts[str, str]
    pictures: Texts[str, str] = field(default_factory=dict)

    def read(self, name: str) -> str | Fault:
        if name in self.texts:
            return self.texts[name]
        return Fault.at(
            Place(name), phrase("không có tệp này"), phrase("xem lại đường dẫn và tên tệp")
        )

    def picture(self, name: str) -> Picture:
        if name in self.pictures:
            return pictures.again(name, self.pictures[name])
        return pictures.missing(name)


@dataclass(slots=True)
class Gathered:
    root: Mapping | None = None
    texts: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    """Of the files that were looked for, the main one first, be they there or not."""
    faults: list[Fault] = field(default_factory=list)
    whole: bool = True
    """Nothing of any file was lost to a fault."""


def gathered(shelf: Shelf, main: str) -> Gathered:
    """The main file with everything it includes, and the faults of all their forms."""
    found = Gathered()
    root = _file(shelf, main, found)
    if root is None:
        found.whole = False
        return found
    found.root = _with_includes(shelf, main, root, found, (main,))
    return found


def digest(texts: Texts[str, str], main: str, shown: Texts[str, Picture] | None = None) -> str:
    """SHA-256 over the names and texts of the main file and what it includes, in that order, and over its
    pictures; the folder has no part in it.
    """
    summed = hashlib.sha256()
    parts = [(name, texts.get(name, "")) for name in (main, *sorted(set(texts) - {main}))]
    parts += [(name, one.digest) for name, one in sorted((shown or {}).items())]
    for part in chain.from_iterable(parts):
        content = part.encode("utf-8", errors="surrogatepass")
        summed.update(len(content).to_bytes(8, "big") + content)
    return summed.hexdigest()


def _file(shelf: Shelf, name: str, found: Gathered, asked: Place | None = None) -> Mapping | None:
    found.names.append(name)
    content = shelf.read(name)
    if isinstance(content, Fault):
        found.faults.append(_unreadable(content, asked))
        return None
    found.texts[name] = content
    read = tree(content, name)
    found.faults += read.faults
    found.whole = found.whole and not read.faults
    match read.root:
        case Mapping() as root:
            return root
        case None if read.faults:
            return None
        case None | Scalar(value=None):
            what = phrase("tệp trống")
        case _:
            what = phrase("tệp không gồm các khóa")
    found.faults.append(
        Fault.at(
            Place(name), what, phrase("bắt đầu bằng dòng wall: 1, rồi đến các mục như sources:")
        )
    )
    return None


def _unreadable(fault: Fault, asked: Place | None) -> Fault:
    """A file that can't be read is a fault of the line that asks for it; one that can be read in
    part has its own place.
    """
    if asked is None or (fault.line, fault.column) != (1, 1):
        return fault
    return Fault.at(asked, fault.what, fault.remedy)


def _with_includes(
    shelf: Shelf, name: str, root: Mapping, found: Gathered, chain: tuple[str, ...]
) -> Mapping:
    merged = root
    for wanted in _wanted(root):
        target = _target(name, wanted, found)
        if target is None:
            continue
        if target in chain:
            found.faults.append(
                Fault.at(
                    wanted.place,
                    phrase("các tệp ghép vòng: {chain}", chain=" → ".join((*chain, target))[:200]),
                    phrase("bỏ include này"),
                )
            )
            continue
        if target in found.texts:
            continue  # already part of the wall by another way
        if len(chain) > DEEPEST or len(found.texts) >= MOST_FILES:
            found.faults.append(
                Fault.at(
                    wanted.place,
                    phrase("ghép quá nhiều tệp hoặc quá nhiều tầng"),
                    phrase("gộp bớt các tệp"),
                )
            )
            continue
        part = _file(shelf, target, found, wanted.place)
        if part is None:
            found.whole = False
            continue
        part = _with_includes(shelf, target, part, found, (*chain, target))
        merged = _merged(merged, part, found)
    return merged


def _wanted(root: Mapping) -> list[Scalar]:
    match root.get("include"):
        case Scalar(value=str()) as one:
            return [one]
        case Items(nodes=nodes):
            return [n for n in nodes if isinstance(n, Scalar) and isinstance(n.value, str)]
        case _:
            return []  # the shape says what is wrong with it


def _target(name: str, wanted: Scalar, found: Gathered) -> str | None:
    path = str(wanted.value)
    target = beside(name, path)
    if target is None:
        found.faults.append(
            Fault.at(
                wanted.place,
                phrase("include “{path}” không nằm trong thư mục của tệp tường", path=path[:80]),
                phrase("ghi đường dẫn tương đối, ngăn cách bằng dấu /, ví dụ: phan/nguon.yaml"),
            )
        )
    return target


def _merged(main: Mapping, part: Mapping, found: Gathered) -> Mapping:
    entries = {entry.name: entry for entry in main.entries}
    for entry in part.entries:
        if entry.name in {"wall", "include"}:
            continue
        kind = _kind(entry.name)
        if kind == "plain":
            found.faults.append(
                Fault.at(
                    entry.key.place,
                    phrase("“{key}” chỉ ghi được ở tệp chính", key=entry.name[:40]),
                    phrase("chuyển khóa này sang tệp chính"),
                )
            )
        elif entry.name not in entries:
            entries[entry.name] = entry
        else:
            entries[entry.name] = Entry(
                entries[entry.name].key,
                _joined(entries[entry.name], entry, kind, found),
            )
    return Mapping(main.place, tuple(entries.values()))


def _joined(first: Entry, second: Entry, kind: str, found: Gathered) -> Node:
    match first.node, second.node:
        case Items(place=place, nodes=before), Items(nodes=after) if kind == "list":
            return Items(place, before + after)
        case Mapping() as before_map, Mapping() as after_map if kind == "names":
            entries = {entry.name: entry for entry in before_map.entries}
            for entry in after_map.entries:
                if entry.name in entries:
                    found.faults.append(_twice(entries[entry.name], entry))
                else:
                    entries[entry.name] = entry
            return Mapping(before_map.place, tuple(entries.values()))
        case _:
            found.faults.append(_twice(first, second))
            return first.node


def _twice(first: Entry, second: Entry) -> Fault:
    return Fault.at(
        second.key.place,
        phrase(
            "“{key}” đã khai ở {file}:{line}:{column}",
            key=second.name[:40],
            file=first.key.place.file,
            line=str(first.key.place.line),
            column=str(first.key.place.column),
        ),
        _WHOLE,
    )


def _kind(name: str) -> str:
    """How a section takes part in merging: `names`, `list`, `section` or `plain`."""
    known = WallFile.model_fields.get(name)
    if known is None:
        return "section"  # unknown: the shape says so
    origin = get_origin(known.annotation)
    if origin is dict:
        return "names"
    if origin is tuple:
        return "list"
    words = re.findall(r"\w+", str(known.annotation))
    sections = {one.__name__ for one in Section.__subclasses__()} - {Wording.__name__}
    return "section" if sections & set(words) else "plain"
