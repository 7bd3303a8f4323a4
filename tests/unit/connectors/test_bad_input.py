"""Every connector that asks over HTTP and every preset, asked through the real door of systems that answer
badly. The operator reads what is wrong and what to check, or records with what was passed over; nothing is
read as something else, and no secret is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from services.door import SourceError
from services.news import Answered, Covers, Reason
from services.records import Observation, ServiceHealth
from services.wall_file import installed
from services.wall_file.presets import shipped
from services.words import Words
from services.words.terms import REMEDIES
from tests.unit.connectors.bad_input.dialects import DIALECTS, SECRET
from tests.unit.connectors.bad_input.faults import FAULTS
from tests.unit.connectors.bad_input.good import long_workbook
from tests.unit.connectors.bad_input.pages import PAGING
from tests.unit.connectors.bad_input.rig import Rig, rigged
from tests.unit.connectors.bad_input.spoilt import SPOILT
from tests.unit.connectors.bad_input.system import Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from services.phrase import Phrase
    from services.records import Record

OVER_OTHER_PROTOCOLS = {"clamav", "sql"}
WORDS = Words("vi", ZoneInfo("Asia/Ho_Chi_Minh"))
_FOREIGN = re.compile(
    r"\b[A-Za-z]+(?:Error|Exception)\b|Traceback|NoneType|<class|object at 0x|\bline \d+ column"
)
_VIETNAMESE = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    with rigged(tmp_path_factory.mktemp("tuong")) as made:
        yield made


def test_every_connector_and_every_preset_has_its_row() -> None:
    connectors = set(installed().connectors) - OVER_OTHER_PROTOCOLS
    assert set(DIALECTS) == connectors | {f"preset-{name}" for name in shipped.names()}


@pytest.mark.parametrize("name", DIALECTS)
def test_a_system_in_good_order_is_read(rig: Rig, name: str) -> None:
    answered = rig.good(name)
    assert answered.records
    assert answered.notes == ()


def readable(said: Phrase | None) -> str:
    assert said is not None
    assert _VIETNAMESE.search(said.text) or said.text == "{name}: {why}", said
    text = WORDS.say(said)
    assert not _FOREIGN.search(text), text
    assert SECRET not in text
    assert "tam-thoi" not in text
    return text


def said_of(came: Answered | SourceError) -> str:
    """All that the operator reads of it: of an outage what is wrong and what to check, in two lines."""
    if isinstance(came, SourceError):
        return f"{readable(came.words)}\n{readable(came.remedy or REMEDIES[came.reason])}"
    faults = [one.fault for one in came.records if isinstance(one, Observation) and one.fault]
    words = [one.words for one in came.records if isinstance(one, ServiceHealth) and one.words]
    return "\n".join(map(readable, (*came.notes, *faults, *words)))


@dataclass(frozen=True, slots=True)
class Refusal:
    """`words` and `remedy` are parts of what is said, as regular expressions."""

    reason: Reason
    words: str
    remedy: str = ""


MALFORMED, REFUSED = Reason.MALFORMED, Reason.REFUSED
_HTML = Refusal(MALFORMED, r"trang web \(HTML\)|trang HTML", "địa chỉ|url|auth")
_XML = Refusal(MALFORMED, r"HTML\) hoặc XML|tệp XML|HTML\), không phải", "địa chỉ|url|auth")
_CHARSET = Refusal(MALFORMED, "UTF-8", "UTF-8")
_KEY = Refusal(Reason.UNAUTHORISED, r"cấp khóa không nhận tên hoặc mật khẩu", "auth")
REFUSALS: dict[str, Refusal] = {
    "401": Refusal(Reason.UNAUTHORISED, r"khóa hoặc mật khẩu \(401\)", "auth"),
    "403": Refusal(Reason.UNAUTHORISED, r"không cho phép .*\(403\)", "được xem"),
    "404": Refusal(REFUSED, r"không có địa chỉ này \(404\)", "đường dẫn|địa chỉ cấp khóa"),
    "429": Refusal(REFUSED, "429", "every"),
    "500": Refusal(REFUSED, "lỗi 500", "đợi"),
    "html": _HTML,
    "empty": Refusal(MALFORMED, "rỗng|trống", "url|đọc lại|địa chỉ|auth"),
    "cut line": Refusal(MALFORMED, "bị cắt giữa chừng", "máy chủ hoặc proxy"),
    "cut": Refusal(
        MALFORMED, "bị cắt cụt|không có dòng nào đọc được", "đơn vị quản lý|lưu lại|proxy"
    ),
    "utf-16": _CHARSET,
    "latin-1": _CHARSET,
    "late": Refusal(Reason.DEADLINE, "giây|thời hạn", "deadline"),
    "bomb": _XML,
    "outside": _XML,
    "500 bomb": Refusal(REFUSED, "lỗi 500$", "đợi"),
    "moved": Refusal(REFUSED, "chuyển hướng", "url"),
    "round": Refusal(REFUSED, "chuyển hướng", "url"),
}
"""Of every dialect that isn't told apart below."""
_ENTITY = Refusal(MALFORMED, "thực thể", "ENTITY")
_ENCODING = Refusal(MALFORMED, "bảng mã", "encoding|UTF-8")
_HAPROXY = Refusal(MALFORMED, "HAProxy", "stats uri")
OTHERWISE: dict[tuple[str, str], Refusal | str | None] = {
    **{("preset-wazuh_" + one, status): _KEY for one in ("agents", "manager") for status in ("401", "403")},
    **{("preset-wazuh_" + one, fault): Refusal(MALFORMED, "cấp khóa", "auth")
       for one in ("agents", "manager") for fault in ("empty", "html", "bomb", "outside")},
    **{(one, fault): _ENTITY for one in ("edxml_avreport", "wfs", "wms") for fault in ("bomb", "outside")},
    ("feed", "bomb"): "đọc được 1 tin",
    ("feed", "outside"): "1 tin không ghi giờ",
    ("feed", "cut"): "đọc được 2 tin",
    ("feed", "utf-16"): None,  # its mark tells
    ("feed", "latin-1"): None,  # its reader tries others
    ("edxml_avreport", "utf-16"): _ENCODING,
    ("edxml_avreport", "latin-1"): _ENCODING,
    ("edxml_axis", "cut"): "received: Câu trả lời JSON bị cắt cụt",
    ("edxml_axis", "utf-16"): "received: .*UTF-8",
    ("edxml_axis", "latin-1"): "received: .*UTF-8",
    ("csv", "cut"): "cắt cụt ở dòng 3",
    ("csv", "utf-16"): Refusal(MALFORMED, "encoding: utf-16"),
    ("csv", "latin-1"): Refusal(MALFORMED, "Dòng 2 .*encoding"),
    ("eve", "cut"): None,  # a line that is still being written
    ("eve", "empty"): "chưa có dòng nào",
    ("haproxy", "utf-16"): _HAPROXY,
    ("haproxy", "latin-1"): None,  # names of HAProxy's are ASCII
    ("nginx_status", "utf-16"): Refusal(MALFORMED, "stub_status", "stub_status"),
    ("wms", "cut"): Refusal(MALFORMED, "Ảnh bản đồ bị cắt cụt", "width"),
    ("wms", "utf-16"): Refusal(MALFORMED, "PNG", "format"),
    ("xlsx", "cut"): Refusal(MALFORMED, "cắt cụt .*lưu lại", "địa chỉ"),
    ("xlsx", "utf-16"): Refusal(MALFORMED, "sổ tính", "địa chỉ"),
}  # fmt: skip
"""None: nothing is wrong with it; a text: what a note of the answer says."""
CASES = [
    (name, fault)
    for name, dialect in DIALECTS.items()
    for fault, made in FAULTS.items()
    if name != "check" and made(dialect) is not None
]


