"""Datasette over one SQLite file, which tests fill with tables of their own while it runs."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import sqlite_utils

from tests.servers.process import Server, free_port

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.servers.rack import Rack


@dataclass(slots=True)
class Datasette(Server):
    """At `url`/nganh/TABLE.json; 100 rows a page, as it comes."""

    @property
    def database(self) -> Path:
        return self.folder / "nganh.db"

    def table(self, name: str, rows: Iterable[dict[str, Any]]) -> str:
        """Puts a table in the place of one of that name, and says at which address it is."""
        database = sqlite_utils.Database(self.database)
        try:
            database.table(name).drop(ignore=True)
            database.table(name).insert_all(rows)
        finally:
            database.close()
        return f"{self.url}/nganh/{name}.json"


@pytest.fixture(scope="session")
def datasette(rack: Rack, tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    folder, port = tmp_path_factory.mktemp("datasette"), free_port()
    command = (
        *(sys.executable, "-m", "datasette", "serve", f"{folder}/nganh.db", "--create"),
        *("--host", "127.0.0.1", "--port", str(port)),
    )
    return rack.stand("datasette", Datasette(command, folder, port, ready="/-/versions.json"))
