"""A key store that is locked, silent, broken or absent is said to be so, in time."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backends import chainer, fail, null

from services.clock import HeldClock
from services.key_store import KeyStore, KeyStoreTrouble, Locked, NoKeyStore, NoSuchKey, Silent
from services.key_store import store as module
from services.key_store.system import put
from tests.fake_keyrings import FakeKeyring, HangingFake, LockedFake, PlaintextKeyring, RaisingFake
from tests.unit.acts.telling import NOON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from keyring.backend import KeyringBackend

SECONDS = 30


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(NOON)


@pytest.fixture
def keys(clock: HeldClock) -> KeyStore:
    return KeyStore(clock.monotonic, patience=SECONDS)


@pytest.fixture
def use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[KeyringBackend], None]]:
    """Which store the system is said to have."""
    monkeypatch.setenv("FAKE_KEYRING", str(tmp_path / "kept.json"))
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_what_was_put_is_had_until_it_is_removed(
    keys: KeyStore, clock: HeldClock, use: Callable[[KeyringBackend], None]
) -> None:
    use(FakeKeyring())
    keys.put("bao-cao", "bí mật")
    assert keys.get("bao-cao") == "bí mật"
    assert keys.trouble("bao-cao") is None
    assert keyring.get_password("langbiang", "bao-cao") == "bí mật"
    keys.remove("bao-cao")
    clock.move(timedelta(seconds=module.KEPT))
    with pytest.raises(NoSuchKey):
        keys.get("bao-cao")
    with pytest.raises(NoSuchKey):
        keys.remove("bao-cao")


def test_a_key_is_kept_for_a_while_and_then_asked_for_again(
    keys: KeyStore, clock: HeldClock, use: Callable[[KeyringBackend], None]
) -> None:
    use(FakeKeyring())
    keyring.set_password("langbiang", "k", "một")
    assert keys.get("k") == "một"
    keyring.set_password("langbiang", "k", "hai")
    assert keys.get("k") == "một"
    clock.move(timedelta(seconds=module.KEPT))
    assert keys.get("k") == "hai"


def test_a_locked_store_is_said_to_be_locked_and_is_tried_again_later(
    keys: KeyStore, clock: HeldClock, use: Callable[[KeyringBackend], None]
) -> None:
    use(LockedFake())
    for _ in range(2):
        with pytest.raises(Locked):
            keys.get("k")
    use(FakeKeyring())
    keyring.set_password("langbiang", "k", "một")
    with pytest.raises(Locked):
        keys.get("k")
    clock.move(timedelta(seconds=module.RESTED))
    assert keys.get("k") == "một"


def test_a_store_that_hangs_holds_up_nobody_and_is_asked_by_one_thread_only(
    clock: HeldClock, use: Callable[[KeyringBackend], None]
) -> None:
    hanging = HangingFake()
    use(hanging)
    keys = KeyStore(clock.monotonic, patience=0.05)
    for _ in range(3):
        with pytest.raises(Silent):
            keys.get("k")
        clock.move(timedelta(seconds=module.RESTED))
    assert hanging.asked == 1
    (waiting,) = [one for one in threading.enumerate() if one.name == "key store"]
    assert waiting.daemon  # so it holds up the program's end no more than its start
    keyring.get_keyring().set_password("langbiang", "k", "một")
    hanging.unlocked.set()
    waiting.join(SECONDS)
    assert keys.get("k") == "một"


def test_what_a_store_raises_is_said_by_its_kind_alone(
    keys: KeyStore, use: Callable[[KeyringBackend], None]
) -> None:
    use(RaisingFake())
    with pytest.raises(KeyStoreTrouble) as raised:
        keys.get("k")
    assert dict(raised.value.words.values) == {"kind": "ConnectionResetError"}
    with pytest.raises(KeyStoreTrouble) as raised:
        keys.put("k", "canary")
    assert "canary" not in repr(raised.value.words)


class _NoException(BaseException):
    pass


def test_a_store_that_ended_its_thread_is_heard_again_when_it_recovered(
    keys: KeyStore,
    clock: HeldClock,
    use: Callable[[KeyringBackend], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def ending(*_: object) -> str:
        raise _NoException

    store = FakeKeyring()
    use(store)
    keyring.set_password("langbiang", "k", "một")
    with monkeypatch.context() as while_broken:
        while_broken.setattr(store, "get_password", ending)
        with pytest.raises(KeyStoreTrouble) as raised:
            keys.get("k")
    assert dict(raised.value.words.values) == {"kind": "_NoException"}
    clock.move(timedelta(seconds=module.RESTED))
    assert keys.get("k") == "một"


@pytest.mark.parametrize("store", [fail.Keyring, null.Keyring, PlaintextKeyring])
def test_a_store_that_keeps_nothing_or_keeps_it_in_the_open_is_none(
    store: type[KeyringBackend], keys: KeyStore, use: Callable[[KeyringBackend], None]
) -> None:
    use(store())
    with pytest.raises(NoKeyStore):
        keys.put("k", "bí mật")
    with pytest.raises(NoKeyStore):
        keys.get("k")


def test_of_several_stores_the_first_sound_one_is_used(
    keys: KeyStore, use: Callable[[KeyringBackend], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    both = (PlaintextKeyring(), FakeKeyring())
    monkeypatch.setattr(chainer.ChainerBackend, "backends", both)
    use(chainer.ChainerBackend())  # type: ignore[no-untyped-call] # keyring's
    monkeypatch.setattr(PlaintextKeyring, "set_password", None)
    keys.put("k", "bí mật")
    assert keys.get("k") == "bí mật"


def test_what_is_too_long_for_windows_is_said_before_it_is_tried(
    use: Callable[[KeyringBackend], None],
) -> None:
    use(FakeKeyring())
    put("k", "x" * 1280, windows=True)
    with pytest.raises(KeyStoreTrouble) as raised:
        put("k", "x" * 1281, windows=True)
    assert dict(raised.value.words.values) == {"most": 1280}
    put("k", "x" * 1281, windows=False)


def test_what_is_remembered_is_not_printed(
    keys: KeyStore, use: Callable[[KeyringBackend], None]
) -> None:
    use(FakeKeyring())
    keys.put("k", "canary")
    keys.get("k")
    assert "canary" not in repr(vars(keys))
