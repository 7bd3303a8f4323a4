"""The chapters of the wall file's reference that are no sections of settings: the kinds of records,
and the presets.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from services.conversion import field_types
from services.records import KINDS, Record
from services.wall_file import Fault, text
from services.wall_file.presets import shipped
from services.wall_file.presets.resolving import read
from tools.wall_file_page.settings import bounds, code, properties, required
from widgets import kinds as lists
from widgets.heads import HEADS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from services.wall_file.presets.shape import Parameter, Preset
    from services.words import Words
    from tools.wall_file_page.prose import Prose
    from tools.wall_file_page.settings import Node, Settings

type Ways = Mapping[str, Mapping[str, Node]]
"""By kind, by connector: how it says where the fields of the kind are found."""

_COMMON = frozenset(field.name for field in dataclasses.fields(Record))


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with what stands under it."""

    level: int
    heading: str
    text: str = ""


def kinds(prose: Prose, words: Words, settings: Settings, ways: Ways) -> Iterator[Block]:
    """Every kind once, whichever connectors give it."""
    beside = "\n".join(_beside(settings, ways))
    yield Block(2, prose.kinds, f"{prose.kinds_lead}\n{beside}")
    for name, by_connector in ways.items():
        needed: set[str] = set()
        for way in by_connector.values():
            needed.update(required(way))
        table = "\n".join(_table(name, needed, prose, words))
        key = prose.key_of.format(fields=", ".join(f"`{one}`" for one in KINDS[name].NATURAL))
        title = lists.ALL[name].title.full_in(words.lang)
        yield Block(3, prose.records.format(name=name), f"{title}. {key}\n\n{table}")


def _beside(settings: Settings, ways: Ways) -> Iterator[str]:
    """What a connector says of a kind that is no field of it."""
    found: dict[tuple[str, str], tuple[Node, list[str]]] = {}
    for kind, by_connector in ways.items():
        for connector, way in by_connector.items():
            for key, node in properties(way).items():
                if key not in field_types(KINDS[kind]):
                    found.setdefault((connector, key), (node, []))[1].append(kind)
    for (connector, key), (node, of) in found.items():
        few = 2 * len(of) < len(ways)
        where = f"`{connector}`" + (f": {', '.join(map(code, of))}" if few else "")
        yield settings.line(key, node, where)


def _table(name: str, needed: set[str], prose: Prose, words: Words) -> Iterator[str]:
    yield f"| {' | '.join(prose.fields)} |"
    yield "|---|---|---|"
    for field, type_ in field_types(KINDS[name]).items():
        if field in _COMMON and field not in needed:
            continue
        head = HEADS.get(field)
        title = words.say(head) if head is not None else prose.titles[field]
        holds = _holds(field, type_, prose)
        must = f", {prose.required}" if field in needed else ""
        yield f"| `{field}` | {title} | {holds}{must} |"


def _holds(field: str, type_: type, prose: Prose) -> str:
    if field == "severity":
        return prose.severity
    if issubclass(type_, StrEnum):
        return prose.one_of.format(values=", ".join(code(word.value) for word in type_))
    return prose.holds[type_.__name__]


def presets(prose: Prose) -> Iterator[Block]:
    """Those that come with the program."""
    for name in shipped.names():
        yield Block(3, prose.preset.format(name=name), _of_preset(name, preset_called(name), prose))


def preset_called(name: str) -> Preset:
    """One of those that come with the program, as its file says it."""
    called = shipped.called(name)
    path = shipped.path(called)
    if path is None:
        raise FileNotFoundError(called)
    content = text.read(path, called)
    found, faults = (None, (content,)) if isinstance(content, Fault) else read(content, called)
    if found is None:
        raise ValueError(f"{called}: {faults}")
    return found.preset


def _of_preset(name: str, preset: Preset, prose: Prose) -> str:
    made = f"{preset.vendor} {preset.version}, {prose.tested[preset.tested]} ({_manual(preset, prose)})."
    needed = {key: "…" for key, one in preset.parameters.items() if one.default is None}
    example = ["sources:", f"  {name}:", f"    preset: {name}"]
    if "url" not in preset.source:
        example.append(f"    url: https://{name}.noi-bo/")
    if needed:
        example.append(
            f"    with: {{{', '.join(f'{key}: {value}' for key, value in needed.items())}}}"
        )
    return "\n\n".join(
        (
            f"{preset.title.full_in(prose.lang)}. {preset.about.full_in(prose.lang)}",
            made,
            "\n".join(("```yaml", *example, "```")),
            "\n".join(_parameter(key, one, prose) for key, one in preset.parameters.items()),
        )
    ).strip()


def _manual(preset: Preset, prose: Prose) -> str:
    return f"[{prose.documentation}]({preset.documentation})"


def _parameter(key: str, one: Parameter, prose: Prose) -> str:
    facts = [
        prose.required if one.default is None else prose.default.format(value=code(one.default)),
        prose.one_of.format(values=", ".join(map(code, one.choices))) if one.choices else "",
        bounds(_whole(one.least), _whole(one.most)),
    ]
    return f"- **`{key}`** ({', '.join(filter(None, facts))}): {one.about.full_in(prose.lang)}"


def _whole(value: float | None) -> float | None:
    return int(value) if value is not None and value.is_integer() else value
