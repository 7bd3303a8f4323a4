"""What systems in good order answer: recordings, contract fixtures, and where there are none what their
documents say.
"""

from __future__ import annotations

import functools
import io
import json
import struct
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.connectors.bad_input.system import Asked

_TESTS = Path(__file__).parents[3]


def kept(name: str) -> bytes:
    folder = "recordings" if (_TESTS / "recordings" / name).exists() else "contracts"
    return (_TESTS / folder / name).read_bytes()


def always(name: str) -> Callable[[Asked], bytes]:
    return lambda _: kept(name)


def as_json(payload: object) -> bytes:
    return json.dumps(payload, ensure_ascii=False).encode()


def figures(*, value: str = "gia_tri") -> list[dict[str, Any]]:
    return [
        {"ma": "Y01", value: 83.24, "ky": "2026-11", "luc": "2026-11-24T06:00:00+07:00"},
        {"ma": "Y02", value: 12, "ky": "2026-11", "luc": "2026-11-24T06:00:00+07:00"},
    ]


def zabbix(asked: Asked) -> bytes:
    method = asked.json.get("method")
    params = asked.json.get("params")
    match method:
        case "apiinfo.version":
            return as_json({"jsonrpc": "2.0", "result": "7.0.10", "id": 1})
        case "problem.get" if int(params.get("eventid_from") or 0) <= 6 and not params.get(
            "countOutput"
        ):
            return kept("zabbix_problem_get.json")
        case "trigger.get":
            return kept("zabbix_trigger_get.json")
        case "host.get":
            host = {"hostid": "10680", "host": "lgsp01", "name": "Máy chủ LGSP 01",
                    "maintenance_status": "0", "active_available": "1", "interfaces": []}  # fmt: skip
            return as_json({"jsonrpc": "2.0", "result": [host], "id": 1})
        case _:
            return as_json({"jsonrpc": "2.0", "result": [], "id": 1})


def ckan(asked: Asked) -> bytes:
    call = asked.path.rpartition("/")[2]
    start = int(asked.params.get("start") or asked.params.get("offset") or 0)
    match call:
        case "package_search" if not start:
            return kept("ckan_package_search.json")
        case "package_search":
            return as_json({"success": True, "result": {"count": 1, "results": []}})
        case "organization_list" if not start:
            organ = {"name": "so-y-te", "title": "Sở Y tế", "package_count": 1}
            return as_json({"success": True, "result": [organ]})
        case "organization_list_for_user":
            return as_json({"success": True, "result": [{"name": "so-y-te"}]})
        case "datastore_search" if not start:
            table = json.loads(kept("ckan_datastore_search.json"))
            table["result"]["total"] = 2
            return as_json(table)
        case "datastore_search":
            return as_json({"success": True, "result": {"total": 2, "records": []}})
        case _:
            return as_json({"success": True, "result": []})


def axis(asked: Asked) -> bytes:
    good = {"status": "OK", "ErrorCode": "0", "ErrorDesc": "Success"}
    match asked.path.rpartition("/")[2]:
        case "getReceivedEdocList":
            items = [
                {"docId": f"d-{n}", "from": "000.00.01.H36", "to": "000.00.02.H36", "status": "initial",
                 "created_time": "2026-11-20T08:00:00+07:00"} for n in (1, 2)
            ]  # fmt: skip
            return as_json(good | {"data": items})
        case "getSentEdocList":
            return as_json(good | {"data": []})
        case _:
            return as_json(good | {"count": 5})


def report(_: Asked) -> bytes:
    """The contract fixture without its own bad time."""
    return kept("avreport_CONSTRUCTED.xml").replace("hôm qua".encode(), b"2026-11-20T08:00:00")


def prometheus(asked: Asked) -> bytes:
    return kept("prometheus_query_up.json")


def ogc(asked: Asked) -> bytes:
    if asked.path.endswith("/collections"):
        return as_json({"collections": [{"id": "diem", "itemType": "feature"}], "links": []})
    return features()


def features() -> bytes:
    shapes = [
        {
            "type": "Feature",
            "id": f"d{n}",
            "properties": {"ten": f"Trạm {n}", "muc": 12.5 + n, "luc": "2026-11-24T06:00:00+07:00"},
            "geometry": {"type": "Point", "coordinates": [108.0, 11.9]},
        }
        for n in (1, 2)
    ]
    return as_json({"type": "FeatureCollection", "features": shapes, "numberMatched": 2})


