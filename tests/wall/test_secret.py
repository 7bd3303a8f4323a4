"""`main.py secret`, as its users call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.wall.program import LONGEST, MAIN, Ended

if TYPE_CHECKING:
    from tests.wall.program import Home

CANARY = "chim-hoàng-yến-7291"


def secret(
    home: Home, *arguments: str, store: str | None = "FakeKeyring", said: str = "", **more: str
) -> Ended:
    """`said` comes through a pipe."""
    backend = f"tests.fake_keyrings.{store}" if store else "keyring.backends.fail.Keyring"
    chosen = {"PYTHON_KEYRING_BACKEND": backend, "FAKE_KEYRING": str(home.path / "kept.json")}
    done = subprocess.run(
        [sys.executable, str(MAIN), "secret", *arguments],
        input=said,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=home.path,
        env=home.environment(LANG="vi_VN.UTF-8", PYTHONUTF8="1", **chosen, **more),
        timeout=LONGEST,
        check=False,
    )
    assert CANARY not in done.stdout + done.stderr
    assert done.stdout == ""
    return Ended(done.returncode, done.stdout, done.stderr)


def test_a_secret_is_put_tried_and_removed_and_never_shown(home: Home) -> None:
    assert secret(home, "test", "bao-cao").status == 3
    put = secret(home, "set", "bao-cao", "-vv", said=f"{CANARY}\n")
    assert put.status == 0
    assert "${keyring:bao-cao}" in put.err
    assert json.loads((home.path / "kept.json").read_text("utf-8")) == {"langbiang/bao-cao": CANARY}
    assert secret(home, "test", "bao-cao", "-vv").status == 0
    assert secret(home, "delete", "bao-cao").status == 0
    gone = secret(home, "test", "bao-cao")
    assert gone.status == 3
    assert "secret set bao-cao" in gone.err


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("", "main.py secret set bao-cao < TỆP. Lần này bí mật trống"),
        ("\n", "main.py secret set bao-cao < TỆP. Lần này bí mật trống"),
        (f"{CANARY}\nhai\n", "ký tự xuống dòng"),
        ("x" * 70_000, "dài quá"),
    ],
)
def test_what_can_be_no_secret_is_refused(home: Home, said: str, words: str) -> None:
    refused = secret(home, "set", "bao-cao", said=said)
    assert refused.status == 3
    assert words in refused.err
    assert not (home.path / "kept.json").exists()


def test_a_secret_on_the_command_line_is_refused_and_not_repeated(home: Home) -> None:
    refused = secret(home, "set", "bao-cao", CANARY)
    assert refused.status == 2
    assert "danh sách tiến trình" in refused.err


def test_a_name_that_a_wall_file_could_not_say_is_refused(home: Home) -> None:
    refused = secret(home, "set", "bao cao", said=CANARY)
    assert refused.status == 2
    assert "không dùng làm tên được" in refused.err


@pytest.mark.parametrize("deed", ["set", "test", "delete"])
@pytest.mark.parametrize(
    ("store", "words"),
    [
        (None, "không có kho khóa nào dùng được"),
        ("PlaintextKeyring", "không có kho khóa nào dùng được"),
        ("LockedFake", "đang khóa"),
        ("RaisingFake", "báo lỗi ConnectionResetError"),
    ],
)
def test_without_a_key_store_that_works_it_is_said_how_else(
    home: Home, deed: str, store: str | None, words: str
) -> None:
    refused = secret(home, deed, "bao-cao", store=store, said=CANARY)
    assert refused.status == 3
    assert words in refused.err
    if store != "RaisingFake":
        assert "${file:" in refused.err
        assert "LoadCredential" in refused.err
    assert ("autologin" in refused.err) == (store == "LockedFake")


@pytest.mark.skipif(sys.platform != "linux", reason="pseudo-terminals")
def test_what_is_typed_is_not_shown(home: Home) -> None:
    import pty  # noqa: PLC0415 - not on Windows

    chosen = {
        "PYTHON_KEYRING_BACKEND": "tests.fake_keyrings.FakeKeyring",
        "FAKE_KEYRING": str(home.path / "kept.json"),
    }
    child, screen = pty.fork()
    if child == 0:
        os.chdir(home.path)
        environment = home.environment(LANG="vi_VN.UTF-8", **chosen)
        os.execve(sys.executable, [sys.executable, str(MAIN), "secret", "set", "k"], environment)
    shown = b""
    while "không hiện khi gõ".encode() not in shown:
        shown += os.read(screen, 1000)
    os.write(screen, f"{CANARY}\n".encode())
    while "Đã cất".encode() not in shown:
        shown += os.read(screen, 1000)
    _, status = os.waitpid(child, 0)
    os.close(screen)
    assert os.waitstatus_to_exitcode(status) == 0
    assert CANARY.encode() not in shown
    assert secret(home, "test", "k").status == 0
