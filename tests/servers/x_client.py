"""A few requests to an X server that no program of Debian's makes: what lies on its screen, and what its
outputs say of themselves. X11 and RandR 1.5 over the server's own socket.
"""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

_QUERY_EXTENSION, _INTERN_ATOM, _GET_IMAGE = 98, 16, 73
_SET_SAVER, _FORCE_SAVER, _SAVER_INFO, _SAVER_ON = 107, 115, 1, 1
_RANDR_VERSION, _OUTPUT_INFO, _CHANGE_PROPERTY, _CRTC_INFO = 0, 9, 13, 20
_RESOURCES, _RESOURCES_NOW = 25, 8
_CREATE_CONTEXT, _FILL = 55, 70
_FOREGROUND, _SUBWINDOWS, _INCLUDED = 1 << 2, 1 << 15, 1
_ERROR, _REPLY = 0, 1
_HEAD = 32
"""Bytes of whatever a server sends, before what is longer."""
_INTEGER = 19
"""The predefined atom INTEGER, of which type an EDID is."""
_PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Pixels:
    """Rows from the top, four bytes a pixel: blue, green, red, and one that says nothing."""

    width: int
    height: int
    bgrx: bytes


class XClient:
    """One line to a display (`:7`), for a `with`."""

    def __init__(self, display: str) -> None:
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._line.settimeout(_PATIENCE)
        self._line.connect(f"/tmp/.X11-unix/X{display.removeprefix(':')}")
        self._line.sendall(struct.pack("<BxHHHH2x", ord("l"), 11, 0, 0, 0))
        taken, size = struct.unpack("<B5xH", self._read(8))
        told = self._read(size * 4)
        if taken != 1:
            raise OSError(f"{display} does not let us in: {told!r}")
        (vendor,) = struct.unpack_from("<H", told, 16)
        formats = told[21]
        root = 32 + (vendor + 3) // 4 * 4 + formats * 8
        (self._root,) = struct.unpack_from("<I", told, root)
        self._setup = told
        self._randr = self._opcode("RANDR")
        self._ask(self._randr, _RANDR_VERSION, struct.pack("<II", 1, 5))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._line.close()

    def pixels(self, x: int, y: int, width: int, height: int) -> Pixels:
        """What is to be seen there, whosever windows it is."""
        body = struct.pack("<IhhHHI", self._root, x, y, width, height, 0xFFFFFFFF)
        answer = self._ask(_GET_IMAGE, 2, body)
        return Pixels(width, height, answer[_HEAD : _HEAD + width * height * 4])

    def wipe(self, x: int, y: int, width: int, height: int) -> None:
        """Black over all windows, of which nobody is told, as a driver loses pixels."""
        (context,) = struct.unpack_from("<I", self._setup, 4)
        over_all = struct.pack("<III", context, self._root, _FOREGROUND | _SUBWINDOWS)
        self._send(_CREATE_CONTEXT, 0, over_all + struct.pack("<II", 0, _INCLUDED))
        self._send(_FILL, 0, struct.pack("<IIhhHH", self._root, context, x, y, width, height))
        self._atom("EDID")  # an error of the above would come before its answer

    def blank_after(self, seconds: int) -> None:
        """Of the screen saver, from now on; and that time begins anew."""
        self._send(_SET_SAVER, 0, struct.pack("<hhBBxx", seconds, 0, 1, 1))
        self._send(_FORCE_SAVER, 0, b"")
        self._atom("EDID")  # an error of the above would come before its answer

    def blanked(self) -> bool:
        """Whether the screen saver has darkened the screen."""
        saver = self._opcode("MIT-SCREEN-SAVER")
        answer = self._ask(saver, _SAVER_INFO, struct.pack("<I", self._root))
        return answer[1] == _SAVER_ON

    def outputs(self) -> dict[str, tuple[int, int, int, int]]:
        """By name, in the server's order: what of the screen each output shows that is on."""
        known, config = self._known()
        shown = {name: crtc for name, (_, crtc) in known.items() if crtc}
        answers = {
            name: self._ask(self._randr, _CRTC_INFO, struct.pack("<II", crtc, config))
            for name, crtc in shown.items()
        }
        return {name: struct.unpack_from("<hhHH", answer, 12) for name, answer in answers.items()}

    def describe(self, output: str, edid: bytes, millimetres: tuple[int, int]) -> None:
        """What the monitor at an output says of itself, to whoever asks from now on. Qt asks when the
        output comes.
        """
        there = self._known()[0][output][0]
        self._set(there, "EDID", 8, edid)
        for name, size in zip(("WIDTH_MM", "HEIGHT_MM"), millimetres, strict=True):
            self._set(there, name, 32, struct.pack("<I", size))
        self._ask(self._randr, _RESOURCES_NOW, struct.pack("<I", self._root))  # looks at it anew

    def _set(self, output: int, name: str, bits: int, value: bytes) -> None:
        count = len(value) * 8 // bits
        head = struct.pack("<IIIBB2xI", output, self._atom(name), _INTEGER, bits, 0, count)
        self._send(self._randr, _CHANGE_PROPERTY, head + value)

    def _known(self) -> tuple[dict[str, tuple[int, int]], int]:
        """Id and CRTC of each output, 0 where it is off; and of which time that is."""
        answer = self._ask(self._randr, _RESOURCES, struct.pack("<I", self._root))
        config, crtcs, outputs = struct.unpack_from("<IHH", answer, 12)
        ids = struct.unpack_from(f"<{outputs}I", answer, _HEAD + crtcs * 4)
        found: dict[str, tuple[int, int]] = {}
        for output in ids:
            answer = self._ask(self._randr, _OUTPUT_INFO, struct.pack("<II", output, config))
            (crtc,) = struct.unpack_from("<I", answer, 12)
            crtcs, modes, _, clones, length = struct.unpack_from("<HHHHH", answer, 26)
            begins = 36 + 4 * (crtcs + modes + clones)
            found[answer[begins : begins + length].decode()] = output, crtc
        return found, config

    def _atom(self, name: str) -> int:
        body = struct.pack("<H2x", len(name)) + name.encode()
        return int(struct.unpack_from("<I", self._ask(_INTERN_ATOM, 0, body), 8)[0])

    def _opcode(self, extension: str) -> int:
        body = struct.pack("<H2x", len(extension)) + extension.encode()
        answer = self._ask(_QUERY_EXTENSION, 0, body)
        if not answer[8]:
            raise OSError(f"the X server has no {extension}")
        return answer[9]

    def _ask(self, opcode: int, second: int, body: bytes) -> bytes:
        self._send(opcode, second, body)
        while True:
            head = self._read(_HEAD)
            if head[0] == _ERROR:
                raise OSError(f"the X server refuses request {head[10]}: error {head[1]}")
            if head[0] == _REPLY:
                return head + self._read(struct.unpack_from("<I", head, 4)[0] * 4)

    def _send(self, opcode: int, second: int, body: bytes) -> None:
        body += bytes(-len(body) % 4)
        self._line.sendall(struct.pack("<BBH", opcode, second, 1 + len(body) // 4) + body)

    def _read(self, count: int) -> bytes:
        read = bytearray()
        while len(read) < count:
            part = self._line.recv(min(count - len(read), 1 << 20))
            if not part:
                raise OSError("the X server ended the line")
            read += part
        return bytes(read)
