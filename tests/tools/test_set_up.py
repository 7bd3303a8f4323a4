"""Setting up: what can be decided without a bare computer at hand."""

from __future__ import annotations

import ast
import os
import subprocess
from pathlib import Path

import pytest

from tools import debian, gates, qt_libraries, relocation, servers, set_up

ROOT = Path(set_up.__file__).parent.parent
LOADER = """\
/x/PySide6/QtGui.abi3.so:
\tlinux-vdso.so.1 (0x00007ffc)
\tlibQt6Pdf.so.6 => not found
\tlibEGL.so.1 => not found
\tlibglib-2.0.so.0 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f8a)
/x/PySide6/Qt/plugins/platforms/libqxcb.so:
\tlibEGL.so.1 => not found
\tlibnew.so.9 => not found
"""


def script(folder: Path, name: str, says: str) -> Path:
    file = folder / name
    file.write_text(f"#!/bin/sh\necho '{says}'\n", encoding="utf-8")
    file.chmod(0o755)
    return file


@pytest.mark.parametrize(
    ("said", "version"),
    [("Python 3.13.5", (3, 13)), ("uv 0.13.9 (x86_64-unknown-linux-gnu)", (0, 13)), ("", ())],
)
def test_a_version_is_the_first_number_that_is_said(said: str, version: tuple[int, ...]) -> None:
    assert set_up.version(said) == version


def test_what_cannot_be_run_says_nothing(tmp_path: Path) -> None:
    assert set_up.asked(str(tmp_path / "absent")) == ""


def test_an_old_python_is_passed_over_for_a_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = script(tmp_path, "old", "Python 3.11.2")
    new = script(tmp_path, "new", "Python 3.12.3")
    monkeypatch.setattr(set_up, "pythons", lambda: iter([str(old), str(new)]))
    assert set_up.fitting_python() == str(new)


def test_without_a_fitting_python_there_are_words_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = script(tmp_path, "old", "Python 3.11.2")
    monkeypatch.setattr(set_up, "pythons", lambda: iter([str(old)]))
    assert set_up.main(["run"]) == 1
    assert "no Python 3.12 or later" in capsys.readouterr().err


def test_an_old_uv_on_path_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tmp_path, "uv", "uv 0.4.1")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(set_up, "TOOLS", tmp_path / "none")
    monkeypatch.setattr(set_up, "own_uv", lambda python: f"own uv of {python}")
    assert set_up.fitting_uv("/usr/bin/python3") == "own uv of /usr/bin/python3"


def test_a_recent_uv_on_path_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uv = script(tmp_path, "uv", "uv 1.0.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert set_up.fitting_uv("/usr/bin/python3") == str(uv)


def test_the_set_up_can_be_read_by_an_old_python() -> None:
    for module in (set_up, debian, qt_libraries, relocation, servers):
        assert module.__file__
        text = Path(module.__file__).read_text("utf-8")
        assert ast.parse(text, feature_version=(3, 9)).body


def test_the_loader_tells_which_libraries_are_lacking() -> None:
    lacking = qt_libraries.lacking(LOADER)
    assert lacking == {"libEGL.so.1", "libglib-2.0.so.0", "libnew.so.9"}
    assert qt_libraries.packages(lacking) == ["libegl1", "libglib2.0-0", "libnew.so.9"]


def test_this_environment_lacks_no_library_of_qt() -> None:
    assert set_up.lacking_libraries(debian.environment(set_up.QT)) == set()


def test_lacking_libraries_are_named_with_their_packages_where_nobody_may_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(set_up, "lacking_libraries", lambda _: {"libEGL.so.1", "libGL.so.1"})
    monkeypatch.setattr(set_up, "as_root", lambda: None)
    with pytest.raises(debian.CannotSetUp, match="apt-get install libegl1 libgl1"):
        set_up.install_qt_libraries()


def test_unpacked_programs_and_libraries_come_after_the_computers_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "usr/lib/x86_64-linux-gnu").mkdir(parents=True)
    monkeypatch.setenv("PATH", "/usr/bin")
    monkeypatch.delenv("LD_LIBRARY_PATH", raising=False)
    environment = debian.environment(tmp_path)
    assert environment["PATH"].split(os.pathsep)[:2] == ["/usr/bin", str(tmp_path / "usr/bin")]
    assert environment["LD_LIBRARY_PATH"] == str(tmp_path / "usr/lib/x86_64-linux-gnu")


