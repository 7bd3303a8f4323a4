from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.servers.process import Server, free_port, program

if TYPE_CHECKING:
    from tests.servers.rack import Rack


@pytest.fixture(scope="session")
def prometheus(
    rack: Rack,
    tmp_path_factory: pytest.TempPathFactory,
    node_exporter: Server,
    alertmanager: Server,
) -> Server:
    """Scrapes the node exporter (job node), the Alertmanager (job alertmanager) and itself (job
    prometheus) once a second. It takes five seconds before it asks one for the first time."""
    folder, port = tmp_path_factory.mktemp("prometheus"), free_port()
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
    return rack.stand("prometheus", Server(command, folder, port))
