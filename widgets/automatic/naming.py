"""What figures are called that no wall file names: in the source's own words, made readable."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING

from services.settings import Wording
from services.wall_file import built_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from services.settings import Source
    from services.wall_file.shape import WallFile
    from widgets.automatic.survey import Series

_LONGEST = 46
"""Characters of an id's readable part: with its sum and a tile's type before it it is a file name."""
_NAME = 200
_UNITS: Mapping[str, Wording] = {
    "percent": Wording(vi="%"),
    "pct": Wording(vi="%"),
    "celsius": Wording(vi="°C"),
    "seconds": Wording(vi="giây", en="s"),
    "ms": Wording(vi="ms"),
    "milliseconds": Wording(vi="ms"),
    "bytes": Wording(vi="byte", en="bytes"),
}
"""The last word of a code that is a unit, as Prometheus' naming has it."""


def id_of(source: str, series: Series) -> str:
    """The same at each look, whatever else there is; an `Identifier`."""
    said = "\n".join((source, series.indicator, *(f"{k}={v}" for k, v in series.where.items())))
    sum_ = sha256(said.encode()).hexdigest()[:8]
    words = unicodedata.normalize("NFC", f"{source}-{series.indicator}")
    plain = "".join(sign if sign.isalnum() or sign == "_" else "-" for sign in words)
    readable = re.sub(r"-{2,}", "-", plain)[:_LONGEST].strip("-_")
    return f"{readable}-{sum_}" if readable else f"so-lieu-{sum_}"


def unit_of(code: str) -> Wording | None:
    head, _, last = code.rpartition("_")
    return _UNITS.get(last.casefold()) if head else None


def spoken(code: str) -> str:
    """`ty_le_dung_han` as words; what is words already stays as it is."""
    head, _, last = code.rpartition("_")
    named = head if head and last.casefold() in _UNITS else code
    words = re.sub(r"[_\s]+", " ", named).strip() or code
    return f"{words[:1].upper()}{words[1:]}"[:_NAME] if words[:1].islower() else words[:_NAME]


def apart(several: Sequence[Series]) -> list[str]:
    """What each of several series of one indicator is called beside the others: the values in which
    they differ.
    """
    said: dict[str, set[str | None]] = defaultdict(set)
    for series in several:
        for name in {name for other in several for name in other.where}:
            said[name].add(series.where.get(name))
    told = [name for name in _by_meaning(said) if len(said[name]) > 1]
    enough: list[str] = []
    for name in told:
        # A label that another one implies (a host beside its address) tells nothing new.
        if _groups(several, [*enough, name]) > _groups(several, enough):
            enough.append(name)
    return [
        " · ".join(filter(None, (series.where.get(name) for name in enough)))[:_NAME] or "–"
        for series in several
    ]


def _groups(several: Sequence[Series], names: Sequence[str]) -> int:
    return len({tuple(series.where.get(name) for name in names) for series in several})


def _by_meaning(said: Iterable[str]) -> list[str]:
    """Place and organ before labels, labels by name."""
    first = ("territory", "organ")
    return [*(n for n in first if n in said), *sorted(n for n in said if n not in first)]


def source_name(id: str, source: Source, wall: WallFile) -> Wording:
    """What the wall file calls it, else its system, else its key there."""
    if source.name is not None:
        return source.name
    system = source.system or ""
    declared = wall.systems.get(system) or built_in.systems().get(system)
    return Wording(vi=id) if declared is None else declared.name


def beside(name: Wording, other: Wording) -> Wording:
    """Both, in both languages: `Nhiệm vụ · Báo cáo`; one where they are the same."""
    if _brief(other, "vi") == name.vi:
        return name
    return Wording(
        vi=_both(name.vi, _brief(other, "vi")),
        en=_both(name.full_in("en"), _brief(other, "en")),
    )


def told_by(name: Wording, part: str) -> Wording:
    """One of several of a name: where there is no room for both, what tells it apart stays."""
    en = name.full_in("en")
    return Wording(vi=_both(name.vi, part), en=_both(en, part), short=part, short_en=part)


def _both(one: str, other: str) -> str:
    return f"{one} · {other}"[: 2 * _NAME]


def _brief(wording: Wording, lang: str) -> str:
    return wording.short_in(lang) or wording.full_in(lang)
