"""Which indicators find nothing in what their source has just answered: a name with a missing mark looks
like a figure that is lacking until somebody reads the answer beside the wall file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.cache.named import matches
from services.news import Batch, Covers
from services.phrase import phrase
from services.plain import plain
from services.records import Observation, Sample
from services.records.record import labels
from services.wall_file.faults import Fault, listed, nearest
from ui.pointing import key_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.phrase import Phrase
    from services.wall_file import tree
    from services.wall_file.indicator import Indicator
    from ui.opening import Opened
    from ui.tried import Tried

_NAME = 40
"""Characters of what a source calls a figure."""
_SHOWN = 8


def unmatched(opened: Opened, tried: Iterable[Tried]) -> list[Fault]:
    """A warning for each indicator that a whole answer has no record of; of answers that are cut short,
    or that add to earlier ones, nothing is known.
    """
    answers = {one.id: one.news for one in tried}
    found: list[tuple[tree.Path, Phrase, Phrase]] = []
    for id, indicator in opened.wall.indicators.items():
        news = answers.get(indicator.source or "")
        if indicator.formula is None and isinstance(news, Batch) and _whole(news):
            figures = [one for one in news.records if isinstance(one, Observation | Sample)]
            if told := _nothing(id, indicator, figures):
                found.append((("indicators", id), *told))
    if not found:
        return []
    places = key_places(opened, (path for path, *_ in found))
    placed = zip(places, found, strict=True)
    return [Fault.warning(place, said, do) for place, (_, said, do) in placed]


def _whole(news: Batch) -> bool:
    return news.covers is Covers.ALL and news.missing is None and not news.unchanged


def _nothing(
    id: str, indicator: Indicator, figures: Sequence[Observation | Sample]
) -> tuple[Phrase, Phrase] | None:
    """What is wrong and what to do; None where a record is found."""
    metric = indicator.metric or id
    named = [one for one in figures if one.indicator == metric]
    if any(matches(one, labels(indicator.where)) for one in named):
        return None
    if named:
        return (
            phrase("nguồn có “{metric}”, nhưng không dòng nào khớp where", metric=metric),
            phrase("xem lại where với các dòng mà check --connect in ra"),
        )
    said = phrase("câu trả lời của nguồn không có số liệu “{metric}”", metric=metric)
    known = sorted({one.indicator for one in figures})
    if not known:
        return said, phrase("câu trả lời không có số liệu nào: xem lại nguồn")
    meant = nearest(metric, known)
    if meant is not None:
        return said, phrase("có phải là “{meant}”?", meant=plain(meant, _NAME))
    names = listed((plain(one, _NAME) for one in known), _SHOWN)
    return said, phrase("ghi metric là một trong: {known}", known=names)
