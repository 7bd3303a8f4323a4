from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.servers.process import Server, free_port, program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.rack import Rack


def node_exporter_in(folder: Path) -> Server:
    """Not started; so are the others that end in `_in`."""
    port = free_port()
    command = (program("prometheus-node-exporter"), f"--web.listen-address=127.0.0.1:{port}")
    return Server(command, folder, port, ready="/")


@pytest.fixture(scope="session")
def node_exporter(rack: Rack, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Figures of this computer, in Prometheus' text format at /metrics."""
    return rack.stand("node_exporter", node_exporter_in(tmp_path_factory.mktemp("node_exporter")))
