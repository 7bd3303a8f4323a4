"""Documents, the platform, data, the map, reports and web sites of the province behind the wall's own
connectors, on a real socket and through a wall file alone.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from services.clock import HeldClock
from services.door import SourceError
from services.mask import Mask
from services.news import Answered, Batch, Covers, Outage, Reason
from services.records import (
    Alert,
    Dataset,
    Document,
    DocumentState,
    Feature,
    MapPicture,
    Observation,
    Organ,
    Programme,
    ProtectedSystem,
    Reply,
    ReportDue,
    Round,
    Sample,
    ServiceHealth,
    Task,
)
from services.simulation import temper
from services.simulation.chance import Chance
from services.simulation.day import HOME
from services.simulation.faults import Fault
from services.simulation.history import ProvinceDoor
from services.simulation.province import Province
from services.simulation.server import ProvinceServer
from services.simulation.systems.lgsp import gateway, machines
from services.simulation.systems.opendata.packages import identifier
from services.wall_file import installed, load, load_texts
from tests.live.reading import Reading
from ui.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from services.news import News
    from services.records import Record

pytestmark = pytest.mark.xdist_group("platforms")
NOON = datetime(2026, 11, 24, 14, 5, 37, tzinfo=HOME)
TABLE = identifier("resource", "Danh mục trạm y tế")

SOURCES = f"""
  docs: {{connector: edxml_axis, url: "ROOT/docs/axis"}}
  docs-tinh: {{connector: edxml_axis, dialect: provincial, system_id: wall, url: "ROOT/docs/tinh"}}
  docs-edoc: {{connector: edxml_axis, dialect: edoc, organ: "000.00.00.H36", url: "ROOT/docs/edoc"}}
  lgsp: {{connector: prometheus, url: "ROOT/lgsp", queries: {{calls: lgsp_calls_per_minute,
    up: {{query: lgsp_service_up, records: services}}}}}}
  lgsp-dich-vu: {{connector: haproxy, url: "ROOT/lgsp"}}
  lgsp-zabbix: {{connector: zabbix, url: "ROOT/lgsp/zabbix", items: {{cpu: {{key: system.cpu.util,
    history: 1 h}}}}}}
  lgsp-nginx: {{connector: nginx_status, url: "ROOT/lgsp/nginx_status"}}
  opendata: {{connector: ckan, url: "ROOT/opendata", fresh_within: 400 d, resource: "{TABLE}",
    observations: {{indicator: "'so_luong'", value: so_luong, period: ky}}}}
  opendata-bang: {{preset: ckan_table, url: "ROOT/opendata", with: {{resource: "{TABLE}",
    indicator: so_luong, value: so_luong, period: ky}}}}
  sectordb: {{preset: datasette, url: "ROOT/sectordb", with: {{database: nganh, table: so_lieu,
    indicator: chi_tieu, value: gia_tri, page: 50}}}}
  bcd35:
    connector: http_json
    url: "ROOT/sectordb/he-thong"
    answered_at: cap_nhat
    protected_systems: {{each: "he_thong[]", uid: ma, name: ten, unit: don_vi, committee: ban_chi_dao,
      grade: cap_do, dossier: ho_so_cap_do, availability: san_sang, soc: soc, antivirus: chong_ma_doc,
      open_vulnerabilities: lo_hong_mo, state: trang_thai}}
  map: {{connector: ogc_features, url: "ROOT/map/ogc", size: 150}}
  map-wfs: {{connector: wfs, url: "ROOT/map/wfs", size: 150, fid: ma}}
  map-wms: {{connector: wms, url: "ROOT/map/wms", layers: [don-vi, bts], width: 400}}
  map-so-do: {{connector: geojson, url: "ROOT/map/don-vi.geojson",
    observations: {{indicator: "'bts'", value: properties.bts, territory: properties.code}}}}
  tong-hop: {{preset: odata, url: "ROOT/reports/odata", with: {{set: TongHop, indicator: ChiTieu,
    value: GiaTri, period: Ky, page: 30}}}}
  bao-cao:
    connector: http_json
    url: "ROOT/reports/odata/BaoCao?$count=true"
    headers: {{Prefer: odata.maxpagesize=100}}
    pages: {{link: '"@odata.nextLink"'}}
    total: '"@odata.count"'
    reports_due: {{each: "value[]", uid: Ma, report: Ten, unit: DonVi, period: Ky, round: Dot, due: Han,
      submitted: GuiLuc, approved: DuyetLuc, returned: TraLaiLuc}}
  dot:
    connector: http_json
    url: "ROOT/reports/odata/Dot"
    rounds: {{each: "value[]", uid: Ma, name: Ten, asker: BenYeuCau, document: VanBan, as_of: TinhDen,
      due: Han, expected: DonViPhaiGui, answered: DonViDaGui, closed: DongLuc}}
  nhiem-vu:
    connector: http_json
    url: "ROOT/reports/nhiem-vu"
    answered_at: cap_nhat
    tasks: {{each: "nhiem_vu[]", uid: ma, title: ten, lead_unit: don_vi, assigner: nguoi_giao,
      assigned: ngay_giao, due: han, finished: xong_luc, progress: tien_do, state: trang_thai}}
    programmes: {{each: "chuong_trinh[]", uid: ma, name: ten, period: ky, planned: ke_hoach,
      disbursed: giai_ngan, state: trang_thai,
      milestones: "moc[].{{name: ten, due: han, done: xong}}"}}
  trang-tin:
    connector: check
    url: "ROOT/web"
    articles: true
    targets: [{{url: /da-lat}}, {{url: /dam-rong}}, {{url: /da-teh}}, {{url: /cat-tien}}]
