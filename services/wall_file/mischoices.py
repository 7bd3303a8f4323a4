"""What is refused where a section is chosen by what it says: a connector, a tile type or a screen's panel
that there isn't, and keys that nobody knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from services.settings import Tile
from services.wall_file.expected import keys_of
from services.wall_file.faults import Place, listed, nearest, nearest_first
from services.wall_file.fitting import CONNECTORS, TILES
from services.wall_file.presets import shipped
from services.wall_file.shape import Scene
from services.wall_file.terms import EMPTY
from services.wall_file.tree import Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.wall_file.fitting import Told
    from services.wall_file.plugins import Plugins

_ALSO_CALLED = {
    "xlsx": "excel xls xlsm xlsb ods spreadsheet workbook sheet sheets",
    "csv": "tsv txt",
    "sql": "sqlite sqlite3 postgres postgresql pg psql db database",
    "feed": "rss atom news",
    "http_json": "rest rest_api json json_api api http https",
    "check": "ping port tcp http_check uptime tls ssl certificate",
    "eve": "suricata",
    "nginx_status": "nginx stub_status",
    "wall": "langbiang",
    "geojson": "gis",
    "clamav": "clamd",
    "edxml_axis": "edxml",
}
"""What people and other programs call what a connector reads."""
_KNOWN_AS = {other: ours for ours, others in _ALSO_CALLED.items() for other in others.split()}
_MOST_KEYS = 24
_MOST_TYPES = 48
"""All of ours and some of others: who looks for one should not have to guess what the dots stand for."""
NAMED = {
    "sources": "soc: {connector: alertmanager, url: …}",
    "indicators": "bts_total: {name: …, source: …}",
    "scenes": "tong-quan: {trai-tren: {grid: [3, 2], tiles: […]}}",
}
"""Sections whose entries have names, and one such entry."""


def unknown_key(key: str, known: Sequence[str], written: Sequence[str] = ()) -> Told:
    """The remedy is the nearest known key, else all that are not written yet."""
    what = phrase("không có khóa “{key}”", key=key[:40])
    if meant := nearest(key, known):
        return what, phrase("có phải là “{meant}”?", meant=meant)
    fitting = [one for one in known if one not in written]
    if not fitting:
        return what, phrase("xóa khóa này")
    return what, phrase("dùng một trong các khóa: {keys}", keys=listed(fitting, _MOST_KEYS))


def connector(node: Node, place: Place, plugins: Plugins) -> tuple[Place, Told]:
    names = plugins.connectors
    remedy = phrase("dùng một trong: {names}", names=listed(names, _MOST_TYPES))
    if not isinstance(node, Mapping):
        return place, (
            phrase("nguồn phải là một mục có các khóa connector, url, …"),
            phrase("ghi connector: và url: ở các dòng thụt vào bên dưới"),
        )
    match node.get("connector"):
        case None:
            for entry in node.entries:
                if nearest(entry.name, ("connector",)):
                    return entry.key.place, unknown_key(entry.name, ("connector",))
            return place, (phrase("nguồn thiếu khóa “connector”"), remedy)
        case Scalar(value=str() as name) as said:
            if off := _off(CONNECTORS, name, plugins):
                return said.place, off
            what = phrase("không có connector “{name}”", name=name[:40])
            if name not in shipped.names() and (meant := _known_as(name, names)):
                return said.place, (what, phrase("ghi connector: {meant}", meant=meant))
            if preset := _preset(name, names):
                return said.place, (
                    what,
                    phrase(
                        "có phải là mẫu “{preset}”? Thay dòng này bằng preset: {preset}",
                        preset=preset,
                    ),
                )
            every = ", ".join(nearest_first(name, names)[:_MOST_TYPES]) or "–"
            if meant := nearest(name, names):
                return said.place, (
                    what,
                    phrase("có phải là “{meant}”? Hiện có: {names}", meant=meant, names=every),
                )
            return said.place, (what, phrase("dùng một trong: {names}", names=every))
        case other:
            return other.place, (phrase("connector phải là một tên"), remedy)


def _known_as(name: str, connectors: Iterable[str]) -> str | None:
    plain = name.strip().casefold().lstrip(".").replace(" ", "_")
    meant = _KNOWN_AS.get(plain) or _KNOWN_AS.get(plain.replace("-", "_"))
    return next((one for one in connectors if one == meant), None)


def _preset(name: str, connectors: Iterable[str]) -> str | None:
    """The preset that was meant: by its whole name, or nearly so where no connector is called alike."""
    presets = shipped.names()
    if name in presets:
        return name
    return None if nearest(name, connectors) else nearest(name, presets)


def unnamed(key: str) -> Told:
    """Of a section that has its entries in a list."""
    return (
        phrase("{key}: cần các mục có tên, không phải danh sách", key=key),
        phrase(
            "bỏ dấu - ở đầu mục, ghi tên mục rồi dấu hai chấm, ví dụ: {example}",
            example=NAMED[key],
        ),
    )


def tile(node: Node, place: Place, plugins: Plugins) -> tuple[Place, Told]:
    kinds = plugins.tiles
    if not isinstance(node, Mapping):
        return place, (
            phrase("ô phải là một mục có khóa nêu loại của nó"),
            phrase("ghi ví dụ: {example}", example="{number: bts_total}"),
        )
    several = [entry for entry in node.entries if entry.name in kinds]
    if len(several) > 1:
        return several[1].key.place, (
            phrase("ô có hơn một loại: {names}", names=listed(e.name for e in several)),
            phrase("giữ một loại, chuyển loại kia sang ô khác"),
        )
    common = keys_of(Tile)
    strange = [one for one in node.entries if one.name not in common and one.name not in kinds]
    every = listed(kinds, _MOST_TYPES)
    for entry in strange:
        if off := _off(TILES, entry.name, plugins):
            return entry.key.place, off
    for entry in strange:
        if meant := nearest(entry.name, kinds):
            return entry.key.place, (
                phrase("không có loại ô “{name}”", name=entry.name[:40]),
                phrase("có phải là “{meant}”? Hiện có: {names}", meant=meant, names=every),
            )
    remedy = phrase("thêm một trong các khóa: {names}", names=every)
    if len(strange) == 1:
        return strange[0].key.place, (
            phrase("không có loại ô “{name}”", name=strange[0].name[:40]),
            phrase("dùng một trong: {names}", names=every),
        )
    return place, (phrase("ô không nêu loại của nó"), remedy)


def panel(node: Node, key: str) -> Told:
    """Of an entry of a scene that can't be a screen's: a misspelt key of the scene itself, mostly."""
    if meant := nearest(key, keys_of(Scene)):
        return unknown_key(key, (meant,))
    if isinstance(node, Scalar) and node.value is None:
        return phrase(EMPTY[0].text, key=key[:40]), EMPTY[1]
    return (
        phrase("“{key}” của cảnh phải là một mục có grid và tiles", key=key[:40]),
        phrase("ghi grid: [3, 2] và tiles: […] bên dưới tên màn hình"),
    )


def _off(group: str, name: str, plugins: Plugins) -> Told | None:
    """Of a plug-in that is there but can't be used, or was not switched on."""
    if any((one.group, one.name) == (group, name) for one in plugins.broken):
        return phrase("phần mở rộng “{name}” không dùng được", name=name[:40]), phrase(
            "xem lỗi của gói ở mục plugins"
        )
    package = plugins.packages.of(group, name)
    if package is None:
        return None
    return phrase("phần mở rộng “{name}” chưa được bật", name=name[:40]), phrase(
        "thêm “{package}” vào mục plugins", package=package
    )
