"""Which program this is: pictures are equal within one version."""

from __future__ import annotations

from importlib.metadata import version


def program_version() -> str:
    return version("langbiang")
