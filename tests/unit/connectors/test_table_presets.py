"""Presets over tables that others serve as JSON: Datasette on recordings of real answers; OData and
PostgREST on answers made from their documents (contract fixtures), never from a server of ours.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import pytest

from services.connectors.http_json import CONNECTOR, HttpJson
from services.door import Answer, Request, SourceError
from services.draft import Draft, Met
from services.news import Covers, Reason
from services.phrase import phrase
from services.probing.proposal_file import written
from services.records import Observation
from services.wall_file import installed, load_texts
from services.wall_file.presets.recognition import recognisers
from services.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from services.connectors import Answered

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
DATASETTE = (
    '{preset: datasette, url: "https://d.example", with: {database: nganh, table: bao_cao, '
    "indicator: chi_tieu, value: gia_tri}}"
)
ODATA = (
    '{preset: odata, url: "https://o.example/v4", with: {set: SoLieu, indicator: ChiTieu, '
    "value: GiaTri, period: Ky}}"
)
POSTGREST = (
    '{preset: postgrest, url: "https://p.example", with: {table: so_lieu, indicator: so_vu, '
    "value: so_vu, page: 10}}"
)

# https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html, sections 5
# (service document), 13 (entity collection), 4.6.5 and 4.6.6 (count, next link), 21 (error).
SERVICE = {
    "@odata.context": "https://o.example/v4/$metadata",
    "value": [
        {"name": "SoLieu", "kind": "EntitySet", "url": "SoLieu"},
        {"name": "CauHinh", "kind": "Singleton", "url": "CauHinh"},
        {"name": "DonVi", "url": "DonVi"},
    ],
}


def entities(*values: float | str | None, **more: object) -> bytes:
    rows = [
        {
            "@odata.id": f"SoLieu({at})",
            "ChiTieu": "Y01",
            "GiaTri": value,
            "Ky": f"2026-{10 - at:02}",
        }
        for at, value in enumerate(values)
    ]
    context = {"@odata.context": "https://o.example/v4/$metadata#SoLieu"}
    return json.dumps(context | more | {"value": rows}).encode()


def asked(source: str, door: Any) -> Answered:
    loaded = load_texts({"w": f"wall: 1\nsources:\n  a: {source}\n"}, "w", installed())
    assert loaded.wall is not None, loaded.faults
    return CONNECTOR.ask(cast("HttpJson", loaded.wall.sources["a"]), door, None)


def values(answered: Answered) -> dict[str | None, Decimal | None]:
    found = [one for one in answered.records if isinstance(one, Observation)]
    return {one.period: one.value for one in found}


def test_rows_of_a_datasette_table_are_figures_by_period(
    door: Any, recording: Callable[[str], bytes]
) -> None:
    said = json.loads(recording("datasette_table_objects.json"))
    for row in said["rows"]:  # recorded with its labels, which the preset doesn't ask for
        row |= {name: row[name]["value"] for name in ("chi_tieu", "don_vi")}
    last = said | {"rows": [], "next_url": None}
    behind = door(
        lambda one: json.dumps(said if not one.path.startswith("http") else last).encode()
    )
    answered = asked(DATASETTE, behind)
    first = next(one for one in answered.records if isinstance(one, Observation))
    assert (first.indicator, first.organ, first.period) == ("Y01", "H26.2", "2026-12")
    assert values(answered)["2026-10"] == Decimal("74.01")
    assert (answered.covers, answered.missing) == (Covers.PART, 33)
    assert dict(behind.asked[0].params) == {
        "_shape": "objects",
        "_sort_desc": "",
        "_size": "1000",
    }


def test_an_answer_that_datasette_truncated_is_partial(
    door: Any, recording: Callable[[str], bytes]
) -> None:
    said = json.loads(recording("datasette_suricata_alerts.json")) | {"truncated": True}
    answered = asked(DATASETTE, door(lambda _: json.dumps(said).encode()))
    assert answered.covers is Covers.PART
    assert [note for note in answered.notes if "cắt bớt" in note.text]


def test_an_error_of_datasette_is_told_in_its_own_words(
    door: Any, recording: Callable[[str], bytes]
) -> None:
    with pytest.raises(SourceError) as caught:
        asked(DATASETTE, door(lambda _: recording("datasette_error.json")))
    assert dict(caught.value.words.values)["why"] == "no such table: nope"


@pytest.mark.parametrize(
    "link", ["SoLieu?$skiptoken=2", "https://o.example/v4/SoLieu?$skiptoken=2"]
)
def test_odata_is_read_by_the_pages_that_the_server_sets(link: str, door: Any) -> None:
    after = {"@odata.count": 3, "@odata.nextLink": link}

    def service(request: Request) -> bytes:
        return entities(5) if "skiptoken" in request.path else entities(1.5, None, **after)

    behind = door(service)
    answered = asked(ODATA, behind)
    assert answered.covers is Covers.ALL
    assert len(behind.asked) == 2
    first = behind.asked[0]
    assert (first.path, dict(first.params)) == ("SoLieu", {"$count": "true", "$orderby": "Ky desc"})
    assert dict(first.headers)["Prefer"] == "odata.maxpagesize=500"
    assert values(asked(ODATA, door(lambda _: entities(1.5, None)))) == {
        "2026-10": Decimal("1.5"),
        "2026-09": None,
    }


def test_control_names_of_odata_4_01_may_lack_their_prefix(door: Any) -> None:
    answered = asked(ODATA, door(lambda _: entities(1, **{"@count": 9})))
    assert (answered.covers, answered.missing) == (Covers.PART, 8)


def test_decimals_that_odata_sends_as_text_are_numbers(door: Any) -> None:
    assert values(asked(ODATA, door(lambda _: entities("12.50"))))["2026-10"] == Decimal("12.50")


def test_an_error_of_odata_within_an_answer_is_an_outage(door: Any) -> None:
    said = {"error": {"code": "501", "message": "Unsupported functionality", "target": "query"}}
    with pytest.raises(SourceError) as caught:
        asked(ODATA, door(lambda _: json.dumps(said).encode()))
    assert caught.value.reason is Reason.REFUSED
    assert dict(caught.value.words.values)["why"] == "Unsupported functionality"


def rows(first: int, count: int) -> bytes:
    return json.dumps(
        [{"ky": f"k{at}", "so_vu": at} for at in range(first, first + count)]
    ).encode()


def test_postgrest_tells_by_content_range_how_many_rows_there_are(door: Any) -> None:
    """https://docs.postgrest.org/en/v12/references/api/pagination_count.html: an offset beyond the last
    row is 416, so nobody asks for one.
    """

    def table(request: Request) -> tuple[bytes, dict[str, str]]:
        start = int(dict(request.params)["offset"])
        count = min(10, 25 - start)
        assert count > 0
        return rows(start, count), {"content-range": f"{start}-{start + count - 1}/25"}

    behind = door(table)
    answered = asked(POSTGREST, behind)
    assert (len(answered.records), answered.covers, answered.missing) == (25, Covers.ALL, None)
    assert len(behind.asked) == 3
    assert dict(behind.asked[0].headers)["Prefer"] == "count=exact"
    assert dict(behind.asked[0].params)["order"] == "ky.desc"
    short = asked(POSTGREST.replace("}}", "}, max_pages: 1}"), door(table))
    assert (short.covers, short.missing) == (Covers.PART, 15)


def test_a_range_of_unknown_length_or_of_bytes_counts_nothing(door: Any) -> None:
    for said in ("0-9/*", "bytes 0-9/5000", "mot/hai"):

        def table(request: Request, said: str = said) -> tuple[bytes, dict[str, str]]:
            start = int(dict(request.params)["offset"])
            return rows(start, 10 if start == 0 else 0), {"content-range": said}

        answered = asked(POSTGREST, door(table))
        assert (len(answered.records), answered.covers) == (10, Covers.ALL)


def recognised(name: str, at: str, answers: Mapping[str, object], door: Any) -> Draft | None:
    """`answers`: by path, whatever is asked beside it."""

    def said(request: Request) -> bytes | SourceError:
        path = request.path.removeprefix("https://x.example").strip("/")
        if path not in answers:
            return SourceError(Reason.REFUSED, phrase("Trang không có"), status=404)
        return json.dumps(answers[path]).encode()

    behind = door(said)
    body = json.dumps(answers.get("", {})).encode()
    answer = Answer(status=200, headers={}, body=body, asked=NOW, received=NOW, url=at)
    [one] = [one for one in recognisers() if one.name == name]
    found = one.recognise(Met(address=at, outcome=answer), behind)
    assert len(behind.asked) <= 6
    return found


def test_a_datasette_is_recognised_with_its_tables(door: Any) -> None:
    columns = [{"rowid": 1, "chi_tieu": "Y01", "don_vi": "H26", "ky": "2026-10", "gia_tri": 7}]
    answers = {
        "-/versions.json": {"datasette": {"version": "0.65.5"}},
        "-/databases.json": [
            {"name": "_memory", "is_memory": True},
            {"name": "nganh", "is_memory": False},
        ],
        "nganh.json": {
            "tables": [{"name": "bao_cao", "hidden": False}, {"name": "fts", "hidden": True}]
        },
        "nganh/bao_cao.json": {"rows": columns},
    }
    draft = recognised("datasette", "https://x.example/nganh", answers, door)
    assert draft is not None
    assert draft.settings == {
        "preset": "datasette",
        "url": "https://x.example",
        "with": {
            "database": "nganh",
            "table": "bao_cao",
            "indicator": "chi_tieu",
            "value": "gia_tri",
            "period": "ky",
            "organ": "don_vi",
        },
    }
    assert recognised("datasette", "https://x.example", {}, door) is None


def test_a_table_without_a_column_of_names_is_one_indicator_of_its_own(door: Any) -> None:
    answers = {"": SERVICE, "SoLieu": {"value": [{"Quý": "2026-Q3", "SoVu": 5}]}}
    draft = recognised("odata", "https://x.example", answers, door)
    assert draft is not None
    said = cast("dict[str, str]", draft.settings["with"])
    assert (said["set"], said["value"]) == ("SoLieu", "SoVu")
    assert said["indicator"] == "SoLieu.SoVu"
    assert [one for one in draft.remarks if "DonVi" in str(one.words.values)]


def test_a_postgrest_is_recognised_by_its_description(door: Any) -> None:
    """https://docs.postgrest.org/en/v12/references/api/openapi.html"""
    root = {
        "swagger": "2.0",
        "info": {"version": "12.2.3 (519615d)", "title": "standard public schema"},
        "externalDocs": {"url": "https://x", "description": "PostgREST Documentation"},
        "definitions": {"so_lieu": {"properties": {}}},
    }
    answers = {"": root, "so_lieu": [{"ky": "2026-10", "phuong": "P1", "so_vu": 5}]}
    draft = recognised("postgrest", "https://x.example/", answers, door)
    assert draft is not None
    assert cast("dict[str, str]", draft.settings["with"])["territory"] == "phuong"
    assert recognised("postgrest", "https://x.example", {"": {"swagger": "2.0"}}, door) is None


