"""Whether a WMS answers at an address, and which layers it draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services import ows
from services.connectors.wms.asking import DESCRIBE, LAYERS
from services.connectors.wms.capabilities import Capabilities, capabilities
from services.door import SourceError
from services.draft import Certainty, Draft, Remark
from services.phrase import phrase
from services.plain import plain

if TYPE_CHECKING:
    from services.door import Door
    from services.draft import Met


def recognised(met: Met, door: Door) -> Draft | None:
    if not ows.may_be(met, "WMS"):
        return None
    home = ows.home(met.address)
    try:
        body = (
            met.body
            if b"WMS_Capabilities" in met.body[:4000]
            else door.ask(ows.at(home, DESCRIBE)).body
        )
        known = capabilities(body)
    except SourceError:
        return None
    return _draft(home, known)


def _draft(home: str, known: Capabilities) -> Draft:
    names = [
        f"{one.name} ({one.title})" if one.title else one.name for one in known.layers[:LAYERS]
    ]
    said = phrase("Có {count} lớp: {names}", count=len(known.layers), names=plain(", ".join(names)))
    return Draft(
        name="anh-ban-do",
        found=phrase("WMS {version}", version=plain(known.version, 20)),
        settings={
            "connector": "wms",
            "url": home,
            "every": "10 min",
            "layers": [one.name for one in known.layers[:LAYERS]],
        },
        certainty=Certainty.NAMED,
        remarks=(Remark(words=said, at=("layers",)),),
    )
