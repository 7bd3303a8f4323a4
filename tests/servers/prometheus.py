from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.servers.process import Server, free_port, program, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def prometheus(tmp_path: Path, node_exporter: Server, alertmanager: Server) -> Iterator[Server]:
    """Scrapes the node exporter (job node), the Alertmanager (job alertmanager) and itself (job
    prometheus) once a second."""
    folder, port = tmp_path / "prometheus", free_port()
    folder.mkdir()
    jobs = {"prometheus": port, "node": node_exporter.port, "alertmanager": alertmanager.port}
    (folder / "prometheus.yml").write_text(
        "global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n"
        + "".join(
            f"  - {{job_name: {job}, static_configs: [{{targets: ['127.0.0.1:{at}']}}]}}\n"
            for job, at in jobs.items()
        ),
        encoding="utf-8",
    )
    command = (
        program("prometheus"),
        f"--config.file={folder}/prometheus.yml",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{port}",
    )
    yield from running(Server(command, folder, port))
