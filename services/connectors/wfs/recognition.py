"""Whether a WFS answers at an address, and which layers it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services import ows
from services.connectors.wfs.asking import DESCRIBE, no_geojson
from services.connectors.wfs.capabilities import Capabilities, capabilities
from services.connectors.wfs.settings import Wfs
from services.door import SourceError
from services.draft import Advice, Certainty, Draft, Remark
from services.phrase import phrase
from services.plain import plain

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Met

_LISTED = 20


def recognised(met: Met, door: Door) -> Draft | Advice | None:
    if not ows.may_be(met, "WFS"):
        return None
    home = ows.home(met.address)
    try:
        body = (
            met.body
            if b"WFS_Capabilities" in met.body[:4000]
            else door.ask(ows.at(home, DESCRIBE)).body
        )
        known = capabilities(body)
    except SourceError:
        return None
    if known.format is None:
        error = no_geojson()
        return Advice(what=error.words, remedy=error.remedy or error.words)
    return _draft(home, known)


def _draft(home: str, known: Capabilities) -> Draft:
    names = [
        f"{one.name} ({one.title})" if one.title else one.name for one in known.types[:_LISTED]
    ]
    listed = phrase(
        "Có {count} lớp: {names}", count=len(known.types), names=plain(", ".join(names))
    )
    settings: dict[str, object] = {"connector": "wfs", "url": home, "every": "5 min"}
    most = Wfs.model_fields["max_types"].default
    if len(known.types) > most:
        settings["typenames"] = [one.name for one in known.types[:most]]
    at = ("typenames",) if "typenames" in settings else ()
    remarks = [Remark(words=listed, at=at)]
    if strange := [one.name for one in known.types if one.crs is None]:
        said = phrase(
            "Các lớp không công bố EPSG:4326, tọa độ có thể không phải độ: {names}",
            names=plain(", ".join(strange[:_LISTED])),
        )
        remarks.append(Remark(words=said))
    return Draft(
        name="ban-do",
        found=phrase("WFS {version}", version=plain(known.version, 20)),
        settings=settings,
        certainty=Certainty.NAMED,
        remarks=tuple(remarks),
    )
