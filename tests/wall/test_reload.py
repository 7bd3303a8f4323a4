from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.unit.acts.telling import done
from tests.wall.program import FIRST_PICTURE, LONGEST, MAIN, Home, running
from tests.wall.system import WALL, System
from ui.acts import journal_path

if TYPE_CHECKING:
    from pathlib import Path

TAKEN = "Tệp tường vừa sửa đã có hiệu lực."


def titles(home: Home, wall: Path, folder: Path, at: datetime) -> set[str]:
    out = home.path / "then"
    ended = home.run(
        *("snapshot", str(wall), "--cache", str(folder), "--out", str(out)),
        *("--at", at.isoformat(), "--lang", "vi"),
    )
    assert ended.status == 0, ended.err
    document = json.loads((out / "wall.json").read_text(encoding="utf-8"))
    return {tile["title"] for screen in document["screens"] for tile in screen["tiles"]}


def test_a_replay_before_and_after_an_edit_shows_the_wall_of_then(
    home: Home, wall: Path, system: System
) -> None:
    folder = home.path / "cache"
    with running(home, str(wall), "--cache", str(folder)) as going:
        going.wait_for(FIRST_PICTURE)
        for _ in range(2):
            assert system.asked.acquire(timeout=LONGEST)
        before = datetime.now(UTC)
        edited = wall.read_text(encoding="utf-8").replace("{vi: Trạm,", "{vi: Trạm phát sóng,")
        wall.write_text(edited, encoding="utf-8")
        going.wait_for(TAKEN)
        after = datetime.now(UTC)
        going.process.send_signal(signal.SIGTERM)
        assert going.ended() == 0
    assert not any("Traceback" in line for line in going.said)
    assert {"Trạm", "Xã"} <= titles(home, wall, folder, before)
    assert {"Trạm phát sóng", "Xã"} <= titles(home, wall, folder, after)


def test_a_wall_killed_on_saying_that_an_edit_is_in_force_has_recorded_it(
    home: Home, wall: Path
) -> None:
    folder = home.path / "cache"
    for n in range(1, 5):
        with running(home, str(wall), "--cache", str(folder)) as going:
            going.wait_for(FIRST_PICTURE)
            edited = wall.read_text(encoding="utf-8") + f"# lần {n}\n"
            wall.write_text(edited, encoding="utf-8")
            going.wait_for(TAKEN)
            going.process.kill()
            going.ended()
        acts = done(journal_path(folder, "thu"))
        assert sum(what == "reload" for what, _, _ in acts) == n


def test_windows_of_monitors_that_a_wall_keeps_are_kept(home: Home, tmp_path: Path) -> None:
    """Qt reads its unseen screens once, when a process starts."""
    wall = tmp_path / "tuong.yaml"
    wall.write_text(WALL.format(url="http://127.0.0.1:9/"), encoding="utf-8")
    screens = [
        {"name": f"unseen-{n}", "x": 640 * n, "y": 0, "width": 640, "height": 360}
        | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for n in range(2)
    ]
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    program = (
        "import json\n"
        "from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "app = QApplication(['wall'])\n"
        "from services.wall_file import installed, load\n"
        "from ui.fonts import measure\n"
        "from ui.monitors import open_windows\n"
        "from ui.placing.found import found_outputs\n"
        "from ui.placing.present import present\n"
        "def opened(screens, before=()):\n"
        "    return open_windows(present(screens, found_outputs()), page, before)\n"
        f"wall = load(Path({str(wall)!r}), installed()).wall\n"
        "page = measure()\n"
        "both = opened(wall.screens)\n"
        "left = opened(wall.screens[1:], both)\n"
        "wide = wall.screens[0].model_copy(update={'size': (800, 600)})\n"
        "small = opened((wide,), left)\n"
        "again = opened(wall.screens, small)\n"
        "print(json.dumps([[w in both for w in left], [list(w.areas) for w in left],\n"
        "    [w in left for w in small], [w.miniature for w in small], [w in small for w in again]]))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        cwd=MAIN.parent,
        env=home.environment(QT_QPA_PLATFORM=f"offscreen:configfile={config}"),
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST,
    )
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == [[True], [["phải"]], [False], [True], [False, False]]
