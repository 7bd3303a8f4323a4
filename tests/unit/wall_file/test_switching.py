from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from services.wall_file import Loaded, installed, load_texts
from services.wall_file.fitting import CONNECTORS, TILES
from tests.plugins.packages import LINES, install, write
from tests.unit.wall_file.conftest import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.wall_file import Fault

PATIENCE = 60.0
"""Seconds that a package gets which is soon imported: the machine has others to serve."""
GOOD = """
    from services.settings import Source, Tile

    class Drums(Source):
        "Trống."

    class Connector:
        name = "{name}"
        settings = Drums

        def ask(self, settings, door, cursor):
            raise NotImplementedError

    class {tile}Tile(Tile):
        "Ô."
        {tile}: str
        "Khóa chính."

    class Kind:
        name = "{tile}"
        settings = {tile}Tile
        own_notes = False

        def look_up(self, settings, knowledge):
            raise NotImplementedError

        def lay_out(self, view, room, sheet):
            raise NotImplementedError

    CONNECTOR, TILE = Connector(), Kind()
"""
BOTH = """
wall: 1
plugins: [langbiang-lines]
sources:
  cong: {connector: lines, url: "http://127.0.0.1:1/"}
indicators:
  queue: {name: Xe chờ, source: cong}
screens:
  - {name: chinh, size: [1920, 1080], pitch: 0.63 mm, seat: 3 m}
scenes:
  mot:
    chinh: {grid: [1, 1], tiles: [{light: queue}]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of packages; what is imported from it is forgotten afterwards."""
    path, modules = list(sys.path), set(sys.modules)
    folder = tmp_path / "goi"
    folder.mkdir()
    yield folder
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]
    sys.path_importer_cache.pop(str(folder), None)


def read(folder: Path, text: str) -> Loaded:
    return load_texts({"w": text}, "w", installed(folder, seconds=PATIENCE))


def told(fault: Fault) -> str:
    return f"{fault.line}:{fault.column}: {say(fault.what)}"


def test_a_package_that_the_wall_file_names_brings_its_connector_and_its_tile(folder: Path) -> None:
    install(LINES, folder)
    loaded = read(folder, BOTH)
    assert loaded.faults + loaded.warnings == ()
    assert loaded.wall is not None
    assert type(loaded.wall.sources["cong"]).__module__ == "langbiang_lines.lines"
    assert loaded.plugins.guests == {
        (CONNECTORS, "lines"): "langbiang-lines",
        (TILES, "light"): "langbiang-lines",
    }


def test_a_package_that_is_not_named_is_never_imported(folder: Path) -> None:
    install(LINES, folder)
    loaded = read(folder, BOTH.replace("plugins: [langbiang-lines]", ""))
    assert "langbiang_lines" not in sys.modules
    assert str(folder) not in sys.path
    assert [told(fault) for fault in loaded.faults] == [
        "5:21: phần mở rộng “lines” chưa được bật",
        "12:36: phần mở rộng “light” chưa được bật",
    ]
    assert {say(fault.remedy) for fault in loaded.faults} == {
        "thêm “langbiang-lines” vào mục plugins"
    }


@pytest.mark.parametrize("name", ["Langbiang_Lines", "LANGBIANG.LINES", "langbiang-lines"])
def test_a_name_is_compared_as_pip_compares_it(folder: Path, name: str) -> None:
    install(LINES, folder)
    assert read(folder, BOTH.replace("langbiang-lines", name)).faults == ()


def test_a_lone_name_needs_no_brackets(folder: Path) -> None:
    install(LINES, folder)
    assert read(folder, BOTH.replace("[langbiang-lines]", "langbiang-lines")).faults == ()


def test_a_package_that_is_not_there_is_a_warning_at_its_name_with_the_nearest_one(
    folder: Path,
) -> None:
    install(LINES, folder)
    loaded = read(folder, "wall: 1\nplugins: [langbiang-line, khac]\n")
    assert loaded.faults == loaded.lacking == ()
    assert [told(fault) for fault in loaded.warnings] == [
        "2:11: chưa cài gói phần mở rộng nào tên “langbiang-line”",
        "2:27: chưa cài gói phần mở rộng nào tên “khac”",
    ]
    assert say(loaded.warnings[0].remedy) == "có phải là “langbiang-lines”?"
    assert "pip install khac" in say(loaded.warnings[1].remedy)
    assert "--plugins" in say(loaded.warnings[1].remedy)


