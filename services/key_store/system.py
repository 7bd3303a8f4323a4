"""The only module that imports keyring. Its functions block for as long as the store likes, and raise
what a store raises beside `KeyStoreTrouble`.
"""

# ruff: noqa: PLC0415 - keyring looks for stores when it is imported, and few walls need one
from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

from services.key_store.trouble import KeyStoreTrouble, Locked, NoKeyStore, NoSuchKey
from services.phrase import phrase

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "langbiang"
_MOST_OF_WINDOWS = 2560
"""Bytes of a credential in Windows' Credential Manager, which keyring writes as UTF-16."""


def get(name: str, *, unlock: bool) -> str:
    """`unlock`: the store may ask for its password in a window, else it is `Locked`."""
    found = _opened(unlock=unlock).get_password(SERVICE, name)
    if not found:
        raise NoSuchKey(name)
    return found


def put(name: str, secret: str, *, windows: bool = sys.platform == "win32") -> None:
    if windows and len(secret.encode("utf-16-le")) > _MOST_OF_WINDOWS:
        raise KeyStoreTrouble(
            phrase(
                "kho khóa của Windows chỉ nhận bí mật đến {most} ký tự; dùng ${file:…}",
                most=_MOST_OF_WINDOWS // 2,
            )
        )
    _opened(unlock=True).set_password(SERVICE, name, secret)


def remove(name: str) -> None:
    """`NoSuchKey` when there is nothing to remove."""
    get(name, unlock=True)
    _opened(unlock=True).delete_password(SERVICE, name)


def translated(error: BaseException) -> KeyStoreTrouble:
    """A store is another's program: whatever it raises, a key can't be had. What it says isn't
    repeated, for nobody knows what it says.
    """
    if isinstance(error, KeyStoreTrouble):
        return error
    try:
        import keyring.errors
    except ImportError:
        return NoKeyStore()
    match error:
        case keyring.errors.KeyringLocked():
            return Locked()
        case keyring.errors.NoKeyringError():
            return NoKeyStore()
        case _:
            return KeyStoreTrouble(phrase("kho khóa báo lỗi {kind}", kind=type(error).__name__))


def _opened(*, unlock: bool) -> KeyringBackend:
    store = _sound()
    if not unlock and _locked(store):
        raise Locked
    return store


def _sound() -> KeyringBackend:
    """The first that isn't careless; `NoKeyStore`."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    chosen = keyring.get_keyring()
    stores = chosen.backends if isinstance(chosen, ChainerBackend) else (chosen,)
    for store in stores:
        if not _careless(store):
            return store
    raise NoKeyStore


def _careless(store: KeyringBackend) -> bool:
    """Keeps nothing, or keeps it in a plain file."""
    from keyring.backends import fail, null

    return (
        isinstance(store, fail.Keyring | null.Keyring)
        or type(store).__module__.partition(".")[0] == "keyrings"
        or "plaintext" in type(store).__name__.lower()
    )


def _locked(store: KeyringBackend) -> bool:
    """As far as it can be known without opening a window that asks for a password: on a wall nobody
    sits at a keyboard.
    """
    if sys.platform != "linux":
        return False
    import secretstorage
    from keyring.backends import SecretService

    if not isinstance(store, SecretService.Keyring):
        return False
    preferred = getattr(store, "preferred_collection", secretstorage.collection.DEFAULT_COLLECTION)
    with closing(secretstorage.dbus_init()) as bus:
        try:
            return bool(secretstorage.Collection(bus, preferred).is_locked())
        except secretstorage.ItemNotFoundException:
            return True  # to make one takes a password as well
