"""What the pages for newcomers print can be typed, loaded and followed as it stands."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from ruamel.yaml import YAML

from services.clock import SystemClock
from services.wall_file import installed, load
from services.words import Words
from tools.set_up import ROOT
from ui.command_line import obey
from ui.commands import tree
from ui.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from ui.usage import Commands

README = ("README.md", "README.vi.md")
PAGES = (*README, "docs/plugins.md", "docs/presets.md", "CONTRIBUTING.md", "ARCHITECTURE.md")
EVERY = pytest.mark.parametrize("page", PAGES)
BOTH = pytest.mark.parametrize("page", README)
TABLE = "docs/examples/so-lieu.csv"


def blocks(page: str, language: str = "") -> list[str]:
    text = (ROOT / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)


def walls(page: str) -> list[str]:
    return [block for block in blocks(page, "yaml") if block.startswith("wall: ")]


def typed(page: str) -> list[str]:
    """The command lines that a page shows, each from its command on: `check my-wall.yaml --connect`."""
    text = (ROOT / page).read_text("utf-8")
    spans = re.findall(r"`([^`\n]+)`", text)
    lines = [line for line in text.splitlines() if line.startswith("    ")]
    told = (re.search(r"main\.py ([a-z]+\b.*)", one) for one in (*spans, *lines))
    return [found[1].partition(" #")[0].partition(" > ")[0] for found in told if found]


@pytest.fixture
def commands() -> Commands:
    words = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
    return tree(words, Terminal(words), SystemClock())


@EVERY
def test_every_whole_wall_file_of_a_page_loads_without_a_warning(page: str, tmp_path: Path) -> None:
    (tmp_path / TABLE).parent.mkdir(parents=True)
    shutil.copy(ROOT / TABLE, tmp_path / TABLE)
    for text in walls(page):
        (tmp_path / "tuong.yaml").write_text(text, encoding="utf-8")
        loaded = load(tmp_path / "tuong.yaml", installed(), {"ZABBIX": "x"})
        assert loaded.wall is not None, loaded.faults
        assert not loaded.warnings


@BOTH
def test_the_first_wall_of_a_readme_is_what_probe_prints(
    page: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert obey(["probe", TABLE, "--lang", "vi"], SystemClock()) == 0
    yaml = YAML(typ="safe")
    assert yaml.load(walls(page)[0]) == yaml.load(capsys.readouterr().out)


@BOTH
def test_a_readme_s_second_wall_can_replace_its_first_while_that_runs(page: str) -> None:
    first, second = (YAML(typ="safe").load(text) for text in walls(page))
    assert first["name"] == second["name"]


@EVERY
def test_every_link_and_picture_of_a_page_is_there(page: str) -> None:
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text("utf-8"), flags=re.DOTALL)
    folder = (ROOT / page).parent
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if not target.startswith("https://"):
            assert (folder / unquote(target.partition("#")[0])).exists(), target


@EVERY
def test_every_command_that_a_page_names_exists_with_its_options(
    page: str, commands: Commands
) -> None:
    for line in typed(page):
        name, *said = line.split()
        command = commands.commands[name]
        known = {option for param in command.params for option in param.opts}
        known |= {option for param in commands.params for option in param.opts}
        written = {re.sub(r"[\]=].*|\W+$", "", one).lstrip("[") for one in said}
        assert {one for one in written if one.startswith("--")} <= known, line


@BOTH
def test_a_readme_tells_of_every_command(page: str, commands: Commands) -> None:
    assert {line.split()[0] for line in typed(page)} >= commands.commands.keys()


@EVERY
def test_every_target_of_make_that_a_page_names_exists(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^    )make (\w+)", text, flags=re.MULTILINE)) <= targets


def test_both_readmes_have_the_same_sections() -> None:
    en, vi = (
        re.findall(r"^#+ ", (ROOT / page).read_text("utf-8"), re.MULTILINE) for page in README
    )
    assert vi == en


def test_every_place_that_the_architecture_names_exists() -> None:
    """A name without a folder is of the folder of the one before it in its cell."""
    for cell in re.findall(r"[^|\n]+", (ROOT / "ARCHITECTURE.md").read_text("utf-8")):
        folder = ROOT
        for said in re.findall(r"`([\w./]+(?:/|\.py|\.yaml|\.spec))`", cell):
            place = (ROOT if "/" in said else folder) / said
            place = place if place.exists() else ROOT / said
            assert place.exists(), f"{said} in: {cell}"
            folder = place if place.is_dir() else place.parent
