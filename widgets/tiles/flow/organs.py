"""Whose documents are: senders or recipients, each for itself or in groups of a kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from services.organs import folded
from services.settings import Wording
from services.words import plain, sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from services.views import Knowledge
    from services.views.naming import Naming
    from widgets.tiles.flow.papers import Paper

type By = Literal["group", "sender", "to_group", "to"]
MOST = 5
"""Organs or groups with a node of their own."""
_LONG = 80
"""Characters of a name that is shown as it came."""

REST, UNSAID, MANY = "…", "", "…to"
LAST = (MANY, UNSAID, REST)
"""They stand after all others."""
OTHERS = Wording(vi="Cơ quan khác", en="Other organs", short="Khác", short_en="Others")
_NAMES = {
    REST: OTHERS,
    MANY: Wording(vi="Nhiều nơi nhận", en="Several recipients", short="Nhiều nơi"),
}
_UNKNOWN = {
    False: Wording(vi="Chưa rõ nơi gửi", en="Sender unknown", short="Chưa rõ", short_en="Unknown"),
    True: Wording(
        vi="Chưa rõ nơi nhận", en="Recipient unknown", short="Chưa rõ", short_en="Unknown"
    ),
}
_ABOUT = {
    False: Wording(vi="Nơi gửi", en="From"),
    True: Wording(vi="Nơi nhận", en="To"),
}
_KINDS = {
    folded(kind.vi): kind
    for kind in (
        Wording(vi="Bộ, ngành", en="Ministries"),
        Wording(
            vi="UBND tỉnh",
            en="Provincial People’s Committee",
            short="UBND tỉnh",
            short_en="Province",
        ),
        Wording(vi="Sở, ngành", en="Departments"),
        Wording(
            vi="Huyện, thành phố", en="Districts, cities", short="Huyện, TP", short_en="Districts"
        ),
        Wording(vi="Xã, phường", en="Communes, wards", short="Xã, phường", short_en="Communes"),
    )
}
"""Kinds of organs whose English is known; others are shown as the wall file has them."""


class Organs:
    """The key of each document's organ or group, and what each key is called."""

    def __init__(self, by: By, papers: Sequence[Paper], knowledge: Knowledge) -> None:
        self.recipients = by in {"to", "to_group"}
        self._knowledge = knowledge
        self._namings: dict[str, Naming] = {}
        self._names: dict[str, Wording] = dict(_NAMES)
        self._names[UNSAID] = _UNKNOWN[self.recipients]
        self._found: dict[tuple[str, str, date | None], str] = {}
        grouped = by in {"group", "to_group"}
        self.keys = [self._key(paper, grouped=grouped) for paper in papers]
        if grouped and not any(key in self._kinds() for key in set(self.keys)):
            self.grouped = False
            self._found.clear()
            self.keys = [self._key(paper, grouped=False) for paper in papers]
        else:
            self.grouped = grouped

    @property
    def about(self) -> Wording:
        return _ABOUT[self.recipients]

    @property
    def named(self) -> bool:
        """Of any document it is known whose it is."""
        return any(key != UNSAID for key in self.keys)

    def shown(self) -> list[str]:
        """Keys with a node of their own in the order in which they stand: groups as the wall file lists
        their organs, organs by their documents; then what isn't known, and the rest.
        """
        counts = Counter(self.keys)
        most = sorted(
            (key for key in counts if key != REST),
            key=lambda key: (-counts[key], sort_key(self.name(key).vi)),
        )
        kept = most if len(most) <= MOST and not counts[REST] else most[:MOST]
        if self.grouped:
            places = {key: n for n, key in enumerate(self._kinds())}
            kept = sorted(kept, key=lambda key: places.get(key, len(places)))
        own = [key for key in kept if key not in LAST]
        rest = len(kept) < len(counts)
        return [*own, *(key for key in LAST if key in kept or (key == REST and rest))]

    def name(self, key: str) -> Wording:
        return self._names[key]

    def _key(self, paper: Paper, *, grouped: bool) -> str:
        called = self._recipient(paper) if self.recipients else self._sender(paper)
        if not called or called == MANY:
            return called
        document = paper.document
        at = (paper.source, called, None if document is None else document.promulgated)
        if at not in self._found:
            self._found[at] = self._made(paper, called, grouped=grouped)
        return self._found[at]

    def _made(self, paper: Paper, called: str, *, grouped: bool) -> str:
        naming = self._naming(paper.source)
        if grouped:
            kind = naming.kind(called, paper.document)
            if kind is None:
                return REST
            key = folded(kind)
            self._names.setdefault(key, _KINDS.get(key) or Wording(vi=plain(kind, _LONG)))
            return key
        key = naming.key(called, paper.document) or UNSAID
        name = naming.organ(called, paper.document)
        if isinstance(name, str):
            name = Wording(vi=plain(name, _LONG))
        self._names.setdefault(key, name)
        return key

    def _naming(self, source: str) -> Naming:
        if source not in self._namings:
            self._namings[source] = self._knowledge.naming((source,))
        return self._namings[source]

    def _kinds(self) -> list[str]:
        """Declared ones as they come in the wall file, then those that only sources tell of."""
        declared = (organ.kind for organ in self._knowledge.wall.organs.values())
        ours = dict.fromkeys(folded(kind) for kind in declared if kind)
        told = sorted(key for key in self._names if key not in {*_NAMES, UNSAID, *ours})
        return [*ours, *told]

    def _sender(self, paper: Paper) -> str:
        return (paper.document and paper.document.sender) or UNSAID

    def _recipient(self, paper: Paper) -> str:
        """The organ that is least far with it."""
        if paper.state is not None and paper.state.organ:
            return paper.state.organ
        to = () if paper.document is None else paper.document.to
        if len(to) > 1:
            return MANY
        return to[0] if to else UNSAID
