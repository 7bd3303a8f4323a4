"""Reports of antivirus products, on a constructed one: none is to be had from a real product."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from services.connectors.edxml_avreport import CONNECTOR, AvReport, normalise
from services.door import Answer, SourceError
from services.draft import Advice, Draft, Met
from services.news import Covers, Reason
from services.phrase import phrase
from services.probing import recognised
from services.records import Endpoint, Observation, Organ, SecurityEvent, Vulnerability
from services.wall_file import installed
from services.wall_file.presets.recognition import recognisers

if TYPE_CHECKING:
    from decimal import Decimal

    from services.connectors.edxml_avreport.report import Read

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
REPORT = (Path(__file__).parents[2] / "contracts" / "avreport_CONSTRUCTED.xml").read_bytes()


def settings(**more: Any) -> AvReport:
    return AvReport.model_validate({"connector": "edxml_avreport", "url": "http://x", **more})


def read(body: bytes = REPORT, **more: Any) -> Read:
    return normalise(settings(**more), body, NOW)


def report(inside: str) -> bytes:
    return f"<AVReport><Datetime>1795500000</Datetime>{inside}</AVReport>".encode()


def figures(found: Read) -> dict[str, Decimal | None]:
    seen = [one for one in found.records if isinstance(one, Observation)]
    return {one.uid.replace("|000.00.01.H36", ""): one.value for one in seen}


def test_a_machine_is_put_together_from_all_parts() -> None:
    ends = {one.name: one for one in read().records if isinstance(one, Endpoint)}
    assert set(ends) == {"VT-01", "VT-02", "VT-03"}
    first, second, third = (ends[name] for name in sorted(ends))
    assert (first.os, first.av_state, first.infected) == ("Windows 11", "on", True)
    assert first.updated == datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    assert (second.ip, second.infected) == ("10.10.20.32", True)
    assert second.updated == datetime(2026, 11, 4, 17, 0, tzinfo=UTC)
    assert (third.av_state, third.updated, third.infected) == ("lạ", None, False)
    assert {one.unit for one in ends.values()} == {"Sở Thử Nghiệm"}


def test_malware_and_connections_are_events_as_old_as_the_report() -> None:
    events = [
        one for one in read(severities={"trojan": 4}).records if isinstance(one, SecurityEvent)
    ]
    assert {one.time for one in events} == {datetime.fromtimestamp(1795500000, UTC)}
    malware = [one for one in events if one.category == "Trojan"]
    assert [(one.signature, one.severity) for one in malware] == [("W32.Thu.A", 4)] * 2
    (worm,) = (one for one in events if one.category == "Worm")
    assert worm.severity is None
    (line,) = (one for one in events if one.category == "Connection")
    assert (line.signature, line.src, line.dst) == ("la.exe", "10.10.20.31", "203.0.113.66")


def test_holes_and_the_sender_are_records() -> None:
    found = read().records
    (hole,) = (one for one in found if isinstance(one, Vulnerability))
    assert (hole.id, hole.asset) == ("CVE-2017-0144", "VT-03")
    (organ,) = (one for one in found if isinstance(one, Organ))
    assert (organ.id, organ.names) == ("000.00.01.H36", ("Sở Thử Nghiệm",))


def test_what_is_counted() -> None:
    found = figures(read())
    counted = {name: int(value) for name, value in found.items() if value is not None}
    assert counted == {
        "machines": 3,
        "protected": 2,
        "firewall_on": 1,
        "infected": 2,
        "detections": 3,
        "files": 5,
        "connections": 1,
        "vulnerabilities": 1,
        "not_updated_15_days": 7,
        "malware|W32.Thu.A": 2,
        "malware|W32.Thu.B": 1,
    }
    assert read().at == datetime.fromtimestamp(1795500000, UTC)


@pytest.mark.parametrize("said", ["", "<X/>", "<X>bảy</X>"])
def test_a_figure_that_is_not_said_is_no_zero(said: str) -> None:
    said = said.replace("X", "NumberMachineNotUpdateOn15Day")
    found = read(report(f"<Update>{said}</Update>"))
    (figure,) = (
        one
        for one in found.records
        if isinstance(one, Observation) and one.indicator == "not_updated_15_days"
    )
    assert figure.value is None
    assert figure.fault is not None


def test_a_part_that_is_not_in_a_report_leaves_its_figures_lacking_and_no_zero() -> None:
    found = read(report("<OS><Machine name='a'/><Machine name='b'/></OS><Connection/>"))
    seen = {one.indicator: one for one in found.records if isinstance(one, Observation)}
    assert [seen[name].value for name in ("machines", "connections")] == [2, 0]
    lacking = {"protected", "firewall_on", "infected", "detections", "files", "vulnerabilities"}
    for name in lacking:
        assert seen[name].value is None
        assert seen[name].fault is not None
    ends = [one for one in found.records if isinstance(one, Endpoint)]
    assert [end.infected for end in ends] == [None, None]


def test_lists_of_ill_machines_do_not_tell_how_many_machines_there_are() -> None:
    malware = "<MalwareInfo><MalwareName>x</MalwareName></MalwareInfo>"
    found = figures(read(report(f"<Malware><Machine name='a'>{malware}</Machine></Malware>")))
    assert [found[name] for name in ("machines", "infected")] == [None, 1]


@pytest.mark.parametrize("late", ["2", None])
def test_reports_of_two_products_are_counted_together(late: str | None) -> None:
    def product(name: str, late: str | None, *machines: str) -> str:
        said = (
            ""
            if late is None
            else f"<NumberMachineNotUpdateOn15Day>{late}</NumberMachineNotUpdateOn15Day>"
        )
        ends = "".join(f"<Machine name='{one}'/>" for one in machines)
        return (
            f"<AVReport name='{name}'><Datetime>1795500000</Datetime><OS>{ends}</OS>"
            f"<Update>{said}</Update></AVReport>"
        )

    body = f"<r>{product('A', '3', 'a', 'b')}{product('B', late, 'b', 'c')}</r>"
    found = read(body.encode())
    counted = figures(found)
    assert counted["machines"] == sum(isinstance(one, Endpoint) for one in found.records) == 3
    assert counted["not_updated_15_days"] == (None if late is None else 5)


def test_prefixes_and_the_older_namespace_make_no_difference() -> None:
    older = REPORT.replace(
        b"http://www.mic.gov.vn/TBT/QCVN_102_2016", b"http://www.e-doc.vn/Schema/"
    )
    renamed = older.replace(b"edXML:", b"ed:").replace(b"xmlns:edXML", b"xmlns:ed")
    assert read(renamed).records == read().records


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("1795500000", datetime.fromtimestamp(1795500000, UTC)),
        ("2026-11-24T06:00:00", datetime(2026, 11, 23, 23, 0, tzinfo=UTC)),
        ("24/11/2026 06:00", datetime(2026, 11, 23, 23, 0, tzinfo=UTC)),
        ("", None),
        ("99999999999999999999", None),
    ],
)
def test_the_report_s_time_is_read_or_said_to_be_lacking(
    written: str, time: datetime | None
) -> None:
    malware = "<MalwareInfo><MalwareName>x</MalwareName></MalwareInfo>"
    inside = f"<Malware><Machine name='a'>{malware}</Machine></Malware>"
    body = f"<AVReport><Datetime>{written}</Datetime>{inside}</AVReport>"
    found = read(body.encode())
    assert found.at == time
    (event,) = (one for one in found.records if isinstance(one, SecurityEvent))
    assert event.time == (time or NOW)
    assert bool(found.notes) is (time is None)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "rỗng"),
        (b"<html><body>login</body></html>", "HTML"),
        (b"{}", "XML"),
        (REPORT[:900], "cắt cụt"),
        (b"<a/>", "không có phần AVReport"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><AVReport>&b;</AVReport>', "thực thể"),
        (b'<?xml version="1.0" encoding="khong-co"?><AVReport/>', "bảng mã"),
        (b'<?xml version="1.0" encoding="utf-8"?><AVReport>\xff</AVReport>', "XML"),
    ],
)
def test_what_is_no_report_says_so(body: bytes, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(body)
    assert caught.value.reason is Reason.MALFORMED
    assert says in caught.value.words.text


@pytest.mark.parametrize(
    "inside",
    [
        "<Malware><Machine><MalwareInfo><MalwareName>x</MalwareName></MalwareInfo></Machine></Malware>",
        "<Malware><Machine name='a'><MalwareInfo/></Machine></Malware>",
        "<Connection><Machine name='a'><ConnectionInfo/></Machine></Connection>",
        "<Vulnerability><Machine name='a'><VulnerabilityInfo/></Machine></Vulnerability>",
    ],
)
def test_an_item_without_what_it_must_have_is_counted(inside: str) -> None:
    assert any("thiếu trường" in one.text for one in read(report(inside)).notes)


def test_texts_are_plain_and_bounded() -> None:
    long = "a" * 5000
    (end,) = (
        one
        for one in read(report(f"<OS><Machine name='&lt;b&gt;\u202e{long}'/></OS>")).records
        if isinstance(one, Endpoint)
    )
    assert len(end.name) <= 500
    assert "\u202e" not in end.name


def test_more_machines_than_the_bound_are_a_part(
    door: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.connectors.edxml_avreport.report.MOST", 5)
    machines = "".join(f"<Machine name='{n}'/>" for n in range(10))
    answered = CONNECTOR.ask(settings(), door(lambda _: report(f"<OS>{machines}</OS>")), None)
    assert (answered.covers, len(answered.records)) == (Covers.PART, 5)
    assert answered.missing == 14


def test_a_report_that_did_not_change_is_confirmed(door: Any) -> None:
    said = {"etag": '"a"', "date": "Tue, 24 Nov 2026 07:00:00 GMT"}
    first = CONNECTOR.ask(settings(), door(lambda _: (REPORT, said)), None)
    behind = door(lambda _: None)
    second = CONNECTOR.ask(settings(), behind, first.cursor)
    assert second.unchanged
    assert ("If-None-Match", '"a"') in behind.asked[0].headers


@given(
    body=st.binary(max_size=200)
    | st.tuples(st.integers(0, len(REPORT)), st.binary(max_size=3)).map(
        lambda cut: REPORT[: cut[0]] + cut[1] + REPORT[cut[0] + len(cut[1]) :]
    )
)
@trying(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=100)
def test_a_mangled_report_is_malformed_or_read(body: bytes) -> None:
    reasons = {Reason.MALFORMED}
    with contextlib.suppress(SourceError):
        try:
            read(body)
        except SourceError as error:
            reasons.add(error.reason)
            raise
    assert reasons == {Reason.MALFORMED}


def probed(body: bytes, door: Any) -> Draft | Advice:
    at = "https://av.example/avreport.xml"
    answer = Answer(status=200, headers={}, body=body, asked=NOW, received=NOW, url=at)
    nothing = SourceError(Reason.REFUSED, phrase("Không có"))
    able = (*installed().connectors.values(), *recognisers())
    return recognised(
        Met(address=at, outcome=answer),
        able,
        lambda: contextlib.nullcontext(door(lambda _: nothing)),
    )


def test_probe_knows_a_report_and_proposes_figures_that_it_has(door: Any) -> None:
    packet = b"<edXML><From><OrganId>H36</OrganId></From>" + REPORT[REPORT.index(b"<AVReport") :]
    for body in (REPORT, packet[: packet.rindex(b"</AVReport>")] + b"</AVReport></edXML>"):
        draft = probed(body, door)
        assert isinstance(draft, Draft)
        assert draft.settings["connector"] == "edxml_avreport"
        assert set(draft.indicators) <= set(figures(read()))


@pytest.mark.parametrize("body", [b"<a/>", b"<AVReport><Datetime>", b"<p>AVReport</p>"])
def test_other_xml_is_told_as_what_probe_does_not_recognise(body: bytes, door: Any) -> None:
    advice = probed(body, door)
    assert isinstance(advice, Advice)
    assert advice.what.text.startswith("Địa chỉ trả lời XML, nhưng không phải")