@pytest.mark.parametrize(("name", "fault"), CASES)
def test_the_operator_reads_what_is_wrong_and_what_to_check(
    rig: Rig, name: str, fault: str
) -> None:
    answers = FAULTS[fault](DIALECTS[name])
    assert answers is not None
    came = rig.ask(f"quick-{name}" if fault == "late" else name, answers)
    told = said_of(came)
    wanted = OTHERWISE.get((name, fault), REFUSALS[fault])
    if isinstance(wanted, Refusal):
        assert isinstance(came, SourceError), came
        words, remedy = told.split("\n")
        assert came.reason is wanted.reason, told
        assert re.search(wanted.words, words), told
        assert re.search(wanted.remedy, remedy), told
    else:
        assert isinstance(came, Answered), told
        assert re.search(wanted, told) if wanted else not came.notes, told
    if fault == "429":
        assert isinstance(came, SourceError)
        assert came.retry_after is not None
        assert came.retry_after.total_seconds() == 120
    assert not [
        one for one in rig.system.asked if one.headers.get("host", "").startswith("localhost")
    ]


OF_A_SITE = {
    "401": "401", "403": "403", "404": "404", "429": "429", "500": "500", "cut line": "cắt giữa chừng",
    "500 bomb": "500", "round": "chuyển hướng",
}  # fmt: skip


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - {"late", "moved"}))
def test_a_site_that_answers_badly_is_a_record_that_says_so(rig: Rig, fault: str) -> None:
    """Who checks addresses asks no more of a page than that it is there."""
    answers = FAULTS[fault](DIALECTS["check"])
    assert answers is not None
    came = rig.ask("check", answers)
    told = said_of(came)
    assert isinstance(came, Answered)
    (site,) = (one for one in came.records if isinstance(one, ServiceHealth))
    assert (site.state == "answers") == (fault not in OF_A_SITE)
    assert OF_A_SITE.get(fault, "") in told


