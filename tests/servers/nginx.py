"""nginx, in one process: files with ranges and ETags, its own status, a locked door, and TLS."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import trustme

from tests.servers.process import Server, free_port, program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.rack import Rack

USER, PASSWORD = "wall", "mật-khẩu-thử"
"""Who is let in at /locked/."""

_CONFIGURATION = """\
daemon off;
master_process off;
pid {folder}/pid;
error_log stderr;
events {{ worker_connections 256; }}
http {{
    client_body_temp_path {folder}/temporary;
    proxy_temp_path {folder}/temporary;
    fastcgi_temp_path {folder}/temporary;
    uwsgi_temp_path {folder}/temporary;
    scgi_temp_path {folder}/temporary;
    log_format asked '$request_method $request_uri $status "$http_range" "$http_if_none_match"';
    access_log {folder}/asked asked;
    default_type application/octet-stream;
    types {{
        application/json json;
        application/geo+json geojson;
        application/x-ndjson ndjson;
        application/rss+xml rss;
        application/atom+xml atom;
        text/csv csv;
        text/html html;
        text/xml xml;
    }}
    server {{
        listen 127.0.0.1:{port};
        listen 127.0.0.1:{tls_port} ssl;
        ssl_certificate {folder}/certificate.pem;
        ssl_certificate_key {folder}/certificate.pem;
        root {folder}/root;
        location = /status {{ stub_status; access_log off; }}
        location /locked/ {{
            alias {folder}/root/;
            auth_basic "khu vực kín";
            auth_basic_user_file {folder}/accounts;
        }}
{locations}
    }}
}}
"""


@dataclass(slots=True)
class Nginx(Server):
    tls_port: int = field(default_factory=free_port)
    certificate_until: datetime = field(
        default_factory=lambda: datetime.now(UTC).replace(microsecond=0) + timedelta(days=30)
    )
    """When the certificate at `tls_url` ends."""

    @property
    def tls_url(self) -> str:
        return f"https://localhost:{self.tls_port}"

    @property
    def authority(self) -> Path:
        """Whom to trust at `tls_url`: a file, as a wall names it."""
        return self.folder / "authority.pem"

    @property
    def status_url(self) -> str:
        """Its stub_status: connections and requests, as plain text."""
        return self.url + "/status"

    @property
    def root(self) -> Path:
        """What it serves at `url`, and at `url`/locked/ to USER with PASSWORD."""
        return self.folder / "root"

    def serve(self, folder: Path) -> str:
        """Serves a folder of the test's, and says at which address (it ends without a slash)."""
        name = f"{len(list(self.root.iterdir()))}"
        (self.root / name).symlink_to(folder, target_is_directory=True)
        return f"{self.url}/{name}"

    def asked(self) -> list[str]:
        """Method, path, status, Range and If-None-Match of each request so far."""
        return (self.folder / "asked").read_text("utf-8").splitlines()


def nginx_in(folder: Path, locations: str = "") -> Nginx:
    """Not started. `locations` are directives of the server block, such as a FastCGI gateway."""
    server = Nginx(
        (program("nginx"), "-p", f"{folder}/", "-c", f"{folder}/nginx.conf", "-e", "stderr"),
        folder,
        free_port(),
        ready="/status",
    )
    authority = trustme.CA()
    authority.cert_pem.write_to_path(server.authority)
    own = authority.issue_cert("localhost", "127.0.0.1", not_after=server.certificate_until)
    own.private_key_and_cert_chain_pem.write_to_path(folder / "certificate.pem")
    (folder / "accounts").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    server.root.mkdir()
    (folder / "nginx.conf").write_text(
        _CONFIGURATION.format(
            folder=folder, port=server.port, tls_port=server.tls_port, locations=locations
        ),
        encoding="utf-8",
    )
    return server


@pytest.fixture(scope="session")
def nginx(rack: Rack, tmp_path_factory: pytest.TempPathFactory) -> Nginx:
    """Serves the folders that tests hand to `serve`."""
    return rack.stand("nginx", nginx_in(tmp_path_factory.mktemp("nginx")))
