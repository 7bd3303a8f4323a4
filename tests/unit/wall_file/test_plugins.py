from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from types import ModuleType, SimpleNamespace

import pytest

from services.settings import Source, Tile
from services.wall_file import Plugins, installed, load, load_texts
from services.wall_file.built_in import document_states, systems
from services.wall_file.fitting import CONNECTORS, TILES
from services.wall_file.plugins import loaded
from tests.unit.wall_file.conftest import HERE, say
from tests.unit.wall_file.small_plugins import PLUGINS, Alerts, NumberTile


@pytest.fixture
def strangers(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = ModuleType("strangers")
    monkeypatch.setitem(sys.modules, "strangers", module)
    return module


def _point(name: str, group: str) -> EntryPoint:
    return EntryPoint(name, f"strangers:{name}", group)


_LACKING = "module 'strangers' has no attribute 'missing'"


def _sound(**said: object) -> SimpleNamespace:
    """What the program itself will call is there; nothing of it is called here."""
    called = dict.fromkeys(("ask", "look_up", "lay_out", "own_notes"), None)
    return SimpleNamespace(**(called | said))


def test_plug_ins_come_by_their_own_names(strangers: ModuleType) -> None:
    strangers.__dict__["alertmanager"] = _sound(name="alertmanager", settings=Alerts)
    strangers.__dict__["number"] = _sound(name="number", settings=NumberTile)
    found = loaded([_point("alertmanager", CONNECTORS), _point("number", TILES)])
    assert list(found.connectors) == ["alertmanager"]
    assert list(found.tiles) == ["number"]
    assert found.broken == ()


def test_a_plug_in_that_breaks_or_does_not_fit_is_a_warning_and_no_crash(
    strangers: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    strangers.__dict__["odd"] = _sound(name="odd", settings=int)
    strangers.__dict__["nameless"] = _sound(settings=Source)
    strangers.__dict__["mainless"] = _sound(name="mainless", settings=Tile)
    points = [_point(name, CONNECTORS) for name in ("missing", "odd", "nameless")]
    found = loaded([*points, _point("mainless", TILES)])
    said = [say(broken.what) for broken in found.broken]
    assert said == [
        f"phần mở rộng “missing” không nạp được: AttributeError: {_LACKING}",
        "settings của phần mở rộng “odd” không phải lớp con của Source",
        "phần mở rộng “nameless” thiếu name",
        "settings của loại ô “mainless” không có khóa chính “mainless”",
    ]
    assert "strangers:missing" in caplog.text
    wall = load_texts({"w.yaml": "wall: 1\n"}, "w.yaml", found)
    assert wall.wall is not None
    assert len(wall.warnings) == 4


def test_without_plug_ins_every_source_and_tile_is_told(example: str) -> None:
    found = load_texts({"w.yaml": example}, "w.yaml", Plugins())
    said = [say(fault.what) for fault in found.faults]
    assert "không có connector “alertmanager”" in said
    assert "không có loại ô “number”" in said


def test_the_installed_plug_ins_read_the_issues_example() -> None:
    plugins = installed()
    assert {"alertmanager", "http_json", "prometheus"} <= set(plugins.connectors)
    assert {"flow", "number", "severity", "systems", "table"} <= set(plugins.tiles)
    found = load(HERE / "example.yaml", plugins, {"BAO_CAO": "bimat"})
    assert found.faults + found.warnings == ()


def test_the_nine_systems_have_their_names_in_both_languages() -> None:
    assert list(systems()) == [
        "soc", "av", "media", "docs", "lgsp", "opendata", "reports", "sectordb", "map",
    ]  # fmt: skip
    assert all(one.name.en and one.name.short for one in systems().values())


def test_states_of_documents_have_codes_that_are_strings() -> None:
    assert list(document_states()) == ["01", "02", "03", "04", "05", "06", "13", "15", "16"]
    assert document_states()["01"].vi == "Đã đến"


def test_the_tests_own_plug_ins_are_what_a_wall_file_wants() -> None:
    assert all(name in one.settings.model_fields for name, one in PLUGINS.tiles.items())