def test_what_a_system_lists_is_only_ever_a_value(door: Any) -> None:
    """Names with braces, quotes or slashes in them could become something else in a path or in a query."""
    odd = ["a'b", "{set}", "x\u202ey", 'a"b', "a?b", "x" * 500, ""]
    service = SERVICE | {"value": [{"kind": "EntitySet", "url": one} for one in odd]}
    draft = recognised("odata", "https://x.example", {"": service}, door)
    assert draft is not None
    assert "with" not in draft.settings


SETS = {
    "@odata.context": "https://o.example/v4/$metadata",
    "value": [{"kind": "EntitySet", "url": "BaoCao"}, {"kind": "EntitySet", "url": "TongHop"}],
}


def test_the_first_set_that_has_figures_is_proposed(door: Any) -> None:
    sets = {
        "BaoCao": {"value": [{"Ma": "bc-1", "Ten": "Báo cáo", "Ky": "2026-10"}]},
        "TongHop": {"value": [{"ChiTieu": "dung_han", "Ky": "2026-10", "GiaTri": 96.5}]},
    }
    draft = recognised("odata", "https://x.example", {"": SETS, **sets}, door)
    assert draft is not None
    assert draft.settings["with"] == {
        "set": "TongHop",
        "indicator": "ChiTieu",
        "value": "GiaTri",
        "period": "Ky",
    }
    assert not draft.unfinished


def test_what_nobody_can_tell_is_left_to_be_filled_in_and_said_so_in_either_language(
    door: Any,
) -> None:
    answers = {"": SETS, "BaoCao": {"value": [{"Ten": "Báo cáo", "Ky": "2026-10"}]}}
    draft = recognised("odata", "https://x.example", answers, door)
    assert draft is not None
    assert draft.unfinished
    said = written(draft, "https://x.example", Words("vi", ZONE), "run")
    assert "Tệp này chưa chạy được" in said
    assert "# - Chưa biết điền gì cho value: Thuộc tính có số liệu." in said
    assert "#     with: {set: BaoCao, indicator: Ten, period: Ky, value: …}" in said
    english = written(draft, "https://x.example", Words("en", ZONE), "run")
    assert "The property of the figure." in english


def test_a_parameter_that_is_lacking_is_explained_in_english_too() -> None:
    text = "wall: 1\nsources:\n  s: {preset: datasette, url: 'https://d.example'}\n"
    found = load_texts({"w": text}, "w", installed())
    said = [Words("en", ZONE).say(fault.remedy) for fault in found.faults]
    assert any("The table or view." in one for one in said), said
