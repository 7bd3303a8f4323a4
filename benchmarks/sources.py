"""The systems that are asked, in a process of its own: `python -m benchmarks.sources PORT`.

`GET /s/N` is source N as JSON: {"value", "time", "course": [120 values]}. Each changes once a second,
spread over the second; after `GET /uneven` source 0 changes at uneven moments instead, so that every
phase between change and ask occurs. `GET /served` tells of source 0 since then:
[[tick, when it was first served in seconds since 1970], …].
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import override

from benchmarks import work

_UNEVEN = (1.3, 2.3)
"""Seconds between changes of source 0 while it is uneven."""


@dataclass
class Systems:
    ticks: list[int] = field(default_factory=lambda: [1000 + 17 * n for n in range(work.SOURCES)])
    bodies: list[bytes] = field(default_factory=list)
    uneven: bool = False
    served: list[tuple[int, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bodies = [self._body(n) for n in range(work.SOURCES)]

    def _body(self, source: int) -> bytes:
        tick = self.ticks[source]
        course = work.course(source, tick)
        said = {"value": course[-1], "time": datetime.now(UTC).isoformat(), "course": course}
        return json.dumps(said).encode()

    async def change(self, source: int) -> None:
        """For ever, once a second."""
        chance = random.Random(source)
        await asyncio.sleep(source / work.SOURCES)
        while True:
            self.ticks[source] += 1
            self.bodies[source] = self._body(source)
            uneven = source == 0 and self.uneven
            await asyncio.sleep(chance.uniform(*_UNEVEN) if uneven else 1.0)

    def answer(self, path: str) -> bytes:
        if path.startswith("/s/"):
            source = int(path[3:])
            if source == 0 and (not self.served or self.served[-1][0] != self.ticks[0]):
                self.served.append((self.ticks[0], time.time()))
            return self.bodies[source]
        if path == "/uneven":
            self.uneven, self.served = True, []
        return json.dumps(self.served).encode()


class Line(asyncio.Protocol):
    """One kept-alive connection."""

    def __init__(self, systems: Systems) -> None:
        self._systems = systems
        self._heard = b""
        self._transport: asyncio.Transport | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    @override
    def data_received(self, data: bytes) -> None:
        self._heard += data
        while b"\r\n\r\n" in self._heard:
            head, _, self._heard = self._heard.partition(b"\r\n\r\n")
            body = self._systems.answer(head.split(b" ", 2)[1].decode())
            assert self._transport is not None
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + str(len(body)).encode()
                + b"\r\n\r\n"
                + body
            )


async def serve(port: int) -> None:
    systems = Systems()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Line(systems), "127.0.0.1", port)
    async with server, asyncio.TaskGroup() as changing:
        for source in range(work.SOURCES):
            changing.create_task(systems.change(source))


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
