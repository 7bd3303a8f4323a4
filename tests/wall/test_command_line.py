from __future__ import annotations

import ast
import json
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import main
from services.clock import SystemClock
from services.simulation.faults import KINDS
from tests.wall.program import MAIN, Home
from ui import command_line
from ui.command_line import obey
from ui.language import of_system, spoken
from ui.program import this_program

if TYPE_CHECKING:
    from tests.wall.system import System
    from ui.terminal import Terminal

COMMANDS = ("run", "new", "probe", "screens", "check", "snapshot", "simulate", "schema")
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
WRONG = (
    ["chek"],
    ["probe"],
    ["probe", "khong-co-tep-nay"],
    ["probe", "ftp://10.1.0.9/"],
    ["probe", "http://ten:mat-khau@10.1.0.9/"],
    ["probe", "http://127.0.0.1/", "--bearer", "bi-mat-ghi-thang"],
    ["probe", "http://127.0.0.1/", "--basic", "ten=bi-mat-ghi-thang"],
    ["new"],
    ["--bogus"],
    ["snapshot"],
    ["snapshot", "--out"],
    ["snapshot", "--out", "x", "--wait", "long"],
    ["snapshot", "--out", "x", "--with-file"],
    ["snapshot", "--out", "x", "--audience", "khách"],
    ["snapshot", "--out", "x", "--scene", "không-có"],
    ["snapshot", "--out", "x", "--theme", "xanh"],
    ["snapshot", "--out", "x", "--at", "hôm qua"],
    ["check"],
    ["check", "one.yaml", "two.yaml"],
    ["run", "--province", "không phải địa chỉ"],
    ["run", "--require-display=yes"],
    ["simulate", "--port", "70000"],
    ["simulate", "--clock", "trưa"],
    ["--lang", "fr"],
)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = obey(arguments, SystemClock())
    captured = capsys.readouterr()
    return int(status), captured.out, captured.err


