"""An indicator's figure at an instant: which of a source's observations it is, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.freshness import State
from services.phrase import phrase
from services.plain import plain
from services.records import Observation, labels
from services.settings import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from services.cache import Fact
    from services.records import Sample
    from services.views.judging import Judge
    from services.views.standing import Standing
    from services.wall_file.shape import Indicator

_UNIT = 20
"""Characters of a source's own unit that are shown."""
SEVERAL = phrase("Nhiều chuỗi số liệu cùng khớp chỉ số này: khai thêm where trong tệp tường")
UNNAMED = phrase("Nguồn có trả lời mà không có số liệu này: xem lại metric và where")
"""There was never one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An indicator's latest observation with its standing; `observation` is None when there was never
    one.
    """

    id: str
    indicator: Indicator
    observation: Observation | None
    standing: Standing

    @property
    def unit(self) -> Wording | None:
        """As the wall file calls it, else as the source does."""
        said = self.observation.unit if self.observation is not None else None
        return self.indicator.unit or (Wording(vi=plain(said, _UNIT)) if said else None)


def measured(
    judge: Judge, id: str, indicator: Indicator, source: str, course: Sequence[Sample] = ()
) -> Figure:
    """`course`: of which the last point is the figure where the source tells nothing but points."""
    facts = judge.picture.figures(source, indicator.metric or id, labels(indicator.where))
    fact, alone = _chosen(facts)
    told = len({point.uid for point in course})
    if fact is None and told == 1:
        return _pointed(judge, id, indicator, source, course[-1])
    standing = judge.of_figure(indicator, source, fact, UNNAMED)
    if fact is None and told and standing.words == UNNAMED:
        standing = replace(standing, words=SEVERAL)
    if not alone and standing.state in {State.LIVE, State.LATE, State.STALE, State.SKEWED}:
        standing = replace(standing, state=State.FAULTY, words=SEVERAL)
    shown = fact.record if fact is not None and fact.has_value else None
    return Figure(id=id, indicator=indicator, observation=shown, standing=standing)


def _pointed(judge: Judge, id: str, indicator: Indicator, source: str, point: Sample) -> Figure:
    seen = Observation(
        uid=point.uid,
        at=point.at,
        indicator=point.indicator,
        value=point.value,
        territory=point.territory,
        labels=point.labels,
    )
    standing = judge.of_point(indicator, source, point)
    return Figure(id=id, indicator=indicator, observation=seen, standing=standing)


def _chosen(facts: Iterable[Fact[Observation]]) -> tuple[Fact[Observation] | None, bool]:
    """Of several observations the one of the latest period that has a value, and whether it is the
    only one: the sum for all places beside those of each place is, two series of equal rank are not.
    """
    ranked = sorted(facts, key=lambda fact: (*_rank(fact), fact.record.uid), reverse=True)
    if not ranked:
        return None, True
    rivals = [fact for fact in ranked if _rank(fact) == _rank(ranked[0])]
    return rivals[0], len(rivals) == 1 or not rivals[0].has_value


def _rank(fact: Fact[Observation]) -> tuple[bool, str, bool]:
    seen = fact.record
    whole = not (seen.labels or seen.territory or seen.organ)
    return fact.has_value, seen.period or "", whole