def test_the_program_itself_is_no_package_to_switch_on(folder: Path) -> None:
    loaded = read(folder, "wall: 1\nplugins: [langbiang]\n")
    assert [told(fault) for fault in loaded.warnings] == [
        "2:11: chưa cài gói phần mở rộng nào tên “langbiang”"
    ]


def test_a_name_twice_is_a_warning(folder: Path) -> None:
    install(LINES, folder)
    loaded = read(folder, "wall: 1\nplugins: [langbiang-lines, langbiang_lines]\n")
    assert [told(fault) for fault in loaded.warnings] == [
        "2:28: gói “langbiang_lines” đã ghi ở dòng 2"
    ]


def test_a_file_that_is_read_again_with_the_plug_ins_it_had_has_them_once(folder: Path) -> None:
    install(LINES, folder)
    first = read(folder, BOTH)
    again = load_texts({"w": BOTH}, "w", first.plugins)
    assert again.faults + again.warnings == ()
    assert again.plugins.connectors["lines"] is first.plugins.connectors["lines"]
    without = load_texts({"w": "wall: 1\n"}, "w", again.plugins)
    assert without.plugins.guests == {}
    assert "lines" not in without.plugins.connectors


BAD = {
    "raises": ("raise ValueError('hỏng')", "không nạp được: ValueError: hỏng"),
    "lacks": ("import no_such_library", "không nạp được: ModuleNotFoundError: No module named"),
    "no Python": ("def (", "không nạp được: SyntaxError"),
    "leaves": ("import sys\nsys.exit(0)", "không nạp được: SystemExit: 0"),
    "base": ("class Own(BaseException): pass\nraise Own", "không nạp được: Own"),
    "ends its process": ("import os\nos._exit(0)", "làm tiến trình nạp thử dừng giữa chừng"),
    "ends its process loudly": (
        "import os, traceback\ntry: 1 / 0\nexcept ZeroDivisionError: traceback.print_exc()\nos._exit(1)",
        "làm tiến trình nạp thử dừng giữa chừng",
    ),
    "interrupts": ("raise KeyboardInterrupt", "không nạp được: KeyboardInterrupt"),
    "crashes": (
        "import ctypes\nctypes.string_at(0)",
        "làm tiến trình nạp thử dừng giữa chừng",
    ),
    "eats": ("x = bytes(2**60)", "không nạp được: "),
    "is empty": ("", "không nạp được: AttributeError"),
}


@pytest.mark.parametrize(("source", "words"), BAD.values(), ids=BAD)
def test_a_package_that_breaks_is_a_warning_and_one_more_where_the_wall_needs_it(
    folder: Path, source: str, words: str
) -> None:
    write(folder, "xau", source, connectors={"drums": "CONNECTOR"})
    plugins = installed(folder, seconds=PATIENCE)
    unneeded = load_texts({"w": "wall: 1\nplugins: [xau]\n"}, "w", plugins)
    assert unneeded.wall is not None
    (warning,) = unneeded.warnings
    assert told(warning).startswith(f"2:11: phần mở rộng “drums” {words}")
    needed = load_texts(
        {"w": "wall: 1\nplugins: [xau]\nsources: {a: {connector: drums, url: 'http://h/'}}\n"},
        "w",
        plugins,
    )
    assert needed.wall is not None
    assert [told(fault) for fault in needed.lacking] == [
        told(warning),
        "3:26: phần mở rộng “drums” không dùng được nên nguồn này chỉ báo lỗi",
    ]
    assert "xau" not in sys.modules or source == ""


def test_a_package_that_loops_at_import_is_given_up(folder: Path) -> None:
    write(folder, "vong", "while True: pass", connectors={"drums": "CONNECTOR"})
    install(LINES, folder)
    plugins = installed(folder, seconds=1)
    loaded = load_texts({"w": "wall: 1\nplugins: [vong]\n"}, "w", plugins)
    (warning,) = loaded.warnings
    assert told(warning) == "2:11: phần mở rộng “drums” không nạp xong trong 1 giây"
    assert read(folder, BOTH).faults == ()


