"""What the shape refuses, said in operators' words at the right place."""

# ruff: noqa: E501 - one case a line

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError
from pydantic_core import InitErrorDetails
from pydantic_core._pydantic_core import list_all_errors

from services.wall_file import installed, load_texts
from services.wall_file.faults import nearest_first
from services.wall_file.mischoices import _KNOWN_AS
from services.wall_file.plugins import shape_with
from services.wall_file.refusals import refusals
from services.wall_file.syntax import tree
from services.wall_file.terms import TERMS
from tests.unit.wall_file.conftest import say
from tests.unit.wall_file.small_plugins import PLUGINS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from services.wall_file import Loaded

type Lines = Callable[[Loaded], list[str]]
type Read = Callable[..., Loaded]

ONE_SCREEN = """\
wall: 1
screens: [{name: a, size: [1920, 1080], pitch: 0.63 mm, seat: 4 m}]
sources: {s: {connector: prometheus, url: http://127.0.0.1:9/, queries: {bts: up}}}
indicators: {bts: {name: Trạm, source: s}}
scenes:
  canh:
    a:
      grid: [2, 1]
      tiles:
        - TILES
"""


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("number: bts_total", "nubmer: bts_total", "24:16: không có loại ô “nubmer”: có phải là “number”?"),
        ("{number: bts_total}", "{map: x}", "24:16: không có loại ô “map”: dùng một trong: number, severity, systems"),
        ("{number: bts_total}", "{title: x}", "24:15: ô không nêu loại của nó: thêm một trong các khóa: number"),
        ("{number: bts_total}", "{number: bts_total, systems: all}", "24:35: ô có hơn một loại: number, systems"),
        ("{number: bts_total}", "bts_total", "24:15: ô phải là một mục"),
        ("number: bts_total", "number: ", "24:16: khóa “number” để trống"),
        ("number: bts_total", "number: 01", "24:24: số “01” có số 0 ở đầu: bỏ số 0 ở đầu; nếu là mã thì đặt trong dấu nháy"),
        ("number: bts_total", "number: []", "24:24: number: danh sách ngắn quá: ghi ít nhất 1 giá trị"),
        ("span: [2, 1]", "spna: [2, 1]", "24:52: không có khóa “spna”: có phải là “span”?"),
        ("span: [2, 1]", "span: [2]", "24:58: span: cần [số cột, số hàng], không phải “[2]”"),
        ("span: [2, 1]", "span: [2, 1, 3]", "24:58: span: cần [số cột, số hàng], không phải “[2, 1, 3]”"),
        ("span: [2, 1]", "span: [2, 0]", "24:62: span: số 0 nhỏ quá: ghi số từ 1 trở lên"),
        ("span: [2, 1]", "span: ['2', 1]", "24:59: span: cần một số nguyên, không phải “2”"),
        ("span: [2, 1]", "span: 2", "24:58: span: cần [số cột, số hàng], không phải “2”: ghi hai số nguyên trong ngoặc vuông, ví dụ: span: [3, 2]"),
        ("connector: http_json", "connector: http_jsn", "9:16: không có connector “http_jsn”: có phải là “http_json”? Hiện có: http_json, alertmanager"),
        ("connector: http_json", "conector: http_json", "9:5: không có khóa “conector”: có phải là “connector”?"),
        ("connector: http_json", "connector: zabix_problems", "9:16: không có connector “zabix_problems”: có phải là mẫu “zabbix_problems”? Thay dòng này bằng preset: zabbix_problems"),
        ("connector: http_json", "connector: wazuh_manager", "9:16: không có connector “wazuh_manager”: có phải là mẫu “wazuh_manager”?"),
        ("connector: http_json", "connector: 5", "9:16: connector phải là một tên"),
        ("every: 1 h", "evry: 1 h", "12:5: không có khóa “evry”: có phải là “every”?"),
        ("every: 1 h", "every: 0 s", "12:12: khoảng thời gian “0 s” không lớn hơn 0"),
        ("every: 1 h", "every: 10", "12:12: “10” không phải khoảng thời gian"),
        ("every: 1 h", "every: 99999 d", "12:12: khoảng thời gian “99999 d” dài quá mười năm"),
        ("every: 1 h", "every: 1 h\n    max_bytes: 5", "13:16: max_bytes: số 5 nhỏ quá: ghi số từ 1024 trở lên"),
        ("every: 1 h", "every: 1 h\n    max_bytes: true", "13:16: max_bytes: cần một số nguyên, không phải “true”"),
        ("every: 1 h", "every: 1 h\n    method: PUT", "13:13: method: không dùng được “PUT”: dùng một trong: GET, POST"),
        ("{each: ", "{aech: ", "không có khóa “aech”: có phải là “each”?"),
        ('{bearer: "${env:BAO_CAO}"}', "{}", "13:11: auth chưa nêu cách nào"),
        ('{bearer: "${env:BAO_CAO}"}', '{bearer: "${enw:X}"}', "13:20: tham chiếu bí mật không đọc được"),
        ('{bearer: "${env:BAO_CAO}"}', "{bearer: 12345678}", "13:20: bí mật phải là một tham chiếu"),
        ('{bearer: "${env:BAO_CAO}"}', '{header: {name: "a b", value: x}}', "đoạn chữ không đúng dạng"),
        ("as_of: 2023-12-31", "as_of: 31/12/2023", "5:8: “31/12/2023” không phải ngày: ghi năm-tháng-ngày"),
        ("as_of: 2023-12-31", "as_of: 20231231", "5:8: “20231231” không phải ngày"),
        ("as_of: 2023-12-31", "as_of: 2023-02-30", "5:8: “2023-02-30” không phải ngày"),
        ("due: none", "due: 2024-01-01T00:00", "16:114: thời điểm “2024-01-01T00:00” thiếu múi giờ"),
        ("due: none", "due: mai", "16:114: “mai” không phải thời điểm"),
        ("better: up", "better: lên", "better: không dùng được “lên”: dùng một trong: up, down, neutral"),
        ("name: Trạm BTS, ", "", "16:3: thiếu khóa “name”"),
        ("name: Trạm BTS", "name: 01", "16:21: số “01” có số 0 ở đầu: bỏ số 0 ở đầu; nếu là mã thì đặt trong dấu nháy"),
        ("name: Trạm BTS", "name: 5", "16:21: “5” không nằm trong dấu nháy"),
        ("span: [2, 1]", "span: [2, 01]", "24:62: số “01” có số 0 ở đầu"),
        ("grid: [3, 2]", "grid: [03, 2]", "23:14: số “03” có số 0 ở đầu"),
        ("size: [1920, 1080]", "size: [01920, 1080]", "18:30: số “01920” có số 0 ở đầu"),
        ("wall: 1", "wall: 01", "1:7: số “01” có số 0 ở đầu"),
        ("wall: 1", "wall: 1\npriorities: {05: urgent}", "2:14: số “05” có số 0 ở đầu"),
        ("wall: 1", "wall: 1\ntruth: {late_every: 02.5}", "2:21: số “02.5” có số 0 ở đầu"),
        ("name: Trạm BTS", "name: [a]", "16:21: name: cần một mục gồm các khóa"),
        ("name: Trạm BTS", "name: {vi: x, fr: y}", "không có khóa “fr”"),
        ("groups: [ctmtqg]", "groups: ctmtqg", "cần một danh sách"),
        ("better: up", "decimals: 9", "decimals: số 9 lớn quá: ghi số không quá 6"),
        ("wall: 1", "wall: 1\ntruth: {late_every: .inf}", "2:21: late_every: số .inf lớn quá: ghi số không quá 100"),
        ("wall: 1", "wall: 1\ntruth: {late_every: cao}", "2:21: late_every: cần một số, không phải “cao”"),
        ("better: up", "warn: 5", "không có khóa “warn”"),
        ("pitch: 0.63 mm", "pitch: 0.63", "“0.63” không phải độ dài: ghi số dương kèm đơn vị mm, cm, m hoặc in, ví dụ: 0.63 mm"),
        ("seat: 4 m", 'seat: "4"', "“4” không phải độ dài: ghi số dương kèm đơn vị mm, cm, m hoặc in, ví dụ: 4 m"),
        ("name: trái-trên", "name: con", "“con” là tên dành riêng của Windows"),
        ("name: lam-dong", "name: lam--dong", "2:7: “lam--dong” không dùng làm tên được"),
        ("wall: 1", "wall: 2", "1:7: phiên bản 2 chưa có: ghi wall: 1"),
        ("wall: 1\n", "", "1:1: thiếu khóa “wall”: thêm dòng “wall: 1”"),
        ("wall: 1", "wall: 1\nzone: Asia/Ha_Noi", "2:7: không có múi giờ “Asia/Ha_Noi”"),
        ("wall: 1", "wall: 1\nzone: ../../etc", "2:7: không có múi giờ"),
        ("wall: 1", "wall: 1\ngroups:\n", "2:1: khóa “groups” để trống"),
        ("wall: 1", "wall: 1\ndocument_states: {01: Đã đến}", "2:19: số “01” có số 0 ở đầu: bỏ số 0 ở đầu; nếu là mã thì đặt trong dấu nháy"),
        ("wall: 1", "wall: 1\npriorities: {9: urgent}", "2:14: priorities: số 9 lớn quá: ghi số không quá 5"),
        ("wall: 1", "wall: 1\npriorities: {5: gấp}", "2:17: priorities: không dùng được “gấp”: dùng một trong: urgent, high, medium, low"),
        ("title: Trung tâm", "title: " + "a" * 600, "đoạn chữ dài quá 500 ký tự"),
        ("scenes:\n", "scenes:\n  x: 5\n", "20:6: x: cần một mục gồm các khóa"),
        ("scenes:\n", "scenes:\n  x: {y: 5}\n", "20:7: “y” của cảnh phải là một mục có grid và tiles: ghi grid: [3, 2] và tiles: […] bên dưới tên màn hình"),
        ("scenes:\n", "scenes:\n  x: {y: Tổng quan}\n", "20:7: “y” của cảnh phải là một mục có grid và tiles"),
        ("scenes:\n", "scenes:\n  x: {y: }\n", "20:7: khóa “y” để trống"),
        ("scenes:\n", "scenes:\n  x: {5: {grid: [1, 1], tiles: []}}\n", "20:7: tên khóa phải là chữ: đặt tên khóa trong dấu nháy"),
        ("    title: Tổng quan", "    tilte: Tổng quan", "21:5: không có khóa “tilte”: có phải là “title”?"),
        ("    title: Tổng quan", "    tilte: {vi: Tổng quan, en: Overview}", "21:5: không có khóa “tilte”: có phải là “title”?"),
        ("    title: Tổng quan", "    audince: public", "21:5: không có khóa “audince”: có phải là “audience”?"),
        ("    title: Tổng quan", "    audience: mọi người", "21:15: audience: không dùng được “mọi người”: dùng một trong: public, internal, restricted"),
        ("    title: Tổng quan", "    audience:", "21:5: khóa “audience” để trống"),
        ("    title: Tổng quan", "    title: 5", "21:12: “5” không nằm trong dấu nháy"),
        ("span: [2, 1]", "sensitivity: kín", "sensitivity: không dùng được “kín”: dùng một trong: public, internal, restricted"),
        ("every: 1 h", "sensitivity: Public", "12:18: sensitivity: không dùng được “Public”"),
        ("better: up", "sensitivty: public", "không có khóa “sensitivty”: có phải là “sensitivity”?"),
        ("name: trái-trên", "name: title", "18:12: “title” là khóa riêng của cảnh, không dùng làm tên màn hình được: đặt tên khác cho màn hình"),
        ("name: trái-trên", "name: audience", "18:12: “audience” là khóa riêng của cảnh"),
        ("grid: [3, 2]", "grid: 4", "23:13: grid: cần [số cột, số hàng], không phải “4”"),
        ("size: [1920, 1080]", "size: {w: 1920}", "18:29: size: cần [rộng, cao] bằng điểm ảnh, không phải “{w: 1920}”"),
        ("seat: 4 m", "seat: 4 m, at: 5", "at: cần [x, y] bằng điểm ảnh, không phải “5”"),
        ("span: [2, 1]", "at: 5", "24:56: at: cần [cột, hàng], không phải “5”"),
        ("grid: [3, 2]", "grdi: [3, 2]", "23:7: không có khóa “grdi”: có phải là “grid”?"),
    ],
)  # fmt: skip
def test_what_the_shape_refuses_is_said_at_its_place(
    read: Read, lines: Lines, before: str, after: str, said: str
) -> None:
    loaded = read(before, after)
    assert loaded.wall is None
    assert any(said in line for line in lines(loaded)), lines(loaded)