@pytest.mark.parametrize("name", ["my-wall.yaml", "tường của tôi.yml", "tuong"])
def test_a_wall_file_in_place_of_a_command_is_told_how_to_open_it(
    name: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tuong").write_text("wall: 1\n", encoding="utf-8")
    status, _, err = said(capsys, name)
    assert status == 2
    assert f"mở tệp tường thì ghi: {this_program().command('run', name)}\n" in err


def test_what_is_no_file_in_place_of_a_command_is_no_wall_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bogus").mkdir()
    for name in ("bogus", "a" * 300):  # the second is no name that a file could have
        assert "các lệnh: run" in said(capsys, name)[2]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help_with_examples_in_both_languages(
    command: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [command] if command else []
    status, out, err = said(capsys, *arguments, "--help", "--lang", lang)
    assert (status, err) == (0, "")
    assert ("Ví dụ:" if lang == "vi" else "Examples:") in out
    assert f"main.py {command}".strip() in out
    if lang == "en":
        assert not VIETNAMESE.search(out)


@pytest.mark.parametrize("command", ["schema", "simulate"])
def test_a_cache_is_not_offered_where_it_means_nothing_and_taken_everywhere(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "--cache" not in said(capsys, command, "--help")[1]
    assert "--cache" in said(capsys, "run", "--help")[1]
    assert said(capsys, command, "--cache", "x", "--version")[0] == 0


def test_examples_name_files_in_the_readers_language(capsys: pytest.CaptureFixture[str]) -> None:
    english = said(capsys, "snapshot", "--help", "--lang", "en")[1]
    assert "main.py snapshot my-wall.yaml --out pictures --scene" in english
    assert "snapshot tuong.yaml --out anh" in said(capsys, "snapshot", "--help", "--lang", "vi")[1]


def test_a_port_that_is_taken_is_told_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, _, err = said(capsys, "simulate", "--port", str(port), "--lang", "vi")
    assert status == 3
    assert err == f"Không mở được cổng {port}: một chương trình khác đang dùng\n"


def test_ctrl_c_before_anything_is_loaded_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "obey", interrupted)
    monkeypatch.setattr(sys, "argv", ["main.py"])
    assert main.main() == 3
    assert capsys.readouterr().err.startswith("Đã dừng theo yêu cầu.\n")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_a_wrong_command_line_exits_2_and_says_so_on_stderr_alone(
    arguments: list[str], lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = said(capsys, *(() if "fr" in arguments else ("--lang", lang)), *arguments)
    assert (status, out) == (2, "")
    assert re.match(r"main\.py", err)
    assert "--help" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("command", [["run"], ["check"], ["snapshot", "--out", "x"]], ids=" ".join)
def test_a_missing_wall_file_exits_1_with_its_place(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "không-có.yaml"
    status, out, err = said(capsys, *command, str(missing), "--lang", "vi")
    assert status == 1
    assert f"{missing}:1:1: không có tệp này: " in (out if command[0] == "check" else err)
    assert "Traceback" not in err


def test_check_gives_each_fault_a_line_with_its_place_and_remedy(
    wall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = wall.read_text(encoding="utf-8").replace("{number: xa}", "{number: xã}", 1)
    wall.write_text(text.replace("every: 1 s", "every: 0 s"), encoding="utf-8")
    status, out, err = said(capsys, "check", str(wall))
    lines = out.splitlines()
    assert status == 1
    assert len(lines) == 2
    for line in lines:
        assert re.fullmatch(re.escape(str(wall)) + r":\d+:\d+: [^:]+.*: .+", line)
    assert "2 lỗi" in err


def test_check_judges_legibility_and_strict_makes_it_a_fault(
    wall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = wall.read_text(encoding="utf-8").replace("seat: 4 m", "seat: 40 m")
    wall.write_text(text, encoding="utf-8")
    status, out, _ = said(capsys, "check", str(wall))
    assert status == 0
    assert re.search(r":\d+:\d+: cảnh báo: chữ [\d,]+′ trên ô “Trạm” < 16′: ", out)
    assert said(capsys, "check", str(wall), "--strict")[0] == 1


def test_a_wall_that_can_be_read_passes_the_strict_check(
    wall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = said(capsys, "check", str(wall), "--strict")
    assert (status, out) == (0, "")
    assert "Tệp tường hợp lệ." in err


def test_check_gives_json_for_programs(wall: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wall.write_text("wall: 2\n", encoding="utf-8")
    status, out, _ = said(capsys, "check", str(wall), "--json")
    assert status == 1
    fault = json.loads(out)["faults"][0]
    assert fault["file"] == str(wall)
    assert fault["severity"] == "error"
    assert set(fault) == {"file", "line", "column", "severity", "what", "remedy"}


def test_check_connect_says_how_fast_how_many_and_the_first_records(
    wall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = said(capsys, "check", str(wall), "--connect")
    assert status == 0
    said_so = r"so: trả lời trong \d+ ms, 2 bản ghi \(2 số liệu\); \d+ byte; giờ của nguồn \d\d/"
    assert re.search(said_so, out)
    assert re.search(r"^  tram  1\.700  \d\d/\d\d/\d{4} \d\d:\d\d$", out, re.MULTILINE)


def test_check_connect_exits_3_when_a_source_fails(
    wall: Path, system: System, capsys: pytest.CaptureFixture[str]
) -> None:
    system.close()
    status, out, err = said(capsys, "check", str(wall), "--connect", "--lang", "en", "--json")
    assert "1/1 sources gave no data" in err
    source = json.loads(out)["sources"][0]
    assert status == 3
    assert (source["answered"], source["reason"]) == (False, "unreachable")
    assert source["remedy"]


def test_check_connect_names_the_figure_that_a_wrong_metric_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wall = tmp_path / "tuong.yaml"
    (tmp_path / "bang.csv").write_text("noi,Quá hạn\nA,1\nB,2\n", encoding="utf-8")
    text = UNREADABLE.replace("ho_so", "Quá hạn") + "indicators:\n  tre: {name: Trễ, source: bang, "
    for rest, told in (
        ('metric: "Qua hạn"}', "có phải là “Quá hạn”?"),
        ('metric: "Đúng hạn"}', "ghi metric là một trong: Quá hạn"),
        ('metric: "Quá hạn", where: {territory: C}}', "không dòng nào khớp where"),
        ('metric: "Quá hạn", where: {territory: B}}', "Tệp tường hợp lệ"),
    ):
        wall.write_text(f"{text}{rest}\n", encoding="utf-8")
        _, out, err = said(capsys, "check", str(wall), "--connect", "--lang", "vi")
        assert told in out + err
        assert (f"{wall}:6:" in out) == ("hợp lệ" not in told)


UNREADABLE = """\
wall: 1
name: bang
sources:
  bang: {connector: csv, file: bang.csv, every: 10 s, observations: {territory: noi, values: [ho_so]}}
"""


@pytest.mark.parametrize(
    ("figures", "unread", "expected"), [("1.234 2.345", 2, 3), ("1.234 7", 1, 0), ("8 7", 0, 0)]
)
def test_a_source_without_one_readable_figure_could_not_be_had(
    figures: str, unread: int, expected: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wall = tmp_path / "tuong.yaml"
    wall.write_text(UNREADABLE, encoding="utf-8")
    rows = "".join(f"{place},{one}\n" for place, one in enumerate(figures.split()))
    (tmp_path / "bang.csv").write_text(f"noi,ho_so\n{rows}", encoding="utf-8")
    status, out, err = said(capsys, "check", str(wall), "--connect", "--lang", "vi")
    assert status == expected
    assert ("2 bản ghi (2 số liệu), " + f"{unread} không đọc được" in out) == bool(unread)
    assert ("1/1 nguồn trả lời mà không có số liệu nào đọc được" in err) == bool(expected)
    assert ("khai decimals" in out) == bool(unread)
    status, out, _ = said(capsys, "check", str(wall), "--connect", "--json")
    (source,) = json.loads(out)["sources"]
    assert (source["answered"], source["unread"]) == (True, unread)
    assert source["failed"] == bool(expected)


def test_a_defect_exits_70_and_its_traceback_is_in_the_report_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a defect of ours")

    monkeypatch.setattr(command_line, "tree", fail)
    monkeypatch.setattr("ui.defect.user_log_path", lambda *_, **__: tmp_path)
    status, out, err = said(capsys, "schema", "--lang", "vi")
    (report,) = tmp_path.iterdir()
    assert (status, out) == (70, "")
    assert err == f"Lỗi của chương trình. Báo cáo: {report}\n"
    assert "RuntimeError: a defect of ours" in report.read_text(encoding="utf-8")


def test_the_report_of_a_defect_holds_no_secret(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_words: object, terminal: Terminal, _clock: object) -> None:
        terminal.mask.add("kin-1234")
        raise RuntimeError("no header Bearer kin-1234")

    monkeypatch.setattr(command_line, "tree", fail)
    monkeypatch.setattr("ui.defect.user_log_path", lambda *_, **__: tmp_path)
    said(capsys, "schema")
    (report,) = tmp_path.iterdir()
    assert "RuntimeError: no header Bearer •••" in report.read_text(encoding="utf-8")


def test_help_version_schema_and_simulate_load_no_qt() -> None:
    asked = (["--help"], ["--version"], ["schema"], ["simulate", "--until-stdin-closes"])
    program = (
        "import sys\n"
        "from services.clock import SystemClock\n"
        "from ui.command_line import obey\n"
        f"for arguments in {asked!r}:\n"
        "    assert obey(arguments, SystemClock()) == 0, arguments\n"
        "    assert not any(name.startswith('PySide6') for name in sys.modules), arguments\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        cwd=MAIN.parent,
        input="",
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_simulate_prints_its_root_and_a_line_a_system_and_ends_with_its_parent(home: Home) -> None:
    process = home.start("simulate", "--seed", "3", "--clock", "2026-11-24T07:00:00+07:00")
    with process:
        assert process.stdout is not None
        first = process.stdout.readline()
        systems = [process.stdout.readline() for _ in range(9)]
        process.terminate()
        assert process.wait(60) == 0
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\n", first)
    assert all(re.fullmatch(r"\w+ +http://127\.0\.0\.1:\d+/\w+ +\w.+\n", line) for line in systems)


def test_the_province_says_how_it_ends_and_how_a_system_is_broken(home: Home) -> None:
    with home.start("simulate", "--lang", "en") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        root = process.stdout.readline().strip()
        words = [process.stderr.readline() for _ in range(3)]
        process.terminate()
        assert process.wait(60) == 0
    assert "Ctrl+C" in words[0]
    assert words[1] == f"""  curl -d '{{"system": "docs", "kind": "down"}}' {root}fault\n"""
    assert all(kind in words[2] for kind in KINDS)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_help_of_simulate_teaches_its_faults(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(capsys, "simulate", "--help", "--lang", lang)[1]
    assert all(kind in told for kind in KINDS)
    assert """curl -d '{"system": "docs", "kind": "down"}' http://127.0.0.1:8800/fault""" in told


def test_what_is_printed_is_utf8_whatever_the_locale(home: Home) -> None:
    ended = home.run("--help", "--lang", "vi", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert ended.status == 0
    assert "Cách dùng: main.py" in ended.out


def test_an_old_python_is_refused_in_words_it_can_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ast.parse(MAIN.read_text(encoding="utf-8"), feature_version=(3, 4))
    monkeypatch.setattr(sys, "version_info", (3, 11, 9, "final", 0))
    assert main.main() == 3
    assert "cần Python 3.12 trở lên; đây là Python 3.11" in capsys.readouterr().err


def test_the_language_is_the_one_asked_for_then_the_wall_files_then_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    english, silent = tmp_path / "en.yaml", tmp_path / "vi.yaml"
    english.write_text("wall: 1\nlang: en\n", encoding="utf-8")
    silent.write_text("wall: 1\n", encoding="utf-8")
    assert spoken(["run", str(english), "--lang=vi"]) == "vi"
    assert spoken(["run", str(english)]) == "en"
    assert spoken(["run", str(silent)]) == "vi"
    assert spoken(["run", str(tmp_path / "none.yaml")]) == "en"
    assert spoken([]) == "en"
    assert spoken(["check", "--lang"]) == "en"
    assert of_system({"LANG": "vi_VN.UTF-8"}) == "vi"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names no language by variables")
def test_a_system_without_a_language_is_spoken_to_in_vietnamese() -> None:
    assert of_system({}) == of_system({"LANG": "C.UTF-8"}) == "vi"


def test_who_has_read_enough_of_the_results_is_no_fault(home: Home) -> None:
    with home.start("schema") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(60) == 0


NO_ROOM = Path("/dev/full")


@pytest.mark.skipif(not NO_ROOM.exists(), reason="a device of Linux that is always full")
@pytest.mark.parametrize("command", ["schema", "--help", "--version", "simulate"])
def test_results_that_find_no_room_are_refused_in_words(home: Home, command: str) -> None:
    with NO_ROOM.open("w", encoding="utf-8") as full:
        ended = subprocess.run(
            [sys.executable, str(MAIN), command],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=home.environment(LANG="vi_VN.UTF-8"),
            timeout=60,
        )
    assert ended.returncode == 3
    assert re.fullmatch("Không ghi được kết quả ra stdout: .+\n", ended.stderr)


def test_results_without_a_stdout_are_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """So Python starts a program whose stdout was closed before."""
    monkeypatch.setattr(sys, "stdout", None)
    assert obey(["schema", "--lang", "vi"], SystemClock()) == 3
    assert "Không ghi được kết quả ra stdout" in capsys.readouterr().err


def test_a_misspelt_key_that_is_needed_is_one_fault(
    wall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = wall.read_text(encoding="utf-8")
    assert "tiles:" in text
    wall.write_text(text.replace("tiles:", "tile:", 1), encoding="utf-8")
    out = said(capsys, "check", str(wall), "--lang", "vi")[1]
    (line,) = out.splitlines()
    assert "không có khóa “tile”: có phải là “tiles”?" in line
