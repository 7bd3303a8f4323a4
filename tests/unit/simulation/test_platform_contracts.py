"""Each dialect of the document axis, the platform, the data, the map and the reports, held against
recordings of the real servers; where there are none, against what others' code and documents say.
"""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from defusedxml.ElementTree import fromstring

from services.connectors.wms.image import header
from services.simulation.answers import ProvinceRequest, Response
from services.simulation.chance import Chance
from services.simulation.day import HOME
from services.simulation.province import Province
from services.simulation.systems.lgsp import gateway
from services.simulation.systems.maps.ground import areas
from services.simulation.systems.opendata.packages import identifier
from tests.fakes.axis import RECEIVED, SENT
from tests.unit.simulation.shapes import Shape, misfits, shape

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NOON = datetime(2026, 11, 24, 14, 5, 37, tzinfo=HOME)
DAYS = [NOON + timedelta(days=n, hours=n) for n in range(0, 12, 3)]
RECORDINGS = Path(__file__).parents[2] / "recordings"
ACTION = "/opendata/api/3/action"


def ask(path: str, at: datetime = NOON, /, **params: str) -> Response:
    request = ProvinceRequest(path=path, params=tuple(params.items()))
    return Province(1).respond(request, at)


def post(path: str, body: object = None, at: datetime = NOON, /, **headers: str) -> Any:
    sent = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    request = ProvinceRequest(
        method="POST", path=path, headers=sent, body=json.dumps(body).encode()
    )
    return json.loads(Province(1).respond(request, at).body)


def refused(path: str, status: int, method: str = "GET") -> Response:
    answer = Province(1).refuse(ProvinceRequest(method=method, path=path), NOON, status)
    assert answer is not None
    return answer


def said(path: str, at: datetime = NOON, /, **params: str) -> Any:
    return json.loads(ask(path, at, **params).body)


def real(name: str) -> Any:
    return json.loads((RECORDINGS / name).read_text(encoding="utf-8").partition("\n\n200")[0])


def fits(told: Any, known: Shape, *lacking: str) -> None:
    assert list(misfits(told, known, set(lacking))) == []


# The document axis: what public code of others reads, and three fields beside.

BESIDE = {"dueDate", "priority", "signed"}


@pytest.mark.parametrize(
    ("call", "items", "beside"),
    [
        ("getReceivedEdocList", RECEIVED[:1], BESIDE | {"notation", "title"}),
        ("getSentEdocList", SENT, BESIDE),
    ],
)
@pytest.mark.parametrize("at", DAYS, ids=str)
def test_lists_of_the_national_axis_have_the_fields_that_others_read(
    call: str, items: list[Any], beside: set[str], at: datetime
) -> None:
    told = post(f"/docs/axis/{call}", None, at)

    assert (told["status"], told["ErrorCode"]) == ("OK", "0")
    assert told["data"]
    for one in told["data"]:
        assert beside < one.keys()
        fits({name: one[name] for name in one.keys() - beside}, shape(items))


def test_other_axes_have_their_own_envelopes() -> None:
    days = {"messageType": "edoc", "fromDate": "2026/11/01", "toDate": "2026/11/24"}
    told = said("/docs/tinh/v1/syncReceivedEdocList", **days)
    assert (told["success"], told["code"], told["message"]) == (True, 200, "")
    assert told["count"] == len(told["data"]) > 0
    assert said("/docs/tinh/v1/syncReceivedEdocList")["success"] is False
    waiting = post(
        "/docs/edoc/EdocService/getPendingDocIds", None, organid="000.00.00.H36", type="EDOC"
    )
    assert waiting.keys() == {"code", "status", "errors", "docIDs"}
    assert post("/docs/edoc/EdocService/getPendingDocIds")["errors"]


def test_documents_of_other_days_than_were_asked_for_are_not_listed() -> None:
    day = {"xroadvnpt_fromdate": "2026/11/24", "xroadvnpt_todate": "2026/11/24"}
    told = post("/docs/axis/getSentEdocList", None, **day)["data"]
    assert told
    assert {one["sentTime"][:10] for one in told} == {"2026-11-24"}


