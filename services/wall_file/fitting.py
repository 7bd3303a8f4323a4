"""Whether what an entry point leads to is a connector or a tile type, and how it is had without harm."""

from __future__ import annotations

import contextlib
import logging
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from services.phrase import Phrase, phrase
from services.plain import plain
from services.quantities import WrongSetting, identifier
from services.settings import Section, Source, Tile
from services.watch import TookTooLong, within

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

CONNECTORS = "langbiang.connectors"
TILES = "langbiang.tiles"
OURS = "langbiang"
"""The program's own package."""
SECONDS = 5.0
"""How long an import may take; a library as heavy as pandas takes one or two."""

_NEEDED = {
    CONNECTORS: ("name", "settings", "ask"),
    TILES: ("name", "settings", "own_notes", "look_up", "lay_out"),
}
_log = logging.getLogger(__name__)

type Told = tuple[Phrase, Phrase]
"""What is wrong, and what to do."""


@runtime_checkable
class Connector(Protocol):
    """What a wall file wants to know of a connector."""

    @property
    def name(self) -> str: ...
    @property
    def settings(self) -> type[Source]: ...


@runtime_checkable
class TileType(Protocol):
    """What a wall file wants to know of a tile type: its settings have a field of the type's own
    name, the main one.
    """

    @property
    def name(self) -> str: ...
    @property
    def settings(self) -> type[Tile]: ...


@dataclass(frozen=True, slots=True)
class Given:
    """A plug-in of a package, sound as far as can be seen without the others."""

    group: str
    name: str
    package: str
    plugin: Connector | TileType


@dataclass(frozen=True, slots=True)
class Broken:
    """A plug-in that can't be used: what is wrong with it, and what to do."""

    group: str
    name: str
    package: str
    what: Phrase
    remedy: Phrase


def of_package(point: EntryPoint, package: str, seconds: float | None = None) -> Given | Broken:
    """Imports it here, its printing kept from stdout. Never raises for what it does. `seconds`: its time
    limit; the program's own have none.
    """
    try:
        with contextlib.redirect_stdout(sys.stderr):
            plugin, said = (
                _had(point, package)
                if seconds is None
                else within(seconds, partial(_had, point, package))
            )
    except KeyboardInterrupt:
        raise
    except TookTooLong:
        return Broken(point.group, point.name, package, *endless(point.name, seconds))
    except BaseException as error:  # noqa: BLE001 - a border: a stranger's plug-in must not keep the wall dark
        _log.warning("plug-in %s could not be loaded", point.value, exc_info=error)
        return Broken(point.group, point.name, package, *raised(point.name, error))
    if said is not None:
        return Broken(point.group, point.name, package, *said)
    return Given(point.group, point.name, package, cast("Connector | TileType", plugin))


def _had(point: EntryPoint, package: str) -> tuple[object, Told | None]:
    plugin = point.load()
    return plugin, misfit(point.group, point.name, plugin, own=package == OURS)


def raised(name: str, error: BaseException) -> Told:
    return (
        phrase(
            "phần mở rộng “{name}” không nạp được: {error}",
            name=name[:60],
            error=plain(f"{type(error).__name__}: {error}", 200),
        ),
        phrase("cài lại gói, hoặc báo cho người viết gói; chi tiết nằm trong nhật ký chương trình"),
    )


def endless(name: str, seconds: float | None) -> Told:
    return (
        phrase(
            "phần mở rộng “{name}” không nạp xong trong {seconds} giây",
            name=name[:60],
            seconds=round(seconds or 0),
        ),
        phrase("báo cho người viết gói rằng lúc nạp không được chờ, không được lặp mãi"),
    )


def misfit(group: str, name: str, plugin: object, *, own: bool = False) -> Told | None:
    """What keeps it from being used, and what to do; the shape of its settings apart."""
    lacked = [word for word in _NEEDED[group] if not hasattr(plugin, word)]
    base: type[Section] = Source if group == CONNECTORS else Tile
    settings = getattr(plugin, "settings", None)
    what: Phrase | None = None
    if lacked:
        what = phrase(
            "phần mở rộng “{name}” thiếu {names}", name=name[:60], names=", ".join(lacked)
        )
    elif not (isinstance(settings, type) and issubclass(settings, base)):
        what = phrase(
            "settings của phần mở rộng “{name}” không phải lớp con của {base}",
            name=name[:60],
            base=base.__name__,
        )
    elif not is_name(name):
        what = phrase("“{name}” không dùng làm tên của phần mở rộng được", name=name[:60])
    elif getattr(plugin, "name", None) != name:
        what = phrase(
            "phần mở rộng “{name}” tự gọi mình là “{own}”",
            name=name[:60],
            own=plain(str(getattr(plugin, "name", "")), 60),
        )
    elif settings.model_config.get("extra") != "forbid" or not settings.model_config.get("frozen"):
        what = phrase("settings của phần mở rộng “{name}” đổi cấu hình của Section", name=name)
    elif not own and (changed := _changed(settings, base)):
        what = phrase(
            "settings của phần mở rộng “{name}” khai lại khóa chung: {names}",
            name=name,
            names=", ".join(changed),
        )
    elif group == TILES and name not in settings.model_fields.keys() - base.model_fields.keys():
        what = phrase("settings của loại ô “{name}” không có khóa chính “{name}”", name=name)
    return None if what is None else (what, ANOTHER)


ANOTHER = phrase("gói không hợp với phiên bản này; hãy cài bản mới hơn hoặc báo người viết gói")


def is_name(name: str) -> bool:
    try:
        return identifier(name) == name
    except WrongSetting:
        return False


def _changed(settings: type[Section], base: type[Section]) -> list[str]:
    """Settings common to all that have another type here: the program relies on them."""
    return [
        key
        for key, declared in base.model_fields.items()
        if settings.model_fields[key].annotation != declared.annotation
    ]
