"""The servers that a session shares: each answers, and says what it should."""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.request
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.servers.clamd import HARMFUL
from tests.servers.feeds import Article
from tests.servers.haproxy import RETRY_AFTER
from tests.servers.nginx import PASSWORD, USER
from tests.servers.suricata import ping, question
from tests.servers.zabbix import HOST, PROBLEM

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from pathlib import Path

    from tests.servers import (
        Clamd,
        Datasette,
        Feeds,
        HAProxy,
        MapServer,
        Nginx,
        Postgres,
        Suricata,
        Zabbix,
    )


def got(url: str, **headers: str) -> HTTPResponse:
    """The answer, read and closed by whoever asks; refusals are raised."""
    request = urllib.request.Request(
        url, headers={name.replace("_", "-"): words for name, words in headers.items()}
    )
    answer: HTTPResponse = urllib.request.urlopen(request, timeout=10)
    return answer


def text(url: str, **headers: str) -> str:
    with got(url, **headers) as answer:
        return answer.read().decode()


def refusal(url: str, **headers: str) -> urllib.error.HTTPError:
    with pytest.raises(urllib.error.HTTPError) as refused:
        got(url, **headers)
    refused.value.close()
    return refused.value


def opened_by(user: str, password: str, url: str) -> str:
    keys = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    keys.add_password(None, url, user, password)
    opener = urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(keys))
    with opener.open(url, timeout=10) as answer:
        return str(answer.read().decode())


def test_nginx_serves_a_folder_by_ranges_and_only_what_changed(
    nginx: Nginx, tmp_path: Path
) -> None:
    (tmp_path / "eve.json").write_bytes(b"0123456789")
    url = nginx.serve(tmp_path) + "/eve.json"
    with got(url, Range="bytes=4-") as part:
        assert (part.status, part.read()) == (206, b"456789")
        tag = part.headers["ETag"]
    assert refusal(url, Range="bytes=10-").code == 416
    assert refusal(url, If_None_Match=tag).code == 304
    assert nginx.asked()[-1].startswith(f"GET {url.removeprefix(nginx.url)} 304")


