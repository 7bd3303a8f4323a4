"""What a source repeats of the secrets that it was told goes no further."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from services.asking.discreet import Discreet
from services.connectors import Answered
from services.door import SourceError
from services.mask import Mask
from services.news import Reason
from services.phrase import phrase
from services.records import Alert
from services.settings import Source

if TYPE_CHECKING:
    from services.door import Door

AT = datetime(2026, 11, 24, 7, tzinfo=UTC)


class FakeConnector:
    """Says what it is given."""

    name = "fake"
    settings = Source

    def __init__(self, says: Answered | SourceError) -> None:
        self.says = says

    def ask(self, settings: Source, door: Door, cursor: str | None) -> Answered:
        if isinstance(self.says, SourceError):
            raise self.says
        return self.says


def mask() -> Mask:
    made = Mask()
    made.add("kín-đáo-1234")
    made.add("1700")
    made.suspect("lam-dong-2023")
    made.suspect("0f1e2d3c4b5a69788796")
    return made


def asked(says: Answered | SourceError) -> Answered:
    settings: Any = None
    door: Any = None
    return Discreet(FakeConnector(says), mask()).ask(settings, door, None)


def alert(title: str) -> Alert:
    return Alert(uid=title, title=title, severity=3)


def answered(*titles: str, cursor: str | None = None) -> Answered:
    records = tuple(map(alert, titles))
    notes = (phrase("bỏ qua {what}", what="kín-đáo-1234"),)
    return Answered(records=records, asked=AT, received=AT, cursor=cursor, notes=notes)


def test_records_and_notes_hold_no_secret() -> None:
    found = asked(answered("thấy kín-đáo-1234", "thấy 0f1e2d3c4b5a69788796", "thường"))
    assert found.records[0] == alert("thấy •••")
    assert found.records[1] == alert("thấy •••")
    assert dict(found.notes[0].values) == {"what": "•••"}


def test_a_record_without_a_secret_is_the_same_record() -> None:
    says = answered("thường")
    assert asked(says).records[0] is says.records[0]


def test_what_may_stand_in_a_record_by_chance_is_left_there() -> None:
    """A short secret, and a word that is one by its name only."""
    assert asked(answered("1700 trạm", "lam-dong-2023")).records == (
        alert("1700 trạm"),
        alert("lam-dong-2023"),
    )


def test_a_cursor_that_holds_a_secret_is_not_kept() -> None:
    assert asked(answered(cursor='"kín-đáo-1234"')).cursor == ""
    assert asked(answered(cursor='"abc"')).cursor == '"abc"'
    assert asked(answered()).cursor is None


def test_the_words_of_a_failure_hold_no_secret_however_short_or_cut_off() -> None:
    said = phrase("{a} {b} {c}", a="khóa 1700", b="lam-dong-2023", c="sai kín-đáo-1…")
    with pytest.raises(SourceError) as raised:
        asked(SourceError(Reason.REFUSED, said, status=500))
    assert dict(raised.value.words.values) == {"a": "khóa •••", "b": "•••", "c": "sai •••…"}
    assert (raised.value.reason, raised.value.status) == (Reason.REFUSED, 500)


@pytest.mark.parametrize(
    "said", ["k/n <1> &", "k%2Fn%20%3C1%3E%20%26", "k%2Fn+%3C1%3E+%26", "k/n &lt;1&gt; &amp;"]
)
def test_a_secret_is_known_as_others_write_it(said: str) -> None:
    made = Mask()
    made.add("k/n <1> &")
    assert made.masked(f"a {said} b") == "a ••• b"
