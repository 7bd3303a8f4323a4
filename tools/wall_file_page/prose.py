"""What the reference of the wall file says beside the settings' own explanations: `en.yaml` and
`vi.yaml`, Markdown with `{places}`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ruamel.yaml import YAML

from services.section import Section

if TYPE_CHECKING:
    from services.words.catalogue import Lang

LANGUAGES: tuple[Lang, ...] = ("en", "vi")


class Explained(Section):
    """How one type of values is written."""

    heading: str
    text: str


class Prose(Section):
    lang: Literal["vi", "en"]
    page: str
    """The name of its file."""
    other: str
    """A link to the page in the other language."""
    title: str
    head: str
    contents: str
    values: str
    explained: dict[str, Explained]
    """By the names in `settings`."""
    file: str
    connectors: str
    connectors_lead: str
    presets: str
    presets_lead: str
    tiles: str
    tiles_lead: str
    shared: str
    kinds: str
    kinds_lead: str
    every_source: str
    every_tile: str
    connector: str
    preset: str
    tile: str
    records: str
    kinds_of: str
    """Said of the settings that are kinds of records, where these are explained."""
    fields: tuple[str, str, str]
    """The heads of a table of a kind's fields."""
    key_of: str
    titles: dict[str, str]
    """Of definitions that are called by no path of keys, and of fields that no list shows."""
    leads: dict[str, str]
    """Said after an example, by connector."""
    beside_source: str
    beside_tile: str
    screen: str
    known_systems: str
    known_states: str
    tested: dict[str, str]
    documentation: str
    text_or: str
    section: str
    source: str
    tile_of: str
    required: str
    default: str
    example: str
    text: str
    longest: str
    whole: str
    number: str
    truth: str
    one_of: str
    either: str
    listed: str
    pair: str
    each: str
    entry: str
    anything: str
    mapping: str
    holds: dict[str, str]
    """By the type of a record's field."""
    severity: str


def prose(lang: Lang) -> Prose:
    file = Path(__file__).with_name(f"{lang}.yaml")
    return Prose.model_validate(YAML(typ="safe").load(file.read_text(encoding="utf-8")))
