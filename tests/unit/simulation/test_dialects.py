"""The dialects of the province behind the wall's own connectors, on a real socket and through a wall file
alone: what the operator reads, what the faults look like, and how a log grows.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from services.clock import HeldClock, SystemClock
from services.door import SourceError
from services.mask import Mask
from services.news import Answered, Batch, Covers, Outage, Reason
from services.records import (
    Alert,
    Endpoint,
    FeedItem,
    Incident,
    Mention,
    Observation,
    SecurityEvent,
    ServiceHealth,
    Vulnerability,
)
from services.simulation.answers import ProvinceRequest, Response
from services.simulation.day import HOME
from services.simulation.faults import Fault, answer
from services.simulation.history import ProvinceDoor
from services.simulation.province import Province
from services.simulation.server import ProvinceServer
from services.wall_file import installed, load, load_texts
from tests.live.reading import Reading
from ui.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.news import News
    from services.records import Record

pytestmark = pytest.mark.xdist_group("dialects")
NOON = datetime(2026, 11, 24, 14, 5, 37, tzinfo=HOME)
DAY = timedelta(days=1)
PAGES = {"soc": "su-co", "av": "avreport.xml", "media": "nguon"}
FILES = ("/soc/eve.json", "/media/rss.xml", "/media/atom.xml", "/av/avreport.xml")

SOURCES = """
  soc: {connector: alertmanager, url: "ROOT/soc"}
  soc-su-kien: {connector: eve, url: "ROOT/soc/eve.json"}
  soc-may-chu: {preset: wazuh_manager, url: "ROOT/soc/wazuh"}
  soc-lo-hong: {preset: wazuh_vulnerabilities, url: "ROOT/soc/indexer"}
  soc-canh-bao: {preset: wazuh_indexer, url: "ROOT/soc/indexer"}
  soc-mo-rong: {preset: opensearch, url: "ROOT/soc/indexer", with: {index: "wazuh-alerts-*", time: timestamp,
    signature: rule.description, severity: rule.level, category: "rule.groups[0]", source_ip: data.srcip},
    severities: {"5": 1, "9": 3, "12": 4, "15": 5}}
  soc-su-co:
    connector: http_json
    url: "ROOT/soc/su-co"
    answered_at: cap_nhat
    incidents: {each: "su_co[]", uid: ma, title: ten, severity: muc, opened: xay_ra, detected: phat_hien,
      contained: khoanh_vung, closed: dong, unit: don_vi, state: trang_thai}
    services: {each: "dich_vu[]", uid: ma, service: ten, state: trang_thai, at: lan_gui_cuoi}
  av: {preset: gravityzone, url: "ROOT/av/jsonrpc"}
  av-bao-cao: {connector: edxml_avreport, url: "ROOT/av/avreport.xml"}
  media: {preset: listening, url: "ROOT/media/tin"}
  media-nguon:
    connector: http_json
    url: "ROOT/media/nguon"
    services: {each: "nguon[]", uid: ma, service: ten, state: trang_thai, at: lan_thu_cuoi}
  bao-chi: {connector: feed, url: "ROOT/media/rss.xml"}
  bao-chi-atom: {connector: feed, url: "ROOT/media/atom.xml"}