def test_sites_that_are_late_are_an_outage_of_the_wall_s_own_patience(rig: Rig) -> None:
    answers = FAULTS["late"](DIALECTS["check"])
    assert answers is not None
    came = rig.ask("quick-check", answers)
    assert isinstance(came, SourceError)
    assert came.reason is Reason.DEADLINE
    assert "patience" in said_of(came)


# --- what an answer of the right form says wrongly

NOON, MORNING = datetime(2026, 11, 5, 13, tzinfo=UTC), datetime(2026, 11, 5, 6, tzinfo=UTC)
IN_OUR_ZONE = {"edxml_avreport", "edxml_axis", "preset-listening"}
"""Their times are of Vietnam by default."""
SAYS: Mapping[str, str] = {
    "missing": "Không đọc được|Bỏ qua|thiếu|trống|không có|cắt cụt|không phải danh sách",
    "types": "Không đọc được|Bỏ qua|thiếu|trống|không phải",
    "other": "không có phần|không phải|không theo|danh sách|Không đọc được|Bỏ qua",
    "scalar": "không có phần|không phải|không theo|không đúng dạng",
    "zoneless": "múi|Không đọc được giờ",
    "day first": "ngày/tháng|Không đọc được giờ|giờ không đọc được|múi giờ",
    "local": "không phải là số|hai số khác nhau",
    "grouped": "không phải là số|hai số khác nhau|Không đọc được",
    "twice": "cùng tên",
    "doubled": "trùng",
}
SILENT = {
    ("ckan", "zoneless"): "CKAN writes UTC without saying so",
    **{(name, "zoneless"): "a zone is declared" for name in IN_OUR_ZONE},
    ("edxml_avreport", "day first"): "the form's own writing",
    ("edxml_axis", "day first"): "an axis' own writing",
    **{(name, "twice"): "of the same key in JSON the last counts" for name, dialect in DIALECTS.items()
       if dialect.writes == "json"},
    ("preset-wazuh_agents", "doubled"): "there is no list",
    **{(name, "doubled"): "items of one key are one"
       for name in ("ckan", "edxml_axis", "eve", "wall", "zabbix")},
}  # fmt: skip
"""Why nothing needs to be said."""
PLAIN = {
    name for name, dialect in DIALECTS.items()
    if dialect.writes == "json" and name != "preset-listening"
}  # fmt: skip
"""1.234 is theirs to write: programs' texts have the point of programs."""
SPOILT_CASES = [
    (name, fault)
    for name, dialect in DIALECTS.items()
    for fault, made in SPOILT.items()
    if made(dialect) is not None and not (fault == "grouped" and name in PLAIN)
]


