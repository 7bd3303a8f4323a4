"""Profiles: where the logins of pages are kept, for their owner alone, one process at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from services import ownership

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import BaseFileLock


class ProfileTaken(Exception):  # noqa: N818 - said to operators
    """Another process has it open: two would spoil each other's logins."""


def folder_of(caches: Path, wall: str, profile: str) -> Path:
    """Beside the cache of the wall of that name."""
    return caches / f"{wall}.profiles" / profile


def taken(folder: Path) -> BaseFileLock:
    """Ours until the lock is released or this process ends; `ProfileTaken`, `OSError`."""
    ownership.make_folder(folder)
    lock = FileLock(folder.with_name(f"{folder.name}.lock"), timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise ProfileTaken from None
    return lock