"""


@pytest.fixture(scope="module")
def server() -> Iterator[ProvinceServer]:
    with ProvinceServer(port=0, seed=1, clock=HeldClock(NOON)) as running:
        yield running


@pytest.fixture(scope="module")
def read(server: ProvinceServer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Batch]:
    """What each source of the wall gave, asked once."""
    news = asked(server, tmp_path_factory.mktemp("tuong"))
    outages = [one for one in news.values() if isinstance(one, Outage)]
    assert outages == []
    return {name: one for name, one in news.items() if isinstance(one, Batch)}


def asked(server: ProvinceServer, folder: Path) -> dict[str, News]:
    file = folder / "tuong.yaml"
    text = SOURCES.replace("ROOT", server.root_url.rstrip("/"))
    file.write_text(f"wall: 1\nsources:{text}", encoding="utf-8")
    loaded = load(file, installed())
    assert loaded.wall is not None, loaded.faults
    intake = Intake(loaded.wall, loaded.plugins, SystemClock(), folder, None, Mask())
    try:
        return Reading(intake).news()
    finally:
        intake.close()


def of[T: Record](kind: type[T], batch: Batch) -> list[T]:
    return [record for record in batch.records if isinstance(record, kind)]


def test_every_source_is_read_whole_and_says_that_it_is_simulated(read: dict[str, Batch]) -> None:
    assert len(read) == 13
    for name, batch in read.items():
        assert batch.records, name
        assert batch.simulated, name
        assert (batch.notes, batch.missing) == ((), None), name
        assert batch.covers is not Covers.PART, name


def test_the_centre_s_records_are_those_that_its_metrics_need(read: dict[str, Batch]) -> None:
    assert all(one.severity is not None for one in of(Alert, read["soc"]))
    events = of(SecurityEvent, read["soc-su-kien"])
    assert {one.severity for one in events} == {5, 3, 2}
    assert all(one.dst for one in events)
    agents = of(Endpoint, read["soc-may-chu"])
    assert 200 <= len(agents) <= 230
    assert {one.av_state for one in agents} <= {"active", "disconnected", "never_connected"}
    holes = of(Vulnerability, read["soc-lo-hong"])
    assert {5, 4} <= {one.severity for one in holes}
    assert all(one.found and one.asset for one in holes)
    assert of(SecurityEvent, read["soc-canh-bao"])
    assert of(SecurityEvent, read["soc-mo-rong"])
    incidents = of(Incident, read["soc-su-co"])
    assert any(one.closed and one.detected and one.opened for one in incidents)
    (sharing,) = of(ServiceHealth, read["soc-su-co"])
    assert (sharing.service, sharing.state) == ("Chia sẻ với NCSC", "đang hoạt động")
    assert sharing.at is not None
    assert NOON - sharing.at < timedelta(minutes=15)


def test_the_antivirus_records_are_those_that_its_metrics_need(read: dict[str, Batch]) -> None:
    computers = of(Endpoint, read["av"])
    assert len(computers) == 480
    assert 460 <= sum(one.av_state == "managed" for one in computers) < 480
    reported = of(Endpoint, read["av-bao-cao"])
    assert {one.name for one in reported} == {
        one.name for one in computers if one.av_state == "managed"
    }
    late = [one for one in reported if one.updated and one.updated < NOON - 7 * DAY]
    assert 0 < len(late) < len(reported) / 10
    assert any(one.infected for one in reported)
    assert all(one.unit for one in reported)
    events = of(SecurityEvent, read["av-bao-cao"])
    assert {"Connection"} < {one.category for one in events}
    assert of(Vulnerability, read["av-bao-cao"])
    assert "malware" in {one.indicator for one in of(Observation, read["av-bao-cao"])}
    assert read["av-bao-cao"].at == datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def test_what_is_written_of_the_province_is_read_with_tones_and_dates(
    read: dict[str, Batch],
) -> None:
    mentions = of(Mention, read["media"])
    day = [one for one in mentions if one.time > NOON - DAY]
    assert 60 <= len(day) <= 150
    assert {one.tone for one in mentions} == {"positive", "neutral", "negative"}
    assert any(one.due and one.handled for one in mentions)
    crawlers = of(ServiceHealth, read["media-nguon"])
    assert len(crawlers) == 126
    assert Counter(one.state for one in crawlers)["đang chạy"] > 115
    rss, atom = of(FeedItem, read["bao-chi"]), of(FeedItem, read["bao-chi-atom"])
    assert len(rss) == 30
    assert [(one.uid, one.title, one.published) for one in rss] == [
        (one.uid, one.title, one.published) for one in atom
    ]
    assert all(one.published and len(one.tags) == 2 for one in rss)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [("401", Reason.UNAUTHORISED), ("403", Reason.UNAUTHORISED), ("500", Reason.REFUSED),
     ("down", Reason.UNREACHABLE)],
)  # fmt: skip
def test_a_fault_of_a_system_is_an_outage_of_each_of_its_sources(
    tmp_path: Path, kind: str, reason: Reason
) -> None:
    systems = {"soc": kind, "av": kind, "media": kind}
    with ProvinceServer(port=0, seed=1, clock=HeldClock(NOON), faults=systems) as broken:
        news = asked(broken, tmp_path)

    assert len(news) == 13
    for name, one in news.items():
        assert isinstance(one, Outage), name
        assert one.reason is reason, (name, one)


def connected(source: str) -> tuple[Any, Any]:
    """A source's settings and its connector."""
    plugins = installed()
    text = SOURCES.replace("ROOT", "http://127.0.0.1")
    loaded = load_texts({"w": f"wall: 1\nsources:{text}"}, "w", plugins)
    assert loaded.wall is not None, loaded.faults
    settings = loaded.wall.sources[source]
    return settings, plugins.connectors[settings.connector]


