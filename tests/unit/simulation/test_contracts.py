"""Each dialect of the province, held against recordings of the real servers; where there are none,
against what their vendors document.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from services.connectors.http_json import HttpJson
from services.simulation.answers import ProvinceRequest, Response
from services.simulation.day import HOME
from services.simulation.province import Province
from services.wall_file import installed, load_texts
from tests.unit.simulation.shapes import Shape, misfits, of_xml, shape

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 11, 24, 14, 5, 37, tzinfo=HOME)
DAYS = [NOON + timedelta(days=n, hours=n) for n in range(0, 12, 3)]
RECORDINGS, CONTRACTS = (Path(__file__).parents[2] / name for name in ("recordings", "contracts"))


def ask(path: str, at: datetime = NOON, **more: Any) -> Response:
    return Province(1).respond(ProvinceRequest(path=path, **more), at)


def post(path: str, body: object, at: datetime = NOON) -> Any:
    answer = ask(path, at, method="POST", body=json.dumps(body).encode())
    return json.loads(answer.body)


def real(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def fits(said: Any, known: Shape, *lacking: str) -> None:
    assert list(misfits(said, known, set(lacking))) == []


def body_of(preset: str) -> Any:
    """The question that the preset puts, with its defaults."""
    source = f'{{preset: {preset}, url: "https://x.example"}}'
    loaded = load_texts({"w": f"wall: 1\nsources:\n  a: {source}\n"}, "w", installed())
    assert loaded.wall is not None, loaded.faults
    settings = loaded.wall.sources["a"]
    assert isinstance(settings, HttpJson)
    return settings.body


@pytest.mark.parametrize("at", DAYS, ids=str)
def test_alerts_are_those_of_a_real_alertmanager(at: datetime) -> None:
    recorded = shape([real(RECORDINGS / "alertmanager_v2_alerts.json")])
    said = json.loads(ask("/soc/api/v2/alerts", at).body)

    assert said
    fits(said, recorded, "[].labels.*", "[].annotations.*")
    assert {type(label) for one in said for label in one["labels"].values()} == {str}


@pytest.mark.parametrize("at", DAYS, ids=str)
def test_events_are_those_of_a_real_suricata(at: datetime) -> None:
    """A sensor on the wire counts no packets of a file, and not every session is one of the web."""
    recorded = shape(real(RECORDINGS / "suricata_eve_alert.json"))
    lines = [json.loads(line) for line in ask("/soc/eve.json", at).body.splitlines()]

    assert len(lines) > 50
    for line in lines:
        fits(line, recorded, "pcap_cnt", "http")
        assert ("http" in line) == (line["app_proto"] == "http")
        assert datetime.fromisoformat(line["timestamp"]) <= at
    order = [line["timestamp"] for line in lines]
    assert order == sorted(order)


@pytest.mark.parametrize("name", ["rss", "atom"])
@pytest.mark.parametrize("at", DAYS, ids=str)
def test_feeds_are_those_of_a_real_pelican(name: str, at: datetime) -> None:
    recorded = shape([of_xml((RECORDINGS / f"pelican_{name}.xml").read_bytes())])
    answer = ask(f"/media/{name}.xml", at)

    fits(of_xml(answer.body), recorded)
    assert {"ETag", "Last-Modified", "Accept-Ranges"} <= dict(answer.headers).keys()


def test_the_manager_s_answers_are_those_that_wazuh_documents() -> None:
    agents = json.loads(ask("/soc/wazuh/agents").body)
    fits(agents, shape([real(CONTRACTS / "wazuh_agents.json")]), "data.failed_items[]")
    summary = json.loads(ask("/soc/wazuh/agents/summary/status").body)
    fits(summary, shape([real(CONTRACTS / "wazuh_summary.json")]))
    states = [one["status"] for one in agents["data"]["affected_items"]]
    assert summary["data"]["connection"]["active"] == states.count("active") - 1
    assert summary["data"]["connection"]["total"] == len(states) - 1


def envelope(answer: dict[str, Any]) -> dict[str, Any]:
    """Without documents, and without the values that they are sorted by."""
    hits = [
        {name: value for name, value in hit.items() if name not in {"_source", "sort"}}
        for hit in answer["hits"]["hits"]
    ]
    return answer | {"hits": answer["hits"] | {"hits": hits}}


@pytest.mark.parametrize(
    ("preset", "index", "contract", "lacking"),
    [
        ("wazuh_indexer", "wazuh-alerts-*", "wazuh_alerts", {"data.srcuser"}),
        ("wazuh_vulnerabilities", "wazuh-states-vulnerabilities-*", "wazuh_vulnerabilities", ()),
    ],
)
def test_the_indexer_s_answers_are_those_that_opensearch_and_wazuh_document(
    preset: str, index: str, contract: str, lacking: Any
) -> None:
    said = post(f"/soc/indexer/{index}/_search", body_of(preset))
    documented = real(CONTRACTS / f"{contract}.json")

    assert said["hits"]["hits"]
    fits(envelope(said), shape([envelope(real(CONTRACTS / "opensearch_search.json"))]))
    sources = shape([hit["_source"] for hit in documented["hits"]["hits"]])
    for hit in said["hits"]["hits"]:
        fits(hit["_source"], sources, *lacking)


def test_computers_are_listed_as_gravityzone_documents() -> None:
    documented = real(CONTRACTS / "gravityzone_endpoints.json")
    asked = {"jsonrpc": "2.0", "method": "getEndpointsList", "id": "1"}
    path = "/av/jsonrpc/v1.0/jsonrpc/network/computers"
    first = post(path, asked | {"params": {"page": 1, "perPage": 100}})
    last = post(path, asked | {"params": {"page": 5, "perPage": 100}})

    fits(first, shape([documented]))
    assert 300 <= first["result"]["total"] <= 600
    assert (first["result"]["pagesCount"], len(last["result"]["items"])) == (5, 80)
    assert post(path, asked)["result"]["perPage"] == 30


def test_mentions_are_listed_as_the_preset_has_them() -> None:
    documented = real(CONTRACTS / "mentions_CONSTRUCTED.json")
    said = json.loads(ask("/media/tin", params=(("limit", "500"),)).body)

    fits(said, shape([documented]))
    day = [one for one in said["data"] if one["published_at"] > (NOON - timedelta(1)).isoformat()]
    assert 60 <= len(day) <= 150
    times = [one["published_at"] for one in said["data"]]
    assert times == sorted(times, reverse=True)
    two = json.loads(ask("/media/tin", params=(("limit", "10"), ("page", "2"))).body)
    assert two["data"] == said["data"][10:20]


def test_a_report_has_the_names_of_the_ministry_s_form() -> None:
    form = of_xml((CONTRACTS / "avreport_CONSTRUCTED.xml").read_bytes())
    said = of_xml(ask("/av/avreport.xml").body)

    assert len(said["edXMLEnvelope"]) > 20
    known = shape([form])
    for envelope_ in said["edXMLEnvelope"]:
        for wrong in misfits(envelope_, known):
            # what a report has none of has no machines in it
            assert wrong.endswith(".Machine is missing"), wrong


REFUSED = {
    "/soc/api/v2/alerts": "Unauthorized",
    "/soc/wazuh/agents": {"type": "about:blank", "title": "Unauthorized", "detail": "Invalid token"},
    "/soc/indexer/wazuh-alerts-*/_search": {
        "error": {"root_cause": [{"type": "x", "reason": "x"}], "type": "x", "reason": "x"},
        "status": 403,
    },
    "/av/jsonrpc": {
        "id": None,
        "jsonrpc": "2.0",
        "error": {"code": -32000, "message": "x", "data": {"details": "x"}},
    },
    "/media/tin": {"error": {"code": "x", "message": "quota"}},
}  # fmt: skip
"""Bodies of refusals, as each product has them."""


class TestErrors:
    @pytest.mark.parametrize("path", REFUSED)
    @pytest.mark.parametrize("status", [401, 403, 405, 429, 500])
    def test_a_refusal_has_the_body_of_the_product(self, path: str, status: int) -> None:
        refused = Province(1).refuse(ProvinceRequest(path=path), NOON, status)
        assert refused is not None
        assert refused.status == status
        if path.endswith("_search") and status == 401:
            assert refused.body == b"Unauthorized"
            assert dict(refused.headers)["WWW-Authenticate"].startswith("Basic")
            return
        said = json.loads(refused.body)
        for field in ("remediation", "error") if "wazuh" in path and "title" in said else ():
            said.pop(field, None)
        fits(said, shape([REFUSED[path]]))

    @pytest.mark.parametrize(
        "path", ["/soc/eve.json", "/media/rss.xml", "/media/atom.xml", "/av/avreport.xml"]
    )
    @pytest.mark.parametrize("status", [401, 403, 405, 429, 500])
    def test_a_file_is_refused_by_a_page_of_nginx(self, path: str, status: int) -> None:
        refused = Province(1).refuse(ProvinceRequest(path=path), NOON, status)
        assert refused is not None
        assert (refused.status, dict(refused.headers)["Content-Type"]) == (status, "text/html")
        assert f"<title>{status} ".encode() in refused.body

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            (b"{", -32700),
            (b"[" * 60_000, -32700),
            (b"[]", -32600),
            (b'{"jsonrpc": "2.0", "method": "createScanTask", "id": 1}', -32601),
            (b'{"jsonrpc": "2.0", "method": "getEndpointsList", "params": []}', -32602),
            (
                b'{"jsonrpc": "2.0", "method": "getEndpointsList", "params": {"perPage": 101}}',
                -32602,
            ),
            (b'{"jsonrpc": "2.0", "method": "getEndpointsList", "params": {"page": "1"}}', -32602),
        ],
    )
    def test_a_wrong_call_is_an_error_object_with_a_200(self, body: bytes, code: int) -> None:
        answer = ask("/av/jsonrpc", method="POST", body=body)
        said = json.loads(answer.body)

        assert (answer.status, said["error"]["code"]) == (200, code)
        fits(said | {"id": None}, shape([REFUSED["/av/jsonrpc"]]))

    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            (b"{", "parsing_exception"),
            (b"[]", "parsing_exception"),
            (b'{"query": {"fuzzy": {}}}', "parsing_exception"),
            (b'{"query": {"bool": {"should": []}}}', "parsing_exception"),
            (b'{"query": 5}', "parsing_exception"),
            (b'{"query": {"range": {"timestamp": {"gte": "hom qua"}}}}', "parse_exception"),
            (b'{"query": {"query_string": {"query": "a AND b"}}}', "query_shard_exception"),
            (b'{"from": 9900, "size": 500}', "illegal_argument_exception"),
            (b'{"size": -1}', "illegal_argument_exception"),
            (b'{"sort": [[]]}', "parsing_exception"),
        ],
    )
    def test_a_wrong_search_is_refused_as_by_an_index(self, body: bytes, kind: str) -> None:
        answer = ask("/soc/indexer/wazuh-alerts-*/_search", method="POST", body=body)
        said = json.loads(answer.body)

        assert (answer.status, said["error"]["type"]) == (400, kind)
        fits(said, shape([REFUSED["/soc/indexer/wazuh-alerts-*/_search"]]))

    def test_an_index_that_is_not_there_is_not_found_and_a_pattern_without_one_is_empty(
        self,
    ) -> None:
        answer = ask("/soc/indexer/nothing/_search", method="POST", body=b"{}")
        assert answer.status == 404
        assert json.loads(answer.body)["error"]["type"] == "index_not_found_exception"
        assert post("/soc/indexer/nothing-*/_search", {})["hits"]["total"]["value"] == 0

    @pytest.mark.parametrize(
        ("name", "value"), [("limit", "0"), ("limit", "x"), ("limit", "100001"), ("offset", "-1")]
    )
    def test_a_wrong_page_of_agents_is_a_bad_request(self, name: str, value: str) -> None:
        answer = ask("/soc/wazuh/agents", params=((name, value),))
        assert answer.status == 400
        assert json.loads(answer.body)["title"] == "Bad Request"
        assert json.loads(answer.body)["error"] in {1403, 1405}


def searched(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    hits = post("/soc/indexer/wazuh-alerts-*/_search", body)["hits"]["hits"]
    return (hit["_source"] for hit in hits)


def test_a_search_chooses_sorts_pages_and_shortens() -> None:
    query = {
        "bool": {
            "filter": [{"range": {"timestamp": {"gte": "now-24h", "lte": "now"}}}],
            "must": {"terms": {"rule.groups": ["high", "critical"]}},
            "must_not": [{"term": {"agent.id": "001"}}],
        }
    }
    every = list(searched({"query": query, "size": 500, "sort": ["timestamp"]}))
    assert every
    assert {one["rule"]["level"] for one in every} <= {12, 15}
    assert "001" not in {one["agent"]["id"] for one in every}
    times = [one["timestamp"] for one in every]
    assert times == sorted(times)
    page = list(searched({"query": query, "size": 2, "from": 1, "sort": ["timestamp"]}))
    assert page == every[1:3]
    few = next(
        searched({"_source": ["rule.level", "agent"], "size": 1, "query": {"match_all": {}}})
    )
    assert few.keys() == {"rule", "agent"}
    assert few["rule"].keys() == {"level"}
    as_string = {"query_string": {"query": "timestamp:[now-24h TO now]"}}
    within = {"range": {"timestamp": {"gte": "now-24h", "lte": "now"}}}
    assert list(searched({"query": as_string, "size": 500})) == list(
        searched({"query": within, "size": 500})
    )


def test_a_token_is_given_to_whoever_asks() -> None:
    for method in ("GET", "POST"):
        said = json.loads(ask("/soc/wazuh/security/user/authenticate", method=method).body)
        assert said["error"] == 0
        assert said["data"]["token"].count(".") == 2