@pytest.mark.parametrize("call", ["updateStatus", "confirmReceived", "sendEdoc", "getEdoc"])
def test_no_call_that_changes_an_axis_is_there(call: str) -> None:
    for path in (f"/docs/axis/{call}", f"/docs/tinh/v1/{call}", f"/docs/edoc/EdocService/{call}"):
        answer = Province(1).respond(ProvinceRequest(method="POST", path=path), NOON)
        assert answer.status == 404


# HAProxy 3.0


def rows(text: str) -> tuple[list[str], list[list[str]]]:
    assert text.startswith("# ")
    names, *lines = csv.reader(io.StringIO(text[2:], newline=""))
    return names, lines


@pytest.mark.parametrize("at", DAYS, ids=str)
def test_rows_of_statistics_fill_the_columns_that_haproxy_fills(at: datetime) -> None:
    text = (RECORDINGS / "haproxy_stats.csv").read_text(encoding="utf-8")
    names, recorded = rows(text[: text.rindex("\n") + 1])
    mine, lines = rows(ask("/lgsp/stats;csv", at).body.decode())
    kinds = names.index("type")
    filled = {
        line[kinds]: {n for n, one in zip(names, line, strict=True) if one} for line in recorded
    }
    # of a server that doesn't answer, as it was recorded
    filled["2"] -= {"last_chk"}

    assert mine == names
    assert {line[kinds] for line in lines} == {"0", "1", "2"}
    for line in lines:
        told = {n for n, one in zip(names, line, strict=True) if one}
        status = line[names.index("status")]
        maybe = {"last_chk", "check_status", "check_desc"} if line[kinds] == "2" else set()
        assert told - maybe == filled[line[kinds]] - maybe
        assert status in {"OPEN", "UP", "DOWN", "MAINT"}


def test_counters_of_a_day_only_grow_and_what_is_down_says_since_when() -> None:
    hours = [NOON.replace(hour=hour) for hour in range(1, 24, 4)]
    texts = [rows(ask("/lgsp/stats;csv", at).body.decode()) for at in hours]
    place = texts[0][0].index("stot")
    counted = [[int(line[place]) for line in lines] for _, lines in texts]
    for before, after in pairwise(counted):
        assert all(then <= now for then, now in zip(before, after, strict=True))


def test_a_service_that_stopped_says_since_when() -> None:
    chance = Chance(1)
    stopped = [
        at
        for at in (NOON + timedelta(minutes=20) * n for n in range(72 * 5))
        if gateway.stopped(chance, at)
    ][:5]
    assert stopped
    for at in stopped:
        names, lines = rows(ask("/lgsp/stats;csv", at).body.decode())
        told = [dict(zip(names, line, strict=True)) for line in lines]
        down = [one for one in told if one["status"] == "DOWN" and one["svname"] == "BACKEND"]
        assert {one["pxname"] for one in down} == gateway.stopped(chance, at)
        for one in down:
            since = at - timedelta(seconds=int(one["lastchg"]))
            assert one["pxname"] in gateway.stopped(chance, since + timedelta(seconds=1))
            before = since - timedelta(seconds=2)
            assert before.date() < at.date() or one["pxname"] not in gateway.stopped(chance, before)


def test_haproxy_s_metrics_are_named_and_labelled_as_it_does() -> None:
    line = re.compile(r"^([a-z_]+)\{([^}]*)\} (\d+)$")
    labels = re.compile(r'([a-z]+)="([^"]*)"')

    def told(text: str) -> set[tuple[object, ...]]:
        found: set[tuple[object, ...]] = set()
        for one in text.splitlines():
            match = line.match(one)
            if match:
                worn = dict(labels.findall(match[2]))
                found.add((match[1], tuple(worn), worn.get("code") or worn.get("state")))
            else:
                assert one.startswith(("# HELP ", "# TYPE "))
        return found

    recorded = told((RECORDINGS / "haproxy_metrics.txt").read_text(encoding="utf-8"))
    assert recorded <= told(ask("/lgsp/metrics").body.decode())


def test_haproxy_refuses_by_pages_of_its_own() -> None:
    for status, title in ((401, "401 Unauthorized"), (429, "429 Too Many Requests")):
        answer = refused("/lgsp/stats;csv", status)
        assert answer.status == status
        assert answer.body.startswith(f"<html><body><h1>{title}</h1>\n".encode())