def test_libraries_learn_where_their_unpacked_files_lie_unless_the_computer_has_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(debian, "DATA_PLACES", {"ABSENT": "no/such/place", "PRESENT": "usr"})
    for place in debian.DATA_PLACES.values():
        (tmp_path / place).mkdir(parents=True)
    environment = debian.environment(tmp_path)
    assert environment["ABSENT"] == str(tmp_path / "no/such/place")
    assert "PRESENT" not in environment


def test_libraries_that_lie_outside_the_usual_folder_are_met_as_well(tmp_path: Path) -> None:
    for folder in ("usr/lib/x86_64-linux-gnu/blas", "usr/lib/php"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "usr/lib/libarmadillo.so.14").touch()
    usual = tmp_path / "usr/lib/x86_64-linux-gnu"
    assert debian.library_folders(tmp_path) == [usual, usual / "blas", tmp_path / "usr/lib"]


def test_an_unpacked_program_is_found(tmp_path: Path) -> None:
    (tmp_path / "usr/bin").mkdir(parents=True)
    server = script(tmp_path / "usr/bin", "only-unpacked-here", "")
    assert debian.found("only-unpacked-here", tmp_path) == server
    assert debian.found("nowhere-at-all", tmp_path) is None


def test_a_relocated_program_keeps_its_length_and_looks_beside_itself(tmp_path: Path) -> None:
    manager = tmp_path / "usr/bin/prometheus-alertmanager"
    manager.parent.mkdir(parents=True)
    manager.write_bytes(b"..x/usr/share/prometheus/alertmanagery..")
    relocation.relocate(tmp_path)
    assert manager.read_bytes() == b"..xusr/share/prometheus//alertmanagery.."
    assert all(len(old) == len(new) for old, new in relocation.BUILT_IN.values())


