"""Units coloured by an indicator or by what lies in them, layers of points, a server's picture beneath."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error
from datetime import date
from typing import TYPE_CHECKING

from services.plain import plain
from services.records import Feature, MapPicture
from services.settings import Wording
from services.views import merged
from widgets.tiles.map.drawing import drawn
from widgets.tiles.map.ground import Ground, counts, of_features, place, schematic
from widgets.tiles.map.settings import SCHEMATIC, Layer, MapTile
from widgets.tiles.map.view import Backdrop, MapView, Points, Value, classed, named

if TYPE_CHECKING:
    from services.cache import Fact
    from services.records import Observation
    from services.views import Knowledge, Standing
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room

type Told = tuple[Fact[Observation], ...]
"""Figures of one period, each of one place."""


class MapType:
    name = "map"
    settings = MapTile
    own_notes = False

    def look_up(self, settings: MapTile, knowledge: Knowledge) -> MapView:
        told = () if settings.color is None else _by_place(settings.color, knowledge)
        period = told[0].record.period if told else None
        ground = _ground(settings, knowledge, period)
        values, strangers = _values(settings, ground, told, knowledge)
        return MapView(
            title=settings.title or _title(settings, knowledge),
            standing=_standing(settings, knowledge, told),
            period=period,
            ground=ground,
            values=classed(values),
            unit=_unit(settings, knowledge, told),
            coloured=settings.color is not None or settings.count is not None,
            strangers=strangers,
            points=tuple(_points(layer, knowledge) for layer in settings.points),
            backdrop=_backdrop(settings, knowledge),
        )

    def lay_out(self, view: MapView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = MapType()


def _by_place(id: str, knowledge: Knowledge) -> Told:
    """An indicator's latest figures of each place: of several periods those of the latest. What is
    reckoned by a formula is of no place.
    """
    indicator = knowledge.wall.indicators[id]
    if indicator.source is None or indicator.formula is not None:
        return ()
    facts = knowledge.picture.figures(indicator.source, indicator.metric or id)
    placed = [fact for fact in facts if fact.record.territory and fact.has_value]
    latest = max((fact.record.period or "" for fact in placed), default="")
    return tuple(fact for fact in placed if (fact.record.period or "") == latest)


def _standing(settings: MapTile, knowledge: Knowledge, told: Told) -> Standing:
    parts = [knowledge.standing(settings.sources())] if settings.sources() else []
    if settings.color is not None:
        indicator = knowledge.wall.indicators[settings.color]
        parts.append(knowledge.standing(indicator.origins, told))
    return merged(parts)


def _unit(settings: MapTile, knowledge: Knowledge, told: Told) -> Wording | None:
    if settings.color is None:
        return None
    declared = knowledge.wall.indicators[settings.color].unit
    said = next((fact.record.unit for fact in told if fact.record.unit), None)
    return declared or (Wording(vi=plain(said, 20)) if said else None)


def _ground(settings: MapTile, knowledge: Knowledge, period: str | None) -> Ground:
    if settings.map == SCHEMATIC:
        return schematic(_day(period) or knowledge.wall.as_of or knowledge.day)
    facts = knowledge.facts([settings.map], Feature)
    wanted = (fact.record for fact in facts)
    return of_features(one for one in wanted if settings.layer in {None, one.layer})


def _day(period: str | None) -> date | None:
    """The last day of the year of a period: the units that a map of it stands on."""
    year = (period or "")[:4]
    return date(int(year), 12, 31) if year.isascii() and year.isdigit() and int(year) else None


def _features(layer: Layer, knowledge: Knowledge) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    wanted = layer.where.items()
    for fact in knowledge.facts([layer.source], Feature):
        one = fact.record
        if layer.layer in {None, one.layer} and one.geometry and wanted <= dict(one.props).items():
            at = place(one.geometry)
            if at is not None:
                found.append(at)
    return found


def _points(layer: Layer, knowledge: Knowledge) -> Points:
    source = knowledge.wall.sources[layer.source]
    name = layer.title or (Wording(vi=layer.layer) if layer.layer else source.name)
    return Points(name or Wording(vi=layer.source), tuple(_features(layer, knowledge)))


def _values(
    settings: MapTile,
    ground: Ground,
    told: Told,
    knowledge: Knowledge,
) -> tuple[dict[str, Value], int]:
    """By code, and how many places are on no map."""
    if settings.count is not None:
        places = _features(settings.count, knowledge)
        inside = counts(ground, places)
        return {code: Value(number=n) for code, n in inside.items()}, len(places) - sum(
            inside.values()
        )
    return named(ground, [fact.record for fact in told])


def _backdrop(settings: MapTile, knowledge: Knowledge) -> Backdrop | None:
    if settings.picture is None:
        return None
    facts = knowledge.facts([settings.picture], MapPicture)
    if not facts:
        return None
    shown = facts[0].record
    try:
        west, south, east, north = (float(part) for part in shown.bbox.split(","))
        content = b64decode(shown.content)
    except (ValueError, Error):
        return None
    return Backdrop((west, south, east, north), shown.crs, content)


def _title(settings: MapTile, knowledge: Knowledge) -> Wording:
    if settings.color is not None:
        return knowledge.wall.indicators[settings.color].name
    named = settings.sources()
    source = knowledge.wall.sources[named[0]].name if named else None
    return source or Wording(vi="Bản đồ", en="Map")