"""


@pytest.fixture(scope="module")
def server() -> Iterator[ProvinceServer]:
    """Its slow places are in no hurry to be slow."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(temper, "pause", lambda *_: timedelta())
        with ProvinceServer(port=0, seed=1, clock=HeldClock(NOON)) as running:
            yield running


@pytest.fixture(scope="module")
def read(server: ProvinceServer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Batch]:
    """What each source of the wall gave, asked once."""
    news = asked(server, tmp_path_factory.mktemp("tuong"))
    assert [one for one in news.values() if isinstance(one, Outage)] == []
    return {name: one for name, one in news.items() if isinstance(one, Batch)}


def asked(server: ProvinceServer, folder: Path, sources: str = SOURCES) -> dict[str, News]:
    file = folder / "tuong.yaml"
    text = sources.replace("ROOT", server.root_url.rstrip("/"))
    file.write_text(f"wall: 1\nsources:{text}", encoding="utf-8")
    loaded = load(file, installed())
    assert loaded.wall is not None, loaded.faults
    intake = Intake(loaded.wall, loaded.plugins, HeldClock(NOON), folder, None, Mask())
    try:
        return Reading(intake).news()
    finally:
        intake.close()


def of[T: Record](kind: type[T], batch: Batch | Answered | SourceError) -> list[T]:
    assert not isinstance(batch, SourceError)
    return [record for record in batch.records if isinstance(record, kind)]


def figures(batch: Batch) -> dict[str, Decimal | None]:
    return {one.indicator: one.value for one in of(Observation, batch)}


def test_every_source_is_read_whole_and_says_that_it_is_simulated(read: dict[str, Batch]) -> None:
    assert len(read) == 20
    for name, batch in read.items():
        assert batch.records, name
        assert batch.simulated, name
        assert (batch.notes, batch.missing) == ((), None), name
        assert batch.covers is not Covers.PART, name


def test_a_wall_reads_of_the_axis_what_is_on_its_way(read: dict[str, Batch]) -> None:
    documents, states = of(Document, read["docs"]), of(DocumentState, read["docs"])

    assert len(documents) == len(states) > 300
    assert all(one.due and one.subject and one.sender and one.to for one in documents)
    codes = Counter(one.code for one in states)
    assert codes.keys() <= {"01", "02", "03", "04", "05", "06", "13", "15", "16"}
    assert min(codes["01"], codes["06"]) > 0
    told = figures(read["docs"])
    assert told["received"] == len([d for d in documents if ".G" in (d.sender or "")])
    assert told["waiting_documents"] == codes["01"]
    inside = of(Document, read["docs-tinh"])
    assert 0 < len(inside) < len(documents)
    assert {one.number for one in inside} < {one.number for one in documents}
    assert {one.code for one in of(DocumentState, read["docs-edoc"])} == {"01"}


def test_the_edoc_service_names_the_organs_that_the_lists_call_by_codes(
    read: dict[str, Batch],
) -> None:
    names = {one.id: one.names for one in of(Organ, read["docs-edoc"])}

    assert len(names) == 32
    assert {one.sender for one in of(Document, read["docs"])} <= names.keys()
    assert ("UBND huyện Di Linh",) in names.values()


def test_the_gateway_is_seen_alike_by_all_who_look_at_it(read: dict[str, Batch]) -> None:
    chance = Chance(1)
    backends = [one for one in of(ServiceHealth, read["lgsp-dich-vu"]) if one.instance is None]
    down = {one.service for one in backends if one.state == Reply.NONE}

    assert len(backends) == 48
    assert down == gateway.stopped(chance, NOON)
    assert len(of(ServiceHealth, read["lgsp"])) == 47
    calls = figures(read["lgsp-dich-vu"])["request_rate"]
    assert calls is not None
    assert abs(float(calls) / gateway.calls(chance, NOON) - 1) < 0.05
    assert figures(read["lgsp-nginx"])["requests"] == gateway.today(chance, NOON)


