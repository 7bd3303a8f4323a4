"""clamd with signatures of the test's own, in a `daily` that has a version and a date."""

from __future__ import annotations

import io
import socket
import struct
import tarfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, override

import pytest

from tests.servers.process import Server, awaited, free_port, program

if TYPE_CHECKING:
    from tests.servers.rack import Rack

HARMFUL = b"Langbiang-Test-Signature"
"""What is found as Langbiang.Test.UNOFFICIAL."""

_CONFIGURATION = """\
TCPSocket {port}
TCPAddr 127.0.0.1
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
Foreground yes
SelfCheck 0
MaxThreads 4
"""


@dataclass(slots=True)
class Clamd(Server):
    """Takes commands at `address`. Its clock is Vietnam's: VERSION has that, without saying so."""

    @override
    def answers(self) -> bool:
        try:
            return self.said("PING") == "PONG"
        except OSError:
            return False

    def said(self, command: str, content: bytes | None = None) -> str:
        """The answer to a command, to INSTREAM with what is to be looked through."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            line.sendall(f"n{command}\n".encode())
            if content is not None:
                line.sendall(struct.pack("!I", len(content)) + content + struct.pack("!I", 0))
            return line.makefile("r", encoding="utf-8").read().strip()

    def update(self, version: int, at: datetime) -> None:
        """Gets signatures of that version and date, as freshclam would; returns when they are in
        force."""
        self.write_signatures(version, at)
        self.said("RELOAD")
        awaited(lambda: f"/{version}/" in self.said("VERSION"), f"signatures {version}")

    def write_signatures(self, version: int, at: datetime) -> None:
        """A local, unsigned database of ClamAV's: its header, then a tar of the parts."""
        head = (
            f"ClamAV-VDB:{at.astimezone(UTC):%d %b %Y %H-%M} +0000:{version}:2:90:X:X:langbiang"
            f":{at.timestamp():.0f}"
        )
        parts = {
            "daily.ndb": f"Langbiang.Test:0:*:{HARMFUL.hex()}\n",
            "daily.hdb": "44d88612fea8a8f36de82e1278abb02f:68:Langbiang.Eicar\n",
        }
        listed = "".join(
            f"{name}:{len(part)}:{sha256(part.encode()).hexdigest()}\n"
            for name, part in parts.items()
        )
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz", format=tarfile.USTAR_FORMAT) as archive:
            for name, part in {"daily.info": f"{head}\n{listed}", **parts}.items():
                entry = tarfile.TarInfo(name)
                entry.size = len(part)
                archive.addfile(entry, io.BytesIO(part.encode()))
        (self.folder / "signatures" / "daily.cud").write_bytes(
            head.encode().ljust(512) + packed.getvalue()
        )


@pytest.fixture(scope="session")
def clamd(rack: Rack, tmp_path_factory: pytest.TempPathFactory) -> Clamd:
    """Its signatures are 27321, an hour old."""
    folder, port = tmp_path_factory.mktemp("clamd"), free_port()
    (folder / "signatures").mkdir()
    (folder / "clamd.conf").write_text(
        _CONFIGURATION.format(port=port, folder=folder), encoding="utf-8"
    )
    command = (program("clamd"), "--config-file", f"{folder}/clamd.conf")
    server = Clamd(command, folder, port, variables={"TZ": "ICT-7"})
    server.write_signatures(27321, datetime.now(UTC) - timedelta(hours=1))
    return rack.stand("clamd", server)
