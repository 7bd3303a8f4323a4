"""Which kind of record the rows of a list are, by the names of their columns.

Words are whole names as `roles.folded` makes them. A kind fits when each of its `must` has a column;
its `plain` names, which could be anything's (`title`, `name`), count only where the list's own name
says what it is a list of, or where the kind's other columns leave no doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from services.conversion import field_types
from services.records import KINDS
from services.survey.columns import Column, Holds
from services.survey.roles import Role, folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    lists: str
    """Words in the names of such lists."""
    marks: frozenset[str]
    """Fields of which one, under a name of its own, is enough where the list's name says nothing."""
    must: tuple[str, ...]
    """Fields, or `a|b` for one of two."""
    fields: Mapping[str, str]
    plain: Mapping[str, str]


_NARROW = 8
"""Columns of a list in which a name and a state are all that matters."""
_TITLE = "title name ten noi_dung description mo_ta summary tieu_de"
_STATE = "trang_thai status state tinh_trang tinh_trang_hien_tai"
_DUE = "han han_xu_ly han_hoan_thanh thoi_han due due_date deadline ngay_het_han"
_LEVEL = "muc_do severity priority level muc urgency muc_do_nghiem_trong muc_canh_bao"

_KINDS: dict[str, _Kind] = {
    "documents": _Kind(
        lists="van_ban documents cong_van docs vanban",
        marks=frozenset({"number"}),
        must=("number", "subject|sender"),
        fields={
            "number": "so_ky_hieu so_hieu so_van_ban so_kh ky_hieu document_number doc_number sokyhieu",
            "subject": "trich_yeu subject trich_yeu_noi_dung",
            "sender": "co_quan_ban_hanh noi_ban_hanh noi_gui don_vi_gui don_vi_ban_hanh sender from",
            "promulgated": "ngay_ban_hanh ngay_ky promulgated issued issued_at",
            "due": _DUE,
        },
        plain={"number": "number so", "subject": _TITLE},
    ),
    "tasks": _Kind(
        lists="nhiem_vu tasks cong_viec task todo viec",
        marks=frozenset({"title", "lead_unit", "progress"}),
        must=("title", "due|progress|lead_unit"),
        fields={
            "title": "ten_nhiem_vu nhiem_vu cong_viec ten_cong_viec task task_name noi_dung_nhiem_vu",
            "number": "so_nhiem_vu ma_nhiem_vu",
            "assigner": "nguoi_giao don_vi_giao assigner co_quan_giao",
            "lead_unit": "don_vi_chu_tri chu_tri co_quan_chu_tri don_vi_thuc_hien lead_unit assignee owner",
            "assigned": "ngay_giao assigned assigned_at",
            "due": _DUE,
            "progress": "tien_do progress phan_tram ty_le_hoan_thanh",
            "finished": "ngay_hoan_thanh finished finished_at completed_at ngay_ket_thuc",
            "state": _STATE,
        },
        plain={"title": _TITLE},
    ),
    "incidents": _Kind(
        lists="su_co incidents incident",
        marks=frozenset({"title", "opened"}),
        must=("title", "opened|state|severity"),
        fields={
            "title": "su_co ten_su_co incident incident_title",
            "severity": _LEVEL,
            "opened": "opened opened_at thoi_diem_mo ngay_mo xay_ra_luc",
            "closed": "closed closed_at ngay_dong",
            "state": _STATE,
            "unit": "don_vi unit co_quan",
        },
        plain={"title": _TITLE, "opened": "created created_at thoi_gian time start"},
    ),
    "security_events": _Kind(
        lists="events su_kien security_events attacks tan_cong",
        marks=frozenset({"signature"}),
        must=("time", "signature", "src|dst"),
        fields={
            "time": "timestamp time thoi_gian event_time clock",
            "signature": "signature rule rule_name attack alert_signature ten_tan_cong event_name",
            "category": "category loai classification",
            "severity": _LEVEL,
            "src": "src src_ip source_ip ip_nguon nguon",
            "dst": "dst dst_ip dest_ip destination_ip ip_dich dich",
            "action": "action hanh_dong",
        },
        plain={},
    ),
    "alerts": _Kind(
        lists="canh_bao alerts alarms problems warnings bao_dong",
        marks=frozenset({"severity"}),
        must=("title", "severity"),
        fields={
            "title": "canh_bao ten_canh_bao alert alertname alert_name problem problem_name",
            "severity": _LEVEL,
            "starts": "bat_dau starts_at start started startsat first_seen thoi_gian time timestamp clock "
            "created created_at thoi_diem",
            "ends": "ket_thuc ends_at endsat resolved_at",
            "entity": "host hostname may_chu thiet_bi entity instance asset doi_tuong device",
        },
        plain={"title": f"{_TITLE} message"},
    ),
    "services": _Kind(
        lists="dich_vu services service health he_thong systems",
        marks=frozenset({"state"}),
        must=("service", "state"),
        fields={
            "service": "dich_vu ten_dich_vu service service_name",
            "state": _STATE,
            "instance": "instance may_chu host",
            "rate": "rate calls_per_minute luot_goi_phut",
            "latency": "latency latency_ms do_tre do_tre_ms",
        },
        plain={"service": "name ten ten_he_thong system component"},
    ),
    "reports_due": _Kind(
        lists="bao_cao reports",
        marks=frozenset({"report"}),
        must=("report", "unit", "due|submitted"),
        fields={
            "report": "bao_cao ten_bao_cao report report_name",
            "unit": "don_vi co_quan unit don_vi_bao_cao",
            "period": "ky ky_bao_cao period",
            "due": _DUE,
            "submitted": "ngay_gui ngay_nop submitted submitted_at",
        },
        plain={"report": _TITLE},
    ),
    "datasets": _Kind(
        lists="datasets dataset bo_du_lieu packages",
        marks=frozenset({"updated"}),
        must=("name", "updated"),
        fields={
            "updated": "metadata_modified last_modified",
            "name": "title dataset bo_du_lieu ten_bo_du_lieu name ten",
            "views": "views luot_xem",
            "downloads": "downloads luot_tai",
        },
        plain={},
    ),
    "feed_items": _Kind(
        lists="items entries tin_tuc news bai_viet posts articles",
        marks=frozenset({"published"}),
        must=("title", "url", "published"),
        fields={
            "title": "title tieu_de headline",
            "url": "url link href duong_dan",
            "published": "published published_at pub_date ngay_dang thoi_gian_dang",
            "text": "summary tom_tat description",
        },
        plain={},
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """`fields`: of the record, each with its column."""

    kind: str
    fields: Mapping[str, Column]


def fit(called: str, columns: Sequence[Column], *, dated: bool) -> Fit | None:
    """The kind of a list that is `called` so. Not `dated`: times can't be read yet, and fields of time
    stay out.
    """
    best: Fit | None = None
    for name, kind in _KINDS.items():
        named = any(word in f"_{folded(called)}_" for word in _bounded(kind.lists))
        if name == "services" and not named and len(columns) > _NARROW:
            continue
        fields = _fields(name, kind, columns, named=named, dated=dated)
        if all(fields.keys() & set(must.split("|")) for must in kind.must):
            weight = (named, len(fields))
            if best is None or weight > _weight(best, called):
                best = Fit(kind=name, fields=fields)
    return best


def _weight(found: Fit, called: str) -> tuple[bool, int]:
    lists = _KINDS[found.kind].lists
    return any(word in f"_{folded(called)}_" for word in _bounded(lists)), len(found.fields)


def _bounded(words: str) -> list[str]:
    return [f"_{word}_" for word in words.split()]


def _fields(
    name: str, kind: _Kind, columns: Sequence[Column], *, named: bool, dated: bool
) -> dict[str, Column]:
    types = field_types(KINDS[name])
    found: dict[str, Column] = {}
    taken: set[tuple[str | int, ...]] = set()
    tables = [kind.fields, kind.plain]
    for table in tables:
        for field, words in table.items():
            for word in words.split():
                column = next(
                    (
                        column for column in columns
                        if field not in found
                        and column.path not in taken
                        and word in column.known_as
                        and _takes(types[field], field, column, dated=dated)
                    ),
                    None,
                )  # fmt: skip
                if column is not None:
                    found[field] = column
                    taken.add(column.path)
    if not named and not _sure(kind, found):
        return {}
    keys = [c for c in columns if c.role is Role.KEY and c.unlike and c.path not in taken]
    if found and (key := min(keys, key=_remoteness, default=None)) is not None:
        found["uid"] = key
    return found


def _remoteness(key: Column) -> tuple[int, int]:
    return len(key.path), len(key.name)


def _sure(kind: _Kind, found: Mapping[str, Column]) -> bool:
    """Its own names say it where the list's name doesn't."""
    return any(
        folded(found[field].name) in kind.fields[field].split()
        for field in kind.marks & found.keys()
    )


def _takes(kind: type, field: str, column: Column, *, dated: bool) -> bool:
    if issubclass(kind, date | datetime):
        numbers = column.holds in {Holds.SECONDS, Holds.MILLISECONDS}
        return numbers or (column.holds is Holds.TIMES and dated)
    if field == "severity":
        return column.holds in {Holds.TEXTS, Holds.NUMBERS}
    if kind is str:
        return column.holds in {Holds.TEXTS, Holds.NUMBERS, Holds.NOTHING}
    return column.holds is Holds.NUMBERS
