"""The tiles with the real font: sizes, places, and that each state really looks different."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QImage, QPainter

from services.freshness import State
from services.records import Alert, Document, DocumentState, Record
from tests.unit.tiles.world import AT, Told, drawn, faults, sheet_of, source
from widgets.drawing import Rect, Text
from widgets.fonts import QtMeasure, install
from widgets.painting import Painting
from widgets.palette import THEMES
from widgets.sheet import Sheet
from widgets.tiles import flow, severity, systems, table
from widgets.tiles.table.settings import TableTile

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
LONG = "Rà soát, cập nhật cơ sở dữ liệu dùng chung của Ủy ban nhân dân huyện Đạ Tẻh ẪỔỀẲẠỰỘ"
RECORDS: list[Record] = [
    *(Alert(uid=f"a{i}", title=LONG, severity=i % 6, starts=AT, entity=LONG) for i in range(40)),
    *(Document(uid=f"d{i}", number=f"{i}/UBND", subject=LONG, due=AT) for i in range(40)),
    *(
        DocumentState(uid=f"s{i}", document=f"d{i}", code=("01", "03", "05", "06", "88")[i % 5])
        for i in range(40)
    ),
]
TILES: dict[str, tuple[Any, Any]] = {
    "severity": (severity.TILE, severity.SeverityTile(severity=("soc",))),
    "systems": (systems.TILE, systems.SystemsTile()),
    "flow": (flow.TILE, flow.FlowTile(flow=("soc",))),
    "table": (table.TILE, TableTile(table="soc")),
    "documents": (table.TILE, TableTile(table="soc", records="documents")),
}
SIZES = [(1864, 906), (1864, 443), (922, 906), (922, 443), (608, 443), (451, 443)]


@pytest.fixture
def sheets(qtbot: QtBot) -> dict[str, Sheet]:
    install(FONTS)
    made = {}
    for lang in ("vi", "en"):
        plain = sheet_of(lang=lang)
        made[lang] = Sheet(
            plain.width, plain.height, plain.pitch, plain.seat, QtMeasure(), plain.words
        )
    return made


def items_of(name: str, state: State, size: tuple[int, int], sheet: Sheet) -> list[Any]:
    told = Told()
    told.be("soc", state, RECORDS)
    told.be("docs", State.LIVE)
    kind, settings = TILES[name]
    wall = {"sources": {"soc": source("soc", system="soc"), "docs": source("docs", name=LONG)}}
    return drawn(kind, settings, told.knowledge(wall), Rect(10, 10, *size), sheet)


@pytest.mark.parametrize("name", TILES)
def test_every_text_is_whole_and_large_enough_in_the_real_font(
    name: str, sheets: dict[str, Sheet]
) -> None:
    for lang, sheet in sheets.items():
        for size in SIZES:
            for state in State:
                items = items_of(name, state, size, sheet)
                assert faults(items, Rect(10, 10, *size), sheet) == [], (lang, size, state)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", TILES)
def test_every_text_has_the_contrast_that_eyes_need(
    name: str, theme: str, sheets: dict[str, Sheet]
) -> None:
    palette = THEMES[theme]
    for state in State:
        for item in items_of(name, state, (922, 443), sheets["vi"]):
            if isinstance(item, Text):
                assert palette.contrast(item.ink, item.ground) >= 7.0, (state, item.full)


@pytest.mark.parametrize("name", ["severity", "flow", "table"])
def test_no_two_states_look_alike(name: str, sheets: dict[str, Sheet]) -> None:
    pictures: dict[bytes, State] = {}
    for state in State:
        image = QImage(942, 463, QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        Painting(THEMES["toi"]).paint(painter, items_of(name, state, (922, 443), sheets["vi"]))
        painter.end()
        pictures[bytes(image.constBits())] = state
    assert len(pictures) == len(State)
