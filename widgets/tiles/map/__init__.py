"""Units coloured by an indicator or by what lies in them, layers of points, a server's picture beneath."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error
from dataclasses import replace
from typing import TYPE_CHECKING

from services.freshness import State
from services.plain import plain
from services.records import Feature, MapPicture
from services.settings import Wording
from services.territories import gazetteer
from services.views import SEVERAL, merged
from widgets.tiles.map.drawing import drawn
from widgets.tiles.map.ground import Ground, counts, of_features, place, schematic
from widgets.tiles.map.settings import SCHEMATIC, Layer, MapTile
from widgets.tiles.map.told import Placed, Placing, figures, last_day
from widgets.tiles.map.view import Backdrop, MapView, Points, Value, classed

if TYPE_CHECKING:
    from datetime import date

    from services.views import Knowledge, Standing
    from widgets.drawing import Item
    from widgets.sheet import Sheet
    from widgets.tile import Room
    from widgets.tiles.map.told import Told


class MapType:
    name = "map"
    settings = MapTile
    own_notes = False

    def look_up(self, settings: MapTile, knowledge: Knowledge) -> MapView:
        told = figures(settings.color, knowledge)
        period = told[0].record.period if told else None
        today = knowledge.wall.as_of or knowledge.day
        day = last_day(period) or today if settings.map == SCHEMATIC else today
        ground = _ground(settings, knowledge, day)
        placed = _placed(settings, ground, told, knowledge, day)
        return MapView(
            title=settings.title or _title(settings, knowledge),
            standing=_standing(settings, knowledge, told, alone=placed.alone),
            period=period,
            ground=ground,
            values=classed(placed.values),
            unit=_unit(settings, knowledge, told),
            decimals=_decimals(settings, knowledge),
            coloured=settings.color is not None or settings.count is not None,
            strangers=placed.strangers,
            points=tuple(_points(layer, knowledge) for layer in settings.points),
            backdrop=_backdrop(settings, knowledge),
        )

    def lay_out(self, view: MapView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = MapType()


def _standing(settings: MapTile, knowledge: Knowledge, told: Told, *, alone: bool) -> Standing:
    """Of the sources beneath, and of every figure that colours it."""
    id = settings.color
    parts = [knowledge.standing(settings.sources())] if settings.sources() else []
    if id is not None:
        parts += [knowledge.standing_of(id, fact) for fact in told]
        parts += [] if told else [knowledge.figure(id).standing]
    whole = merged(parts)
    if not alone and whole.state in {State.LIVE, State.LATE, State.STALE, State.SKEWED}:
        return replace(whole, state=State.FAULTY, words=SEVERAL)
    return whole


def _unit(settings: MapTile, knowledge: Knowledge, told: Told) -> Wording | None:
    if settings.color is None:
        return None if settings.count is None else settings.count.title
    declared = knowledge.wall.indicators[settings.color].unit
    said = next((fact.record.unit for fact in told if fact.record.unit), None)
    return declared or (Wording(vi=plain(said, 20)) if said else None)


def _decimals(settings: MapTile, knowledge: Knowledge) -> int | None:
    return None if settings.color is None else knowledge.wall.indicators[settings.color].decimals


def _ground(settings: MapTile, knowledge: Knowledge, day: date) -> Ground:
    if settings.map == SCHEMATIC:
        return schematic(day)
    facts = knowledge.facts([settings.map], Feature)
    wanted = (fact.record for fact in facts)
    return of_features(one for one in wanted if settings.layer in {None, one.layer})


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


def _placed(
    settings: MapTile, ground: Ground, told: Told, knowledge: Knowledge, day: date
) -> Placed:
    if settings.count is not None:
        inside, outside = counts(ground, _features(settings.count, knowledge))
        values = {code: Value(number=n) for code, n in inside.items()}
        return Placed(values=values, strangers=outside, alone=True)
    places = gazetteer(knowledge.wall.territories)
    sums = settings.color is not None and knowledge.wall.indicators[settings.color].sums
    placing = Placing(ground=ground, places=places, day=day, sums=sums)
    return placing.placed([fact.record for fact in told])


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
