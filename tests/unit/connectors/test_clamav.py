"""clamd's answers, and what is no clamd."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.connectors.clamav import CONNECTOR, Clamav, normalise
from services.door import Answer, SourceError
from services.draft import Certainty, Draft, Met
from services.news import Reason
from services.records import Observation, Reply, ServiceHealth

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
VERSION = b"ClamAV 1.4.3/27841/Mon Nov 23 14:00:00 2026\0"
STATS = (
    b"POOLS: 1\n\nSTATE: VALID PRIMARY\nTHREADS: live 1  idle 0 max 12 idle-timeout 30\n"
    b"QUEUE: 3 items\n\tSTATS 0.000065 \n\nMEMSTATS: heap N/A mmap N/A used N/A\nEND\0"
)


def settings(**more: Any) -> Clamav:
    return Clamav(connector="clamav", url="tcp://10.1.0.9:3310", **more)


def figures(version: bytes = VERSION, stats: bytes = STATS, **more: Any) -> dict[str, Observation]:
    found = normalise(settings(**more), version, stats, AT)
    return {one.indicator: one for one in found if isinstance(one, Observation)}


def scripted(**said: bytes) -> Any:
    said = {"PING": b"PONG\0", "VERSION": VERSION, "STATS": STATS} | said
    return lambda request: said[request.body.decode()[1:-1]]


def test_the_age_of_the_signatures_is_reckoned_when_the_answer_came() -> None:
    found = figures()
    assert found["signature_age"].value == Decimal("1.00")  # 14:00 in Vietnam is 7:00 UTC
    assert found["signature_age"].at == AT
    assert found["signature_version"].value == 27841
    assert found["queue"].value == 3
    assert found["threads"].numerator == 1
    assert found["threads"].denominator == 12
    assert found["version"].text == "ClamAV 1.4.3"


def test_the_zone_of_its_computer_is_the_wall_file_s() -> None:
    assert figures(zone="UTC")["signature_age"].value == Decimal("0.71")


def test_signatures_a_little_ahead_are_new() -> None:
    found = figures(b"ClamAV 1.4.3/1/Tue Nov 24 15:00:00 2026\0")
    assert found["signature_age"].value == 0


def test_signatures_from_the_future_have_no_age_and_say_why() -> None:
    found = figures(b"ClamAV 1.4.3/1/Mon Nov 30 14:00:00 2026\0")["signature_age"]
    assert found.value is None
    assert found.fault is not None
    assert "phía trước" in found.fault.text


@pytest.mark.parametrize("said", [b"ClamAV 1.4.3\0", b"ClamAV 1.4.3/1/Mon Foo 40 25:61:00 2026\0"])
def test_signatures_without_a_date_have_no_age_and_say_why(said: bytes) -> None:
    age = figures(said)["signature_age"]
    assert age.value is None
    assert age.fault is not None
    assert "freshclam" in age.fault.text


@pytest.mark.parametrize(
    ("state", "shown"),
    [(b"VALID PRIMARY", Reply.ANSWERS), (b"EXITING", "EXITING"), (b"INVALID", "INVALID")],
)
def test_a_state_that_is_not_well_is_said_as_it_is(state: bytes, shown: str) -> None:
    stats = STATS.replace(b"VALID PRIMARY", state)
    service = normalise(settings(), VERSION, stats, AT)[0]
    assert isinstance(service, ServiceHealth)
    assert (service.state, service.instance) == (shown, "10.1.0.9:3310")


@pytest.mark.parametrize("line", [b"STATE:  ", b"STATE:  \0", b"STATE:"])
def test_a_state_without_a_word_is_not_known(line: bytes) -> None:
    stats = STATS.replace(b"STATE: VALID PRIMARY", line)
    service = normalise(settings(), VERSION, stats, AT)[0]
    assert isinstance(service, ServiceHealth)
    assert service.state is None


@pytest.mark.parametrize(
    ("which", "body", "reason", "words"),
    [
        ("PING", b"", Reason.MALFORMED, "Cổng này không trả lời như clamd"),
        ("PING", b"HTTP/1.1 400 Bad", Reason.MALFORMED, "Cổng này không trả lời như clamd: “{said}”"),
        ("PING", b"SSH-2.0-x\r\n", Reason.MALFORMED, "Cổng này không trả lời như clamd: “{said}”"),
        ("VERSION", b"UNKNOWN COMMAND\0", Reason.REFUSED, "clamd không nhận lệnh này"),
        ("VERSION", b"\xff\xfe\0", Reason.MALFORMED, "Cổng này không trả lời như clamd: “{said}”"),
        ("STATS", b"COMMAND UNAVAILABLE\0", Reason.REFUSED, "clamd không nhận lệnh này"),
        ("STATS", b"<html>", Reason.MALFORMED, "Cổng này không trả lời như clamd: “{said}”"),
    ],
)  # fmt: skip
def test_what_is_no_clamd_is_told_with_a_remedy(
    which: str, body: bytes, reason: Reason, words: str, door: Any
) -> None:
    with pytest.raises(SourceError) as caught:
        CONNECTOR.ask(settings(), door(scripted(**{which: body})), None)
    assert (caught.value.reason, caught.value.words.text) == (reason, words)
    assert caught.value.remedy is not None


def test_three_questions_are_asked(door: Any) -> None:
    behind = door(scripted())
    answered = CONNECTOR.ask(settings(), behind, None)
    assert [request.body for request in behind.asked] == [b"zPING\0", b"zVERSION\0", b"zSTATS\0"]
    assert len(answered.records) == 6


def test_a_clamd_is_recognised_by_its_version(door: Any) -> None:
    behind = door(scripted())
    met = Met(
        address="tcp://10.1.0.9:3310",
        outcome=Answer(status=200, headers={}, body=b"", asked=AT, received=AT, url=""),
    )
    draft = CONNECTOR.recognise(met, behind)
    assert isinstance(draft, Draft)
    assert draft.certainty is Certainty.NAMED
    assert Clamav(**dict(draft.settings)).url == met.address


def test_what_only_http_has_is_refused_with_words() -> None:
    with pytest.raises(ValidationError, match="auth, ca và proxy không đi với tcp://"):
        settings(ca="goc.pem")


@given(version=st.binary(max_size=200), stats=st.binary(max_size=400))
def test_mangled_answers_are_malformed_or_read(version: bytes, stats: bytes) -> None:
    for said, told in ((version, STATS), (VERSION, stats), (VERSION + version, STATS + stats)):
        try:
            normalise(settings(), said, told, AT)
        except SourceError as error:
            assert error.reason in {Reason.MALFORMED, Reason.REFUSED}  # noqa: PT017 - any input
