"""The wall of this machine on real servers: what it shows is what they say, through outages, too."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from services.records import Observation, ServiceHealth
from tests.live.machine import Machine, awaited, painted, prometheus_in, time_of
from tests.live.reading import reading
from tests.servers import alertmanager_in, node_exporter_in, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.live.machine import Seen

pytestmark = pytest.mark.xdist_group("this machine")
FIGURES = ["cpu", "memory", "load", "network"]
TABLES = {"table-o-dia": ("o-dia", "used"), "table-muc-tieu": ("muc-tieu", "up")}
PRIORITIES = {"critical": "urgent", "high": "high", "warning": "medium", "info": "low"}


@contextmanager
def started(folder: Path) -> Iterator[Machine]:
    """Prometheus asks its targets and judges its rules once a second. It takes five seconds before it
    asks one for the first time."""
    places = [folder / name for name in ("prometheus", "node_exporter", "alertmanager")]
    for place in places:
        place.mkdir()
    prometheus = prometheus_in(places[0])
    with (
        contextmanager(running)(node_exporter_in(places[1])) as node_exporter,
        contextmanager(running)(alertmanager_in(places[2])) as alertmanager,
    ):
        machine = Machine(prometheus, node_exporter, alertmanager, folder)
        machine.configure("1s")
        with contextmanager(running)(prometheus):
            yield machine


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    with started(tmp_path_factory.mktemp("servers")) as machine:
        yield machine


@pytest.fixture
def machine(servers: Machine, tmp_path: Path) -> Machine:
    """It has figures of all, and no alert is left of an earlier test."""
    machine = replace(servers, folder=tmp_path)
    machine.scrape("1s")
    machine.post(*({"labels": one["labels"], "endsAt": now()} for one in machine.alerts()))
    ready(machine)
    awaited(lambda: not machine.alerts())
    return machine


def ready(machine: Machine) -> None:
    awaited(lambda: len(machine.vector("up == 1")) == 2)
    awaited(lambda: machine.vector(query(machine, "may", "cpu")))


def now() -> str:
    return datetime.now(UTC).isoformat()


def held(machine: Machine) -> None:
    """Nothing new comes to Prometheus, so that it answers the same a moment later."""
    machine.scrape("1h")


def alert(name: str, severity: str, **more: str) -> dict[str, Any]:
    labels = {"alertname": name, "severity": severity, "instance": "máy"}
    return {"labels": labels, "annotations": {"summary": f"Thử {name}"}, **more}


def figure(seen: Seen, id: str) -> dict[str, Any]:
    (shown,) = seen.tiles[f"number-{id}"]["data"]["figures"]
    assert isinstance(shown, dict)
    return shown


def query(machine: Machine, source: str, name: str) -> str:
    said = machine.declared()["sources"][source]["queries"][name]
    return str(said if isinstance(said, str) else said["query"])


def counted(seen: Seen) -> dict[str, int]:
    counts: dict[str, int] = seen.tiles["severity-canh-bao"]["data"]["counts"]
    return {name: count for name, count in counts.items() if count}


@dataclass(frozen=True)
class Compared:
    """Figures of the wall, and what Prometheus says for their instants."""

    seen: Seen
    at: dict[str, datetime]
    answers: dict[str, list[dict[str, Any]]]

    @property
    def ours(self) -> dict[str, list[Decimal]]:
        return {id: [Decimal(figure(self.seen, id)["value"])] for id in self.at}

    @property
    def theirs(self) -> dict[str, list[Decimal]]:
        return {id: [Decimal(one["value"][1]) for one in said] for id, said in self.answers.items()}


def compared(machine: Machine) -> Compared:
    machine.scrape("1s")
    ready(machine)
    held(machine)
    seen = machine.snapshot()
    at = {id: time_of(seen.tiles[f"number-{id}"]["source_time"]) for id in FIGURES}
    return Compared(
        seen, at, {id: machine.vector(query(machine, "may", id), at[id]) for id in FIGURES}
    )


def test_every_figure_is_the_one_that_prometheus_itself_gives_for_that_instant(
    machine: Machine,
) -> None:
    found = compared(machine)
    if found.ours != found.theirs:
        # A scrape that was on its way when the wall asked is told as of its beginning.
        found = compared(machine)
    assert found.ours == found.theirs
    seen, at = found.seen, found.at
    assert set(FIGURES) == set(machine.declared()["indicators"])
    for id in FIGURES:
        shown, tile = figure(seen, id), seen.tiles[f"number-{id}"]
        assert timedelta() <= seen.at - at[id] < timedelta(minutes=1)
        (said,) = found.answers[id]
        said["metric"].pop("__name__", None)
        assert shown["labels"] == said["metric"]
        assert (shown["state"], tile["state"], tile["simulated"]) == ("live", "live", False)


def test_what_is_painted_is_that_figure_to_the_digits_that_the_wall_file_asks_for(
    machine: Machine,
) -> None:
    for lang, point in (("vi", ","), ("en", ".")):
        seen = machine.snapshot("--lang", lang)
        for id in FIGURES:
            decimals = machine.declared()["indicators"][id]["decimals"]
            (text,) = painted(seen.tiles[f"number-{id}"], "value")
            written = text.removesuffix("%")
            assert len(written.partition(point)[2]) == decimals
            off = abs(Decimal(written.replace(point, ".")) - Decimal(figure(seen, id)["value"]))
            assert off <= Decimal(5).scaleb(-decimals - 1)


def test_every_row_is_a_label_set_of_prometheus_own(machine: Machine) -> None:
    held(machine)
    seen = machine.snapshot()
    for id, (source, name) in TABLES.items():
        evaluated = time_of(seen.tiles[id]["source_time"])
        said = machine.vector(query(machine, source, name), evaluated)
        (label,) = {row for row in seen.tiles[id]["data"]["rows"][0] if row.startswith("labels.")}
        rows = [(row[label], Decimal(row["value"])) for row in seen.tiles[id]["data"]["rows"]]
        theirs = [
            (one["metric"][label.removeprefix("labels.")], Decimal(one["value"][1])) for one in said
        ]
        assert sorted(rows) == sorted(theirs)
        assert seen.tiles[id]["data"]["total"] == len(said) == seen.source(source)["records"]


def test_every_curve_has_the_points_that_prometheus_has(machine: Machine) -> None:
    asked = {id: query(machine, "may", id) for id in FIGURES}
    awaited(lambda: all(machine.points(one, datetime.now(UTC)) > 2 for one in asked.values()))
    held(machine)
    seen = machine.snapshot()
    for id in FIGURES:
        began = time_of(seen.tiles[f"number-{id}"]["source_time"])
        answered = time_of(seen.source("may")["last_answered"])
        counts = {machine.points(asked[id], at) for at in (began, answered)}
        assert seen.tiles[f"number-{id}"]["data"]["series"] in counts


def test_the_counts_of_alerts_are_alertmanagers_own(machine: Machine) -> None:
    machine.post(
        alert("một", "critical"),
        alert("hai", "warning"),
        alert("ba", "warning"),
        alert("tư", "info"),
    )
    seen = machine.snapshot()
    theirs = [PRIORITIES[one["labels"]["severity"]] for one in machine.alerts()]
    assert counted(seen) == {name: theirs.count(name) for name in set(theirs)}
    assert counted(seen) == {"urgent": 1, "medium": 2, "low": 1}
    listed = seen.tiles["table-canh-bao"]["data"]["rows"]
    summaries = {one["annotations"]["summary"] for one in machine.alerts()}
    assert {row["title"] for row in listed} == summaries


def test_nothing_on_the_wall_is_clipped_or_too_small_to_read(machine: Machine) -> None:
    machine.post(alert("một", "critical"), alert("hai", "warning"))
    for lang in ("vi", "en"):
        texts = machine.snapshot("--lang", lang).texts
        assert texts
        assert [text for text in texts if text["clipped"] or text["arcmin"] < 12] == []


def test_a_killed_prometheus_is_disconnected_with_age_and_last_value_until_it_is_back(
    tmp_path: Path,
) -> None:
    with started(tmp_path) as machine:
        ready(machine)
        _killed_and_started_again(machine)


def _killed_and_started_again(machine: Machine) -> None:
    before = machine.snapshot()
    machine.prometheus.kill()
    first, second = machine.snapshot(), machine.snapshot()
    assert [seen.source("may")["state"] for seen in (first, second)] == ["live", "disconnected"]
    for id in FIGURES:
        tile = second.tiles[f"number-{id}"]
        assert tile["state"] == figure(second, id)["state"] == "disconnected"
        assert figure(second, id)["value"] == figure(before, id)["value"]
        assert painted(tile, "value") == painted(before.tiles[f"number-{id}"], "value")
        assert tile["source_time"] == before.tiles[f"number-{id}"]["source_time"]
        assert any(text.startswith("Mất kết nối") for text in painted(tile, "badge"))
    assert second.source("may")["reason"] == "unreachable"
    assert second.source("may")["words"].startswith("Máy chủ từ chối kết nối")
    assert second.source("canh-bao")["state"] == "live"
    later = machine.snapshot("--at", (second.at + timedelta(minutes=6)).isoformat())
    for id in FIGURES:
        assert figure(later, id)["value"] == figure(before, id)["value"]
        assert any("5 phút" in text for text in said(later.tiles[f"number-{id}"]))

    machine.prometheus.start()
    awaited(lambda: machine.vector("node_load1"))
    after = machine.snapshot()
    for id in FIGURES:
        tile = after.tiles[f"number-{id}"]
        assert tile["state"] == "live"
        assert time_of(tile["source_time"]) > second.at
        assert painted(tile, "badge") == []


def said(tile: dict[str, Any]) -> list[str]:
    return [str(text["full"]) for text in tile["texts"]]


def test_an_alert_that_is_posted_is_counted_until_it_is_resolved(machine: Machine) -> None:
    assert counted(machine.snapshot()) == {}
    machine.post(alert("Cháy", "critical"))
    fired = machine.snapshot()
    assert counted(fired) == {"urgent": 1}
    assert fired.tiles["severity-canh-bao"]["priority"] == "urgent"
    assert "Thử Cháy" in painted(fired.tiles["table-canh-bao"], "cell")
    machine.post(alert("Cháy", "critical", endsAt=now()))
    awaited(lambda: not machine.alerts())
    assert counted(machine.snapshot()) == {}


def test_an_alert_of_prometheus_own_rule_fires_with_its_target_and_resolves_with_it(
    machine: Machine,
) -> None:
    awaited(machine.tells_alertmanager)
    exporter = psutil.Process(machine.node_exporter.pid)
    exporter.suspend()
    try:
        awaited(machine.alerts)
        fired = machine.snapshot()
    finally:
        exporter.resume()
    assert counted(fired) == {"urgent": 1}
    assert "Không lấy được số liệu của node" in painted(fired.tiles["table-canh-bao"], "cell")
    targets = fired.tiles["table-muc-tieu"]["data"]["rows"]
    assert [(row["labels.job"], row["value"]) for row in targets] == [
        ("node", "0"),
        ("prometheus", "1"),
    ]
    # Prometheus answers well; it is its figures that are lacking now.
    assert fired.tiles["table-muc-tieu"]["state"] == "live"
    awaited(lambda: not machine.alerts())
    assert counted(machine.snapshot()) == {}


def test_a_prometheus_by_its_url_alone_tells_its_targets_and_the_figures_that_it_has(
    machine: Machine,
) -> None:
    source = f"{{connector: prometheus, url: '{machine.prometheus.url}'}}"
    with reading(machine.folder, source) as wall:
        records = wall.batch().records
    told = {one.indicator: one.value for one in records if isinstance(one, Observation)}
    assert told["down"] == 0
    assert {"cpu", "memory"} <= {name for name, value in told.items() if value is not None}
    assert "windows-cpu" not in told
    assert {one.service for one in records if isinstance(one, ServiceHealth)} >= {"node"}