@pytest.mark.parametrize(("name", "fault"), SPOILT_CASES)
def test_nothing_is_read_as_something_else(rig: Rig, name: str, fault: str) -> None:
    answers = SPOILT[fault](DIALECTS[name])
    assert answers is not None
    good = rig.good(name)
    came = rig.ask(name, answers)
    told = said_of(came)
    if (name, fault) not in SILENT:
        assert re.search(SAYS[fault], told, re.IGNORECASE), told
    if isinstance(came, SourceError):
        assert came.reason in {Reason.MALFORMED, Reason.REFUSED}
        return
    known = {_key(one): one for one in good.records}
    assert len({_key(one) for one in came.records}) == len(came.records)
    for record in came.records:
        _alike(record, known.get(_key(record)))
    lacking = known.keys() - {_key(one) for one in came.records}
    assert not lacking or told
    if fault in {"other", "scalar"}:
        assert came.covers is not Covers.ALL


def _key(record: Record) -> tuple[type, str]:
    return type(record), record.uid


def _alike(record: Record, known: Record | None) -> None:
    """As in the good answer, or without what could not be read; never another number or time."""
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, Decimal) and (known is None or value != getattr(known, field.name)):
            assert value == value.to_integral_value(), (record, field.name)
            assert value not in {12345, 1234, 5, 7}, (record, field.name)
        if isinstance(value, datetime) and value.year == 2026 and value.month < 11:
            pytest.fail(f"{record} {field.name}")


# --- pages


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (name, fault)
        for name, dialect in DIALECTS.items()
        for fault, made in PAGING.items()
        if made(dialect) is not None
    ],
)
def test_pages_that_lead_away_or_back_end_and_leave_a_part(rig: Rig, name: str, fault: str) -> None:
    answers = PAGING[fault](DIALECTS[name])
    assert answers is not None
    good = rig.good(name)
    came = rig.ask(name, answers)
    told = said_of(came)
    assert isinstance(came, Answered), told
    assert came.covers is Covers.PART
    assert re.search("máy chủ khác" if fault == "away" else "lặp lại trang đã đọc", told)
    assert came.missing is None or came.missing > 4000
    items = {type(one) for one in came.records} - {Observation}
    kept = {_key(one) for one in came.records if not items or type(one) in items}
    assert kept <= {_key(one) for one in good.records}
    assert len(rig.system.asked) < 10


# --- a million items, one family of readers each


def _million(name: str) -> bytes:
    count = 10**6
    match name:
        case "http_json":
            return b"[" + b"{}," * (count - 1) + b"{}]"
        case "geojson":
            one = b'{"type":"Feature"}'
            return (
                b'{"type":"FeatureCollection","features":['
                + (one + b",") * (count - 1)
                + one
                + b"]}"
            )
        case "csv":
            return b"ma;gia_tri;luc\n" + b"a;1;\n" * count
        case "edxml_avreport":
            return b"<AVReport><OS>" + b"<Machine/>" * count + b"</OS></AVReport>"
        case "feed":
            return b"<rss version='2.0'><channel>" + b"<item/>" * count + b"</channel></rss>"
        case "haproxy":
            return b"# pxname,svname,type,status,scur,\n" + b"a,b,2,UP,,\n" * count
        case _:
            return b"{}\n" * count


@pytest.mark.parametrize(
    "name", ["http_json", "geojson", "csv", "edxml_avreport", "feed", "haproxy", "eve", "xlsx"]
)
def test_a_million_items_are_bounded(rig: Rig, name: str) -> None:
    """Read aside, in a second and in the memory that a worker has, or not at all."""
    body = long_workbook(10**5) if name == "xlsx" else _million(name)
    came = rig.ask(f"large-{name}", lambda _: Said(body=body))
    told = said_of(came)
    if isinstance(came, SourceError):
        assert came.reason in {Reason.TOO_LARGE, Reason.MALFORMED}
    else:
        assert len(came.records) < 50_000
        assert "Bỏ qua" in told or "Không đọc được" in told


@pytest.mark.parametrize("name", sorted(set(DIALECTS) - {"check"}))
def test_more_bytes_than_a_source_may_answer_are_not_taken(rig: Rig, name: str) -> None:
    came = rig.ask(name, lambda _: Said(body=b" " * 1024, length=10**10))
    told = said_of(came)
    if name.startswith("preset-wazuh_") and DIALECTS[name].auth.startswith("auth: {login"):
        assert "cấp khóa trả lời quá lớn" in told
    else:
        assert isinstance(came, SourceError)
        assert came.reason is Reason.TOO_LARGE
