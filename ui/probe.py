"""What answers at an address, as a wall file of that one source."""

from __future__ import annotations

import logging
import os
import re
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

from services.door import Files
from services.draft import Advice, Remark
from services.files.source import SourceFiles
from services.http.source import SourceHttp
from services.key_store import KeyStore
from services.mask import MASK, Mask
from services.phrase import phrase
from services.probing import met_at, recognised
from services.probing.proposal_file import written
from services.settings import Source
from services.wall_file import installed
from services.wall_file.addresses import wrong_url
from services.wall_file.secretive import bared
from services.wall_file.secrets import Secrets
from ui.outcome import Status
from ui.program import this_program

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from services.clock import Clock
    from services.draft import Draft, Local
    from services.words import Words
    from ui.requests import Probe
    from ui.terminal import Terminal

_SUFFIXES = {".csv", ".tsv", ".txt", ".json", ".xlsx", ".xls", ".ods", ".yaml", ".yml"}
_DEADLINE = timedelta(seconds=15)
"""For the first question, and once more for all that follow."""
_LARGEST = 64 * 1024 * 1024
"""Bytes: what a wall file can allow at most."""


def probe(asked: Probe, terminal: Terminal, clock: Clock) -> Status:
    local = _local(asked.target)
    address = asked.target if local is not None else urldefrag(asked.target).url
    with _source(asked, address, clock, local, terminal.mask) as source:
        with source.open() as door:
            met = met_at(address, door, local)
        found = recognised(met, installed(asked.plugins).connectors.values(), source.open)
    if isinstance(found, Advice):
        what, remedy = terminal.words.say(found.what), terminal.words.say(found.remedy)
        terminal.note(f"{bared(address, MASK)[0]}: {what}: {remedy}")
        return Status.NOT_HAD
    draft = _discreet(replace(found, settings=_trusted(found.settings, asked)))
    program = this_program()
    named = bared(address)[0] if local is None else address
    terminal.give(written(draft, named, terminal.words, program.command("run")).rstrip("\n"))
    terminal.tell(phrase("Nhận ra {found}.", found=terminal.words.say(found.found)))
    terminal.tell(
        phrase(
            "Lưu và chạy: {probe} > tuong.yaml, rồi {run}",
            probe=program.command("probe", _repeated(asked.target, local)),
            run=program.command("run", "tuong.yaml"),
        )
    )
    return Status.DONE


def _discreet(draft: Draft) -> Draft:
    """No wall file says a secret in an address; what was left out is said above it."""
    url, names = bared(str(draft.settings.get("url", "")))
    if not names:
        return draft
    variable = re.sub(r"\W", "_", names[0], flags=re.ASCII).upper()
    left_out = Remark(
        words=phrase(
            "Đã bỏ khỏi địa chỉ những tham số có vẻ là bí mật: {names}. Gửi bí mật bằng auth nếu hệ "
            "thống nhận, ví dụ như dưới đây; nếu không thì hỏi đơn vị quản lý hệ thống cách khác:",
            names=", ".join(names),
        ),
        at=("url",),
        choices=(f'auth: {{header: {{name: X-Api-Key, value: "${{env:{variable}}}"}}}}',),
    )
    settings = {**draft.settings, "url": url}
    return replace(draft, settings=settings, remarks=(left_out, *draft.remarks))


def _repeated(target: str, local: Local | None) -> str:
    return target if local is not None else bared(target, MASK)[0]


def _local(target: str) -> Local | None:
    """What has a scheme is an address, even where a file were called so."""
    path = Path(target)
    try:
        if "://" in target or not path.exists():
            return None
        return "folder" if path.is_dir() else "file"
    except (OSError, ValueError):
        return None


def _like_path(target: str) -> bool:
    """No host begins or ends so."""
    named = PurePath(target).suffix.lower() in _SUFFIXES
    return "://" not in target and (named or target.startswith((".", "/", "\\", "~")))


def wrong(target: str, words: Words) -> str | None:
    """Why nothing can be asked of `target`; None where something can. A password in it isn't repeated."""
    if _local(target) is not None:
        return None
    if _like_path(target):
        return words.say(
            "Không có tệp hay thư mục “{target}” (đã tìm ở {path}); xem lại tên và đường dẫn",
            target=target,
            path=os.path.abspath(target),  # noqa: PTH100 - without `..`, and asks no disk
        )
    if "://" not in target:
        return words.say(
            "“{target}” không phải địa chỉ http(s), cũng không có tệp hay thư mục nào tên ấy; "
            "địa chỉ thì ghi ví dụ: http://10.1.0.9:9090",
            target=target,
        )
    said = wrong_url(urldefrag(target).url, paths=False)
    return None if said is None else ": ".join(map(words.say, said))


@contextmanager
def _source(
    asked: Probe, address: str, clock: Clock, local: Local | None, mask: Mask
) -> Iterator[SourceHttp | SourceFiles]:
    """`ca` and secrets' files are looked for from where the command was given."""
    given: dict[str, Any] = {"deadline": _DEADLINE, "max_bytes": _LARGEST, **_trust(asked)}
    settings = Source(connector="probe", url="" if local is not None else address, **given)
    folder = Path.cwd()
    if local is not None:
        pattern = "*.csv" if local == "folder" else None
        yield SourceFiles(settings, Files(path=address, pattern=pattern), clock, folder)
        return
    for handler in logging.getLogger().handlers:
        handler.addFilter(mask)
    secrets = Secrets(folder, os.environ, mask, KeyStore(clock.monotonic))
    source = SourceHttp(settings, address, clock, secrets.value, folder)
    try:
        yield source
    finally:
        source.close()


def _trusted(settings: Mapping[str, object], asked: Probe) -> dict[str, object]:
    """How the source was convinced stands below its address, if it is asked by one."""
    more = {name: value for name, value in _trust(asked).items() if value is not None}
    made: dict[str, object] = {}
    for name, value in settings.items():
        made[name] = value
        if name == "url":
            made |= more
    return made


def _trust(asked: Probe) -> dict[str, object]:
    """As a wall file says it."""
    auth: dict[str, object] = {}
    if asked.bearer is not None:
        auth["bearer"] = asked.bearer
    if asked.basic is not None:
        auth["basic"] = {"user": asked.basic[0], "password": asked.basic[1]}
    if asked.header is not None:
        auth["header"] = {"name": asked.header[0], "value": asked.header[1]}
    return {"auth": auth or None, "ca": asked.ca}