@pytest.mark.parametrize("section", ["sources", "indicators", "scenes"])
def test_entries_in_a_list_that_need_names_are_shown_one_with_its_name(
    read: Read, lines: Lines, section: str
) -> None:
    (said,) = lines(read(f"wall: 1\n{section}:\n  - id: a\n"))
    assert f":3:3: {section}: cần các mục có tên, không phải danh sách: bỏ dấu - ở đầu mục" in said
    assert {"sources": "soc:", "indicators": "bts_total:", "scenes": "tong-quan:"}[section] in said


def test_every_fault_is_told_in_one_go(read: Read, lines: Lines, example: str) -> None:
    text = (
        example.replace("every: 10 s", "every: 0 s")
        .replace("source: bao-cao", "source: bao-ca")
        .replace("better: up", "betr: up")
        .replace("pitch: 0.63 mm", "pitch: 5")
        .replace("number: bts_total", "number: bts_totl")
        .replace("severity: soc", "severity: sco")
    )
    said = lines(read(text))
    assert [int(line.split(":")[1]) for line in said] == [7, 16, 16, 18, 24, 24]
    assert "có phải là “bts_total”?" in said[4]
    assert "có phải là “soc”?" in said[5]


def test_a_number_with_a_zero_before_it_is_one_fault(read: Read, lines: Lines) -> None:
    assert len(lines(read("span: [2, 1]", "span: [2, 099]"))) == 1
    assert len(lines(read("name: Trạm BTS", "name: 01"))) == 1