def test_nginx_s_status_is_its_four_lines() -> None:
    page = re.compile(
        r"Active connections: \d+ \nserver accepts handled requests\n \d+ \d+ \d+ \n"
        r"Reading: \d+ Writing: \d+ Waiting: \d+ \n"
    )
    assert page.fullmatch(ask("/lgsp/nginx_status").body.decode())


# Prometheus 2.53


def test_an_error_of_prometheus_is_its_envelope() -> None:
    recorded = shape([real("prometheus_error.json")])
    fits(said("/lgsp/api/v1/query", query="a{"), recorded)
    for status in (403, 429, 500):
        fits(json.loads(refused("/lgsp/api/v1/query", status).body), recorded)


# Zabbix 7.0


def call(method: str, params: object, at: datetime = NOON, /, **headers: str) -> Any:
    asked = {"jsonrpc": "2.0", "method": method, "params": params, "id": 1}
    return post("/lgsp/zabbix/api_jsonrpc.php", asked, at, **headers)


@pytest.mark.parametrize("at", DAYS, ids=str)
def test_what_zabbix_tells_has_the_fields_of_the_real_one(at: datetime) -> None:
    problems = call("problem.get", {"output": "extend", "selectTags": "extend"}, at)
    assert problems["result"]
    fits(problems, shape([real("zabbix_problem_get.json")]))
    triggers = call(
        "trigger.get",
        {
            "triggerids": [one["objectid"] for one in problems["result"]],
            "selectHosts": ["hostid", "name"],
        },
        at,
    )
    assert len(triggers["result"]) == len(problems["result"])
    fits(triggers, shape([real("zabbix_trigger_get.json")]))
    items = call("item.get", {"search": {"key_": "cpu"}}, at)["result"]
    since = int(at.timestamp()) - 600
    asked = {"history": 0, "itemids": [one["itemid"] for one in items], "time_from": since}
    points = call("history.get", asked, at)
    assert len(points["result"]) == 10 * len(items)
    fits(points, shape([real("zabbix_history_get.json")]))


def test_problems_are_paged_by_their_events() -> None:
    whole = call("problem.get", {"output": ["eventid"]})["result"]
    assert call("problem.get", {"countOutput": True})["result"] == str(len(whole))
    read: list[Any] = []
    after = "0"
    while page := call("problem.get", {"output": ["eventid"], "eventid_from": after, "limit": 1})[
        "result"
    ]:
        read += page
        after = str(int(page[0]["eventid"]) + 1)
    assert read == whole


def test_every_error_of_zabbix_is_a_200() -> None:
    wrong = [
        call("nothing.get", {}),
        call("problem.get", {"limit": "x"}),
        call("problem.get", []),
        call("apiinfo.version", [], authorization="Bearer x"),
        post("/lgsp/zabbix/api_jsonrpc.php", {"method": "apiinfo.version"}),
    ]
    wrong += [json.loads(refused("/lgsp/zabbix/api_jsonrpc.php", n).body) for n in (401, 403, 500)]
    for one in wrong:
        assert one.keys() == {"jsonrpc", "error", "id"}
        assert one["error"].keys() == {"code", "message", "data"}
    assert refused("/lgsp/zabbix/api_jsonrpc.php", 401).status == 200
    assert ask("/lgsp/zabbix/api_jsonrpc.php").status == 412


# CKAN 2.12

TRACKED = ("tracking_summary",)
"""An extension tells it, which the recorded portal didn't have."""


def without_tracking(answer: Any) -> Any:
    for one in answer["result"]["results"]:
        for part in (one, *one["resources"]):
            assert part.pop("tracking_summary").keys() == {"total", "recent"}
    return answer


@pytest.mark.parametrize("at", DAYS, ids=str)
def test_a_catalogue_is_that_of_a_real_ckan(at: datetime) -> None:
    asked = {"rows": "1000", "facet.field": '["organization", "tags"]'}
    told = without_tracking(said(f"{ACTION}/package_search", at, **asked))

    facets = {"result.facets.organization.*", "result.facets.tags.*"}
    fits(told, shape([real("ckan_package_search.json")]), *facets)
    assert told["result"]["count"] == len(told["result"]["results"]) == 24
    assert sum(told["result"]["facets"]["organization"].values()) == 24
    names = [one["name"] for one in told["result"]["results"]]
    one_by_one = [
        said(f"{ACTION}/package_search", at, rows="7", start=str(n))["result"]["results"]
        for n in range(0, 24, 7)
    ]
    assert [one["name"] for page in one_by_one for one in page] == names