def door_of(settings: Any, fault: Fault, at: datetime = NOON) -> ProvinceDoor:
    path = settings.url.removeprefix("http://127.0.0.1")
    return ProvinceDoor(province=Province(1), base=path, fault=fault, asked=at)


NAMES = [line.strip().partition(":")[0] for line in SOURCES.splitlines() if line.startswith("  ")
         and not line.startswith("   ")]  # fmt: skip


def told(name: str, fault: Fault, at: datetime = NOON) -> Answered | SourceError:
    settings, connector = connected(name)
    try:
        found: Answered = connector.ask(settings, door_of(settings, fault, at), None)
    except SourceError as failure:
        return failure
    return found


@pytest.mark.parametrize("name", NAMES)
def test_garbage_is_malformed_or_a_part_that_says_so(name: str) -> None:
    fault = Fault(kind="garbage")
    minutes = [NOON + n * timedelta(minutes=1) for n in range(20)]
    system = connected(name)[0].url.split("/")[3]
    kinds = {
        dict(get(f"/{system}/{PAGES[system]}", at, fault).headers)["Content-Type"]: at
        for at in minutes
    }
    page = told(name, fault, kinds.pop("text/html; charset=utf-8"))
    (half,) = (told(name, fault, at) for at in kinds.values())
    assert isinstance(page, SourceError)
    assert page.reason is Reason.MALFORMED
    if name in {"soc-su-kien", "bao-chi", "bao-chi-atom"}:
        # half a log is a log, and a feed is read as far as it goes
        assert isinstance(half, Answered)
        assert half.records
        assert half.notes or name == "soc-su-kien"
    else:
        assert isinstance(half, SourceError)
        assert half.reason is Reason.MALFORMED


@pytest.mark.parametrize("name", NAMES)
def test_what_is_stale_is_as_old_as_what_it_repeats(name: str) -> None:
    frozen = NOON - timedelta(minutes=45)
    then = told(name, Fault(kind="none"), frozen)
    now = told(name, Fault(kind="stale", frozen=frozen))
    assert isinstance(then, Answered)
    assert isinstance(now, Answered)

    # How many alerts a log had within 24 hours is reckoned when it was read, however old its last line.
    lasting = [[one for one in said.records if "_24h" not in one.uid] for said in (then, now)]
    assert lasting[0] == lasting[1]
    assert lasting[0]
    assert now.at == then.at


def get(path: str, at: datetime = NOON, fault: Fault | None = None, **headers: str) -> Response:
    request = ProvinceRequest(
        path=path, headers=tuple((n.replace("_", "-"), v) for n, v in headers.items())
    )
    return answer(Province(1), request, fault or Fault(kind="none"), at)


