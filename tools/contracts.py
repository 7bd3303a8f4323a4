"""A contract of import-linter's: libraries that only named rooms may import.

`protected`, which it is made of, refuses a library that nobody imports yet; here it simply holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, override

from importlinter.contracts.protected import ProtectedContract

if TYPE_CHECKING:
    from grimp import ImportGraph
    from importlinter import ContractCheck


class Reserved(ProtectedContract):
    type_name = "reserved"

    @override
    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        options = vars(self)  # the class says Field where an instance holds what was parsed
        options["protected_modules"] = [
            module for module in options["protected_modules"] if module.expression in graph.modules
        ]
        return super().check(graph, verbose)