def test_a_table_is_that_of_a_real_ckan() -> None:
    table = identifier("resource", "Danh mục trạm y tế")
    told = said(f"{ACTION}/datastore_search", resource_id=table, limit="2", sort="ky desc")
    names = {"ky", "so_luong"}
    periods = [one["ky"] for one in told["result"]["records"]]
    assert periods == sorted(periods, reverse=True)
    for one in told["result"]["records"]:
        assert one.keys() == {"_id"} | names
        one["so_ca"] = one.pop("so_luong")
    fits(told, shape([real("ckan_datastore_search.json")]))


def test_an_error_of_ckan_is_its_envelope() -> None:
    recorded = shape([real("ckan_error.json")])
    fits(said(f"{ACTION}/package_show", id="x"), recorded)
    fits(said(f"{ACTION}/datastore_search", resource_id="x"), recorded)
    for status in (401, 403, 429, 500):
        fits(json.loads(refused(f"{ACTION}/package_search", status).body), recorded)
    assert ask(f"{ACTION}/package_show", id="x").status == 404
    organs = said(f"{ACTION}/organization_list", all_fields="true")["result"]
    assert len(organs) == 25  # a cap that is not said
    assert len(said(f"{ACTION}/organization_list")["result"]) == 28


# Datasette 0.65

TABLE = "/sectordb/nganh/ban_ghi.json"
OWN = ("rows[].*", "query.params.*")
"""What a table is of, and what is asked of it."""


def test_tables_are_those_of_a_real_datasette() -> None:
    objects = said(TABLE, _shape="objects", _size="3", _sort_desc="ky", linh_vuc="cntt")
    fits(objects, shape([real("datasette_table_objects.json")]), *OWN)
    arrays = said(TABLE, _size="3")
    known = real("datasette_table_default_arrays.json")
    known["rows"] = [[1, "a"]]
    fits(arrays, shape([known]))
    assert said("/sectordb/nganh.json").keys() == real("datasette_database.json").keys()
    fits(said("/sectordb/nganh.json")["tables"], shape([real("datasette_database.json")["tables"]]))


def test_pages_of_a_table_lead_to_all_of_its_rows_once() -> None:
    read, page = [], said(TABLE, _shape="objects", _size="30")
    while True:
        read += page["rows"]
        if page["next_url"] is None:
            break
        path, _, query = page["next_url"].removeprefix("http://127.0.0.1").partition("?")
        page = said(path, **dict(pair.split("=") for pair in query.split("&")))
    assert [one["rowid"] for one in read] == list(range(1, page["filtered_table_rows_count"] + 1))


def test_errors_of_datasette_are_its_own() -> None:
    fits(
        said("/sectordb/nganh.json", sql="select * from nope"),
        shape([real("datasette_error.json")]),
    )
    known = shape([real("datasette_not_found.json")])
    fits(said("/sectordb/nganh/nope.json"), known)
    fits(said(TABLE, _size="1001"), known)
    fits(said(TABLE, _sort="nope"), known)
    for status in (401, 403, 429, 500):
        fits(json.loads(refused(TABLE, status).body), known)


# MapServer 8.4


@pytest.mark.parametrize("layer", ["bts", "buu-cuc", "truyen-thanh", "ioc"])
def test_items_of_a_collection_are_those_of_a_real_mapserver(layer: str) -> None:
    told = said(f"/map/ogc/collections/{layer}/items", f="json", limit="5", offset="2")
    recorded = shape([real("mapserver_ogcapi_items.json")])
    fits(told, recorded, "features[].properties.*")
    one = said(f"/map/ogc/collections/{layer}/items/{layer}-003", f="json")
    fits(one, shape([real("mapserver_ogcapi_item.json")]), "properties.*")
    for feature in told["features"]:
        assert {type(value) for value in feature["properties"].values()} == {str}
        east, north = feature["geometry"]["coordinates"]
        [home] = [area for area in areas() if area.name == feature["properties"]["don_vi"]]
        assert home.holds((east, north))


