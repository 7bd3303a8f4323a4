"""One page, in one language: Markdown as GitHub reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from services.phrase import phrase
from services.records import MAPPED
from services.wall_file import installed
from services.wall_file.built_in import systems
from services.wall_file.schema import schema
from services.words import Words
from tools.connectors_page.evidence import RECORDINGS
from tools.connectors_page.prose import Prose, prose
from tools.connectors_page.trouble import Case
from tools.wall_file_page.prose import LANGUAGES
from tools.wall_file_page.prose import prose as settings_prose
from tools.wall_file_page.settings import prosaic, slug, titles_of_connectors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from services.phrase import Phrase
    from tools.connectors_page.metrics import Metric
    from tools.connectors_page.trouble import Troubles
    from tools.connectors_page.ways import Way
    from tools.wall_file_page.settings import Node

COMMAND = "python -m tools.connectors_page"
USUAL = "http_json"
"""Whose trouble is that of every source over HTTP."""


@dataclass(frozen=True, slots=True)
class Known:
    """All that the page tells, in no language yet."""

    ways: tuple[Way, ...]
    troubles: Mapping[str, Troubles]
    probed: Mapping[str, Phrase]
    metrics: tuple[Metric, ...]


def page(known: Known, said: Prose) -> str:
    return _Page(known, said).text()


class _Page:
    def __init__(self, known: Known, said: Prose) -> None:
        self._known, self._prose = known, said
        self._words = Words(said.lang, ZoneInfo("UTC"))
        self._settings = settings_prose(said.lang)
        whole: Node = schema(installed(), self._words.say)
        defined = cast("dict[str, Node]", whole["$defs"])
        self._about = {
            name: str(defined[title].get("description", ""))
            for name, title in titles_of_connectors(defined).items()
        }

    def text(self) -> str:
        said, ways = self._prose, self._known.ways
        connectors = [way for way in ways if way.preset is None]
        presets = [way for way in ways if way.preset is not None]
        usual = self._known.troubles[USUAL]
        parts = [
            f"<!-- Made of connectors, presets and their examples by {COMMAND}: change those. -->",
            f"# {said.title}\n\n{said.other}",
            said.head,
            f"## {said.all}\n\n" + "\n".join(self._all()),
            f"## {said.failing}\n\n{said.failing_lead}\n" + "\n".join(self._table(usual)),
            f"## {said.connectors}",
            *map(self._section, connectors),
            f"## {said.presets}",
            *map(self._section, presets),
            f"## {said.metrics}\n\n{said.metrics_lead}\n" + "\n".join(self._metrics()),
        ]
        return "\n\n".join(part.strip() for part in parts) + "\n"

    def _all(self) -> Iterator[str]:
        yield from _head(self._prose.heads)
        for way in self._known.ways:
            link = f"[`{way.name}`](#{slug(self._heading(way))})"
            cells = (link, self._systems(way), self._kinds(way), self._needs(way), self._tried(way))
            yield _row(cells)

    def _heading(self, way: Way) -> str:
        template = self._prose.connector if way.preset is None else self._prose.preset
        return template.format(name=way.name)

    def _systems(self, way: Way) -> str:
        if way.general:
            return self._prose.any_system
        known, lang = systems(), self._prose.lang
        named = [known[id].name for id in way.serves]
        return ", ".join(name.short_in(lang) or name.full_in(lang) for name in named)

    def _kinds(self, way: Way) -> str:
        if way.mapped:
            return self._prose.any_kind
        return ", ".join(map(self._kind, way.kinds))

    def _kind(self, name: str) -> str:
        """With a link to its fields, where a wall file can say them."""
        anchor = slug(self._settings.records.format(name=name))
        return (
            f"[`{name}`]({self._prose.settings_page}#{anchor})" if name in MAPPED else f"`{name}`"
        )

    def _needs(self, way: Way) -> str:
        either = self._prose.either
        return ", ".join(either.join(f"`{one}`" for one in need) for need in way.needs)

    def _tried(self, way: Way) -> str:
        """In short."""
        what = self._prose.whats.get(way.name, way.evidence.what)
        parts = [f"**{self._prose.evidence[way.evidence.kind]}**: {what}"]
        if way.evidence.tests:
            links = (f"[{path.rpartition('/')[2]}](../../{path})" for path in way.evidence.tests)
            parts.append(", ".join(links))
        return "; ".join(parts)

    def _evidence(self, way: Way) -> str:
        names = way.evidence.recordings
        links = ", ".join(f"[{name}](../../{RECORDINGS.as_posix()}/{name})" for name in names)
        recordings = self._prose.recordings.format(links=links) if names else ""
        return "; ".join(filter(None, (self._tried(way), recordings)))

    def _section(self, way: Way) -> str:
        said = self._prose
        facts = (
            said.serves.format(systems=self._systems(way)),
            said.gives.format(kinds=self._kinds(way), needs=self._needs(way)),
            said.tried.format(evidence=self._evidence(way)),
        )
        parts = [
            f"### {self._heading(way)}",
            prosaic(self._about_itself(way)),
            "\n".join(f"- {fact}" for fact in facts),
            f"```yaml\n{way.example.strip()}\n```",
            self._probed(way),
            "\n".join(self._failing(way)),
            self._link(way),
        ]
        return "\n\n".join(parts)

    def _about_itself(self, way: Way) -> str:
        """What the settings, or the preset, say."""
        if way.preset is None:
            return " ".join(self._about[way.name].split())
        lang = self._prose.lang
        return f"{way.preset.title.full_in(lang)}. {way.preset.about.full_in(lang)}"

    def _probed(self, way: Way) -> str:
        if way.name in self._known.probed:
            found = self._words.say(self._known.probed[way.name])
            words = self._words.say(phrase("Nhận ra {found}.", found=found))
            return self._prose.probed.format(words=words)
        return self._prose.known if way.recognised else self._prose.unknown

    def _failing(self, way: Way) -> Iterator[str]:
        """What differs from what every source over HTTP says."""
        own, usual = self._known.troubles[way.name], self._known.troubles[USUAL]
        differs = {case: met for case, met in own.items() if usual.get(case) != met}
        if Case.UNAUTHORISED not in own:  # nobody speaks HTTP there
            yield from self._table(own)
            return
        if not differs:
            yield self._prose.same
            return
        yield from self._table(differs)
        if len(differs) < len(own):
            yield ""
            yield self._prose.as_all

    def _table(self, troubles: Troubles) -> Iterator[str]:
        said = self._prose
        yield from _head(said.trouble)
        for case, met in troubles.items():
            remedy = self._words.say(met.remedy) if met.remedy else said.by_itself
            yield _row((said.cases[case], prosaic(self._words.say(met.words)), prosaic(remedy)))

    def _link(self, way: Way) -> str:
        titles, said = self._settings, self._prose
        if way.preset is None:
            return said.settings.format(anchor=slug(titles.connector.format(name=way.name)))
        return said.parameters.format(anchor=slug(titles.preset.format(name=way.name)))

    def _metrics(self) -> Iterator[str]:
        lang, known = self._prose.lang, systems()
        headings = {way.name: self._heading(way) for way in self._known.ways}
        yield from _head(self._prose.metric)
        for one in self._known.metrics:
            system = known[one.system].name
            cells = (
                f"{system.short_in(lang) or system.full_in(lang)}: {one.name.full_in(lang)}",
                ", ".join(f"`{kind}`" for kind in one.records),
                ", ".join(f"[`{way}`](#{slug(headings[way])})" for way in one.ways),
                ", ".join(f"`{name}`" for name in one.shown),
                "; ".join(one.formulas),
            )
            yield _row(cells)


def _head(cells: tuple[str, ...]) -> Iterator[str]:
    yield _row(cells)
    yield "|" + "---|" * len(cells)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', r'\|') for cell in cells)} |"


def both(known: Known) -> Iterator[tuple[str, str]]:
    """Name and text of each language's page."""
    for lang in LANGUAGES:
        said = prose(lang)
        yield said.page, page(known, said)
