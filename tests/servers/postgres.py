"""PostgreSQL with a cluster of its own. It refuses to run as root: then it has nobody's rights."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, override

import psycopg
import pytest

from tests.servers.process import Server, file, free_port, not_here, rights, start_folder
from tools import debian
from tools.servers import POSTGRES
from tools.set_up import SERVERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.rack import Rack

ACCOUNT = "nobody"
USER = "postgres"

_CONFIGURATION = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
timezone = 'GMT'
log_timezone = 'GMT'
max_connections = 50
shared_buffers = '64MB'
dynamic_shared_memory_type = mmap
fsync = off
synchronous_commit = off
full_page_writes = off
"""


@dataclass(slots=True)
class Postgres(Server):
    """At `address`, for USER with `password`."""

    password: str = ""

    @property
    @override
    def url(self) -> str:
        """As libpq takes it, password and all, to the database that is there from the start."""
        return f"postgresql://{USER}:{self.password}@{self.address}/postgres"

    @override
    def answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def said(self, *statements: str) -> list[tuple[object, ...]]:
        """Runs statements, each at once in force; the rows of the last."""
        with psycopg.connect(self.url, autocommit=True) as line:
            asked = [line.execute(statement.encode()) for statement in statements][-1]
            return asked.fetchall() if asked.description else []

    def make_cluster(self) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password, encoding="ascii")
        _own(secret)
        tool = Path(self.command[0]).with_name("initdb")
        subprocess.run(
            (
                *(tool, "--pgdata", self.folder / "data", "--username", USER, "--no-sync"),
                *("--auth", "scram-sha-256", "--pwfile", secret),
                *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-instructions"),
            ),
            **rights(ACCOUNT),
            env=debian.environment(SERVERS) | {"TZ": "GMT"},
            cwd=start_folder(self.folder),
            check=True,
            capture_output=True,
            timeout=120,
        )
        with (self.folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(_CONFIGURATION.format(folder=self.folder, port=self.port))


@contextmanager
def cluster() -> Iterator[Postgres]:
    """Not started. Its folder is short, as sockets' names must be, and nobody's."""
    program = file(POSTGRES)
    if os.geteuid() == 0 and not _open_to_all(program):
        not_here(f"PostgreSQL refuses root, and {ACCOUNT} can't read {program}")
    folder = Path(tempfile.mkdtemp(prefix="langbiang-postgres-"))
    try:
        _own(folder)
        (folder / "data").mkdir(mode=0o700)
        _own(folder / "data")
        server = Postgres(
            (str(program), "-D", f"{folder}/data"),
            folder,
            free_port(),
            account=ACCOUNT,
            ending=signal.SIGINT,
            password=secrets.token_hex(8),
        )
        server.make_cluster()
        yield server
    finally:
        shutil.rmtree(folder)


def _own(path: Path) -> None:
    if os.geteuid() == 0:
        os.chown(path, pwd.getpwnam(ACCOUNT).pw_uid, pwd.getpwnam(ACCOUNT).pw_gid)


def _open_to_all(program: Path) -> bool:
    """Whether accounts that are neither owner nor group can come to the program."""
    return all(path.stat().st_mode & 0o001 for path in (program, *program.resolve().parents))


@pytest.fixture(scope="session")
def postgres(rack: Rack) -> Iterator[Postgres]:
    with cluster() as server:
        try:
            yield rack.stand("postgres", server)
        finally:
            rack.take("postgres")
