"""Through which door an address or a path is asked that nobody declared yet."""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from services.database_url import SCHEMES, Database, place_of
from services.door import Files
from services.files.source import SourceFiles
from services.http.source import SourceHttp
from services.key_store import KeyStore
from services.secret import Secret
from services.settings import Source
from services.sql.source import SourceSql
from services.stream.source import SourceStream
from services.wall_file.secrets import Secrets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.clock import Clock
    from services.draft import Local
    from services.mask import Mask
    from ui.requests import Probe

type Place = SourceHttp | SourceFiles | SourceSql | SourceStream

_DEADLINE = timedelta(seconds=15)
"""For the first question, and once more for all that follow."""
_LARGEST = 64 * 1024 * 1024
"""Bytes: what a wall file can allow at most."""
_OF_SQLITE = b"SQLite format 3\0"
_TABLES = ("*.csv", "*.xlsx")
"""What is read of a folder: the first of these that it has."""


def local(target: str) -> Local | None:
    """What has a scheme is an address, even where a file were called so."""
    path = Path(target)
    try:
        if "://" in target or not path.exists():
            return None
        return "folder" if path.is_dir() else "file"
    except (OSError, ValueError):
        return None


def address_of(target: str) -> tuple[str, Local | None]:
    """As it is asked: without a fragment; a file that is a database by its address as one."""
    kind = local(target)
    if kind == "file" and _is_database(Path(target)):
        return f"sqlite:///{quote(target, safe='/:\\')}", None
    return (target if kind is not None else unmarked(target)), kind


def scheme(address: str) -> str:
    """Of an address that may be no good one: what stands before `://`."""
    return address.partition("://")[0].lower()


def unmarked(address: str) -> str:
    """Without its fragment."""
    return address.partition("#")[0]


def is_database(address: str) -> bool:
    return scheme(address) in SCHEMES


@contextmanager
def place(
    asked: Probe, address: str, clock: Clock, kind: Local | None, mask: Mask
) -> Iterator[Place]:
    """`ca` and secrets' files are looked for from where the command was given."""
    given: dict[str, Any] = {"deadline": _DEADLINE, "max_bytes": _LARGEST}
    folder = Path.cwd()
    if kind is not None:
        settings = Source(connector="probe", url="", **given)
        pattern = _pattern(Path(address)) if kind == "folder" else None
        yield SourceFiles(settings, Files(path=address, pattern=pattern), clock, folder)
        return
    for handler in logging.getLogger().handlers:
        handler.addFilter(mask)
    secrets = Secrets(folder, os.environ, mask, KeyStore(clock.monotonic))
    settings = Source(connector="probe", url=address, **given, **trust(asked, address))
    source: Place
    if is_database(address):
        password = Secret.model_validate(asked.basic[1]) if asked.basic is not None else None
        database = Database(place=place_of(address), password=password)
        source = SourceSql(settings, database, clock, secrets.value, folder)
    elif scheme(address) == "tcp":
        source = SourceStream(settings, clock)
    else:
        source = SourceHttp(settings, address, clock, secrets.value, folder)
    try:
        yield source
    finally:
        source.close()


def trust(asked: Probe, address: str) -> dict[str, object]:
    """As a wall file says it; of a database the password alone, for its address names the account."""
    if is_database(address):
        return {"ca": asked.ca}
    auth: dict[str, object] = {}
    if asked.bearer is not None:
        auth["bearer"] = asked.bearer
    if asked.basic is not None:
        auth["basic"] = {"user": asked.basic[0], "password": asked.basic[1]}
    if asked.header is not None:
        auth["header"] = {"name": asked.header[0], "value": asked.header[1]}
    return {"auth": auth or None, "ca": asked.ca}


def declared(asked: Probe, address: str) -> dict[str, object]:
    """What a wall file says below its address of how the source is convinced."""
    said = {name: value for name, value in trust(asked, address).items() if value is not None}
    if is_database(address) and asked.basic is not None:
        said["password"] = asked.basic[1]
    return said


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_OF_SQLITE)) == _OF_SQLITE
    except OSError:
        return False


def _pattern(folder: Path) -> str:
    try:
        kept = (one for one in _TABLES if any(folder.glob(one, case_sensitive=False)))
        return next(kept, _TABLES[0])
    except OSError:
        return _TABLES[0]