WFS = (
    '<w:WFS_Capabilities xmlns:w="http://www.opengis.net/wfs/2.0" xmlns:o="http://www.opengis.net/ows/1.1"'
    ' version="2.0.0"><o:OperationsMetadata><o:Operation name="GetFeature"><o:Parameter name="outputFormat">'
    "<o:Value>application/json; subtype=geojson</o:Value></o:Parameter></o:Operation></o:OperationsMetadata>"
    "<FeatureTypeList><FeatureType><Name>ms:diem</Name><Title>Điểm</Title>"
    "<DefaultCRS>urn:ogc:def:crs:EPSG::4326</DefaultCRS></FeatureType></FeatureTypeList>"
    "</w:WFS_Capabilities>"
).encode()
WMS = (
    '<WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms"><Capability><Request><GetMap>'
    "<Format>image/png</Format></GetMap></Request><Layer><Title>Bản đồ</Title><CRS>EPSG:4326</CRS>"
    "<Layer><Name>dia_hinh</Name><Title>Địa hình</Title></Layer></Layer></Capability></WMS_Capabilities>"
).encode()


def wfs(asked: Asked) -> bytes:
    return WFS if asked.params.get("request") == "GetCapabilities" else features()


def wms(asked: Asked) -> bytes:
    return WMS if asked.params.get("request") == "GetCapabilities" else picture()


@functools.cache
def picture() -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + crc

    head = struct.pack(">IIBBBBB", 4, 2, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0\0\0\0\0" * 2)
    parts = (b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, whole = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(whole)
    return whole.getvalue()


HEADER = ("ma", "gia_tri", "luc")
ROWS = (("Y01", 83.24, "2026-11-24T06:00:00+07:00"), ("Y02", 12, "2026-11-24T06:00:00+07:00"))


@functools.cache
def good_workbook() -> bytes:
    return workbook(HEADER, *ROWS)


def separated(*rows: tuple[object, ...]) -> bytes:
    return "".join(";".join(map(str, row)) + "\r\n" for row in rows).encode()


def wall(_: Asked) -> bytes:
    figure = {
        "indicator": "ho-so",
        "value": "12",
        "period": "2026-10",
        "labels": {},
        "state": "live",
    }
    tile = {"id": "o", "sources": ["lgsp"], "state": "live", "simulated": False,
            "data": {"figures": [figure, figure | {"indicator": "don"}]},
            "source_time": "2026-11-24T06:59:00.000000Z",
            "received": "2026-11-24T06:59:00.000000Z", "texts": []}  # fmt: skip
    source = {"id": "lgsp", "connector": "http_json", "state": "live", "simulated": False,
              "last_answered": "2026-11-24T06:59:00.000000Z", "words": None, "partial": False,
              "missing": None}  # fmt: skip
    return as_json({"wall": "huyen", "at": "2026-11-24T07:00:00.000000Z", "sources": [source], "alarms": [],
                  "screens": [{"tiles": [tile]}], "version": 1})  # fmt: skip


def wazuh(name: str) -> Callable[[Asked], bytes]:
    def said(asked: Asked) -> bytes:
        if asked.path.endswith("/authenticate"):
            return as_json({"data": {"token": "tam-thoi-4471aa"}, "error": 0})
        return kept(name)

    return said


def not_login(asked: Asked) -> bool:
    return not asked.path.endswith("/authenticate")


def tables(rows: str, **more: Any) -> Callable[[Asked], bytes]:
    return lambda asked: as_json(
        {rows: figures() if not int(asked.params.get("offset") or 0) else [], **more}
    )


def hits(name: str) -> Callable[[Asked], bytes]:
    def said(asked: Asked) -> bytes:
        return kept(name) if not asked.json.get("from") else as_json({"hits": {"hits": []}})

    return said


def misp(asked: Asked) -> bytes:
    return kept("misp_events.json") if asked.json.get("page", 1) == 1 else b'{"response": []}'


def long_workbook(count: int) -> bytes:
    """The good one with so many rows more, written as text: openpyxl would take a minute."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(4, count + 4))
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good_workbook())) as before,
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name).replace(b"</sheetData>", f"{rows}</sheetData>".encode())
            after.writestr(name, content)
    return whole.getvalue()
