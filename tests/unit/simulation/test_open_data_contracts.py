from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from defusedxml.ElementTree import fromstring

from services.simulation.answers import ProvinceRequest
from services.simulation.province import Province
from services.simulation.systems.opendata.packages import identifier
from tests.unit.simulation.asked import DAYS, NOON, ask, fits, real, refused, said
from tests.unit.simulation.shapes import shape

if TYPE_CHECKING:
    from datetime import datetime

ACTION = "/opendata/api/3/action"


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