def test_zeros_that_lose_nothing_are_left_alone(read: Read, lines: Lines) -> None:
    assert lines(read("better: up", "decimals: 0")) == []
    assert lines(read("name: Trạm BTS", 'name: "01"')) == []
    assert lines(read("better: up", "where: {organ: 'H36.01', period: \"0005\"}")) == []
    assert lines(read("wall: 1", "wall: 1\ntruth: {late_every: 0.5}")) == []


@pytest.mark.parametrize(
    "auth", ["auth: [bimat]", "auth: bimat", "auth: {basic: bimat}", "proxy: [bimat]"]
)
def test_what_may_be_a_password_is_not_quoted(read: Read, lines: Lines, auth: str) -> None:
    said = lines(read('auth: {bearer: "${env:BAO_CAO}"}', auth))
    assert said
    assert "bimat" not in "".join(said)


def test_what_is_quoted_is_cut(read: Read, lines: Lines) -> None:
    (said,) = lines(read("grid: [3, 2]", f"grid: [{'9, ' * 5000} 1]"))
    assert len(said) < 200


def test_one_wrong_value_of_several_kinds_is_one_fault(read: Read, lines: Lines) -> None:
    assert len(lines(read("number: bts_total", "number: {a: 1}"))) == 1


def _kinds() -> Iterator[Any]:
    for one in list_all_errors():
        yield pytest.param(one["type"], one.get("example_context"), id=one["type"])


