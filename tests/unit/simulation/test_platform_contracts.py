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
from typing import Any

import pytest

from services.simulation.chance import Chance
from services.simulation.systems.lgsp import gateway
from tests.unit.simulation.asked import (
    DAYS,
    NOON,
    RECORDINGS,
    ask,
    call,
    fits,
    post,
    real,
    refused,
    said,
)
from tests.unit.simulation.shapes import shape

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
