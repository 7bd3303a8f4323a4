"""The page of connectors and presets says what is, and what it rests on is there."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from services.wall_file import installed, load
from services.wall_file.built_in import systems
from services.wall_file.presets import shipped
from tests.tools.test_wall_file_page import anchors, section
from tools.connectors_page.__main__ import PRESETS, WALLS, known, main
from tools.connectors_page.evidence import EXAMPLES, EvidenceError, Kind, evidence
from tools.connectors_page.metrics import metrics
from tools.connectors_page.page import COMMAND, both
from tools.connectors_page.presets import BEGINS, ENDS, UnmarkedError, filled
from tools.connectors_page.prose import prose
from tools.connectors_page.trouble import Case
from tools.set_up import ROOT
from tools.wall_file_page.prose import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tools.connectors_page.page import Known
    from tools.connectors_page.ways import Way

pytestmark = pytest.mark.xdist_group("connectors page")  # all is asked of the connectors once

PAGES = ROOT / "docs" / "connectors"
NAMES = ("README.md", "README.vi.md")
BOTH = pytest.mark.parametrize("name", NAMES)
WAYS = sorted({*installed().connectors, *shipped.names()})
EACH = pytest.mark.parametrize("name", WAYS)


@pytest.fixture(scope="module")
def told() -> Known:
    return known()


@pytest.fixture(scope="module")
def pages(told: Known) -> dict[str, str]:
    return dict(both(told))


def way(told: Known, name: str) -> Way:
    [found] = [one for one in told.ways if one.name == name]
    return found


@BOTH
def test_the_page_is_what_the_generator_makes(pages: dict[str, str], name: str) -> None:
    assert (PAGES / name).read_text("utf-8") == pages[name], (
        f"docs/connectors/{name} differs from what connectors and presets say of themselves:"
        f" run `.venv/bin/{COMMAND}` and commit the pages"
    )


def test_the_command_writes_both_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Known, pages: dict[str, str]
) -> None:
    monkeypatch.setattr("tools.connectors_page.__main__.PAGES", tmp_path)
    monkeypatch.setattr("tools.connectors_page.__main__.known", lambda: told)
    presets = tmp_path / "presets.md"
    presets.write_text(f"trước\n{BEGINS}| cũ |\n{ENDS}sau\n", encoding="utf-8")
    monkeypatch.setattr("tools.connectors_page.__main__.PRESETS", presets)
    assert main() == 0
    assert {name: (tmp_path / name).read_bytes().decode() for name in NAMES} == pages
    assert "| cũ |" not in presets.read_text("utf-8")


def test_the_table_of_presets_is_what_they_say(told: Known) -> None:
    text = PRESETS.read_text("utf-8")
    assert text == filled(text, told.ways), f"run `.venv/bin/{COMMAND}` and commit docs/presets.md"
    assert all(f"[`{name}`](" in text for name in shipped.names())


def test_a_page_without_a_place_for_the_table_is_refused(told: Known) -> None:
    with pytest.raises(UnmarkedError, match="must stand between"):
        filled("# Mẫu nguồn\n", told.ways)


def test_every_connector_and_preset_has_an_example_and_nothing_else_has() -> None:
    assert sorted(path.stem for path in EXAMPLES.glob("*.yaml")) == WAYS


@EACH
def test_every_example_is_a_wall_without_fault(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = EXAMPLES / f"{name}.yaml"
    text = file.read_text("utf-8")
    for variable in re.findall(r"\$\{env:(\w+)\}", text):
        monkeypatch.setitem(os.environ, variable, "x")
    loaded = load(file, installed())
    assert (loaded.faults, loaded.warnings) == ((), ())
    assert loaded.wall is not None
    key = "preset" if name in shipped.names() else "connector"
    assert name in {str(getattr(one, key)) for one in loaded.wall.sources.values()}


@EACH
def test_an_example_leads_to_no_address_of_anybody(name: str) -> None:
    text = (EXAMPLES / f"{name}.yaml").read_text("utf-8").partition("\n")[2]
    for host in re.findall(r"://(?:[^/\s\"',@]*@)?([\w.-]+)", text):
        assert host.endswith(".example.vn") or host == "127.0.0.1", host


@BOTH
def test_every_way_is_a_row_and_a_section(pages: dict[str, str], told: Known, name: str) -> None:
    said = next(one for one in map(prose, LANGUAGES) if one.page == name)
    table = section(pages[name], said.all)
    for one in told.ways:
        heading = (said.preset if one.preset else said.connector).format(name=one.name)
        _, found, own = pages[name].partition(f"### {heading}\n")
        assert found, heading
        assert f"\n| [`{one.name}`](#" in table
        assert one.example.strip() in own.partition("\n### ")[0]


@BOTH
def test_no_cell_is_blank(pages: dict[str, str], name: str) -> None:
    prose_only = re.sub(r"```.*?```", "", pages[name], flags=re.DOTALL)
    rows = [line for line in prose_only.splitlines() if line.startswith("|")]
    for row in rows:
        cells = re.split(r"(?<!\\)\|", row)[1:-1]
        assert all(cell.strip() for cell in cells), row


@pytest.mark.parametrize("page", ["connectors/README.md", "connectors/README.vi.md", "presets.md"])
def test_every_link_leads_somewhere(page: str) -> None:
    file = ROOT / "docs" / page
    text = file.read_text("utf-8")
    own = anchors(text)
    assert len(own) == len(set(own)), "two headings have one anchor"
    known: dict[Path, list[str]] = {file: own}
    prose_only = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    for target in set(re.findall(r"\]\(([^)]+)\)", prose_only)):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        other = (file.parent / path).resolve() if path else file
        assert other.exists(), target
        if anchor:
            if other not in known:
                known[other] = anchors(other.read_text("utf-8"))
            assert anchor in known[other], target


@EACH
def test_what_an_example_was_tried_on_is_there(name: str, told: Known) -> None:
    found = way(told, name).evidence
    for path in found.tests:
        assert (ROOT / path).exists(), path
    if found.kind is Kind.REAL_SERVER:
        assert any(path.startswith("tests/live/") for path in found.tests)
    if found.kind is Kind.RECORDING:
        assert found.recordings
    if found.kind is Kind.CONTRACT_FIXTURE:
        assert "https://" in found.what


def reads(path: str) -> Iterator[str]:
    """Texts that a live test reads its walls from: its own, those of its neighbours and of the walls that
    it names."""
    text = (ROOT / path).read_text("utf-8")
    yield text
    for neighbour in re.findall(r"^from tests\.live\.(\w+) import", text, flags=re.MULTILINE):
        yield from reads(f"tests/live/{neighbour}.py")
    for wall in re.findall(r"[\w-]+\.yaml", text):
        file = ROOT / "resources" / "walls" / wall
        if file.exists():
            yield file.read_text("utf-8")


@EACH
def test_a_real_server_is_read_by_the_live_test_that_is_named(name: str, told: Known) -> None:
    found = way(told, name)
    if found.evidence.kind is not Kind.REAL_SERVER:
        return
    over = {one.name for one in told.ways if one.preset and one.source.connector == name}
    spelt = "|".join(
        [
            rf"{'preset' if found.preset else 'connector'}: {name}\b",
            *(rf"preset: {one}\b" for one in over),
        ]
    )
    live = [path for path in found.evidence.tests if path.startswith("tests/live/")]
    for path in live:
        assert any(re.search(spelt, text) for text in reads(path)), path


@pytest.mark.parametrize("name", shipped.names())
def test_a_preset_and_its_example_say_the_same_of_what_it_was_tried_on(
    name: str, told: Known
) -> None:
    found = way(told, name)
    assert found.preset is not None
    kinds = {
        "recording": {Kind.REAL_SERVER, Kind.RECORDING},
        "contract": {Kind.CONTRACT_FIXTURE, Kind.CONSTRUCTED},
        "none": {Kind.CONSTRUCTED},
    }
    assert found.evidence.kind in kinds[found.preset.tested]
    if found.evidence.kind is Kind.CONTRACT_FIXTURE:
        assert found.preset.documentation in found.evidence.what
    if found.evidence.kind is not Kind.CONSTRUCTED:
        assert found.preset.version in found.evidence.what


def test_an_example_without_evidence_is_refused() -> None:
    with pytest.raises(EvidenceError, match="evidence: KIND"):
        evidence("wall: 1\n", "moi")


def test_the_operator_reads_of_a_page_for_people_and_of_nobody(told: Known) -> None:
    for one in told.ways:
        met = told.troubles[one.name]
        assert Case.NOBODY in met or Case.MISSING in met, one.name
    html = {
        name: met[Case.HTML].words.text for name, met in told.troubles.items() if Case.HTML in met
    }
    assert "HTML" in html["http_json"]
    assert "stub_status" in html["nginx_status"]


def test_nothing_of_this_computer_stands_on_the_page(pages: dict[str, str]) -> None:
    for text in pages.values():
        prose_only = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        assert "127.0.0.1" not in prose_only
        assert "/tmp" not in prose_only


def test_what_probe_says_is_said_by_those_that_can_tell(told: Known) -> None:
    able = {one.name for one in told.ways if one.recognised}
    assert told.probed.keys() <= able
    assert able - told.probed.keys() == {"xlsx"}  # its answer is no text


def test_every_metric_of_the_nine_systems_is_a_row_that_says_where_it_comes_from(
    told: Known,
) -> None:
    assert {one.system for one in told.metrics} == systems().keys()
    assert len({(one.system, one.id) for one in told.metrics}) == len(told.metrics) == 62
    names = {one.name for one in told.ways}
    for one in told.metrics:
        assert one.records, one.id
        assert one.ways, one.id
        assert names.issuperset(one.ways)
        assert one.shown, one.id
        assert one.formulas, one.id


@pytest.mark.parametrize("shows", ["indicator: khong-co", "tile: khong-co", "source: khong-co"])
def test_a_metric_that_the_default_wall_does_not_show_is_refused(
    shows: str, tmp_path: Path
) -> None:
    file = tmp_path / "metrics.yaml"
    file.write_text(f"soc: {{la: {{name: Lạ, {shows}}}}}\n", encoding="utf-8")
    with pytest.raises(LookupError, match="khong-co"):
        metrics(file, WALLS)


@pytest.mark.parametrize(
    ("written", "records", "formulas"),
    [
        ("indicator: docs_overdue", ("document_states", "documents"), None),
        ("indicator: lgsp_calls", ("observations",), None),
        (
            "indicator: bc_tmdt_ty_le",
            ("observations",),
            ("`bc_san_luong_tmdt / bc_goi_kien * 100`",),
        ),
        ("tile: soc-ncsc", ("services",), None),
        ("source: soc, records: alerts, formula: a", ("alerts",), ("a",)),
    ],
)
def test_records_and_formulas_are_the_wall_s_own_unless_the_row_says_them(
    written: str, records: tuple[str, ...], formulas: tuple[str, ...] | None, tmp_path: Path
) -> None:
    file = tmp_path / "metrics.yaml"
    file.write_text(f"soc: {{la: {{name: Lạ, {written}}}}}\n", encoding="utf-8")
    [one] = metrics(file, WALLS)
    assert one.records == records
    assert formulas is None or one.formulas == formulas