@pytest.mark.parametrize(("kind", "context"), list(_kinds()))
def test_no_kind_of_error_reaches_people_in_pydantics_words(
    kind: str, context: dict[str, Any] | None
) -> None:
    """Whatever a plug-in's settings may raise besides."""
    root = tree("wall: 1\nname: x\n", "w.yaml").root
    assert root is not None
    if kind in {"value_error", "assertion_error"}:
        context = {"error": ValueError("English words")}
    details = [InitErrorDetails(type=kind, loc=("name",), input="x", ctx=context or {})]
    error = ValidationError.from_exception_data("x", details)
    found = refusals(error, root, shape_with(PLUGINS), PLUGINS)
    assert len(found) == 1
    said = say(found[0].fault.what) + say(found[0].fault.remedy)
    assert error.errors()[0]["msg"] not in said
    assert "English" not in said
    assert any(c not in string.printable for c in said), said


def test_every_term_has_the_places_that_its_kind_of_error_fills() -> None:
    contexts: dict[str, dict[str, Any]] = {
        str(one["type"]): one.get("example_context") or {} for one in list_all_errors()
    }
    for kind, terms in TERMS.items():
        for term in terms:
            places = {place for _, place, _, _ in string.Formatter().parse(term.text) if place}
            assert places - {"key", "value"} <= set(contexts.get(kind, {})), (kind, places)