def test_an_interrupt_of_the_people_who_started_the_program_is_never_taken_for_a_packages(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    write(folder, "tot", _good("drums", "drum"), connectors={"drums": "CONNECTOR"})
    monkeypatch.setattr("services.wall_file.trial.aside", interrupted)
    with pytest.raises(KeyboardInterrupt):
        read(folder, "wall: 1\nplugins: [tot]\n")


@pytest.mark.parametrize(
    "content", [b"[langbiang.tiles]\nlight\n", b"[langbiang.tiles]\na\xff = b:c\n"]
)
def test_a_package_whose_description_can_not_be_read_takes_no_other_with_it(
    folder: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    install(LINES, folder)
    write(folder, "hong", "", tiles={"x": "X"})
    (folder / "hong-1.0.dist-info" / "entry_points.txt").write_bytes(content)
    assert read(folder, BOTH).faults == ()
    (said,) = [one for one in caplog.messages if "can't be read" in one]
    assert f"hong in {folder}" in said


def test_a_package_that_prints_at_import_does_not_speak_into_the_answer(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = "print('xin chào')\n" + _good("drums", "drum")
    write(folder, "noi", source, connectors={"drums": "CONNECTOR"}, tiles={"drum": "TILE"})
    loaded = read(folder, "wall: 1\nplugins: [noi]\n")
    assert loaded.faults + loaded.warnings == ()
    assert capfd.readouterr().out == ""


def _good(name: str, tile: str) -> str:
    return textwrap.dedent(GOOD.format(name=name, tile=tile))


PLAN = """
    from services.settings import Section, Tile

    class Layer(Section):
        "Lớp."
        of: dict[str, list[str]]
        "Những gì lớp này hiện."

    class PlanTile(Tile):
        "Sơ đồ."
        plan: tuple[Layer, ...]
        "Các lớp."

    class Kind:
        name = "plan"
        settings = PlanTile
        own_notes = False

        def look_up(self, settings, knowledge):
            raise NotImplementedError

        def lay_out(self, view, room, sheet):
            raise NotImplementedError

    TILE = Kind()
"""


@pytest.mark.parametrize("named", ["cong", "queue", "xe", "all"])
def test_a_packages_tile_shows_whatever_its_settings_name_at_any_depth(
    folder: Path, named: str
) -> None:
    install(LINES, folder)
    write(folder, "so-do", PLAN, tiles={"plan": "TILE"})
    text = BOTH.replace("[langbiang-lines]", "[langbiang-lines, so-do]")
    text = text.replace("url:", "sensitivity: restricted, url:")
    text = text.replace("source: cong}", "source: cong, groups: [xe]}")
    text = text.replace("  mot:\n", "  mot:\n    audience: internal\n")
    loaded = read(folder, text.replace("light: queue", f"plan: [{{of: {{lop: [x, {named}]}}}}]"))
    (fault,) = loaded.faults
    assert "cong (restricted)" in say(fault.what)


@pytest.mark.parametrize(
    ("name", "tile", "words"),
    [
        ("alertmanager", "drum", "gói “khac” mang tên “alertmanager” đã có sẵn trong chương trình"),
        ("drums", "number", "gói “khac” mang tên “number” đã có sẵn trong chương trình"),
        (
            "drums",
            "records",
            "loại ô “records” của gói “khac” trùng tên một khóa của loại ô “bars”",
        ),
        ("drums", "title", "settings của phần mở rộng “title” khai lại khóa chung: title"),
        ("drums", "con", "“con” không dùng làm tên của phần mở rộng được"),
    ],
)
def test_what_names_something_that_exists_is_left_out_and_the_rest_stays(
    folder: Path, name: str, tile: str, words: str
) -> None:
    write(
        folder,
        "khac",
        _good(name, tile),
        connectors={name: "CONNECTOR"},
        tiles={tile: "TILE"},
    )
    loaded = read(
        folder,
        "wall: 1\nplugins: [khac]\nsources: {a: {connector: alertmanager, url: 'http://h/'}}\n",
    )
    assert [say(fault.what) for fault in loaded.faults] == []
    said = [say(fault.what) for fault in loaded.warnings if fault.line == 2]
    assert len(said) == 1
    assert said[0].startswith(words)
    assert type(loaded.plugins.tiles["number"]).__module__ == "widgets.tiles.number"
    assert type(loaded.plugins.connectors["alertmanager"]).__module__.startswith("services.")
    assert len(loaded.plugins.guests) == 1


def test_of_two_packages_with_the_same_name_the_first_in_the_file_has_it(folder: Path) -> None:
    write(folder, "mot", _good("drums", "drum"), connectors={"drums": "CONNECTOR"})
    write(folder, "hai", _good("drums", "drum"), connectors={"drums": "CONNECTOR"})
    loaded = read(folder, "wall: 1\nplugins:\n  - hai\n  - mot\n")
    assert loaded.plugins.guests == {(CONNECTORS, "drums"): "hai"}
    assert [told(fault) for fault in loaded.warnings] == [
        "4:5: gói “mot” mang tên “drums” mà gói “hai” đã dùng: giữ cái của “hai”"
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("own_notes = False", "", "thiếu own_notes"),
        ("class drumTile(Tile):", "class drumTile:", "không phải lớp con của Tile"),
        ('name = "drum"', 'name = "trom"', "tự gọi mình là “trom”"),
        ("drum: str", "other: str", "không có khóa chính “drum”"),
        ("drum: str", "drum: str\n    span: str = ''", "khai lại khóa chung: span"),
        ("drum: str", "drum: NoSuchType", "không nạp được: "),
        ("drum: str", "model_config = {'extra': 'allow'}\n    drum: str", "đổi cấu hình"),
    ],
)
def test_a_tile_type_that_is_not_as_it_must_be_is_told_of(
    folder: Path, before: str, after: str, words: str
) -> None:
    source = "from __future__ import annotations\n" + _good("drums", "drum")
    assert before in source
    write(folder, "lech", source.replace(before, after), tiles={"drum": "TILE"})
    loaded = read(folder, "wall: 1\nplugins: [lech]\n")
    (warning,) = loaded.warnings
    assert words in say(warning.what)
    assert loaded.plugins.guests == {}


@pytest.mark.parametrize(
    "body",
    [
        "1 // 0",
        "while True: pass",
        "sys.exit(1)",
    ],
)
def test_settings_that_fail_over_a_section_refuse_that_section_only(
    folder: Path, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.wall_file.choice._SECONDS", 0.2)
    source = f"""
        import sys
        from pydantic import field_validator
        from services.settings import Source

        class Drums(Source):
            "Trống."

            @field_validator("url")
            @classmethod
            def check(cls, value):
                {body}

        class Connector:
            name = "drums"
            settings = Drums

            def ask(self, settings, door, cursor):
                raise NotImplementedError

        CONNECTOR = Connector()
    """
    write(folder, "xet", source, connectors={"drums": "CONNECTOR"})
    loaded = read(
        folder,
        "wall: 1\nplugins: [xet]\nsources:\n  a: {connector: drums, url: 'http://h/'}\n"
        "  b: {connector: prometheuz, url: 'http://h/'}\n",
    )
    assert [told(fault) for fault in loaded.faults] == [
        "4:3: phần mở rộng của mục này bị lỗi khi đọc nó",
        "5:18: không có connector “prometheuz”",
    ]


def test_of_a_package_in_two_places_the_one_beside_python_is_used_and_that_is_said(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = tmp_path / "python"
    install(LINES, beside)
    install(LINES, folder)
    monkeypatch.syspath_prepend(str(beside))
    loaded = read(folder, BOTH)
    assert loaded.faults == ()
    assert [told(fault) for fault in loaded.warnings] == [
        "3:11: gói “langbiang-lines” cài ở hai nơi: dùng bản cài cùng Python"
    ]
    assert str(beside) in str(sys.modules["langbiang_lines"].__file__)


def test_what_lies_in_the_folder_never_stands_in_for_a_part_of_the_program(folder: Path) -> None:
    install(LINES, folder)
    (folder / "jmespath.py").write_text("raise RuntimeError", encoding="utf-8")
    (folder / "services").mkdir()
    (folder / "services" / "__init__.py").write_text("raise RuntimeError", encoding="utf-8")
    assert read(folder, BOTH).faults == ()
