from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.servers.process import Server, free_port, program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.rack import Rack


def alertmanager_in(folder: Path) -> Server:
    port = free_port()
    (folder / "alertmanager.yml").write_text(
        "route: {receiver: nobody, group_wait: 0s, group_interval: 1s}\n"
        "receivers: [{name: nobody}]\n",
        encoding="utf-8",
    )
    command = (
        program("prometheus-alertmanager"),
        f"--config.file={folder}/alertmanager.yml",
        f"--storage.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{port}",
        "--cluster.listen-address=",
    )
    return Server(command, folder, port)


@pytest.fixture(scope="session")
def alertmanager(rack: Rack, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Takes alerts by POST /api/v2/alerts, groups them at once and tells nobody. It has those of earlier
    tests still."""
    return rack.stand("alertmanager", alertmanager_in(tmp_path_factory.mktemp("alertmanager")))