@pytest.mark.skipif(os.name == "nt", reason="there is no make")
@pytest.mark.parametrize(
    ("wall", "taken"),
    [
        ("my wall.yaml", ["my wall.yaml"]),
        ("it's $(touch x) `y`.yaml", ["it's  `y`.yaml"]),
        ("~/w.yaml", [f"{Path.home()}/w.yaml"]),
        ("", []),
    ],
)
@pytest.mark.parametrize(("goal", "after"), [("run", []), ("snapshot", ["--out", "snapshots"])])
def test_make_hands_on_a_wall_file_of_any_name_as_one_argument(
    goal: str, after: list[str], wall: str, taken: list[str]
) -> None:
    make = ["make", "--silent", "--old-file=.venv/run.stamp", goal, f"WALL={wall}"]
    alone = {k: v for k, v in os.environ.items() if k not in {"MAKEFLAGS", "MAKELEVEL", "ARGS"}}
    make.append("PYTHON=printf '%s\\n'")
    done = subprocess.run(make, cwd=ROOT, env=alone, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["main.py", goal, *taken, *after]


def test_the_extra_media_stays_at_every_later_set_up_and_comes_by_itself_at_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(set_up, "VENV", tmp_path)
    goals = ("run", "media", "test")
    assert [set_up.of_goal(goal)[:2] == ["--extra", "media"] for goal in goals] == [
        False,
        True,
        False,
    ]
    (tmp_path / "lib/python3.13/site-packages/PySide6_Addons-6.11.3.dist-info").mkdir(parents=True)
    assert all(set_up.of_goal(goal)[:2] == ["--extra", "media"] for goal in goals)
    assert all("--inexact" in set_up.of_goal(goal) for goal in ("run", "media"))


def test_with_the_extra_the_wall_is_set_up_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(set_up, "VENV", tmp_path)
    monkeypatch.setattr(set_up, "TOOLS", tmp_path / "tools")
    monkeypatch.setattr(set_up, "fitting_python", lambda: "python3")
    monkeypatch.setattr(set_up, "fitting_uv", lambda _: "uv")
    monkeypatch.setattr(set_up, "install_qt_libraries", lambda: None)
    monkeypatch.setattr(debian, "has_apt", lambda: False)

    def run(arguments: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(arguments)
        return subprocess.CompletedProcess(arguments, 0)

    monkeypatch.setattr(subprocess, "run", run)
    assert set_up.main(["media"]) == 0
    assert asked[0][:2] == ["uv", "sync"]
    assert "--extra media" in " ".join(asked[0])
    assert {one.name for one in tmp_path.glob("*.stamp")} == {"run.stamp"}


def test_a_gate_that_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert gates.main(["colour"]) == 2
    assert "colour" in capsys.readouterr().err


def test_the_tests_come_last_so_that_their_closing_line_does() -> None:
    assert list(gates.GATES)[-1] == "tests"


def test_tests_of_a_group_run_on_one_worker(pytester: pytest.Pytester) -> None:
    """Otherwise each worker would start the servers of all; nothing else tells of it."""
    pytester.makepyfile(
        """
        import os, pathlib, pytest
        @pytest.mark.xdist_group("servers")
        @pytest.mark.parametrize("n", range(8))
        def test_sample(n):
            pathlib.Path(os.environ["PYTEST_XDIST_WORKER"]).touch()
        """
    )
    how = [option for option in gates.TESTS[1:] if not option.startswith("--numprocesses")]
    done = pytester.runpytest_subprocess("--numprocesses=2", *how, "-p", "no:cacheprovider")
    assert done.parseoutcomes() == {"passed": 8}
    assert len(list(pytester.path.glob("gw*"))) == 1


def test_of_several_versions_the_latest_is_located(tmp_path: Path) -> None:
    for version in ("9", "16", "17"):
        (tmp_path / f"only/here/{version}/bin").mkdir(parents=True)
    assert debian.located("only/here/*/bin", tmp_path) == tmp_path / "only/here/17/bin"
    assert debian.located("nowhere/*/at-all", tmp_path) is None


def test_what_arrives_is_laid_over_what_is_there(tmp_path: Path) -> None:
    unpacked, new = tmp_path / "servers", tmp_path / "servers.new"
    for file, says in (("usr/bin/kept", "kept"), ("usr/lib/changed", "old")):
        (unpacked / file).parent.mkdir(parents=True, exist_ok=True)
        (unpacked / file).write_text(says, encoding="utf-8")
    (new / "usr/lib/folder").mkdir(parents=True)
    (new / "usr/lib/changed").write_text("new", encoding="utf-8")
    (new / "usr/lib/link").symlink_to("folder")
    with (unpacked / "usr/lib/changed").open(encoding="utf-8") as open_meanwhile:
        servers.finish(unpacked)
        assert open_meanwhile.read() == "old"
    assert (unpacked / "usr/bin/kept").read_text("utf-8") == "kept"
    assert (unpacked / "usr/lib/changed").read_text("utf-8") == "new"
    assert (unpacked / "usr/lib/link").is_symlink()
    assert not new.exists()


def test_laying_over_that_was_cut_short_is_finished_at_the_next_call(tmp_path: Path) -> None:
    unpacked, new = tmp_path / "servers", tmp_path / "servers.new"
    for place, file in ((unpacked, "first"), (new, "second")):
        (place / "usr").mkdir(parents=True)
        (place / "usr" / file).touch()
    servers.finish(unpacked)
    assert sorted(file.name for file in (unpacked / "usr").iterdir()) == ["first", "second"]
    servers.finish(unpacked)


def test_a_package_that_brings_several_files_is_asked_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(servers, "PROGRAMS", {"no-such-program": "zabbix"})
    monkeypatch.setattr(servers, "FILES", {"no/such/file": "zabbix", "nor/*/this": "other"})
    assert servers.lacking(tmp_path) == ["zabbix", "other"]