def test_problems_of_machines_come_with_the_names_of_the_machines(read: dict[str, Batch]) -> None:
    alerts = of(Alert, read["lgsp-zabbix"])
    open_ = machines.problems(Chance(1), NOON)

    assert [one.uid for one in alerts] == [str(one.event) for one in open_]
    assert {one.entity for one in alerts} == {one.host.name for one in open_}
    assert figures(read["lgsp-zabbix"])["problems"] == len(open_) > 0
    assert len(of(ServiceHealth, read["lgsp-zabbix"])) == len(machines.HOSTS)


def test_the_portal_tells_its_catalogue_and_a_table(read: dict[str, Batch]) -> None:
    datasets, told = of(Dataset, read["opendata"]), figures(read["opendata"])

    assert told["datasets"] == len(datasets) == 24
    assert told["views"] == sum(one.views or 0 for one in datasets) > 0
    assert told["downloads"] == sum(one.downloads or 0 for one in datasets) > 0
    publishing = next(one for one in of(Observation, read["opendata"]) if one.indicator == "organs")
    assert publishing.numerator == len({one.organ for one in datasets})
    assert publishing.denominator == len(of(Organ, read["opendata"])) == 28
    rows = {one.period: one.value for one in of(Observation, read["opendata-bang"])}
    assert len(rows) > 30


def test_the_sector_s_tables_are_read_page_by_page(read: dict[str, Batch]) -> None:
    rows = [one for one in of(Observation, read["sectordb"]) if one.period == "2026-11"]
    latest = {one.indicator: one.value for one in rows}

    assert len({one.period for one in of(Observation, read["sectordb"])}) == 13
    fields = [value for name, value in latest.items() if name.startswith("ban_ghi_")]
    assert latest["ban_ghi"] == sum(value for value in fields if value is not None)
    register = of(ProtectedSystem, read["bcd35"])
    assert len(register) == latest["cap_do_phai_co"] == 46
    assert sum(one.dossier is not None for one in register) == latest["cap_do_da_duyet"]
    assert {one.committee for one in register} == {"Ban Chỉ đạo 35"}
    assert {one.soc for one in register} == {True, False}
    owners = {one.name: one.unit for one in register}
    assert owners["Trung tâm dữ liệu tỉnh"] == "Sở Thông tin và Truyền thông"
    assert owners["Cơ sở dữ liệu đất đai"] == "Sở Tài nguyên và Môi trường"


def test_layers_are_the_same_by_each_protocol(read: dict[str, Batch]) -> None:
    by_api, by_wfs = (
        {one.fid: dict(one.props)["trang_thai"] for one in of(Feature, read[name])}
        for name in ("map", "map-wfs")
    )

    assert by_api == by_wfs
    layers = Counter(one.layer for one in of(Feature, read["map"]))
    assert layers == {"bts": 400, "buu-cuc": 120, "truyen-thanh": 148, "ioc": 12}
    stations = Counter(
        dict(one.props)["don_vi"] for one in of(Feature, read["map"]) if one.layer == "bts"
    )
    assert stations.most_common(1)[0][0] == "Thành phố Đà Lạt"
    assert stations["Huyện Đơn Dương"] < stations["Huyện Đức Trọng"]
    [picture] = of(MapPicture, read["map-wms"])
    assert picture.width == 400
    counted = [one for one in of(Observation, read["map-so-do"]) if one.indicator == "bts"]
    assert sum(one.value or 0 for one in counted) == 400


def test_reports_are_owed_each_month_and_in_rounds(read: dict[str, Batch]) -> None:
    owed, rounds = of(ReportDue, read["bao-cao"]), {one.uid: one for one in of(Round, read["dot"])}

    assert len([one for one in owed if one.period == "2026-10"]) == 84
    assert {one.round for one in owed if one.round} == rounds.keys()
    for uid, asked in rounds.items():
        sent = {one.unit for one in owed if one.round == uid and one.submitted}
        assert sent == set(asked.answered)
        assert asked.answered <= asked.expected
        assert asked.asker
        assert asked.as_of
    assert len(of(Observation, read["tong-hop"])) == 72


def test_tasks_have_several_assigners_and_programmes_their_milestones(
    read: dict[str, Batch],
) -> None:
    assert "Ban Chỉ đạo 35" in {one.assigner for one in of(Task, read["nhiem-vu"])}
    for programme in of(Programme, read["nhiem-vu"]):
        assert programme.milestones
        assert all(one.due for one in programme.milestones)
        assert programme.planned is not None
        assert 0 < (programme.disbursed or 0) <= programme.planned


