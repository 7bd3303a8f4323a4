"""The checks themselves are checked: each sample but one leaves something behind, or causes a warning,
and must fail for it; in one process and on workers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LEAKING = {
    "thread": """
        import threading
        forever = threading.Event()
        def test_sample():
            threading.Thread(target=forever.wait, name="waiting", daemon=True).start()
        """,
    "process": """
        import subprocess, sys
        kept = []
        def test_sample():
            kept.append(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))
        """,
    "task": """
        import asyncio
        async def forever():
            await asyncio.Event().wait()
        async def test_sample():
            kept = asyncio.create_task(forever(), name="waiting")
            await asyncio.sleep(0)
        """,
    "task of a loop of its own": """
        import asyncio
        async def forever():
            await asyncio.Event().wait()
        async def sample():
            asyncio.create_task(forever(), name="waiting")
        def test_sample():
            asyncio.run(sample())
        """,
    "task of Qt's loop": """
        import asyncio
        from qasync import QEventLoop
        async def forever():
            await asyncio.Event().wait()
        async def sample():
            asyncio.create_task(forever(), name="waiting")
            await asyncio.sleep(0)
        def test_sample(qapp):
            with QEventLoop(qapp) as loop:
                loop.run_until_complete(sample())
        """,
    "timer": """
        from PySide6.QtCore import QTimer
        kept = []
        def test_sample(qapp):
            kept.append(QTimer(interval=1000))
            kept[0].start()
        """,
}
COMPLAINING = {
    "warning": """
        import warnings
        def test_sample():
            warnings.warn("a warning")
        """,
    "warning of Qt": """
        from PySide6.QtCore import qWarning
        def test_sample():
            qWarning("a complaint")
        """,
}
COMPLAINING_LATE = """
    import pytest
    from PySide6.QtCore import qWarning
    @pytest.fixture
    def complaining():
        yield
        qWarning("a late complaint")
    def test_sample(complaining):
        pass
    """
TIDY = """
    import asyncio, subprocess, sys, threading
    from PySide6.QtCore import QTimer
    async def test_sample(qapp):
        await asyncio.to_thread(threading.active_count)
        threading.Thread(target=threading.active_count).start()
        subprocess.run([sys.executable, "-c", ""], check=True)
        await asyncio.create_task(asyncio.sleep(0))
        timer = QTimer(interval=1000)
        timer.start()
        timer.stop()
    """

CONFIGURATION = """
    [pytest]
    asyncio_mode = auto
    asyncio_default_fixture_loop_scope = function
    qt_api = pyside6
    qt_log_level_fail = WARNING
    filterwarnings = error
    """


@pytest.mark.parametrize("workers", [0, 2])
def test_what_a_test_leaves_behind_or_complains_of_fails_it_and_nothing_else_does(
    pytester: pytest.Pytester, workers: int
) -> None:
    pytester.makeini(CONFIGURATION)
    samples = LEAKING | COMPLAINING | {"late": COMPLAINING_LATE, "tidy": TIDY}
    pytester.makepyfile(
        **{f"test_{kind.replace(' ', '_')}": text for kind, text in samples.items()}
    )
    done = pytester.runpytest_subprocess(
        *("-p", "tests.servers.rack", "-p", "tests.leaks", "-p", "no:cacheprovider"),
        *("--numprocesses", str(workers), "--junitxml", "said.xml"),
    )
    assert done.parseoutcomes() == {
        "passed": len(LEAKING) + len(["late", "tidy"]),
        "failed": len(COMPLAINING),
        "errors": len(LEAKING) + len(["late"]),
    }
    said = told(pytester.path / "said.xml")
    for kind in LEAKING:
        _, found, words = said.pop(kind).partition(
            'error: failed on teardown with "Failed: left behind: '
        )
        assert found, kind
        assert kind.split(maxsplit=1)[0] in words
    assert said.pop("warning").startswith("failure: UserWarning: a warning")
    assert said.pop("warning of Qt").startswith("failure: ")
    assert "a complaint" in done.stdout.str()
    assert said.pop("late").endswith('Qt said while clearing away: a late complaint"')
    assert said == {"tidy": ""}


def told(report: Path) -> dict[str, str]:
    """What became of each sample; nothing is said of one that passed."""
    return {
        case.attrib["classname"].removeprefix("test_").replace("_", " "): " ".join(
            f"{outcome.tag}: {outcome.attrib['message']}" for outcome in case
        )
        for case in ET.parse(report).iter("testcase")
    }