def test_nginx_lets_in_who_knows_the_password_and_proves_who_it_is(
    nginx: Nginx, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("mã,giá trị\n", encoding="utf-8")
    path = nginx.serve(tmp_path).removeprefix(nginx.url) + "/a.csv"
    locked = f"{nginx.url}/locked{path}"
    assert refusal(locked).code == 401
    assert opened_by(USER, PASSWORD, locked) == "mã,giá trị\n"
    trusting = ssl.create_default_context(cafile=nginx.authority)
    with urllib.request.urlopen(nginx.tls_url + path, timeout=10, context=trusting) as answer:
        assert answer.headers["Content-Type"] == "text/csv"


def test_nginx_that_was_killed_comes_back_at_its_address(nginx: Nginx) -> None:
    before = nginx.pid
    nginx.kill()
    with pytest.raises(urllib.error.URLError):
        got(nginx.status_url)
    nginx.start()
    assert nginx.pid != before
    assert text(nginx.status_url).startswith("Active connections: 1")


def test_haproxy_says_which_of_its_servers_are_down(haproxy: HAProxy) -> None:
    assert text(haproxy.gateway_url + "/truc/index.html") == "truc1"
    haproxy.servers["truc1"].kill()
    haproxy.await_state("truc1", "DOWN")
    assert refusal(haproxy.gateway_url + "/truc/index.html").code == 503
    assert "\ntrucvanban,truc1," in text(haproxy.url + "/stats;csv")
    assert 'haproxy_server_status{proxy="trucvanban",server="truc1",state="DOWN"} 1' in text(
        haproxy.url + "/metrics"
    )
    haproxy.servers["truc1"].start()
    haproxy.await_state("truc1", "UP")
    assert json.loads(text(haproxy.url + "/stats;json"))


def test_haproxy_refuses_strangers_and_those_who_come_too_often(haproxy: HAProxy) -> None:
    assert refusal(haproxy.url + "/locked/stats;csv").code == 401
    assert opened_by(USER, PASSWORD, haproxy.url + "/locked/stats;csv").startswith("# pxname,")
    haproxy.forget_requests()
    assert text(haproxy.url + "/limited/stats;csv").startswith("# pxname,")
    refused = refusal(haproxy.url + "/limited/stats;csv")
    assert (refused.code, refused.headers["Retry-After"]) == (429, str(RETRY_AFTER))
    haproxy.forget_requests()


def test_datasette_gives_a_table_in_pages(datasette: Datasette) -> None:
    url = datasette.table("ho_so", [{"mã": f"{number:03}", "số": None} for number in range(101)])
    first = json.loads(text(url + "?_shape=objects"))
    assert (len(first["rows"]), first["rows"][0]["mã"]) == (100, "000")
    assert [row["mã"] for row in json.loads(text(first["next_url"]))["rows"]] == ["100"]


def test_what_is_published_stands_in_the_feeds(feeds: Feeds) -> None:
    feeds.clear()
    at = datetime(2026, 3, 4, 1, 2, 3, tzinfo=UTC)
    feeds.publish(Article("Họp báo & <b>thử</b>", at, tags=("đà lạt",)))
    assert "<pubDate>Wed, 04 Mar 2026 01:02:03 +0000</pubDate>" in text(feeds.rss)
    with got(feeds.atom) as answer:
        assert "Họp báo &amp; " in answer.read().decode()
        tag = answer.headers["ETag"]
    assert refusal(feeds.atom, If_None_Match=tag).code == 304


def test_postgres_keeps_what_it_was_told_through_a_kill(postgres: Postgres) -> None:
    postgres.said("CREATE TABLE cu (ten text)", "INSERT INTO cu VALUES ('Đà Lạt')", "CHECKPOINT")
    postgres.kill()
    postgres.start()
    assert postgres.said("SELECT ten, now() AT TIME ZONE 'UTC' IS NULL FROM cu") == [
        ("Đà Lạt", False)
    ]


def test_suricata_adds_what_it_sees_to_one_file(suricata: Suricata) -> None:
    suricata.clear()
    at = datetime(2026, 3, 4, 1, 2, 3, tzinfo=UTC).timestamp()
    suricata.watch([question("10.1.2.3", "www.c2.example", at)])
    [alert] = alerts(text(suricata.url))
    assert alert["timestamp"] == "2026-03-04T01:02:03.000000+0000"
    assert (alert["alert"]["severity"], alert["src_ip"]) == (1, "10.1.2.3")
    size = suricata.eve.stat().st_size
    suricata.watch([ping("10.9.9.9", "10.1.2.3", at + 60)])
    [added] = alerts(text(suricata.url, Range=f"bytes={size}-"))
    assert (added["alert"]["signature"], added["alert"]["severity"]) == ("Dò quét ICMP", 3)


def alerts(lines: str) -> list[dict[str, Any]]:
    events = [json.loads(line) for line in lines.splitlines()]
    return [event for event in events if event["event_type"] == "alert"]


def test_clamd_finds_what_is_harmful_and_dates_its_signatures_in_its_own_zone(
    clamd: Clamd,
) -> None:
    assert clamd.said("INSTREAM", b"x" + HARMFUL) == "stream: Langbiang.Test.UNOFFICIAL FOUND"
    clamd.update(27400, datetime(2026, 3, 3, 20, 5, tzinfo=UTC))
    assert clamd.said("VERSION").endswith("/27400/Wed Mar  4 03:05:00 2026")
    clamd.kill()
    clamd.start()
    assert clamd.said("STATS").startswith("POOLS: 1")


PLACES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"ma": f"T{number}", "ten": "Xã thử", "dan_so": number * 1000},
            "geometry": {"type": "Point", "coordinates": [108.0 + number / 10, 11.9]},
        }
        for number in range(1, 4)
    ],
}


def test_mapserver_speaks_three_languages_of_one_map(mapserver: MapServer) -> None:
    mapserver.layer("xa", PLACES, title="Các xã")
    items = json.loads(text(mapserver.ogcapi + "/collections/xa/items?f=json&limit=2"))
    assert [feature["id"] for feature in items["features"]] == ["T1", "T2"]
    assert items["numberMatched"] == 3
    [following] = [link["href"] for link in items["links"] if link["rel"] == "next"]
    assert [one["id"] for one in json.loads(text(following))["features"]] == ["T3"]
    asked = "?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=xa&OUTPUTFORMAT=geojson"
    [first, *_] = json.loads(text(mapserver.ows + asked))["features"]
    assert first["geometry"]["coordinates"] == [108.1, 11.9]
    assert "Các xã" in text(mapserver.ows + "?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities")
    picture = (
        "?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=xa&STYLES=&CRS=EPSG:4326"
        "&BBOX=11,107,13,109&WIDTH=64&HEIGHT=64&FORMAT=image/png"
    )
    with got(mapserver.ows + picture) as answer:
        assert answer.read().startswith(b"\x89PNG")


def test_zabbix_raises_a_problem_and_ends_it(zabbix: Zabbix) -> None:
    zabbix.raise_problem()
    [problem] = zabbix.asked("problem.get")
    assert (problem["name"], problem["severity"]) == (PROBLEM, "4")
    asked = {"triggerids": problem["objectid"], "selectHosts": ["host"]}
    [trigger] = zabbix.asked("trigger.get", asked)
    assert [host["host"] for host in trigger["hosts"]] == [HOST]
    zabbix.resolve_problem()
    assert zabbix.asked("problem.get") == []
