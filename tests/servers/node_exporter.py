from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.servers.process import Server, free_port, program, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def node_exporter_in(folder: Path) -> Server:
    """Not started; so are the others that end in `_in`."""
    port = free_port()
    command = (program("prometheus-node-exporter"), f"--web.listen-address=127.0.0.1:{port}")
    return Server(command, folder, port, ready="/")


@pytest.fixture
def node_exporter(tmp_path: Path) -> Iterator[Server]:
    """Figures of this computer, in Prometheus' text format at /metrics."""
    folder = tmp_path / "node_exporter"
    folder.mkdir()
    yield from running(node_exporter_in(folder))
