"""Contracts of import-linter's: libraries that only named rooms may import, and names that only they
may say.
"""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, override

from importlinter import Contract, ContractCheck, fields, output
from importlinter.contracts.protected import ProtectedContract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grimp import ImportGraph


class Reserved(ProtectedContract):
    """`protected`, which it is made of, refuses a library that nobody imports yet; here it simply
    holds.
    """

    type_name = "reserved"

    @override
    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        options = vars(self)  # the class says Field where an instance holds what was parsed
        options["protected_modules"] = [
            module for module in options["protected_modules"] if module.expression in graph.modules
        ]
        return super().check(graph, verbose)


class Unspoken(Contract):
    """`names` are dotted (`asyncio.open_connection`), or an attribute of anything (`*.sock_connect`).
    They are looked for in the source: the import graph knows of another package only that it is
    imported. `allowed_importers` are modules and packages.
    """

    type_name = "unspoken"

    names = fields.SetField(subfield=fields.StringField())
    allowed_importers = fields.SetField(subfield=fields.StringField())

    @override
    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        options = vars(self)
        names: set[str] = options["names"]
        allowed: set[str] = options["allowed_importers"]
        found = [
            f"{module} says {name} (l.{line})"
            for module in sorted(graph.modules)
            if not graph.is_module_squashed(module) and not _within(module, allowed)
            for name, line in _said(_file(module))
            if _within(name, names) or f"*.{name.rpartition('.')[2]}" in names
        ]
        return ContractCheck(kept=not found, metadata={"found": found})

    @override
    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["found"]:
            output.print_error(str(line), bold=False)


def _within(name: str, packages: set[str]) -> bool:
    parts = name.split(".")
    return any(".".join(parts[:count]) in packages for count in range(1, len(parts) + 1))


def _file(module: str) -> Path:
    """Without importing it."""
    root, *parts = module.split(".")
    found = importlib.util.find_spec(root)
    places = found.submodule_search_locations if found else None
    place = Path(next(iter(places or [root]))).joinpath(*parts)
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def _said(file: Path) -> Iterator[tuple[str, int]]:
    """Every name that is imported and every attribute, spelt out from where it was imported."""
    tree = ast.parse(file.read_text("utf-8"))
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                for one in node.names:
                    known[one.asname or one.name.partition(".")[0]] = (
                        one.name if one.asname else one.name.partition(".")[0]
                    )
                    yield one.name, node.lineno
            case ast.ImportFrom(module=str() as module, level=0):
                for one in node.names:
                    known[one.asname or one.name] = f"{module}.{one.name}"
                    yield f"{module}.{one.name}", node.lineno
            case _:
                pass
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield _spelt(node, known), node.lineno


def _spelt(node: ast.expr, known: dict[str, str]) -> str:
    match node:
        case ast.Name():
            return known.get(node.id, "")
        case ast.Attribute():
            return f"{_spelt(node.value, known)}.{node.attr}"
        case _:
            return ""
