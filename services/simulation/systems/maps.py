"""The digital map: the twelve units as points with what happens in them, and a few sums."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from services.simulation.answers import Question, Response, figure, json_answer
from services.simulation.day import DAY, HOUR
from services.simulation.incidents import trouble
from services.simulation.lore import units
from services.simulation.systems import soc

_STEP = timedelta(minutes=5)


def page(question: Question) -> Response:
    """`GET /`: figures of the whole province. What the article gives for the province alone (base
    stations, IOC) is not split here: no share of it is known.
    """
    at, chance = question.made(_STEP), question.chance
    stamp = question.stamp(_STEP)
    down = round(6 + 5 * chance.drift("map-bts", at, 5 * HOUR))
    down += round(30 * trouble(chance, "map", at, 0.12))
    figures = [
        figure("map_bts_down", down),
        figure("map_post_points", round(415 + 6 * chance.drift("map-post", at, 60 * DAY))),
        figure("map_radio_stations", round(148 + 3 * chance.drift("map-radio", at, 80 * DAY))),
    ]
    return json_answer(
        {"cap_nhat": stamp, "chi_so": [{**one, "cap_nhat": stamp} for one in figures]}
    )


def features(question: Question) -> Response:
    """`GET /don-vi`: a GeoJSON collection, one point a unit, with its open alerts."""
    at = question.made(_STEP)
    open_ = Counter(alert.unit for alert in soc.open_at(question.chance, at))
    return json_answer(
        {
            "type": "FeatureCollection",
            "timeStamp": question.stamp(_STEP),
            "features": [
                {
                    "type": "Feature",
                    "id": unit.code,
                    "geometry": {"type": "Point", "coordinates": list(unit.point)},
                    "properties": {"ten": unit.name, "canh_bao": open_[unit.short]},
                }
                for unit in units()
            ],
        }
    )


PATHS = {"": page, "/don-vi": features}
