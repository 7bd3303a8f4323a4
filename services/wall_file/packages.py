"""The packages of others that bring connectors and tile types: found by what they declare, imported
only when they are switched on.

Two places are looked at: where Python finds packages anyway, and a folder that people name
(`--plugins DIR`), filled by `pip install --target DIR`. The folder is the last on Python's path, so
that nothing in it can stand in for a part of the program or for a library that the program uses.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import re
import sys
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, distributions
from typing import TYPE_CHECKING

from services.phrase import Phrase, phrase
from services.wall_file.fitting import CONNECTORS, OURS, SECONDS, TILES, Broken, Given, of_package
from services.wall_file.trial import tried

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.metadata import Distribution
    from pathlib import Path

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Package:
    """One that is installed and declares plug-ins."""

    name: str
    """As `normalised` says it."""
    version: str
    points: tuple[EntryPoint, ...]
    folder: Path | None = None
    """The folder that it lies in, where Python doesn't look by itself."""
    twice: bool = False
    """It also lies in the folder that people named; that one is left alone."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a package that was switched on turned out to bring."""

    given: tuple[Given, ...] = ()
    broken: tuple[Broken, ...] = ()


@dataclass(slots=True)
class Packages:
    """By name. What was switched on once is kept: Python doesn't import a second time either."""

    known: dict[str, Package] = field(default_factory=dict)
    seconds: float = SECONDS
    """How long a package may take to be imported."""
    _brought: dict[str, Brought] = field(default_factory=dict)

    def brought(self, package: Package) -> Brought:
        """Its plug-ins, imported now unless they were before. Blocks for as long as that takes, at most
        some seconds; never raises for what a package does.
        """
        if package.name not in self._brought:
            self._brought[package.name] = _imported(package, self.seconds)
        return self._brought[package.name]

    def of(self, group: str, name: str) -> str | None:
        """The package that declares the plug-in `name`, switched on or not."""
        return next(
            (
                package.name
                for package in self.known.values()
                for point in package.points
                if (point.group, point.name) == (group, name)
            ),
            None,
        )


def normalised(name: str) -> str:
    """As Python's packaging compares names: `Langbiang_Lines` is `langbiang-lines`."""
    return re.sub(r"[-_.]+", "-", name.strip()).casefold()


def found(folder: Path | None = None, seconds: float = SECONDS) -> Packages:
    """Every package that declares a plug-in, the program itself left out. Reads descriptions only."""
    known: dict[str, Package] = {}
    for package in _declared(distributions(), None):
        known.setdefault(package.name, package)
    if folder is not None:
        for package in _declared(distributions(path=[str(folder)]), folder):
            before = known.get(package.name)
            if before is None:
                known[package.name] = package
            elif before.folder is None:
                known[package.name] = Package(
                    before.name, before.version, before.points, twice=True
                )
    return Packages(known, seconds)


def _declared(all_of_them: Iterable[Distribution], folder: Path | None) -> Iterable[Package]:
    for one in all_of_them:
        try:
            package = _described(one, folder)
        except Exception as error:  # noqa: BLE001 - a border: a stranger's description may hold anything
            _log.warning(
                "the package %s is left alone, its description can't be read: %s: %s",
                _whereabouts(one),
                type(error).__name__,
                error,
            )
            continue
        if package is not None:
            yield package


def _described(one: Distribution, folder: Path | None) -> Package | None:
    points = tuple(point for point in one.entry_points if point.group in {CONNECTORS, TILES})
    name = one.metadata["Name"] if points else None
    if not name or normalised(name) == OURS:
        return None
    return Package(normalised(name), one.version, points, folder)


def _whereabouts(one: Distribution) -> str:
    folder = one.locate_file("")
    with contextlib.suppress(Exception):  # it may be its name that can't be read
        return f"{one.metadata['Name']} in {folder}"
    return f"without a name in {folder}"


def _imported(package: Package, seconds: float) -> Brought:
    told = tried(package.points, package.folder, seconds)
    broken = [
        Broken(point.group, point.name, package.name, *said)
        for point, said in zip(package.points, told, strict=True)
        if said is not None
    ]
    sound = [point for point, said in zip(package.points, told, strict=True) if said is None]
    if sound and package.folder is not None and str(package.folder) not in sys.path:
        sys.path.append(str(package.folder))
        importlib.invalidate_caches()
    had = [of_package(point, package.name, seconds) for point in sound]
    broken += [one for one in had if isinstance(one, Broken)]
    return Brought(tuple(one for one in had if isinstance(one, Given)), tuple(broken))


def unknown(name: str, packages: Packages) -> tuple[Phrase, Phrase]:
    """What is wrong with a package's name that nothing declares, and what to do."""
    what = phrase("chưa cài gói phần mở rộng nào tên “{name}”", name=name[:60])
    if packages.known:
        return what, phrase(
            "cài gói (pip install {name}), hoặc chỉ thư mục chứa gói bằng --plugins; hiện có: {names}",
            name=name[:60],
            names=", ".join(sorted(packages.known)[:12]),
        )
    return what, phrase(
        "cài gói (pip install {name}), hoặc chỉ thư mục chứa gói bằng --plugins", name=name[:60]
    )
