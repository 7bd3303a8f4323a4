"""What figures are called that no wall file names: in the source's own words, made readable."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from services.settings import Wording
from services.survey.units import bracketed
from services.wall_file import built_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from services.settings import Source
    from services.wall_file.shape import WallFile
    from widgets.automatic.survey import Series

_LONGEST = 46
"""Characters of an id's readable part: with its sum and a tile's type before it it is a file name."""
_NAME = 200
_ROOMY = 18
"""Characters for which a title has room on the smallest tile."""
_CODED = re.compile(r"[A-Za-z0-9]+(?:_+[A-Za-z0-9]+)+")
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


def is_code(name: str) -> bool:
    """`av_c2_blocked_52` was never meant to be read; `Trạm` and `tai` may have been."""
    return _CODED.fullmatch(name) is not None


def unit_of(code: str) -> Wording | None:
    """By its last word, or in brackets behind it: `cpu_percent`, `Tỷ lệ xử lý (%)`."""
    if (found := bracketed(code)) is not None:
        return Wording(vi=found[1])
    head, _, last = code.rpartition("_")
    return _UNITS.get(last.casefold()) if head else None


def spoken(code: str) -> str:
    """`ty_le_dung_han` as words, without its unit; what is words already stays as it is."""
    if (found := bracketed(code)) is not None:
        code = found[0]
    head, _, last = code.rpartition("_")
    named = head if head and last.casefold() in _UNITS else code
    words = re.sub(r"[_\s]+", " ", named).strip() or code
    return f"{words[:1].upper()}{words[1:]}"[:_NAME] if words[:1].islower() else words[:_NAME]


def apart(several: Sequence[Series]) -> list[str]:
    """What each of several series of one indicator is called beside the others: the values in which
    they differ.
    """
    enough = telling(several)
    words = {name: _plain(values) for name, values in _said(several).items()}
    return [
        " · ".join(filter(None, (words[name].get(series.where.get(name)) for name in enough)))[
            :_NAME
        ]
        or "–"
        for series in several
    ]


def telling(several: Sequence[Series]) -> list[str]:
    """The labels in which several series of one indicator differ, as few as it takes."""
    said = _said(several)
    told = [name for name in _by_meaning(said) if len(said[name]) > 1]
    enough: list[str] = []
    for name in told:
        # A label that another one implies (a host beside its address) tells nothing new.
        if _groups(several, [*enough, name]) > _groups(several, enough):
            enough.append(name)
    return enough


def _said(several: Sequence[Series]) -> dict[str, set[str | None]]:
    """By label the values that the series have, None where one lacks it."""
    labels = {name for series in several for name in series.where}
    return {name: {series.where.get(name) for series in several} for name in labels}


def _groups(several: Sequence[Series], names: Sequence[str]) -> int:
    return len({tuple(series.where.get(name) for name in names) for series in several})


def _by_meaning(said: Mapping[str, set[str | None]]) -> list[str]:
    """Place and organ, then labels that are words, then numbers and addresses; each by name."""
    first = ("territory", "organ")

    def technical(name: str) -> bool:
        return any(sign in ":/" or sign.isdigit() for value in said[name] for sign in value or "")

    others = sorted((n for n in said if n not in first), key=lambda n: (technical(n), n))
    return [*(n for n in first if n in said), *others]


def _plain(values: set[str | None]) -> dict[str | None, str]:
    """Each value as it is said: of addresses that all have the same port, the machine."""
    known = [value for value in values if value]
    parts = [value.rpartition(":") for value in known]
    ports = {port for _, _, port in parts}
    machines = {machine for machine, _, _ in parts}
    same = len(ports) == 1 and ports.pop().isdigit() and len(machines) == len(known) > 1
    return {value: value.rpartition(":")[0] if same and all(machines) else value for value in known}


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


def titled(name: Wording, source: str, wall: WallFile) -> Wording:
    """With its source, where several sources have one of that name."""
    return beside(name, source_name(source, wall.sources[source], wall))


def beginnings_cut(codes: Collection[str]) -> dict[str, str]:
    """For those of several names that are long what is said of them where there is little room: not
    the words with which others begin too.
    """
    words = {spoken(code): spoken(code).split() for code in codes}
    most = dict.fromkeys(words, 0)
    # In order, what begins most alike stands beside it: nobody is held against all others.
    for one, other in pairwise(sorted(words, key=words.__getitem__)):
        same = _alike(words[one], words[other])
        most |= {name: max(most[name], same) for name in (one, other)}
    cut: dict[str, str] = {}
    for name, own in words.items():
        if len(name) > _ROOMY and 0 < most[name] < len(own):
            cut[name] = f"…{' '.join(own[min(most[name], max(len(own) - 2, 1)) :])}"
    return cut


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """With how many same words they begin."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def numbered(title: Wording, number: int, of: int) -> Wording:
    """Of several with one title: `Hồ sơ (2/3)`."""
    if of == 1:
        return title
    return Wording(vi=f"{title.vi} ({number}/{of})", en=f"{title.full_in('en')} ({number}/{of})")


def told_by(name: Wording, part: str) -> Wording:
    """One of several of a name: where there is no room for both, what tells it apart stays."""
    en = name.full_in("en")
    short = part if len(_both(name.vi, part)) > _ROOMY else None
    return Wording(vi=_both(name.vi, part), en=_both(en, part), short=short, short_en=short)


def _both(one: str, other: str) -> str:
    return f"{one} · {other}"[: 2 * _NAME]


def _brief(wording: Wording, lang: str) -> str:
    return wording.short_in(lang) or wording.full_in(lang)


def unnamed(
    singles: Iterable[tuple[str, list[Series]]], listing: Collection[str]
) -> dict[str, list[Series]]:
    """Those that only a code names, which their source's settings don't list: whoever wrote these chose
    their names. Of one alone a table would say no more.
    """
    found = {name: each for name, each in singles if is_code(name) and name not in listing}
    return found if len(found) > 1 else {}


def parts(several: Sequence[Series]) -> list[str]:
    return apart(several) if len(several) > 1 else [""]


def under_code(code: str, part: str) -> Wording:
    return told_by(Wording(vi=code), part) if part else Wording(vi=code)
