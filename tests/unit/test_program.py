"""What is printed for somebody to copy runs as it stands."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from ui.program import Program

ROOT = Path(__file__).parents[2]
HOME = Path("/opt/langbiang")


@pytest.mark.parametrize(
    ("started", "python", "system", "command"),
    [
        ("main.py", "/opt/langbiang/.venv/bin/python", "posix", ".venv/bin/python main.py run"),
        ("a/main.py", "/usr/bin/python3", "posix", "/usr/bin/python3 a/main.py run"),
        ("main.py", "/opt/langbiang/.venv/Scripts/python.exe", "nt", "uv run main.py run"),
        ("langbiang", None, "posix", "langbiang run"),
        ("/opt/langbiang/dist/langbiang", None, "posix", "dist/langbiang run"),
        ("/usr/bin/pytest", "/usr/bin/python3", "posix", "main.py run"),
    ],
)
def test_a_program_is_called_as_it_was_called(
    started: str,
    python: str | None,
    system: str,
    command: str,
) -> None:
    program = Program(started=started, python=python, folder=HOME, windows=system == "nt")
    assert program.command("run") == command


def test_what_a_shell_would_take_apart_is_quoted() -> None:
    program = Program(started="langbiang", python=None, folder=HOME)
    assert program.command("run", "tường của tôi.yaml") == "langbiang run 'tường của tôi.yaml'"


@pytest.mark.parametrize("folder", [ROOT, Path("/")])
def test_a_command_that_probe_prints_can_be_copied(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "bang.csv"
    table.write_text("noi,ho_so\nA,1\n", encoding="utf-8")
    main = "main.py" if folder == ROOT else str(ROOT / "main.py")
    done = subprocess.run(
        [sys.executable, main, "probe", str(table)],
        cwd=folder,
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    (line,) = (one for one in done.stdout.splitlines() if one.endswith(" tuong.yaml"))
    *program, command, _ = shlex.split(line.removeprefix("#"))
    assert command == "run"
    helped = subprocess.run([*program, "--help"], cwd=folder, check=True, capture_output=True)
    assert helped.stdout
