"""What each command is asked to do, after the command line was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from services.sensitivity import Sensitivity

if TYPE_CHECKING:
    from datetime import timedelta
    from pathlib import Path

    from services.words import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    wall: Path | None = None
    """None: the default wall."""
    cache: Path | None = None
    lang: Lang | None = None
    province: str | None = None
    """Root URL of a province that runs already."""
    require_display: bool = False
    plugins: Path | None = None
    """A folder of packages that bring plug-ins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    wall: Path
    cache: Path | None = None
    lang: Lang | None = None
    connect: bool = False
    strict: bool = False
    json: bool = False
    province: str | None = None
    plugins: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    out: Path
    wall: Path | None = None
    cache: Path | None = None
    lang: Lang | None = None
    at: str | None = None
    """ISO 8601; without an offset it is the wall's zone."""
    with_file: bool = False
    shown: bool = False
    """What stood on each screen at that time, by default now."""
    scenes: tuple[str, ...] = ()
    """Empty: all."""
    wait: timedelta | None = None
    """At most, for first answers; None: as long as is usual."""
    theme: str | None = None
    province: str | None = None
    plugins: Path | None = None
    audience: Sensitivity = Sensitivity.RESTRICTED
    """Made in the control room, for it; every other way out is for the public unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    target: str
    """A URL, or the path of a file or a folder."""
    cache: Path | None = None
    lang: Lang | None = None
    bearer: str | None = None
    """This and those below hold references to secrets (`${env:NAME}`), never secrets."""
    basic: tuple[str, str] | None = None
    """A user and a reference."""
    header: tuple[str, str] | None = None
    """An HTTP header's name and a reference."""
    ca: str | None = None
    plugins: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    folder: Path
    cache: Path | None = None
    lang: Lang | None = None
    plugins: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    deed: Literal["set", "test", "delete"]
    name: str
    cache: Path | None = None
    lang: Lang | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    cache: Path | None = None
    lang: Lang | None = None
    plugins: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulate:
    port: int = 0
    seed: int = 1
    clock: str | None = None
    faults: tuple[tuple[str, str], ...] = ()
    until_stdin_closes: bool = False
    cache: Path | None = None
    lang: Lang | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Screens:
    wall: Path | None = None
    """None: none is asked for its screens."""
    cache: Path | None = None
    lang: Lang | None = None
    identify: float = 8.0
    """Seconds for which each monitor shows its number; 0: none does."""
    plugins: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    wall: Path
    profile: str | None = None
    """None: the only one that the wall file names."""
    cache: Path | None = None
    lang: Lang | None = None
    plugins: Path | None = None