def test_pages_of_the_map_server_s_api_are_those_of_a_real_one() -> None:
    fits(said("/map/ogc"), shape([real("mapserver_ogcapi_landing.json")]))
    fits(said("/map/ogc/collections"), shape([real("mapserver_ogcapi_collections.json")]))
    error = shape([real("mapserver_ogcapi_error.json")])
    fits(said("/map/ogc/collections/nope"), error)
    fits(said("/map/ogc/collections/bts/items", limit="x"), error)
    fits(said("/map/ogc/collections/bts/items", bbox="1,2"), error)
    for status in (401, 403, 429, 500):
        fits(json.loads(refused("/map/ogc/collections", status).body), error)
    inside = said("/map/ogc/collections/bts/items", limit="1000", bbox="108.3,11.8,108.6,12.1")
    assert 0 < inside["numberMatched"] == len(inside["features"]) < 400


def outline(text: bytes) -> tuple[str, dict[str, str], list[Any]]:
    """An XML answer without its words: names and attributes that don't vary."""

    def of(element: Element) -> tuple[str, dict[str, str], list[Any]]:
        kept = {"exceptionCode", "locator", "version", "code"}
        worn = {name: one for name, one in element.attrib.items() if name in kept}
        return element.tag, worn, [of(child) for child in element]

    return of(fromstring(text))


WFS = {"service": "WFS", "version": "2.0.0"}
WMS = {"service": "WMS", "version": "1.3.0"}


def recorded(name: str) -> bytes:
    text = (RECORDINGS / name).read_bytes()
    return text[: text.rindex(b">") + 1]


def test_a_wfs_answers_as_a_real_mapserver_does() -> None:
    asked = {**WFS, "request": "GetFeature", "typeNames": "ms:bts"}
    told = said("/map/wfs", **asked, outputFormat="application/json; subtype=geojson", count="2")
    fits(told, shape([real("mapserver_wfs_geojson.json")]), "features[].properties.*")
    assert told["numberMatched"] == 400
    hits = fromstring(ask("/map/wfs", **asked, resultType="hits").body)
    known = fromstring(recorded("mapserver_wfs_hits.xml"))
    assert hits.tag == known.tag
    assert {name for name in known.attrib if "}" not in name} == set(hits.attrib)
    wrong = ask("/map/wfs", **{**asked, "typeNames": "nope"})
    assert wrong.status == 400
    assert outline(wrong.body) == outline(recorded("mapserver_wfs_exception.xml"))


def test_what_a_wfs_says_of_itself_lies_where_mapserver_says_it() -> None:
    told, known = (
        places(fromstring(text))
        for text in (
            ask("/map/wfs", **WFS, request="GetCapabilities").body,
            recorded("mapserver_wfs_capabilities.xml"),
        )
    )
    assert told <= known | {"WFS_Capabilities/FeatureTypeList/FeatureType/OtherCRS"}


def test_a_wms_answers_as_a_real_mapserver_does() -> None:
    told, known = (
        places(fromstring(text))
        for text in (
            ask("/map/wms", **WMS, request="GetCapabilities").body,
            recorded("mapserver_wms_capabilities.xml"),
        )
    )
    assert told <= known
    wrong = ask("/map/wms", **WMS, request="GetMap", layers="nope")
    assert wrong.status == 200
    assert outline(wrong.body) == outline(recorded("mapserver_wms_exception.xml"))


def places(root: Element) -> set[str]:
    """Paths of local names."""

    def below(element: Element, path: str) -> set[str]:
        here = f"{path}/{element.tag.rpartition('}')[2]}".lstrip("/")
        return {here}.union(*(below(child, here) for child in element))

    return below(root, "")


@pytest.mark.parametrize(
    ("crs", "bbox"),
    [
        ("EPSG:4326", "11.2,107.2,12.4,108.8"),
        ("CRS:84", "107.2,11.2,108.8,12.4"),
        ("EPSG:3857", "11933449.4,1253800.0,12111561.0,1391000.0"),
        ("CRS:84", "-170,-80,170,80"),
        ("CRS:84", "108.4,11.9,108.4001,11.9001"),
    ],
)
def test_a_map_is_a_whole_picture_in_each_system(crs: str, bbox: str) -> None:
    wanted = {"layers": "don-vi,bts,ioc", "crs": crs, "bbox": bbox, "width": "320", "height": "240"}
    body = ask("/map/wms", **WMS, request="GetMap", format="image/png", **wanted).body
    found = header(body)
    assert (found.media_type, found.width, found.height) == ("image/png", 320, 240)


