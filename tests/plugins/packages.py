"""Packages of others, put into a folder as `pip install --target` leaves them there."""

from __future__ import annotations

import shutil
import textwrap
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LINES = Path(__file__).parent / "lines"
"""The example of docs/plugins.md: a connector and a tile type."""
GROUPS = ("langbiang.connectors", "langbiang.tiles")


def install(project: Path, folder: Path) -> None:
    """A project with a pyproject.toml and one package of its name."""
    described = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    package = described["name"].replace("-", "_")
    shutil.copytree(
        project / package, folder / package, ignore=shutil.ignore_patterns("__pycache__")
    )
    _describe(folder, described["name"], described["version"], described["entry-points"])


def write(
    folder: Path,
    name: str,
    source: str,
    *,
    connectors: Mapping[str, str] | None = None,
    tiles: Mapping[str, str] | None = None,
) -> None:
    """A package of one module. `connectors`, `tiles`: by name the attribute of the module."""
    module = name.replace("-", "_")
    folder.mkdir(exist_ok=True)
    (folder / f"{module}.py").write_text(textwrap.dedent(source), encoding="utf-8")
    groups = dict(zip(GROUPS, (connectors or {}, tiles or {}), strict=True))
    points = {
        group: {key: f"{module}:{attribute}" for key, attribute in each.items()}
        for group, each in groups.items()
    }
    _describe(folder, name, "1.0", points)


def _describe(
    folder: Path, name: str, version: str, points: Mapping[str, Mapping[str, str]]
) -> None:
    dist = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    dist.mkdir(parents=True)
    (dist / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    lines = [
        line
        for group, each in points.items()
        for line in (f"[{group}]", *(f"{key} = {value}" for key, value in each.items()))
    ]
    (dist / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
