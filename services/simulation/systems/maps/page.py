"""The digital map as a page of the province's own: a few sums."""

from __future__ import annotations

from datetime import timedelta

from services.simulation.answers import Question, Response, figure, json_answer
from services.simulation.day import DAY
from services.simulation.systems.maps.points import lost

_STEP = timedelta(minutes=5)


def page(question: Question) -> Response:
    """`GET /`: figures of the whole province. What the article gives for the province alone (base
    stations, IOC) is not split here: no share of it is known.
    """
    at, chance = question.made(_STEP), question.chance
    stamp = question.stamp(_STEP)
    figures = [
        figure("map_bts_down", lost(chance, at)),
        figure("map_post_points", round(415 + 6 * chance.drift("map-post", at, 60 * DAY))),
        figure("map_radio_stations", round(148 + 3 * chance.drift("map-radio", at, 80 * DAY))),
    ]
    return json_answer(
        {"cap_nhat": stamp, "chi_so": [{**one, "cap_nhat": stamp} for one in figures]}
    )