def test_wrong_maps_are_reports() -> None:
    good = {
        **WMS,
        "request": "GetMap",
        "layers": "bts",
        "crs": "CRS:84",
        "bbox": "107,11,109,13",
        "width": "8",
        "height": "8",
    }
    assert ask("/map/wms", **good).body.startswith(b"\x89PNG")
    for wrong in (
        {"crs": "EPSG:9999"},
        {"bbox": "1,2,3"},
        {"bbox": "9,9,1,1"},
        {"width": "5000"},
        {"height": "x"},
        {"format": "image/gif"},
        {"request": "Nope"},
    ):
        assert b"<ServiceException" in ask("/map/wms", **{**good, **wrong}).body


def test_the_schematic_is_a_file_with_figures_of_each_unit() -> None:
    answer = ask("/map/don-vi.geojson")
    told = json.loads(answer.body)
    assert {"Last-Modified", "ETag"} <= dict(answer.headers).keys()
    assert len(told["features"]) == 12
    assert sum(one["properties"]["bts"] for one in told["features"]) == 400


# OData 4.01: https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html


def test_an_odata_service_says_what_the_standard_has_it_say() -> None:
    root = said("/reports/odata")
    assert root["@odata.context"].endswith("/$metadata")
    assert all(one.keys() == {"name", "kind", "url"} for one in root["value"])
    described = fromstring(ask("/reports/odata/$metadata").body)
    for one in root["value"]:
        known = described.findall(f".//{{*}}EntityType[@Name='{one['name']}']/{{*}}Property")
        page = said(f"/reports/odata/{one['url']}", **{"$count": "true"})
        assert page["@odata.context"] == f"{root['@odata.context']}#{one['name']}"
        assert page["@odata.count"] >= len(page["value"]) > 0
        for entity in page["value"]:
            assert entity.keys() - {"@odata.id"} == {p.attrib["Name"] for p in known}


def test_pages_are_no_larger_than_was_preferred_and_lead_to_the_last_entity() -> None:
    path = "/reports/odata/BaoCao"
    whole = said(path, **{"$orderby": "Ky desc"})
    read: list[Any] = []
    query: tuple[tuple[str, str], ...] = (("$orderby", "Ky desc"),)
    pages = 0
    while True:
        request = ProvinceRequest(
            path=path, params=query, headers=(("prefer", "odata.maxpagesize=50"),)
        )
        page = json.loads(Province(1).respond(request, NOON).body)
        assert len(page["value"]) <= 50
        read, pages = read + page["value"], pages + 1
        if "@odata.nextLink" not in page:
            break
        query = tuple(
            (name, value.replace("+", " "))
            for name, _, value in (
                pair.partition("=") for pair in page["@odata.nextLink"].partition("?")[2].split("&")
            )
        )
    assert pages > 3
    assert read[: len(whole["value"])] == whole["value"]
    assert len({one["Ma"] for one in read}) == len(read)


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("Nope", {}, 404),
        ("Dot", {"$orderby": "Nope"}, 400),
        ("Dot", {"$filter": "Ma gt 3"}, 501),
        ("Dot", {"$filter": "Nope eq 'x'"}, 400),
        ("Dot", {"$top": "x"}, 400),
    ],
)
def test_an_error_of_odata_has_a_code_and_a_message(
    path: str, params: dict[str, str], status: int
) -> None:
    answer = ask(f"/reports/odata/{path}", **params)
    assert answer.status == status
    assert json.loads(answer.body)["error"].keys() == {"code", "message"}


def test_one_property_can_be_filtered_by() -> None:
    told = said("/reports/odata/BaoCao", **{"$filter": "Ky eq '2026-10'"})["value"]
    assert {one["Ky"] for one in told} == {"2026-10"}


def test_a_site_s_page_names_its_feed_and_its_articles_are_there() -> None:
    page = ask("/web/da-lat").body.decode()
    assert 'href="/web/da-lat/rss.xml"' in page
    feed = fromstring(ask("/web/da-lat/rss.xml").body)
    links = [item.findtext("link") or "" for item in feed.iter("item")]
    assert links
    assert all(ask(link.removeprefix("http://127.0.0.1")).status == 200 for link in links)
    assert ask("/web/cat-tien").status == ask("/web/cat-tien/rss.xml").status == 500
    assert ask("/web/nope").status == 404
