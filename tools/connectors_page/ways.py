"""Each way to a system: a connector that the program registers, or a preset that it ships, with its worked
example.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from ruamel.yaml import YAML

from services.draft import Recogniser
from services.records import KINDS
from services.wall_file import installed, load
from services.wall_file.presets import shipped
from tools.connectors_page.evidence import EXAMPLES, Evidence, evidence
from tools.wall_file_page.chapters import preset_called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.settings import Source
    from services.wall_file import Plugins
    from services.wall_file.presets.shape import Preset

GENERAL = frozenset(
    {"check", "csv", "http_json", "nginx_status", "prometheus", "sql", "wall", "xlsx"}
)
"""Connectors that speak what systems of any kind speak."""
MAPPING = frozenset({"csv", "http_json", "sql", "xlsx"})
"""Those that make any kind of record, as the wall file says."""
_PLACES = ("url", "file", "folder", "targets")
"""Settings of which a source needs one, where it does not need its `url`."""
_SECRETS = ("auth", "password")


@dataclass(frozen=True, slots=True)
class Way:
    name: str
    preset: Preset | None
    example: str
    """The whole text of its file."""
    evidence: Evidence
    sources: tuple[Source, ...]
    """Those of the example that go this way."""
    written: dict[str, Any]
    """As the first of them stands in the file."""
    recognised: bool
    """`probe` can tell it."""

    @property
    def source(self) -> Source:
        return self.sources[0]

    @property
    def general(self) -> bool:
        """Any system may answer so."""
        return self.preset is None and self.name in GENERAL

    @property
    def serves(self) -> tuple[str, ...]:
        """Ids of systems, as the example says them."""
        found = [one.system for one in self.sources if one.system is not None]
        return tuple(dict.fromkeys(found))

    @property
    def mapped(self) -> bool:
        """The wall file says which records are found in what it answers."""
        return self.preset is None and self.name in MAPPING

    @property
    def kinds(self) -> tuple[str, ...]:
        """Of records that the example can hand over: names of `KINDS`."""
        given = {kind for one in self.sources for kind in one.gives() or KINDS}
        return tuple(kind for kind in KINDS if kind in given)

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """What a source must say beside its connector or preset, as one would write it; of several in
        one place one is enough.
        """
        fields = type(self.source).model_fields
        given = self.preset.source if self.preset else {}
        needed: list[tuple[str, ...]] = [
            (key,)
            for key, one in fields.items()
            if one.is_required() and key not in given and key != "connector"
        ]
        if ("url",) not in needed and "url" not in given:
            needed.insert(0, tuple(key for key in _PLACES if key in fields))
        needed += [(_with_auth(key, self.written),) for key in _SECRETS if key in self.written]
        return (*needed, *self._parameters())

    def _parameters(self) -> Iterator[tuple[str]]:
        declared = self.preset.parameters if self.preset else {}
        lacking = [name for name, one in declared.items() if one.default is None]
        if lacking:
            yield (f"with: {{{', '.join(lacking)}}}",)


def _with_auth(key: str, written: dict[str, Any]) -> str:
    """`auth` with the way that the example takes."""
    return f"auth: {next(iter(written[key]))}" if key == "auth" else key


def ways() -> tuple[Way, ...]:
    """Connectors by name, then presets by name."""
    plugins = installed()
    connectors = sorted(plugins.connectors)
    return (
        *(_way(name, None, plugins) for name in connectors),
        *(_way(name, preset_called(name), plugins) for name in shipped.names()),
    )


def _way(name: str, preset: Preset | None, plugins: Plugins) -> Way:
    file = EXAMPLES / f"{name}.yaml"
    example = file.read_text(encoding="utf-8")
    loaded = load(file, plugins)
    if loaded.wall is None:
        raise ValueError(f"{name}: {loaded.faults}")
    key = "preset" if preset else "connector"
    written = cast("dict[str, Any]", YAML(typ="safe").load(io.StringIO(example)))["sources"]
    ids = [id for id, one in written.items() if one.get(key) == name]
    can = preset.recognise if preset else isinstance(plugins.connectors[name], Recogniser)
    return Way(
        name,
        preset,
        example,
        evidence(example, name),
        tuple(loaded.wall.sources[id] for id in ids),
        written[ids[0]],
        bool(can),
    )