def test_of_four_sites_one_fails_and_one_is_silent(read: dict[str, Batch]) -> None:
    sites = {(one.instance or "").strip("/"): one for one in of(ServiceHealth, read["trang-tin"])}

    assert sites["cat-tien"].state == Reply.WRONG
    assert {sites[name].state for name in ("da-lat", "dam-rong", "da-teh")} == {Reply.ANSWERS}
    published = {name: one.last_published for name, one in sites.items()}
    assert published["da-teh"] is not None
    assert NOON - published["da-teh"] > timedelta(days=70)
    assert published["da-lat"] is not None
    assert NOON - published["da-lat"] < timedelta(days=7)
    assert figures(read["trang-tin"])["quiet_sites"] == 1


REASONS = {
    "401": Reason.UNAUTHORISED,
    "403": Reason.UNAUTHORISED,
    "429": Reason.REFUSED,
    "500": Reason.REFUSED,
    "down": Reason.UNREACHABLE,
    "stall": Reason.DEADLINE,
}
LOADED = load_texts(
    {"w": f"wall: 1\nsources:{SOURCES.replace('ROOT', 'http://127.0.0.1')}"}, "w", installed()
)
NAMES = [line[2:].partition(":")[0] for line in SOURCES.splitlines() if line[2:3].isalpha()]
FAULTY = [name for name in NAMES if name != "trang-tin"]
"""Web sites have no faults but their own."""


def told(name: str, fault: Fault, at: datetime = NOON) -> Answered | SourceError:
    assert LOADED.wall is not None, LOADED.faults
    settings: Any = LOADED.wall.sources[name]
    base = settings.url.removeprefix("http://127.0.0.1")
    door = ProvinceDoor(province=Province(1), base=base, fault=fault, asked=at)
    try:
        found: Answered = LOADED.plugins.connectors[settings.connector].ask(settings, door, None)  # type: ignore[attr-defined] # the wall file's room knows no asking
    except SourceError as failure:
        return failure
    return found


@pytest.mark.parametrize("kind", REASONS)
@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_of_the_system_is_a_failure_of_the_source(name: str, kind: str) -> None:
    failure = told(name, Fault(kind=kind))

    assert isinstance(failure, SourceError)
    assert failure.reason is REASONS[kind], failure.words.text
    assert (failure.retry_after is not None) == (kind == "429")


@pytest.mark.parametrize("name", FAULTY)
def test_garbage_is_never_taken_for_an_answer(name: str) -> None:
    """What came before the half of an answer may stand, and says that more is missing."""
    for minute in range(8):
        found = told(name, Fault(kind="garbage"), NOON + timedelta(minutes=minute))
        if isinstance(found, Answered):
            assert found.covers is Covers.PART
            assert found.notes
        else:
            assert found.reason is Reason.MALFORMED, found.words.text


@pytest.mark.parametrize("name", FAULTY)
def test_what_is_stale_is_what_was_told_then(name: str) -> None:
    frozen = NOON - timedelta(minutes=45)
    then = told(name, Fault(kind="none"), frozen)
    now = told(name, Fault(kind="stale", frozen=frozen, since=NOON - timedelta(minutes=5)))
    assert isinstance(then, Answered)
    assert isinstance(now, Answered)
    standing = [
        [one for one in answered.records if not isinstance(one, Sample)] for answered in (then, now)
    ]
    assert standing[0] == standing[1]  # of the past, each asks for another part


def test_times_that_a_system_wrote_before_its_clock_went_wrong_are_right() -> None:
    began = NOON - timedelta(hours=1)
    sound = {one.uid: one for one in of(DocumentState, told("docs", Fault(kind="none")))}
    wrong = {
        one.uid: one for one in of(DocumentState, told("docs", Fault(kind="skew", since=began)))
    }

    assert sound.keys() == wrong.keys()
    ahead = {
        (sound[uid].since or NOON) > began: (one.since or NOON) - (sound[uid].since or NOON)
        for uid, one in wrong.items()
    }
    assert ahead == {False: timedelta(), True: timedelta(minutes=10)}


def test_a_call_that_is_signed_wrongly_is_refused_in_the_axis_own_way(
    server: ProvinceServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    auth = 'auth: {xroad: {system: wall, secret: "${env:KHOA}"}}'
    source = f'\n  docs: {{connector: edxml_axis, url: "ROOT/docs/axis", {auth}}}\n'
    monkeypatch.setenv("KHOA", "mo-phong")
    assert isinstance(asked(server, tmp_path, source)["docs"], Batch)
    monkeypatch.setenv("KHOA", "khác")
    refused = asked(server, tmp_path, source)["docs"]
    assert isinstance(refused, Outage)
    assert dict(refused.words.values)["why"] == "Sai chữ ký"
