"""By which rule a screen showed what it showed, in words that last: for `wall.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.clock import iso
from services.program import Kind
from ui.arrangement import is_cover

if TYPE_CHECKING:
    from datetime import datetime

    from services.words import Words
    from ui.composition import Composition
    from ui.layers import Layers
    from widgets.tile import Json


def ruled(composition: Composition, layers: Layers, at: datetime, words: Words) -> Json:
    """`kind`: one of `services.program.Kind`, or `cover`: the time, in place of what the room may not see.
    The others are null where there is no such thing; `words` is the heading's own sentence in full.
    """
    rule = composition.rule
    if rule is None:
        return None
    put = layers.put.get(composition.screen.name) if rule.kind is Kind.PUT else None
    step = layers.step if rule.kind is Kind.BRIEFING else None
    said = rule.words(at, words.zone, words.lang)
    covered = rule.kind is not Kind.PUT and is_cover(composition)
    return {
        "kind": "cover" if covered else rule.kind.value,
        "words": None if said is None else words.say(said),
        "until": None if rule.until is None else iso(rule.until),
        "title": None if rule.title is None else rule.title.full_in(words.lang),
        "scenes": rule.scenes if rule.kind is Kind.ROTATION else None,
        "briefing": None if step is None else step.briefing,
        "step": None if step is None else rule.step,
        "steps": None if step is None else rule.scenes,
        "tile": None if put is None else put.tile,
        "form": None if put is None else put.form.value,
    }
