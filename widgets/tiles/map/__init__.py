"""Units coloured by an indicator or by what lies in them, layers of points, a server's picture beneath."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from services.freshness import State
from services.periods import period_of
from services.phrase import phrase
from services.plain import plain
from services.records import KINDS, Feature, MapPicture
from services.settings import Wording
from services.territories import gazetteer
from services.views import SEVERAL, merged
from services.views.reckoned import at_a_place
from widgets.chosen import chosen
from widgets.kinds import LABEL
from widgets.tiles.map.alarms import alarms
from widgets.tiles.map.drawing import drawn
from widgets.tiles.map.ground import Ground, counts, of_features, place, schematic
from widgets.tiles.map.scale import Scaled, Sort, scaled
from widgets.tiles.map.settings import SCHEMATIC, Layer, MapTile, Tally
from widgets.tiles.map.told import NOWHERE, Placed, Placing, figures, last_day
from widgets.tiles.map.view import Backdrop, MapView, Points, Value

if TYPE_CHECKING:
    from datetime import date

    from services.phrase import Phrase
    from services.records import Record
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
        told = {id: figures(id, knowledge) for id in _behind(settings, knowledge)}
        period = _period(told)
        today = knowledge.wall.as_of or knowledge.day
        day = last_day(period) or today if settings.map == SCHEMATIC else today
        ground = _ground(settings, knowledge, day)
        apart = _apart(told, knowledge)
        placed = NOWHERE if apart else _placed(settings, ground, told, knowledge, day)
        why = apart if placed.alone else SEVERAL
        shown = _scaled(settings, placed, knowledge)
        open_there = alarms(settings.alerts or (), settings.least, ground, knowledge, day)
        return MapView(
            title=settings.title or _title(settings, knowledge),
            standing=_standing(settings, knowledge, told, why),
            priority=open_there.priority,
            period=period,
            ground=ground,
            values=shown.values,
            steps=shown.steps,
            whole=shown.whole,
            unit=_unit(settings, knowledge, told),
            decimals=_decimals(settings, knowledge),
            coloured=any((settings.color, settings.count, settings.tally)),
            strangers=placed.strangers,
            hidden=_hidden(settings, placed.hidden, open_there.hidden),
            points=tuple(_points(layer, knowledge) for layer in settings.points),
            backdrop=_backdrop(settings, knowledge),
            alarms=open_there,
        )

    def lay_out(self, view: MapView, room: Room, sheet: Sheet) -> list[Item]:
        return drawn(view, room, sheet)


TILE = MapType()


type ByIndicator = dict[str, Told]


def _behind(settings: MapTile, knowledge: Knowledge) -> tuple[str, ...]:
    """The indicators whose figures colour the map: the named one, or those that its formula is of."""
    if settings.color is None:
        return ()
    formula = knowledge.wall.indicators[settings.color].formula
    if formula is None or formula.kinds:
        return (settings.color,)
    declared = knowledge.wall.indicators
    return tuple(name for name in formula.figures if name in declared)


def _period(told: ByIndicator) -> str | None:
    """The one that all are of, however each spells it."""
    said = {facts[0].record.period for facts in told.values() if facts}
    read = {one and (period_of(one) or one) for one in said}
    return min(filter(None, said), default=None) if len(read) == 1 else None


def _apart(told: ByIndicator, knowledge: Knowledge) -> Phrase | None:
    """Why figures of several indicators make none: they are of other periods. One that the wall file names is
    meant to be another.
    """
    declared = knowledge.wall.indicators
    found = {
        facts[0].record.period or "–"
        for id, facts in told.items()
        if facts and "period" not in declared[id].where
    }
    if len({period_of(one) or one for one in found}) < 2:  # noqa: PLR2004 - one goes with itself
        return None
    return phrase("các chỉ số khác kỳ: {periods}", periods=", ".join(sorted(found)))


def _standing(
    settings: MapTile, knowledge: Knowledge, told: ByIndicator, why: Phrase | None
) -> Standing:
    """Of the sources beneath, and of every figure that colours it. `why`: what keeps figures that are there
    from being shown.
    """
    parts = [knowledge.standing(settings.sources())] if settings.sources() else []
    for id, facts in told.items():
        parts += [knowledge.standing_of(id, fact) for fact in facts]
        parts += [] if facts else [knowledge.figure(id).standing]
    whole = merged(parts)
    if why is not None and whole.state in {State.LIVE, State.LATE, State.STALE, State.SKEWED}:
        return replace(whole, state=State.FAULTY, words=why)
    return whole


def _hidden(settings: MapTile, counted: int, marked: int) -> int:
    """Once where the same source is counted and marked."""
    twice = settings.tally is not None and settings.tally.source in (settings.alerts or ())
    return max(counted, marked) if twice else counted + marked


def _scaled(settings: MapTile, placed: Placed, knowledge: Knowledge) -> Scaled:
    middle = settings.middle
    if middle is None and settings.scale is Sort.DIVERGING and settings.color is not None:
        figure = knowledge.figure(settings.color)
        # Of what adds up the plan is of all units together: none is to reach it alone.
        planned = None if figure.indicator.sums else figure.comparison.plan
        middle = None if planned is None else planned.value
    return scaled(placed.values, settings.scale, middle, settings.limits)


def _unit(settings: MapTile, knowledge: Knowledge, told: ByIndicator) -> Wording | None:
    if settings.color is None:
        counted = settings.count or settings.tally
        return None if counted is None else counted.title
    declared = knowledge.wall.indicators[settings.color].unit
    own = told.get(settings.color, ())
    said = next((fact.record.unit for fact in own if fact.record.unit), None)
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
    return Points(
        name or Wording(vi=layer.source),
        tuple(_features(layer, knowledge)),
        known=knowledge.asked(layer.source).last_answered is not None,
    )


def _placed(
    settings: MapTile, ground: Ground, told: ByIndicator, knowledge: Knowledge, day: date
) -> Placed:
    counted = settings.count or settings.tally
    if counted is not None and knowledge.asked(counted.source).last_answered is None:
        return NOWHERE
    if settings.count is not None:
        inside, outside = counts(ground, _features(settings.count, knowledge))
        values = {code: Value(number=n) for code, n in inside.items()}
        return Placed(values=values, strangers=outside, alone=True)
    places = gazetteer(knowledge.wall.territories)
    declared = knowledge.wall.indicators

    def placing(*, sums: bool) -> Placing:
        return Placing(ground=ground, places=places, day=day, sums=sums)

    if settings.tally is not None:
        return placing(sums=True).counted(*_tallied(settings.tally, knowledge))
    made = {
        id: placing(sums=declared[id].sums).placed([fact.record for fact in facts])
        for id, facts in told.items()
    }
    if settings.color is None:
        return NOWHERE
    if settings.color in made:
        return made[settings.color]
    return _reckoned(settings.color, made, knowledge)


def _reckoned(id: str, made: dict[str, Placed], knowledge: Knowledge) -> Placed:
    """A formula's value at each unit, of its inputs' figures there."""
    codes = {code for placed in made.values() for code in placed.values}
    values: dict[str, Value] = {}
    for code in sorted(codes):
        inputs = {
            name: Decimal(number)
            for name, placed in made.items()
            if code in placed.values and (number := placed.values[code].number) is not None
        }
        value = at_a_place(knowledge.wall.indicators[id], inputs, knowledge)
        if value is not None:
            values[code] = Value(number=value)
    strangers = max((placed.strangers for placed in made.values()), default=0)
    return Placed(
        values=values, strangers=strangers, alone=all(placed.alone for placed in made.values())
    )


def _tallied(tally: Tally, knowledge: Knowledge) -> tuple[Counter[str], int]:
    """How many of the records name each place, the empty one where they name none; and how many their source
    suppresses.
    """
    facts = knowledge.facts((tally.source,), KINDS[tally.records])
    records = [fact.record for fact in facts]
    wanted, hidden = chosen(tally.condition, tally.source, knowledge, records)
    return Counter(_place_of(record, tally.by) for record in wanted), hidden


def _place_of(record: Record, by: str) -> str:
    if by.startswith(LABEL):
        said = dict(getattr(record, "labels", ())).get(by.removeprefix(LABEL))
    else:
        said = getattr(record, by, None)
    return said if isinstance(said, str) else ""


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
