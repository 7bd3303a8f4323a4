"""MapServer behind nginx, over GeoJSON of the test's: WMS and WFS at `ows`, OGC API Features at
`ogcapi`."""

from __future__ import annotations

import json
import signal
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, override

import pytest

from tests.servers.nginx import Nginx, nginx_in
from tests.servers.process import Server, connects, file, free_port, program
from tools import debian
from tools.servers import MAPSERV
from tools.set_up import SERVERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.rack import Rack

_GATEWAY = """\
        location = /ows {{
            {pass_on}
            fastcgi_param MS_MAPFILE {folder}/wall.map;
        }}
        location /maps/ {{
            {pass_on}
            fastcgi_split_path_info ^(/maps)(/.*)$;
            fastcgi_param PATH_INFO $fastcgi_path_info;
            fastcgi_param SCRIPT_NAME /maps;
        }}
"""

_PASS_ON = """\
fastcgi_pass 127.0.0.1:{port};
            fastcgi_param MAPSERVER_CONFIG_FILE {folder}/mapserver.conf;
            fastcgi_param QUERY_STRING $query_string;
            fastcgi_param REQUEST_METHOD $request_method;
            fastcgi_param CONTENT_TYPE $content_type;
            fastcgi_param CONTENT_LENGTH $content_length;
            fastcgi_param SERVER_NAME 127.0.0.1;
            fastcgi_param SERVER_PORT $server_port;"""

_CONFIGURATION = """\
CONFIG
  ENV
{variables}
  END
  MAPS
    wall "{folder}/wall.map"
  END
END
"""

_MAP = """\
MAP
  NAME "wall"
  EXTENT 107.0 11.0 109.0 13.0
  SIZE 400 400
  UNITS DD
  PROJECTION "init=epsg:4326" END
  IMAGECOLOR 255 255 255
  WEB
    METADATA
      "ows_title" "Bản đồ thử"
      "ows_onlineresource" "{url}/ows?"
      "oga_onlineresource" "{url}/maps/wall/ogcapi"
      "ows_enable_request" "*"
      "ows_srs" "EPSG:4326 EPSG:3857"
      "wfs_getfeature_formatlist" "geojson"
    END
  END
  OUTPUTFORMAT
    NAME "geojson"
    DRIVER "OGR/GEOJSON"
    MIMETYPE "application/json; subtype=geojson"
    FORMATOPTION "STORAGE=memory"
    FORMATOPTION "FORM=SIMPLE"
  END
{layers}
END
"""

_LAYER = """\
  LAYER
    NAME "{name}"
    TYPE {kind}
    STATUS ON
    CONNECTIONTYPE OGR
    CONNECTION "{file}"
    PROJECTION "init=epsg:4326" END
    TEMPLATE "none"
    METADATA
      "ows_title" "{title}"
      "ows_include_items" "all"
      "gml_include_items" "all"
      "gml_types" "auto"
      "gml_featureid" "{fid}"
    END
    CLASS STYLE COLOR 200 60 60 SIZE 6 OUTLINECOLOR 40 40 40 END END
  END
"""

_KINDS = {"Point": "POINT", "LineString": "LINE", "Polygon": "POLYGON"}


@dataclass(slots=True)
class Mapserv(Server):
    """Speaks FastCGI, so that a port that is open is all that can be asked for."""

    @override
    def answers(self) -> bool:
        return connects(self.port)


@dataclass(slots=True)
class MapServer:
    """Answers about the layers that it was given; the map is read anew for each request."""

    server: Nginx
    mapserv: Mapserv
    layers: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def ows(self) -> str:
        """For `?SERVICE=WMS` and `?SERVICE=WFS`."""
        return self.url + "/ows"

    @property
    def ogcapi(self) -> str:
        return self.url + "/maps/wall/ogcapi"

    def layer(
        self, name: str, collection: Mapping[str, Any], *, title: str = "", fid: str = "ma"
    ) -> None:
        """Serves a FeatureCollection, longitude first, in the place of one of that name. `fid` is
        the property that names a feature."""
        target = self.mapserv.folder / f"{name}.geojson"
        target.write_text(json.dumps(collection), encoding="utf-8")
        kind = collection["features"][0]["geometry"]["type"].removeprefix("Multi")
        self.layers[name] = _LAYER.format(
            name=name, kind=_KINDS[kind], file=target, title=title or name, fid=fid
        )
        self.write()

    def write(self) -> None:
        (self.mapserv.folder / "wall.map").write_text(
            _MAP.format(url=self.url, layers="\n".join(self.layers.values())), encoding="utf-8"
        )

    def start(self) -> None:
        self.mapserv.start()
        self.server.start()

    def kill(self) -> None:
        self.server.kill()
        self.mapserv.kill()


@pytest.fixture(scope="session")
def mapserver(rack: Rack, tmp_path_factory: pytest.TempPathFactory) -> MapServer:
    folder, port = tmp_path_factory.mktemp("mapserver"), free_port()
    known = {"MS_ERRORFILE": "stderr", **debian.environment(SERVERS)}
    variables = "".join(
        f'    {name} "{known[name]}"\n'
        for name in ("MS_ERRORFILE", "PROJ_DATA", "GDAL_DATA")
        if name in known
    )
    (folder / "mapserver.conf").write_text(
        _CONFIGURATION.format(variables=variables.rstrip(), folder=folder), encoding="utf-8"
    )
    command = (
        *(program("spawn-fcgi"), "-n", "-a", "127.0.0.1", "-p", str(port)),
        *("--", str(file(MAPSERV))),
    )
    mapserv = Mapserv(
        command,
        folder,
        port,
        variables={"MAPSERVER_CONFIG_FILE": f"{folder}/mapserver.conf"},
        ending=signal.SIGKILL,  # it takes note of the others, and waits for the next request
    )
    rack.stand("mapserver/mapserv", mapserv)
    gateway = _GATEWAY.format(pass_on=_PASS_ON.format(port=port, folder=folder), folder=folder)
    server = rack.stand(
        "mapserver/nginx", nginx_in(tmp_path_factory.mktemp("mapserver-nginx"), gateway)
    )
    made = MapServer(server, mapserv)
    made.write()
    return made