class TestFiles:
    def test_a_log_only_grows_within_its_week_and_starts_anew_on_monday(self) -> None:
        hours = [NOON + timedelta(minutes=47) * n for n in range(12)]
        bodies = [get("/soc/eve.json", at).body for at in hours]
        assert all(later.startswith(body) for body, later in pairwise(bodies))
        assert len(bodies[-1]) > len(bodies[0])
        midnight = datetime(2026, 11, 30, tzinfo=HOME)
        last = get("/soc/eve.json", midnight - timedelta(microseconds=1)).body
        assert get("/soc/eve.json", midnight).body == b""
        assert get("/soc/eve.json.1", midnight).body == last
        assert get("/soc/eve.json", midnight, range="bytes=0-").status == 416

    def test_a_log_whose_sensor_is_stuck_stays_as_it_was(self) -> None:
        began = NOON - timedelta(minutes=20)
        stuck = Fault(kind="stale", frozen=began - timedelta(minutes=45), since=began)
        assert get("/soc/eve.json", fault=stuck).body == get("/soc/eve.json", began).body

    def test_a_wrong_clock_shows_in_lines_written_since(self) -> None:
        began = NOON - timedelta(hours=2)
        body = get("/soc/eve.json", fault=Fault(kind="skew", since=began)).body
        before = get("/soc/eve.json", began).body
        assert body.startswith(before)
        later = [json.loads(line) for line in body[len(before) :].splitlines()]
        sound = [json.loads(line) for line in get("/soc/eve.json").body[len(before) :].splitlines()]
        assert later
        for wrong, right in zip(later, sound, strict=True):
            ahead = datetime.fromisoformat(wrong["timestamp"]) - datetime.fromisoformat(
                right["timestamp"]
            )
            assert ahead == timedelta(minutes=10)

    @pytest.mark.parametrize("path", FILES)
    def test_parts_of_a_file_are_given_by_their_bytes(self, path: str) -> None:
        whole = get(path).body
        size = len(whole)
        for asked_for, begins, ends in (
            ("bytes=0-9", 0, 10),
            (f"bytes={size - 5}-", size - 5, size),
            ("bytes=-7", size - 7, size),
            (f"bytes=3-{size * 2}", 3, size),
            (f"bytes=-{size * 2}", 0, size),
        ):
            part = get(path, range=asked_for)
            assert (part.status, part.body) == (206, whole[begins:ends])
            assert dict(part.headers)["Content-Range"] == f"bytes {begins}-{ends - 1}/{size}"

    @pytest.mark.parametrize("path", FILES)
    def test_beyond_its_end_a_file_has_nothing(self, path: str) -> None:
        size = len(get(path).body)
        for asked_for in (f"bytes={size}-", "bytes=-0", "bytes=9-3", "lines=1-2"):
            part = get(path, range=asked_for)
            assert part.status == 416
            assert dict(part.headers)["Content-Range"] == f"bytes */{size}"
            assert dict(part.headers)["Langbiang-Simulated"] == "cong_bo"

    @pytest.mark.parametrize("path", FILES)
    def test_who_has_a_file_gets_a_304_and_whose_part_is_of_another_gets_the_whole(
        self, path: str
    ) -> None:
        whole = get(path)
        said = dict(whole.headers)
        for again in (
            get(path, if_none_match=said["ETag"]),
            get(path, if_modified_since=said["Last-Modified"]),
        ):
            assert (again.status, again.body) == (304, b"")
            assert dict(again.headers)["ETag"] == said["ETag"]
        assert get(path, if_none_match='"x"', if_modified_since=said["Last-Modified"]).status == 200
        assert get(path, range="bytes=1-2", if_range='"x"').body == whole.body
        assert get(path, range="bytes=1-2", if_range=said["ETag"]).status == 206
        assert get(path, range="bytes=1-2,4-5").body == whole.body

    def test_a_log_is_read_on_from_where_it_was_left(self) -> None:
        settings, connector = connected("soc-su-kien")
        first = connector.ask(settings, door_of(settings, Fault(kind="none")), None)
        later = NOON + timedelta(hours=1)
        second = connector.ask(settings, door_of(settings, Fault(kind="none"), later), first.cursor)
        third = connector.ask(settings, door_of(settings, Fault(kind="none"), later), second.cursor)

        seen = {r.uid for r in first.records if isinstance(r, SecurityEvent)}
        new = {r.uid for r in second.records if isinstance(r, SecurityEvent)}
        assert new
        assert not seen & new
        assert len(seen | new) == get("/soc/eve.json", later).body.count(b"\n")
        assert not any(isinstance(r, SecurityEvent) for r in third.records)
        assert (second.notes, third.notes) == ((), ())
