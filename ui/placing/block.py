"""The screens of this computer as a wall file of their own, ready to be saved and included."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.phrase import phrase
from services.quantities import Length
from services.wall_file.yaml_text import dumped, mapping, on_one_line
from ui.connected import paired, pitch, sized, sure
from ui.placing.marks import marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.phrase import Phrase
    from services.wall_file.outputs import OutputMark
    from services.wall_file.shape import Screen
    from services.words import Words
    from ui.placing.matching import Matching
    from ui.placing.output import Output

_WIDTH = 100
_METRE = 1000.0
_NAMES = phrase("Các cảnh gọi màn hình bằng name ở đây: sửa ở đây hoặc ở các cảnh cho khớp.")


@dataclass(frozen=True, slots=True)
class Entry:
    """A screen as it is written, and what is said above it."""

    settings: dict[str, object]
    called: str = ""
    """Maker and model of the monitor."""
    remarks: tuple[Phrase, ...] = ()
    ours: bool = True
    """Else it is written as a comment: a monitor that the wall given doesn't use."""


def block(entries: Sequence[Entry], words: Words, command: str, *, instead: bool = False) -> str:
    """The whole text; it ends with a line's end. `command`: what wrote it. `instead`: of screens that the
    wall file has already, under their names.
    """
    head = [
        phrase("Do lệnh {command} viết.", command=command),
        phrase("Sửa seat cho đúng: từ màn hình đến chỗ ngồi xa nhất còn phải đọc được."),
        phrase("Lưu thành tệp cạnh tệp tường, rồi ghi tên tệp ấy ở include của tệp tường."),
        phrase(
            "Trong tệp tường xóa mục screens, nếu có: còn đó thì cả hai danh sách đều được tính."
        ),
        *([] if instead else [_NAMES]),
    ]
    lines = [line for one in head for line in _comment(words.say(one), "")]
    lines += ["wall: 1", "screens:"]
    lines += [line for one in entries if one.ours for line in _lines(one, words)]
    others = [line for one in entries if not one.ours for line in _unused(one, words)]
    if others:
        said = words.say("Màn hình mà tường không dùng; bỏ dấu # trước dấu - để dùng:")
        lines += [*_comment(said, "  "), *others]
    return "\n".join(lines) + "\n"


def entries(
    outputs: Sequence[Output], screens: Sequence[Screen] = (), matching: Matching | None = None
) -> tuple[Entry, ...]:
    """`outputs`: one of each place. With `screens` of a wall and their `matching`: all of these under their
    own names, then the monitors that are neither the wall's nor reserved.
    """
    if matching is None:
        return tuple(_plain(one, screen, outputs) for one, screen in paired(outputs))
    known = [
        _known(screen, matching.outputs(screen.name), outputs)
        if screen.name in matching.there
        else _missing(screen, matching)
        for screen in screens
    ]
    names = [screen.name for screen in screens]
    others = [
        _plain(one, screen, outputs, ours=False) for one, screen in paired(matching.spare, names)
    ]
    return (*known, *others)


def _plain(
    output: Output, screen: Screen, outputs: Sequence[Output], *, ours: bool = True
) -> Entry:
    settings: dict[str, object] = {
        "name": screen.name,
        "size": [*screen.size],
        "pitch": _length(screen.pitch),
        "seat": _length(screen.seat),
        "at": [*output.area[:2]],
        "output": marks(output, outputs),
    }
    return Entry(settings, _called(output), tuple(_remarks(output)), ours)


def _known(screen: Screen, found: Sequence[Output | None], outputs: Sequence[Output]) -> Entry:
    """What the wall file says stays, but for where the monitors are and what they are found by; and of a
    screen that is one monitor, its size.
    """
    there = [output for output in found if output is not None]
    alone = len(found) == 1 and screen.panels == (1, 1)
    other = alone and sized(there[0]) != screen.size
    if other:
        seen = {"size": sized(there[0]), "pitch": Length(pitch(there[0]))}
        screen = screen.model_copy(update=seen)
    said = [
        _mark(screen.outputs[n]) if output is None else marks(output, outputs)
        for n, output in enumerate(found)
    ]
    corner = [min(one.area[axis] for one in there) for axis in (0, 1)]
    settings = _settings(screen, corner, said)
    if not alone:
        return Entry(settings)
    return Entry(settings, _called(there[0]), tuple(_remarks(there[0])) if other else ())


def _missing(screen: Screen, matching: Matching) -> Entry:
    """As the wall file says it: were it left out, the wall would have lost it. Where it lies beside those
    that are there, whose places are those of now, nobody knows.
    """
    corner = None if matching.there or screen.at is None else [*screen.at]
    if matching.spare:
        remark = phrase(
            "Không thấy màn hình này, ghi lại như tệp tường khai; để nó hiện ở một màn hình ghi dưới cùng "
            "thì ghi ở đây output của màn hình ấy."
        )
    else:
        remark = phrase("Không thấy màn hình này, ghi lại như tệp tường khai.")
    return Entry(_settings(screen, corner, [*map(_mark, screen.outputs)]), "", (remark,))


def _settings(
    screen: Screen, corner: list[int] | None, said: Sequence[object]
) -> dict[str, object]:
    settings: dict[str, object] = {
        "name": screen.name,
        "title": _wording(screen),
        "size": [*screen.size],
        "pitch": _length(screen.pitch),
        "seat": _length(screen.seat),
        "at": corner,
        "panels": [*screen.panels] if screen.panels != (1, 1) else None,
        "bezel": [_length(rim) for rim in screen.bezel] if any(screen.bezel) else None,
        "output": (said[0] if len(said) == 1 else [*said]) if said else None,
    }
    return {key: value for key, value in settings.items() if value is not None}


def _mark(mark: OutputMark) -> dict[str, object]:
    return mark.model_dump(mode="json", exclude_none=True)


def _wording(screen: Screen) -> object:
    if screen.title is None:
        return None
    said = screen.title.model_dump(exclude_none=True)
    return said["vi"] if len(said) == 1 else said


def _called(output: Output) -> str:
    return " ".join(part for part in (output.maker, output.model) if part)


def _remarks(output: Output) -> Iterator[Phrase]:
    if not sure(output):
        yield phrase("Màn hình không khai đúng kích thước thật: hãy đo và sửa pitch.")


def _lines(entry: Entry, words: Words) -> list[str]:
    text = dumped(mapping({"screens": [entry.settings]})).splitlines()[1:]
    said = [*filter(None, [entry.called]), *map(words.say, entry.remarks)]
    return [*(line for one in said for line in _comment(one, "  ")), *text]


def _unused(entry: Entry, words: Words) -> list[str]:
    """On one line, and no blank after its #: when people take that away, it stands where the others do."""
    said = [*filter(None, [entry.called]), *map(words.say, entry.remarks)]
    return [
        *(line for one in said for line in _comment(one, "  ")),
        f"  #- {on_one_line(entry.settings)}",
    ]


def _comment(text: str, indent: str) -> list[str]:
    return [f"{indent}# {line}" for line in textwrap.wrap(text, _WIDTH)]


def _length(millimetres: float) -> str:
    """As people write it: metres from one metre on."""
    if millimetres >= _METRE:
        return f"{_short(millimetres / _METRE)} m"
    return f"{_short(millimetres)} mm"


def _short(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")
