"""What an address answers becomes a wall file that loads, and whose source reads that answer."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from services.connectors import csv, http_json
from services.connectors.csv.recognition import recognised as table_recognised
from services.connectors.http_json.recognition import recognised
from services.door import Answer
from services.draft import Advice, Draft, Met
from services.probing.proposal_file import written
from services.records import Alert, Observation, Sample, SecurityEvent
from services.wall_file import installed, load
from services.words import Words
from tests.thoroughness import tried

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from services.records import Record
    from services.settings import Source
    from services.words import Lang

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
ADDRESS = "http://nguon.example/api/chi-so"
PLUGINS = installed()


def met(body: bytes, address: str = ADDRESS, **headers: str) -> Met:
    answer = Answer(status=200, headers=headers, body=body, asked=NOW, received=NOW, url=address)
    return Met(address=address, outcome=answer)


def loaded(draft: Draft, folder: Path, lang: Lang = "vi") -> Source:
    """The source of the file that would be printed; fails with the file's faults."""
    path = folder / "tuong.yaml"
    text = written(draft, ADDRESS, Words(lang, ZoneInfo("Asia/Ho_Chi_Minh")), "main.py run")
    path.write_text(text, encoding="utf-8")
    found = load(path, PLUGINS)
    assert found.wall is not None, (found.faults, text)
    assert found.warnings == (), text
    (source,) = found.wall.sources.values()
    return source


def proposed(payload: object, folder: Path) -> tuple[tuple[Record, ...], Draft]:
    body = json.dumps(payload, ensure_ascii=False).encode()
    draft = recognised(met(body))
    assert isinstance(draft, Draft)
    source: Any = loaded(draft, folder)
    return http_json.normalise(source, body).records, draft


def figures(records: tuple[Record, ...]) -> dict[str, str]:
    return {one.uid: str(one.value) for one in records if isinstance(one, Observation)}


def remarks(draft: Draft) -> str:
    words = Words("vi", ZoneInfo("UTC"))
    said = [words.say(one.words) for one in draft.remarks]
    return "\n".join([*said, *(choice for one in draft.remarks for choice in one.choices)])


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=12)
    | st.sampled_from(["1.234", "12,5", "24/11/2026", "2026-11-24", "time", "it's \\ `x`"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=8) | st.sampled_from(["ten", "gia_tri", "time", "id", "a-b", "'"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


@given(payload=JSON)
@tried(150, HealthCheck.function_scoped_fixture, HealthCheck.too_slow)
def test_any_json_becomes_a_file_that_loads_and_reads_it_or_words(
    payload: object, tmp_path: Path
) -> None:
    body = json.dumps(payload).encode("utf-8", "replace")
    found = recognised(met(body))
    assert found is not None
    if isinstance(found, Draft):
        source: Any = loaded(found, tmp_path)
        http_json.normalise(source, body)


@given(body=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode()))
@tried(150, HealthCheck.function_scoped_fixture, HealthCheck.too_slow)
def test_any_bytes_called_a_table_become_a_file_that_loads_or_words(
    body: bytes, tmp_path: Path
) -> None:
    found = table_recognised(met(body, **{"content-type": "text/csv"}))
    if isinstance(found, Draft):
        source: Any = loaded(found, tmp_path)
        csv.normalise(source, body)


def test_every_single_number_is_a_figure_under_its_path(tmp_path: Path) -> None:
    records, _ = proposed({"a": {"b-c": 1, "it's": 2}, "d": "12"}, tmp_path)
    assert figures(records) == {"d": "12", "a.b-c": "1", "a.it’s": "2"}


def test_each_number_column_of_a_list_is_a_figure_of_each_row(tmp_path: Path) -> None:
    rows = [{"ten": "Đà Lạt", "vu": 4, "ty_le": 0.5}, {"ten": "Bảo Lộc", "vu": 5, "ty_le": 1.5}]
    records, _ = proposed({"ds": rows}, tmp_path)
    assert figures(records) == {
        "ds.vu|ten=Đà Lạt": "4",
        "ds.vu|ten=Bảo Lộc": "5",
        "ds.ty_le|ten=Đà Lạt": "0.5",
        "ds.ty_le|ten=Bảo Lộc": "1.5",
    }


def test_a_course_gives_its_latest_row_as_the_figure_and_all_as_samples(tmp_path: Path) -> None:
    rows = [{"time": f"2026-11-2{day}T00:00:00Z", "muc": day} for day in (5, 4, 3, 2)]
    records, _ = proposed(rows, tmp_path)
    assert figures(records) == {"muc": "5"}
    assert sum(isinstance(one, Sample) for one in records) == 4


def test_what_may_be_read_in_two_ways_is_left_to_whoever_knows(tmp_path: Path) -> None:
    _, draft = proposed({"ds": [{"ten": "A", "vu": "1.234"}]}, tmp_path)
    assert "decimals" not in draft.settings
    assert "decimals: comma" in remarks(draft)
    assert "1.234" in remarks(draft)


def test_dates_with_two_readings_are_not_mapped(tmp_path: Path) -> None:
    rows = [
        {"ten": "A", "vu": 3, "ngay": "03/04/2026"},
        {"ten": "B", "vu": 4, "ngay": "05/06/2026"},
    ]
    records, draft = proposed(rows, tmp_path)
    assert all(one.at is None for one in records)
    assert "times: day_first" in remarks(draft)


def test_a_list_that_is_empty_now_is_named(tmp_path: Path) -> None:
    _, draft = proposed({"so": 1, "canh_bao": []}, tmp_path)
    assert "canh_bao" in remarks(draft)


def test_more_than_fits_is_left_out_and_counted(tmp_path: Path) -> None:
    records, draft = proposed({f"chi_so_dai_{n}": n for n in range(400)}, tmp_path)
    assert len(figures(records)) > 100
    assert "quá nhiều" in remarks(draft)


def test_json_without_figures_is_words() -> None:
    assert isinstance(recognised(met(b'{"ten": "x"}')), Advice)
    assert isinstance(recognised(met(b'{"cut": [1, 2')), Advice)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("datasette_table_objects.json", {Observation}),
        ("ckan_datastore_search.json", {Observation}),
        ("zabbix_problem_get.json", {Alert}),
        ("datasette_suricata_alerts.json", {SecurityEvent, Observation}),
    ],
)
def test_recorded_answers_of_real_systems_are_mapped(
    name: str, kinds: set[type[Record]], recording: Callable[[str], bytes], tmp_path: Path
) -> None:
    body = recording(name)
    draft = recognised(met(body))
    assert isinstance(draft, Draft)
    source: Any = loaded(draft, tmp_path, "en")
    page = http_json.normalise(source, body)
    assert {type(record) for record in page.records} == kinds


