"""Protected systems by what is asked of each: whether it holds, doesn't, or isn't known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.phrase import phrase
from services.records import ProtectedSystem
from services.settings import Wording
from widgets.tiles.matrix.signs import Sign
from widgets.tiles.matrix.view import Cell, Column, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.phrase import Phrase
    from services.records import Record
    from widgets.reader import Reader
    from widgets.tiles.matrix.settings import MatrixTile

COLUMNS: tuple[Column, ...] = (
    Column(Wording(vi="Hồ sơ cấp độ", en="Level dossier", short="Hồ sơ", short_en="Dossier")),
    Column(Wording(vi="SOC giám sát", en="Watched by the SOC", short="SOC", short_en="SOC")),
    Column(Wording(vi="Diệt mã độc", en="Antivirus", short="Mã độc", short_en="AV")),
    Column(Wording(vi="Sẵn sàng", en="Availability", short="Sẵn sàng", short_en="Up")),
    Column(
        Wording(vi="Lỗ hổng đang mở", en="Open vulnerabilities", short="Lỗ hổng", short_en="CVEs")
    ),
)


def by_check(
    settings: MatrixTile, reader: Reader, records: Sequence[Record]
) -> tuple[tuple[Column, ...], list[Row]]:
    rows = [
        Row(reader.value(record, settings.row_field), _cells(record, settings))
        for record in records
        if isinstance(record, ProtectedSystem)
    ]
    return COLUMNS, rows


def limits(settings: MatrixTile) -> Phrase:
    """The wall's own, said where they are judged by."""
    return phrase(
        "ngưỡng của tường: sẵn sàng {availability}%, lỗ hổng {count}",
        availability=settings.availability,
        count=settings.vulnerabilities,
    )


def _cells(one: ProtectedSystem, settings: MatrixTile) -> tuple[Cell, ...]:
    up, holes = one.availability, one.open_vulnerabilities
    return (
        Cell(_sign(one.dossier is not None)),
        Cell(_sign(one.soc)),
        Cell(_sign(one.antivirus)),
        Cell(_sign(None if up is None else up >= settings.availability), up, "%"),
        Cell(_sign(None if holes is None else holes <= settings.vulnerabilities), holes),
    )


def _sign(holds: bool | None) -> Sign:  # noqa: FBT001 - three answers
    if holds is None:
        return Sign.UNKNOWN
    return Sign.PASSES if holds else Sign.FAILS
