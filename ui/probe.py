"""What answers at an address, as a wall file of that one source."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from services.database_url import place_of
from services.draft import Advice, Remark
from services.mask import MASK
from services.phrase import phrase
from services.probing import met_at, recognised
from services.probing.proposal_file import written
from services.quantities import WrongSetting
from services.wall_file import installed
from services.wall_file.addresses import wrong_line, wrong_url
from services.wall_file.presets.recognition import recognisers
from services.wall_file.secretive import bared
from ui.outcome import Status
from ui.probed import address_of, declared, is_database, place, scheme, unmarked
from ui.probed import local as local_kind
from ui.program import this_program

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.clock import Clock
    from services.draft import Draft, Local
    from services.phrase import Phrase
    from services.words import Words
    from ui.program import Program
    from ui.requests import Probe
    from ui.terminal import Terminal

_SUFFIXES = {
    ".csv", ".tsv", ".txt", ".json", ".xlsx", ".xls", ".xlsb", ".ods", ".yaml", ".yml", ".db", ".sqlite",
    ".sqlite3",
}  # fmt: skip


def probe(asked: Probe, terminal: Terminal, clock: Clock) -> Status:
    address, local = address_of(asked.target)
    with place(asked, address, clock, local, terminal.mask) as source:
        with source.open() as door:
            met = met_at(address, door, local)
        able = (*installed(asked.plugins).connectors.values(), *recognisers())
        found = recognised(met, able, source.open)
    if isinstance(found, Advice):
        what, remedy = terminal.words.say(found.what), terminal.words.say(found.remedy)
        terminal.note(f"{bared(address, MASK)[0]}: {what}: {remedy}")
        return Status.NOT_HAD
    draft = _discreet(replace(found, settings=_trusted(found.settings, asked, address)))
    program = this_program()
    named = bared(address)[0] if local is None else address
    terminal.give(written(draft, named, terminal.words, program.command("run")).rstrip("\n"))
    terminal.tell(phrase("Nhận ra {found}.", found=terminal.words.say(found.found)))
    terminal.tell(_next(draft, program.command("probe", _repeated(asked.target, local)), program))
    return Status.DONE


def _next(draft: Draft, probe: str, program: Program) -> Phrase:
    """What to do with what was printed."""
    if draft.unfinished:
        return phrase(
            "Chưa chạy được. Lưu lại: {probe} > tuong.yaml; điền chỗ còn thiếu nêu ở các dòng # rồi kiểm tra:"
            " {check}",
            probe=probe,
            check=program.command("check", "tuong.yaml"),
        )
    return phrase(
        "Lưu và chạy: {probe} > tuong.yaml, rồi {run}",
        probe=probe,
        run=program.command("run", "tuong.yaml"),
    )


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


def _like_path(target: str) -> bool:
    """No host begins or ends so."""
    named = PurePath(target).suffix.lower() in _SUFFIXES
    return "://" not in target and (named or target.startswith((".", "/", "\\", "~")))


def wrong(target: str, words: Words) -> str | None:
    """Why nothing can be asked of `target`; None where something can. A password in it isn't repeated."""
    if not target.strip():
        return words.say("chưa ghi địa chỉ; ghi ví dụ: http://10.1.0.9:9090, hoặc tên một tệp")
    if local_kind(target) is not None:
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
    said = _wrong(unmarked(target))
    return None if said is None else ": ".join(map(words.say, said))


def _wrong(address: str) -> tuple[Phrase | str, Phrase | str] | None:
    """What is wrong with it, and the remedy."""
    if is_database(address):
        try:
            place_of(address)
        except WrongSetting as error:
            return error.what, error.remedy
        return None
    if scheme(address) == "tcp":
        return wrong_line(address)
    return wrong_url(address, paths=False)


def _trusted(settings: Mapping[str, object], asked: Probe, address: str) -> dict[str, object]:
    """How the source was convinced stands below its address, if it is asked by one."""
    made: dict[str, object] = {}
    for name, value in settings.items():
        made[name] = value
        if name == "url":
            made |= declared(asked, address)
    return made
