"""The reference of the wall file says what the declarations say, all of it, and can be followed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import pytest

from services.connectors.http_json.settings import Pages
from services.conversion import field_types
from services.credentials import Auth, Certificate, Hmac, Login, OAuth2
from services.records import KINDS, MAPPED
from services.settings import Source, Wording
from services.wall_file import installed, load
from services.wall_file.indicator import Indicator, System
from services.wall_file.maintenance import Window
from services.wall_file.presets import shipped
from services.wall_file.province import Province
from services.wall_file.schema import schema
from services.wall_file.shape import Panel, Scene, Screen
from services.wall_file.truth import Truth
from tools.set_up import ROOT
from tools.wall_file_page.__main__ import main
from tools.wall_file_page.examples import CONNECTORS, SMALLEST, TABLE, TILES, WHOLE
from tools.wall_file_page.page import COMMAND, page
from tools.wall_file_page.prose import LANGUAGES, prose
from tools.wall_file_page.settings import Settings, code, properties, prosaic

if TYPE_CHECKING:
    from pathlib import Path

    from services.section import Section
    from services.words.catalogue import Lang
    from tools.wall_file_page.settings import Node

pytestmark = pytest.mark.xdist_group("wall file page")
BOTH = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def pages() -> dict[Lang, str]:
    return {lang: page(prose(lang)) for lang in LANGUAGES}


def anchors(text: str) -> list[str]:
    """As GitHub makes them of headings."""
    prose_only = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", prose_only, flags=re.MULTILINE)
    kept = (c for heading in headings for c in [*heading.lower(), "\n"])
    named = "".join(c for c in kept if c.isalnum() or c in "-_ \n")
    return named.replace(" ", "-").split()


def section(text: str, heading: str) -> str:
    """With those below it."""
    level = re.search(rf"^(#+) {re.escape(heading)}$", text, flags=re.MULTILINE)
    assert level, f"no heading {heading}"
    rest = text[level.end() :]
    end = re.search(rf"^#{{1,{len(level[1])}}} ", rest, flags=re.MULTILINE)
    return rest[: end.start()] if end else rest


@BOTH
def test_the_page_is_what_the_generator_makes_of_the_declarations(
    pages: dict[Lang, str], lang: Lang
) -> None:
    name = prose(lang).page
    kept = (ROOT / "docs" / name).read_text("utf-8")
    assert kept == pages[lang], (
        f"docs/{name} differs from what the settings say of themselves:"
        f" run `.venv/bin/{COMMAND}` and commit the pages"
    )


def test_the_command_writes_both_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: dict[Lang, str]
) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main() == 0
    for lang in LANGUAGES:
        written = (tmp_path / "docs" / prose(lang).page).read_bytes()
        assert written.decode() == pages[lang]  # LF on every system


@BOTH
def test_equal_declarations_make_equal_pages(pages: dict[Lang, str], lang: Lang) -> None:
    assert page(prose(lang)) == pages[lang]


@BOTH
def test_every_key_of_the_schema_is_explained(pages: dict[Lang, str], lang: Lang) -> None:
    said = schema(installed())
    sections = cast("dict[str, Node]", said["$defs"])
    ours = [said, *(node for name, node in sections.items() if not name.startswith("Preset-"))]
    keys = {key for node in ours for key in properties(node)}
    apart = KINDS.keys() | {field for kind in KINDS.values() for field in field_types(kind)}
    assert {key for key in keys - apart if f"**`{key}`**" not in pages[lang]} == set()
    assert all(f"`{key}`" in pages[lang] for key in keys & apart)


@BOTH
def test_every_section_of_the_file_has_its_keys(pages: dict[Lang, str], lang: Lang) -> None:
    of_classes: dict[str, type[Section]] = {
        "`systems`": System,
        "`indicators`": Indicator,
        "`screens`": Screen,
        "`scenes`": Scene,
        prose(lang).titles["Panel"]: Panel,
        "`maintenance`": Window,
        "`truth`": Truth,
        "`province`": Province,
        "`auth`": Auth,
        "`auth.oauth2`": OAuth2,
        "`auth.login`": Login,
        "`auth.hmac`": Hmac,
        "`auth.certificate`": Certificate,
        "`http_json.pages`": Pages,
        prose(lang).titles["Wording"]: Wording,
    }
    for heading, declared in of_classes.items():
        own = section(pages[lang], heading)
        for name, field in declared.model_fields.items():
            assert f"**`{field.alias or name}`**" in own, (heading, name)


@BOTH
def test_every_connector_has_its_keys_in_its_section_or_among_those_of_all(
    pages: dict[Lang, str], lang: Lang
) -> None:
    said = prose(lang)
    everywhere = section(pages[lang], "`sources`")
    for name, connector in installed().connectors.items():
        own = section(pages[lang], said.connector.format(name=name))
        for field, declared in connector.settings.model_fields.items():
            key = declared.alias or field
            shown = f"**`{key}`**" in own or f"[`{key}`](#" in own
            assert shown or (field in Source.model_fields and f"**`{key}`**" in everywhere), key


@BOTH
def test_every_tile_type_has_its_keys_in_its_section_or_among_those_of_all(
    pages: dict[Lang, str], lang: Lang
) -> None:
    said = prose(lang)
    everywhere = section(pages[lang], said.every_tile)
    for name, tile in installed().tiles.items():
        own = section(pages[lang], said.tile.format(name=name))
        for field, declared in tile.settings.model_fields.items():
            assert f"**`{declared.alias or field}`**" in own + everywhere


@BOTH
def test_every_field_of_every_kind_of_record_is_in_its_table(
    pages: dict[Lang, str], lang: Lang
) -> None:
    common = {"uid", "at", "publication"}
    for name, kind in MAPPED.items():
        table = section(pages[lang], prose(lang).records.format(name=name))
        rows = set(re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE))
        assert rows - common == field_types(kind).keys() - common


@BOTH
def test_every_preset_is_there_with_its_parameters(pages: dict[Lang, str], lang: Lang) -> None:
    defined = cast("dict[str, Node]", schema(installed())["$defs"])
    for name in shipped.names():
        own = section(pages[lang], prose(lang).preset.format(name=name))
        for key in properties(properties(defined[f"Preset-{name}"])["with"]):
            assert f"**`{key}`**" in own


@BOTH
def test_every_link_leads_somewhere(pages: dict[Lang, str], lang: Lang) -> None:
    known = anchors(pages[lang])
    assert len(known) == len(set(known)), "two headings have one anchor"
    for target in re.findall(r"\]\(([^)]+)\)", pages[lang]):
        if target.startswith("#"):
            assert target[1:] in known
        elif not target.startswith("https://"):
            assert (ROOT / "docs" / target).is_file(), target


@BOTH
def test_nothing_of_the_schema_s_own_language_is_left(pages: dict[Lang, str], lang: Lang) -> None:
    for word in ("anyOf", "oneOf", "$ref", "additionalProperties", "PT", "null", "{value}"):
        assert not re.search(rf"(?<!\w){re.escape(word)}", pages[lang]), word


def test_a_sentence_without_english_stands_in_vietnamese() -> None:
    settings = Settings({}, {}, {}, prose("en"))
    line = settings.line("moi", {"type": "boolean", "description": "Chưa có bản dịch."})
    assert line == "- **`moi`** (`true` or `false`): Chưa có bản dịch."


def test_a_default_is_shown_as_one_writes_it() -> None:
    assert code("1 min") == "`1 min`"
    assert code(",") == "`','`"
    assert code("\n") == r'`"\n"`'
    assert code("401") == "`'401'`"
    assert code([1, 1]) == "`[1, 1]`"


def test_signs_of_markdown_in_an_explanation_are_text() -> None:
    assert prosaic("bao-cao-*.csv <b> `*.csv` [1, 2], [a](b)") == (
        r"bao-cao-\*.csv \<b> `*.csv` [1, 2], [a\](b)"
    )


@pytest.mark.parametrize("text", [SMALLEST, WHOLE])
def test_the_walls_of_the_head_load(tmp_path: Path, text: str, pages: dict[Lang, str]) -> None:
    (tmp_path / "vu-viec.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "tuong.yaml").write_text(text, encoding="utf-8")
    loaded = load(tmp_path / "tuong.yaml", installed())
    assert loaded.wall is not None, loaded.faults
    assert not loaded.warnings
    assert all(text in one for one in pages.values())


def test_every_built_in_plug_in_has_an_example_and_all_load_together(tmp_path: Path) -> None:
    plugins = installed()
    assert CONNECTORS.keys() == plugins.connectors.keys()
    assert TILES.keys() == plugins.tiles.keys()
    sources = [CONNECTORS[name].removeprefix("sources:\n") for name in plugins.connectors]
    tiles = "".join(TILES[name] for name in plugins.tiles)
    text = WHOLE.replace("sources:\n", "sources:\n" + "".join(sources))
    text = text.replace(
        "indicators:\n",
        "indicators:\n  song: {name: Máy, source: may-chu}\n  tai: {name: Tải, source: may-chu}\n",
    )
    scene, _ = text.replace("grid: [2, 1]", "grid: [4, 10]").split("        - {number: vu-da-lat}")
    scene += "".join(f"        {line}\n" for line in tiles.splitlines())
    (tmp_path / "bao-cao").mkdir()
    (tmp_path / "vu-viec.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "tuong.yaml").write_text(scene, encoding="utf-8")
    named = ("VAN_BAN", "TRUC_TINH", "CSDL_NGANH", "ZABBIX", "CAMERA")
    loaded = load(tmp_path / "tuong.yaml", plugins, dict.fromkeys(named, "x"))
    assert loaded.wall is not None, loaded.faults


def test_the_examples_of_presets_load(tmp_path: Path, pages: dict[Lang, str]) -> None:
    for name in shipped.names():
        own = section(pages["en"], prose("en").preset.format(name=name))
        example = re.search(r"```yaml\n(.*?)```", own, flags=re.DOTALL)
        assert example
        (tmp_path / "tuong.yaml").write_text("wall: 1\n" + example[1], encoding="utf-8")
        loaded = load(tmp_path / "tuong.yaml", installed())
        assert loaded.wall is not None, loaded.faults