def test_signs_that_may_be_chosen_stand_in_quotes() -> None:
    source = 'connector: csv, file: a.csv, separator: ":", observations: {values: [b]}'
    loaded = load_texts(
        {"w.yaml": f"wall: 1\nsources: {{a: {{{source}}}}}\n"}, "w.yaml", installed()
    )
    assert [say(fault.remedy) for fault in loaded.faults] == ["dùng một trong: “,” “;” “tab” “|”"]


@pytest.mark.parametrize(
    ("tile", "said"),
    [
        (
            "nubmer: bts, trend: 1 h",
            "10:12: không có loại ô “nubmer”: có phải là “number”? Hiện có: bars",
        ),
        (
            "trend: 1 h, nubmer: bts",
            "10:24: không có loại ô “nubmer”: có phải là “number”? Hiện có: bars",
        ),
        ("trend: bts, tilte: x", "10:24: không có khóa “tilte”: có phải là “title”?"),
        ("trend: bts, gauge: bts", "10:24: ô có hơn một loại: gauge, trend"),
    ],
)
def test_a_misspelt_type_is_told_though_another_of_its_keys_is_a_type_too(
    tile: str, said: str
) -> None:
    text = ONE_SCREEN.replace("TILES", f"{{{tile}}}")
    (fault, *more) = load_texts({"w.yaml": text}, "w.yaml", installed()).faults
    assert (
        said in f"{fault.line}:{fault.column}: {say(fault.what)}: {say(fault.remedy)}",
        more,
    ) == (True, [])


@pytest.mark.parametrize(
    ("called", "meant"),
    [
        ("excel", "xlsx"),
        ("Excel", "xlsx"),
        (".xls", "xlsx"),
        ("sqlite", "sql"),
        ("postgres", "sql"),
        ("rss", "feed"),
        ("rest", "http_json"),
        ("rest-api", "http_json"),
        ("json", "http_json"),
        ("ping", "check"),
        ("suricata", "eve"),
    ],
)
def test_a_connector_by_another_known_name_is_told_outright(called: str, meant: str) -> None:
    text = f"wall: 1\nsources: {{a: {{connector: {called}, url: http://a/}}}}\n"
    (fault,) = load_texts({"w.yaml": text}, "w.yaml", installed()).faults
    assert say(fault.remedy) == f"ghi connector: {meant}"


def test_every_other_name_leads_to_a_connector_that_there_is() -> None:
    assert set(_KNOWN_AS.values()) <= set(installed().connectors)
    assert not set(_KNOWN_AS) & set(installed().connectors)


def test_of_an_unknown_connector_all_are_listed_the_nearest_first() -> None:
    plugins = installed()
    text = "wall: 1\nsources: {a: {connector: wsf_layers, url: http://a/}}\n"
    (fault,) = load_texts({"w.yaml": text}, "w.yaml", plugins).faults
    listed = say(fault.remedy).removeprefix("dùng một trong: ").split(", ")
    assert sorted(listed) == sorted(plugins.connectors)
    assert nearest_first("odc_features", plugins.connectors)[0] == "ogc_features"
    assert nearest_first("???", plugins.connectors) == sorted(plugins.connectors)


