"""The twelve units, as points and as the schematic, with what happens in them."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from services.simulation.answers import Question, Response, json_answer
from services.simulation.dialect import Dialect
from services.simulation.lore import units
from services.simulation.systems import soc
from services.simulation.systems.maps.ground import schematic
from services.simulation.systems.maps.points import standing
from services.simulation.web_file import WebFile, refuse, serve

if TYPE_CHECKING:
    from datetime import datetime

    from services.simulation.chance import Chance

_STEP = timedelta(minutes=5)


def features(question: Question) -> Response:
    """`GET /don-vi`: a GeoJSON collection, one point a unit, with its open alerts."""
    at = question.made(_STEP)
    alerts = _alerts(question.chance, at)
    return json_answer(
        {
            "type": "FeatureCollection",
            "timeStamp": question.stamp(_STEP),
            "features": [
                {
                    "type": "Feature",
                    "id": unit.code,
                    "geometry": {"type": "Point", "coordinates": list(unit.point)},
                    "properties": {"ten": unit.name, "canh_bao": alerts[unit.code]},
                }
                for unit in units()
            ],
        }
    )


def file(question: Question) -> Response:
    """`GET /don-vi.geojson`: the schematic as a file, with figures a unit."""
    at = question.made(_STEP)
    alerts, stations = _alerts(question.chance, at), Counter[str]()
    fast, lost = Counter[str](), Counter[str]()
    for one in standing(question.chance, "bts", at):
        stations[one.point.unit] += 1
        fast[one.point.unit] += one.props["cong_nghe"] == "5G"
        lost[one.point.unit] += one.props["trang_thai"] != "hoạt động"
    listed = [
        {
            **one,
            "properties": {
                **one["properties"],
                "canh_bao": alerts[one["id"]],
                "bts": stations[one["properties"]["name"]],
                "bts_5g": fast[one["properties"]["name"]],
                "bts_mat_lien_lac": lost[one["properties"]["name"]],
                "cap_nhat": question.stamp(_STEP),
            },
        }
        for one in schematic()["features"]
    ]
    text = json.dumps(
        {**schematic(), "features": listed}, ensure_ascii=False, separators=(",", ":")
    )
    made = WebFile(body=text.encode(), modified=at, content_type="application/geo+json")
    return serve(question, made)


def _alerts(chance: Chance, at: datetime) -> Counter[str]:
    """Open ones by the units' codes."""
    by_name = Counter(alert.unit for alert in soc.open_at(chance, at))
    return Counter({unit.code: by_name[unit.short] for unit in units()})


FILE = Dialect(answer=file, refuse=refuse)
