"""What the page says beside what connectors say of themselves: `en.yaml` and `vi.yaml`, Markdown with
`{places}`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ruamel.yaml import YAML

from services.section import Section
from tools.connectors_page.evidence import Kind
from tools.connectors_page.trouble import Case

if TYPE_CHECKING:
    from services.words.catalogue import Lang


class Prose(Section):
    lang: Literal["vi", "en"]
    page: str
    """The name of its file in docs/connectors."""
    settings_page: str
    """Where every setting is explained, from docs/connectors."""
    other: str
    title: str
    head: str
    all: str
    heads: tuple[str, str, str, str, str]
    """Of the table of all ways."""
    any_system: str
    any_kind: str
    either: str
    evidence: dict[Kind, str]
    whats: dict[str, str]
    """What a way was tried on, where the example's own words are in another language; by name."""
    recordings: str
    failing: str
    failing_lead: str
    trouble: tuple[str, str, str]
    """The heads of a table of what the operator reads."""
    cases: dict[Case, str]
    by_itself: str
    """What to check, where what is read says that itself."""
    as_all: str
    """After the table of a way that differs; before it `only_these`."""
    same: str
    connectors: str
    presets: str
    connector: str
    preset: str
    gives: str
    serves: str
    tried: str
    probed: str
    known: str
    unknown: str
    settings: str
    parameters: str
    metrics: str
    metrics_lead: str
    metric: tuple[str, str, str, str, str]
    """The heads of the table of metrics."""


def prose(lang: Lang) -> Prose:
    file = Path(__file__).with_name(f"{lang}.yaml")
    return Prose.model_validate(YAML(typ="safe").load(file.read_text(encoding="utf-8")))