def test_a_table_says_what_was_assumed_of_it(tmp_path: Path) -> None:
    body = "Địa bàn;Số vụ;Ngày báo cáo\nĐà Lạt;12,5;25/11/2026\n".encode()
    draft = table_recognised(met(body, ADDRESS + ".csv"))
    assert isinstance(draft, Draft)
    source: Any = loaded(draft, tmp_path)
    assert (source.separator, source.decimals, source.times) == (";", "comma", "day_first")
    [record] = csv.normalise(source, body).records
    assert figures((record,)) == {"Số vụ|Đà Lạt": "12.5"}


def test_what_somebody_wrote_beside_a_row_is_no_label(tmp_path: Path) -> None:
    body = (
        "Ngày;Huyện;Số vụ;Ghi chú\n2026-11-24;Bảo Lộc;1204;đã báo cáo\n2026-11-25;Bảo Lộc;1180;\n"
        "2026-11-26;Bảo Lộc;1198;x\n2026-11-26;Đà Lạt;7;\n"
    ).encode()
    draft = table_recognised(met(body, ADDRESS + ".csv"))
    assert isinstance(draft, Draft)
    source: Any = loaded(draft, tmp_path)
    assert figures(csv.normalise(source, body).records) == {
        "Số vụ|Bảo Lộc": "1198",
        "Số vụ|Đà Lạt": "7",
    }
    assert "Không lấy: Ghi chú, vì là lời ghi thêm" in remarks(draft)


@pytest.mark.parametrize("head", ["Chỉ tiêu;Đơn vị;Giá trị", "Chỉ tiêu;ĐVT;Giá trị"])
def test_a_column_of_units_is_the_unit_whatever_it_is_called(head: str, tmp_path: Path) -> None:
    body = f"{head}\nHồ sơ;hồ sơ;1204\nĐúng hạn;%;97\nThu;triệu đồng;30\n".encode()
    draft = table_recognised(met(body, ADDRESS + ".csv"))
    assert isinstance(draft, Draft)
    source: Any = loaded(draft, tmp_path)
    records = csv.normalise(source, body).records
    assert [getattr(one, "unit", None) for one in records] == ["hồ sơ", "%", "triệu đồng"]


def test_the_units_of_a_list_are_taken_with_its_figures(tmp_path: Path) -> None:
    rows = [
        {"name": "Đúng hạn", "unit": "%", "value": 97},
        {"name": "Thu", "unit": "tỷ đồng", "value": 3},
    ]
    records, draft = proposed({"ds": rows}, tmp_path)
    assert [getattr(one, "unit", None) for one in records] == ["%", "tỷ đồng"]
    assert "Không lấy" not in remarks(draft)


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("BÁO CÁO\n\nNơi,Vụ\nA,1\n", 3),
        ("Đơn vị,Quý I,\n,Nhận,Xong\nA,1,2\n", (1, 2)),
        ("A,1,2\nB,3,4\n", 0),
    ],
)
def test_header_rows_are_found(text: str, header: object, tmp_path: Path) -> None:
    draft = table_recognised(met(text.encode(), ADDRESS + ".csv"))
    assert isinstance(draft, Draft)
    source: Any = loaded(draft, tmp_path)
    assert source.header == header


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1258"])
def test_other_encodings_are_declared(encoding: str, tmp_path: Path) -> None:
    body = "Quận,Vụ\nĐa,12\n".replace("ậ", "â\u0323").replace("ụ", "u\u0323").encode(encoding)
    draft = table_recognised(met(body, ADDRESS + ".csv"))
    assert isinstance(draft, Draft)
    source: Any = loaded(draft, tmp_path)
    [record] = csv.normalise(source, body).records
    assert str(getattr(record, "value", None)) == "12"


@pytest.mark.parametrize("body", [b"", b"a,b\n", b'a,b\n"open,1\n', b"\x00\x01\x02"])
def test_a_table_that_is_none_is_words(body: bytes) -> None:
    assert isinstance(table_recognised(met(body, ADDRESS + ".csv")), Advice)


def test_text_that_isnt_called_a_table_must_look_like_one() -> None:
    assert table_recognised(met(b"xin chao\nmoi nguoi, khoe khong\n")) is None
    assert table_recognised(met(b"<html></html>")) is None
