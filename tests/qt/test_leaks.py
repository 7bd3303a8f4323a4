"""The check itself is checked: each sample leaves one thing behind and must fail for it."""

from __future__ import annotations

import pytest

SAMPLES = {
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

CONFIGURATION = """
    [pytest]
    asyncio_mode = auto
    asyncio_default_fixture_loop_scope = function
    qt_api = pyside6
    qt_log_level_fail = WARNING
    filterwarnings = error
    """


def outcomes(pytester: pytest.Pytester, sample: str) -> tuple[dict[str, int], str]:
    pytester.makeini(CONFIGURATION)
    pytester.makepyfile(sample)
    done = pytester.runpytest_subprocess(
        "-p", "tests.servers.rack", "-p", "tests.leaks", "-p", "no:cacheprovider"
    )
    return done.parseoutcomes(), done.stdout.str()


@pytest.mark.parametrize("kind", SAMPLES)
def test_what_a_test_leaves_behind_fails_it(pytester: pytest.Pytester, kind: str) -> None:
    counted, said = outcomes(pytester, SAMPLES[kind])
    assert counted == {"passed": 1, "errors": 1}
    assert "left behind: " in said
    assert kind.split(maxsplit=1)[0] in said.partition("left behind: ")[2]


def test_what_ends_by_itself_is_not_left_behind(pytester: pytest.Pytester) -> None:
    counted, said = outcomes(
        pytester,
        """
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
        """,
    )
    assert counted == {"passed": 1}, said


def test_a_warning_of_qt_fails_the_test_that_caused_it(pytester: pytest.Pytester) -> None:
    counted, said = outcomes(
        pytester,
        """
        from PySide6.QtCore import qWarning
        def test_sample():
            qWarning("a complaint")
        """,
    )
    assert counted == {"failed": 1}
    assert "a complaint" in said


def test_a_warning_of_qt_while_clearing_away_counts_too(pytester: pytest.Pytester) -> None:
    counted, said = outcomes(
        pytester,
        """
        import pytest
        from PySide6.QtCore import qWarning
        @pytest.fixture
        def complaining():
            yield
            qWarning("a late complaint")
        def test_sample(complaining):
            pass
        """,
    )
    assert counted == {"passed": 1, "errors": 1}
    assert "a late complaint" in said