@pytest.mark.parametrize(
    ("tile", "said"),
    [
        ("number: Quá hạn", ["“Quá hạn” không dùng làm tên được"]),
        ("number: [Quá hạn, bts]", ["“Quá hạn” không dùng làm tên được"]),
        ("number: []", ["number: danh sách ngắn quá"]),
    ],
)
def test_a_name_for_a_code_is_one_fault_and_no_list_is_too_short_for_it(
    tile: str, said: list[str]
) -> None:
    text = ONE_SCREEN.replace("TILES", f"{{{tile}}}")
    found = load_texts({"w.yaml": text}, "w.yaml", installed()).faults
    assert [say(one.what) for one in found] == said


SECOND = {
    "screens": "screens: [{name: b, size: [1920, 1080], pitch: 0.63 mm, seat: 4 m}]\n",
    "sources": "sources: {t: {connector: prometheus, url: http://127.0.0.1:9/, queries: {x: up}}}\n",
    "indicators": "indicators: {other: {name: Khác, source: s}}\n",
    "scenes": "scenes: {khac: {a: {grid: [1, 1], tiles: [{number: bts}]}}}\n",
    "scenes empty": "scenes:\n",
}


@pytest.mark.parametrize("key", SECOND)
@pytest.mark.parametrize("first", [True, False])
def test_a_section_that_is_given_twice_is_one_fault_and_its_names_are_known(
    key: str, *, first: bool
) -> None:
    text = ONE_SCREEN.replace("TILES", "{number: bts}").removeprefix("wall: 1\n")
    text += (
        "briefings: {giao-ban: {title: Giao ban, audience: restricted, steps: [{scene: canh}]}}\n"
    )
    text = "wall: 1\n" + (SECOND[key] + text if first else text + SECOND[key])
    found = load_texts({"w.yaml": text}, "w.yaml", installed()).faults
    assert [say(one.what) for one in found[1:]] == []
    assert "ghi hai lần" in say(found[0].what)


def test_where_nothing_can_be_chosen_a_remedy_does_not_end_in_nothing() -> None:
    text = "wall: 1\nbriefings: {giao-ban: {title: Giao ban, audience: restricted, steps: [{scene: canh}]}}\n"
    (fault,) = load_texts({"w.yaml": text}, "w.yaml", installed()).faults
    assert say(fault.remedy) == "khai cảnh này ở scenes; hiện có: –"


def test_of_an_unknown_type_all_that_there_are_are_listed() -> None:
    plugins = installed()
    text = ONE_SCREEN.replace("TILES", "{donut: bts}")
    (fault,) = load_texts({"w.yaml": text}, "w.yaml", plugins).faults
    assert say(fault.remedy) == f"dùng một trong: {', '.join(sorted(plugins.tiles))}"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("ca: a.pem, profile: soc", "ca: b.pem, profile: soc", ["11:43"]),
        ("ca: a.pem, profile: soc", "profile: soc", ["11:48"]),
        ("profile: soc", "ca: b.pem, profile: soc", ["11:43"]),
        ("ca: a.pem, profile: soc", "ca: a.pem, profile: soc", []),
        ("ca: a.pem, profile: soc", "ca: b.pem, profile: noc", []),
        ("profile: soc", "", []),
    ],
)
def test_pages_of_one_profile_have_one_certificate_file(
    first: str, second: str, said: list[str]
) -> None:
    pages = [f"{{web: https://may.noi-bo/{n}, {keys}}}" for n, keys in enumerate((first, second))]
    text = ONE_SCREEN.replace("TILES", "\n        - ".join(pages))
    found = load_texts({"w.yaml": text}, "w.yaml", installed()).faults
    assert [f"{fault.line}:{fault.column}" for fault in found] == said
    assert all(
        "profile “soc” dùng chung một ca, mà ô này khai khác ô ở dòng 10" in say(one.what)
        for one in found
    )
