"""From YAML 1.2 text to a tree with places. The only module that knows ruamel.yaml's parser; no
exception of it leaves.

The parser's events are read one by one, so that nesting, aliases and the number of nodes are bounded
before anything large exists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from services.phrase import Phrase, phrase
from services.wall_file import complaints, text
from services.wall_file.faults import Fault, Place
from services.wall_file.meaning import meant
from services.wall_file.tree import Node, Scalar
from services.wall_file.unfinished import Unfinished

DEEPEST = 24
"""Levels of nesting, aliases included. A tile's settings lie some ten deep."""
MOST_NODES = 40_000
"""Nodes after every alias was written out."""
MOST_FAULTS = 200
"""Of the form of one file."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_TAG = re.compile(r"![^\s,\[\]{}]*")
_TAGS = {
    ScalarEvent: "tag:yaml.org,2002:str",
    SequenceStartEvent: "tag:yaml.org,2002:seq",
    MappingStartEvent: "tag:yaml.org,2002:map",
}


@dataclass(frozen=True, slots=True)
class Tree:
    root: Node | None
    """None where there is nothing, or nothing that can be used."""
    faults: tuple[Fault, ...] = ()


def tree(content: str, name: str) -> Tree:
    """The tree of one file and every fault of its form."""
    if odd := text.unprintable(content, name):
        return Tree(None, tuple(odd))
    building = _Building(name, content)
    try:
        for event in YAML(typ="safe", pure=True).parse(content):
            building.take(event)
    except _Stop as stop:
        building.faults.append(stop.fault)
        return _settled(None, building.faults, content)
    except MarkedYAMLError as error:
        fault = complaints.fault(error, building.last)
        tabbed = text.tabs(content, name)
        return _settled(None, [*building.faults, *(tabbed or [fault])], content)
    except (YAMLError, ValueError, LookupError, TypeError, AttributeError, AssertionError):
        # ruamel trips over some broken escapes and directives with these.
        return _settled(None, [*building.faults, complaints.unknown(building.last)], content)
    return _settled(building.root, building.faults, content)


def _settled(root: Node | None, faults: list[Fault], content: str) -> Tree:
    within: list[Fault] = []
    lines = text.lines(content) if faults else []
    for fault in faults:
        place = text.inside(lines, Place(fault.file, fault.line, fault.column))
        within.append(Fault.at(place, fault.what, fault.remedy))
    return Tree(root, tuple(within))


class _Stop(Exception):  # noqa: N818 - ends the reading of one file
    def __init__(self, place: Place, what: Phrase, remedy: Phrase) -> None:
        super().__init__(what.text)
        self.fault = Fault.at(place, what, remedy)


@dataclass(slots=True)
class _Known:
    """What an anchor stands for, with its size and height when written out."""

    node: Node
    size: int
    height: int


class _Building:
    """Takes events, holds what is open."""

    def __init__(self, name: str, content: str) -> None:
        self.name = name
        self._content = content
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self.last = Place(name)
        self._open: list[Unfinished] = []
        self._anchors: dict[str, _Known | None] = {}
        self._nodes = 0
        self._documents = 0

    def take(self, event: object) -> None:
        match event:
            case DocumentStartEvent():
                self._document(event)
            case ScalarEvent():
                self._scalar(event)
            case AliasEvent():
                self._alias(event)
            case SequenceStartEvent() | MappingStartEvent():
                self._begin(event)
            case SequenceEndEvent() | MappingEndEvent():
                self._end()
            case _:
                pass

    def _here(self, event: object) -> Place:
        mark = getattr(event, "start_mark", None)
        if mark is not None:
            self.last = Place(self.name, mark.line + 1, mark.column + 1)
        return self.last

    def _document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        place = self._here(event)
        if self._documents > 1:
            raise _Stop(
                place,
                phrase("tệp có hơn một tài liệu YAML"),
                phrase("xóa dòng --- và gộp thành một tài liệu"),
            )
        if event.version not in (None, (1, 2)):
            raise _Stop(
                place, phrase("tệp không phải YAML 1.2"), phrase("xóa dòng %YAML ở đầu tệp")
            )

    def _scalar(self, event: ScalarEvent) -> None:
        place = self._here(event)
        self._plain_tag(event, ScalarEvent, place)
        if event.style is None and event.implicit[0]:
            node = Scalar(place, meant(event.value), event.value)
        else:
            block = event.style in {"|", ">"} or event.start_mark.line != event.end_mark.line
            node = Scalar(
                place, event.value, event.value, None if block else len(event.style or "")
            )
        self._no_odd_characters(node)
        self._count(1 + len(node.raw) // 200, place)
        self._anchor(event.anchor, node, 1 + len(node.raw) // 200, 0)
        self._add(node, 1, 0)

    def _no_odd_characters(self, node: Scalar) -> None:
        """An escape in double quotes can still make what the text itself may not have."""
        if _CONTROL.search(node.raw):
            self.faults.append(
                Fault.at(
                    node.place,
                    phrase("đoạn chữ có ký tự điều khiển"),
                    phrase("bỏ dãy thoát (\\x.., \\u....) này"),
                )
            )

    def _alias(self, event: AliasEvent) -> None:
        place = self._here(event)
        known = self._anchors.get(event.anchor)
        if known is None:
            what = (
                phrase("“*{name}” nằm trong chính nó", name=event.anchor[:40])
                if event.anchor in self._anchors
                else phrase("không có “&{name}” nào ở phía trên", name=event.anchor[:40])
            )
            raise _Stop(place, what, phrase("ghi lại nội dung thay cho dấu *"))
        if len(self._open) + known.height > DEEPEST:
            raise _Stop(place, *_TOO_DEEP)
        self._count(known.size, place)
        self._add(known.node, known.size, known.height)

    def _begin(self, event: SequenceStartEvent | MappingStartEvent) -> None:
        place = self._here(event)
        self._plain_tag(event, type(event), place)
        self._count(1, place)
        if len(self._open) >= DEEPEST:
            raise _Stop(place, *_TOO_DEEP)
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        mapping, top = isinstance(event, MappingStartEvent), not self._open
        self._open.append(Unfinished(place, event.anchor, mapping, top=top))

    def _end(self) -> None:
        done = self._open.pop()
        node = done.closed()
        self._anchor(done.anchor, node, done.size, done.height)
        self._add(node, done.size, done.height)

    def _anchor(self, anchor: str | None, node: Node, size: int, height: int) -> None:
        if anchor is not None:
            self._anchors[anchor] = _Known(node, size, height)

    def _count(self, nodes: int, place: Place) -> None:
        self._nodes += nodes
        if len(self.faults) >= MOST_FAULTS:
            raise _Stop(
                place,
                phrase("từ đây còn lỗi nữa nhưng không kể hết"),
                phrase("sửa các lỗi ở trên trước"),
            )
        if self._nodes > MOST_NODES:
            raise _Stop(
                place,
                phrase("tệp có quá nhiều mục khi thay hết các dấu *"),
                phrase("bớt các dấu & và *; một tệp tường không cần nhiều đến thế"),
            )

    def _plain_tag(self, event: object, kind: type, place: Place) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None and str(tag) not in {"!", _TAGS[kind]}:
            self.faults.append(
                Fault.at(
                    place,
                    phrase("không dùng được thẻ “{tag}”", tag=self._written_tag(place, str(tag))),
                    phrase("xóa phần bắt đầu bằng dấu !"),
                )
            )

    def _written_tag(self, place: Place, tag: str) -> str:
        """!!x, not the tag:yaml.org,2002:x that it stands for."""
        row = text.lines(self._content)[place.line - 1 :]
        found = _TAG.search(row[0], place.column - 1) if row else None
        return (found[0] if found else tag)[:60]

    def _add(self, node: Node, size: int, height: int) -> None:
        if not self._open:
            self.root = node
            return
        fault = self._open[-1].take(node, size, height, self.last)
        if fault is not None:
            self.faults.append(fault)


_TOO_DEEP = (
    phrase("lồng nhau quá {levels} bậc", levels=str(DEEPEST)),
    phrase("bớt các dấu ngoặc và mức thụt dòng"),
)
