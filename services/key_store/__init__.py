"""The key store of the operating system: what `${keyring:NAME}` in a wall file means lies there."""

from services.key_store.store import UNLOCKING, KeyStore
from services.key_store.trouble import KeyStoreTrouble, Locked, NoKeyStore, NoSuchKey, Silent

__all__ = [
    "UNLOCKING",
    "KeyStore",
    "KeyStoreTrouble",
    "Locked",
    "NoKeyStore",
    "NoSuchKey",
    "Silent",
]
